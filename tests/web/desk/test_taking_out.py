"""What a search of the desk finds can be taken out as a file, in the forms others read."""

import csv
import io
import zipfile

import openpyxl
import pymarc
import pytest
import rispy
from defusedxml.ElementTree import fromstring
from pybtex.database import parse_string
from werkzeug.test import TestResponse

from catalogue.web.desk import finding
from tests.building import a_resource, a_title
from tests.desk_fixtures import Desk
from tests.discovery.small import keep


def taken_out(desk: Desk, asked: str = "", who: str = "katalogs") -> TestResponse:
    return desk.signed_in(who).get(f"/desk/find/take-out?{asked}", buffered=True)


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """With scripts of both directions, and titles that want to be formulas."""
    keep(
        desk.catalogue,
        a_resource(key="sum", owner="sigulda", titles=(a_title("=SUM(A1:A9)"),), publisher="+371 & {co}"),
        a_resource(key="ketab", owner="sigulda", titles=(a_title("کتاب آشپزی", "fa"),)),
    )
    return desk


def test_the_list_offers_every_form_with_the_same_search(desk: Desk) -> None:
    page = desk.signed_in("katalogs").page("/desk/find?q=straume&status=published")
    assert 'action="/desk/find/take-out"' in page and 'name="q" value="straume"' in page
    assert all(f'value="{each.suffix}"' in page for each in finding.FORMS) and "drafts too" in page


def test_a_spreadsheet_has_all_that_is_found_as_text(stocked: Desk) -> None:
    answer = taken_out(stocked, "library=sigulda&form=.xlsx")
    assert answer.headers["Content-Disposition"] == "attachment; filename=tilts.xlsx"
    assert answer.headers["Cache-Control"] == "no-store"
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    cells = [cell for row in book["resources"].iter_rows(min_row=2) for cell in row if cell.value]
    assert "کتاب آشپزی" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(str(cell.value).startswith("=") for cell in cells)


def test_05_09_a_csv_has_no_formula(stocked: Desk) -> None:
    answer = taken_out(stocked, "library=sigulda&status=published&form=.csv")
    text = _resources_in(answer)
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows.keys() == {"sum", "ketab"}
    assert rows["sum"]["title@lv"].startswith("'=") and rows["ketab"]["title@fa"] == "کتاب آشپزی"


def _resources_in(answer: TestResponse) -> str:
    if answer.mimetype == "application/zip":
        return zipfile.ZipFile(io.BytesIO(answer.data)).read("tilts.csv").decode()
    return answer.get_data(as_text=True)


def test_several_kinds_of_description_in_csv_come_as_one_zip(desk: Desk) -> None:
    answer = taken_out(desk, "form=.csv")
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert answer.headers["Content-Disposition"] == "attachment; filename=tilts.zip"
    assert {"tilts.csv", "tilts.branches.csv", "tilts.topics.csv"} <= set(names)


def test_drafts_that_are_found_are_taken_out_too(desk: Desk) -> None:
    assert "melnraksts" in _resources_in(taken_out(desk, "q=melnr&form=.csv"))
    assert "melnraksts" in taken_out(desk, "status=draft&form=.ris").get_data(as_text=True)


def test_library_systems_get_marc_mods_and_dublin_core(stocked: Desk) -> None:
    (*binary,) = pymarc.MARCReader(taken_out(stocked, "library=sigulda&form=.mrc").data)
    assert {each["245"]["a"] for each in binary if each} == {"=SUM(A1:A9)", "کتاب آشپزی"}
    for suffix, media_type in ((".marc.xml", "application/marcxml+xml"), (".mods.xml", "application/mods+xml")):
        answer = taken_out(stocked, f"library=sigulda&form={suffix}")
        assert answer.mimetype == media_type and len(fromstring(answer.data)) == 2
        assert "کتاب آشپزی" in answer.get_data(as_text=True)
    assert len(fromstring(taken_out(stocked, "library=sigulda&form=.dc.xml").data)) == 2


def test_reference_managers_get_every_citation(stocked: Desk) -> None:
    entries = parse_string(taken_out(stocked, "library=sigulda&form=.bib").get_data(as_text=True), "bibtex").entries
    assert set(entries.keys()) == {"sum", "ketab"} and "کتاب آشپزی" in entries["ketab"].fields["title"]
    references = rispy.loads(taken_out(stocked, "library=sigulda&form=.ris").get_data(as_text=True))
    assert {each["id"] for each in references} == {"sum", "ketab"}
    assert all("http://localhost/" in each["urls"][0] for each in references)


def test_words_find_the_same_as_in_the_list(desk: Desk) -> None:
    references = rispy.loads(taken_out(desk, "q=kaķis&form=.ris").get_data(as_text=True))
    assert [each["id"] for each in references] == ["straume"]


def test_what_has_no_resources_says_so_instead_of_an_empty_file(desk: Desk) -> None:
    answer = taken_out(desk, "q=dzīvnieki&form=.mrc&status=withdrawn")
    assert answer.status_code == 422 and "room for resources only" in answer.get_data(as_text=True)


def test_no_more_is_taken_out_than_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_TAKEN_OUT", 1)
    assert len(rispy.loads(taken_out(desk, "status=published&library=liepaja&form=.ris").get_data(as_text=True))) <= 1


@pytest.mark.parametrize("form", ["", ".exe", "../../x", ".jsonl", "%00"])
def test_04_03_there_is_no_other_form(desk: Desk, form: str) -> None:
    assert taken_out(desk, f"q=straume&form={form}").status_code == 404
