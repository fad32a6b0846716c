"""Importing at the desk: a file is looked at before anything changes, imported while one watches, and taken back."""

import io
import re
import time
from dataclasses import replace
from datetime import datetime

import pytest
from werkzeug.test import TestResponse

from catalogue.cataloguing import batches, describe
from catalogue.records import Event, Resource, Title
from tests.desk_fixtures import AtDesk, Desk

GOOD = "key,kind,title@lv,year\njauna,book,Jauna grāmata,2024\nstraume,film,Straume (filma),2024\n"
MIXED = "key,kind,title@lv,year\njauna,book,Jauna grāmata,divtūkstoš\notra,book,Otra grāmata,2024\n"


def leave(browser: AtDesk, content: str | bytes, name: str = "fails.csv", **fields: str) -> TestResponse:
    """Send a file."""
    data = content.encode() if isinstance(content, str) else content
    file = (io.BytesIO(data), name)
    return browser.client.post("/desk/imports", data={"csrf_token": browser.token(), "file": file, **fields})


def imported(browser: AtDesk, address: str) -> str:
    """The page of an import when it is done."""
    browser.send(f"{address}/begin")
    deadline = time.monotonic() + 60
    while "Being imported" in (page := browser.page(address)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return page


def status_of(desk: Desk, key: str) -> str | None:
    with desk.catalogue.database.reading() as unit:
        record = unit.records.get(key)
    return record.status if record else None


def test_a_file_is_looked_at_before_anything_changes(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    address = leave(browser, GOOD).headers["Location"]
    page = browser.page(address)
    assert "Nothing is changed yet" in page and "fails.csv" in page
    assert re.findall(r"<td>(\d+)</td>", page) == ["1", "1", "0", "0"]
    assert status_of(desk, "jauna") is None


def test_an_import_lands_and_is_taken_back_as_a_whole(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    page = imported(browser, leave(browser, GOOD).headers["Location"])
    assert "The file is imported" in page and status_of(desk, "jauna") is not None
    listed = browser.page("/desk/imports")
    assert "Ada Administratore" in listed
    (batch,) = re.findall(r'action="/desk/batch/(\w+)/undo"', listed)
    browser.send(f"/desk/batch/{batch}/undo")
    assert "1 are as before, 1 withdrawn, 0 left" in browser.page("/desk/imports")
    assert status_of(desk, "jauna") == "withdrawn"
    assert "Straume (filma)" not in browser.page("/desk/record/straume")


def test_what_somebody_has_changed_since_is_left_alone(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    imported(browser, leave(browser, GOOD).headers["Location"])
    browser.send("/desk/record/jauna", revision="1", **{"blocks-0-language": "lv", "blocks-0-title": "Labota"})
    (batch,) = re.findall(r'action="/desk/batch/(\w+)/undo"', browser.page("/desk/imports"))
    browser.send(f"/desk/batch/{batch}/undo")
    assert "1 are as before, 0 withdrawn, 1 left" in browser.page("/desk/imports")
    assert "Labota" in browser.page("/desk/record/jauna")


def test_bad_rows_are_named_and_good_ones_land(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    page = browser.page(leave(browser, MIXED).headers["Location"])
    assert "divtūkstoš” is no whole number" in page
    imported(browser, leave(browser, MIXED).headers["Location"])
    assert (status_of(desk, "jauna"), status_of(desk, "otra") is not None) == (None, True)


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.exe", b"MZ"), ("x", b""), ("../../x.csv.sh", b""), ("x.html", b"<script>")],
)
def test_05_01_other_files_are_not_taken(desk: Desk, name: str, content: bytes) -> None:
    browser = desk.signed_in("admin")
    answer = leave(browser, content, name)
    assert answer.status_code == 400 and "no kind of file" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.xlsx", b"PK\x03\x04 no spreadsheet"),
        ("x.csv", b"\xff\xfe\x00"),
        ("x.csv", b""),
        ("x.jsonl", b"{"),
        ("x.ttl", b"<a"),
        ("x.ics", b"<!DOCTYPE html>"),
    ],
)
def test_05_broken_files_are_told_so_and_leave_nothing(desk: Desk, name: str, content: bytes) -> None:
    browser = desk.signed_in("admin")
    page = browser.page(leave(browser, content, name).headers["Location"])
    assert "Traceback" not in page and str(desk.catalogue.settings.home) not in page
    with desk.catalogue.database.reading() as unit:
        assert unit.log.batches(10) == []


def test_05_03_a_file_without_end_is_refused_and_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_BYTES", 1_000)
    browser = desk.signed_in("admin")
    assert leave(browser, b"a" * 2_000, "x.csv").status_code == 413
    assert list((desk.catalogue.settings.home / "arrivals").iterdir()) == []


def test_a_file_is_thrown_away_unimported(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    address = leave(browser, GOOD).headers["Location"]
    browser.send(f"{address}/drop")
    assert browser.get(address).status_code == 404
    assert list((desk.catalogue.settings.home / "arrivals").iterdir()) == []


def test_no_file_is_no_import(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    assert browser.send("/desk/imports").status_code == 400
    assert browser.get("/desk/import/nothing").status_code == 404


def test_letters_of_visitors_are_read_and_thrown_away(desk: Desk) -> None:
    visitor = desk.app.test_client()
    page = visitor.get("/uk/missed?q=словник").get_data(as_text=True)
    token = re.search(r'name="token" value="([^"]+)"', page)[1]  # type: ignore[index]
    visitor.post("/uk/missed?q=словник", data={"token": token, "words": "Словник дарі <b>"})
    editor = desk.signed_in("redaktore")
    page = editor.page("/desk/letters")
    assert "Словник дарі &lt;b&gt;" in page and "/uk/search?q=" in page
    assert editor.send("/desk/letters", before="9999-12-31").status_code == 303
    assert "Nobody has left a note" in editor.page("/desk/letters")
    assert editor.send("/desk/letters", before="x").status_code == 400


OTHERS = "key,kind,title@lv,owner\nsvesa,book,Sveša grāmata,sigulda\n"


def test_an_editor_brings_records_into_their_own_library(desk: Desk) -> None:
    browser = desk.signed_in("redaktore")
    imported(browser, leave(browser, GOOD).headers["Location"])
    with desk.catalogue.database.reading() as unit:
        new, film = unit.records.get("jauna"), unit.records.get("straume")
    assert new and (new.owner, new.status) == ("liepaja", "published")
    assert film and film.titles[0].value == "Straume (filma)"


def test_a_cataloguer_brings_drafts_and_leaves_published_records_alone(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    address = leave(browser, GOOD).headers["Location"]
    page = browser.page(address)
    assert "drafts of your library" in page and "not yours to change" in page
    imported(browser, address)
    with desk.catalogue.database.reading() as unit:
        new, film = unit.records.get("jauna"), unit.records.get("straume")
    assert new and (new.owner, new.status) == ("liepaja", "draft")
    assert film and film.revision == 1


@pytest.mark.parametrize(
    "content",
    [
        OTHERS,
        "key,kind,title@lv,owner\nstraume,film,Straume,sigulda\n",
        "key,kind,title@lv,status\nmelnraksts,book,Melnraksts,withdrawn\n",
    ],
    ids=["of another library", "given away", "no step of theirs"],
)
def test_09_05_what_is_not_theirs_is_refused_by_row(desk: Desk, content: str) -> None:
    browser = desk.signed_in("redaktore")
    page = imported(browser, leave(browser, content).headers["Location"])
    assert "belongs to another library" in page and re.findall(r"<td>(\d+)</td>", page)[:4] == ["0", "0", "0", "1"]
    assert status_of(desk, "svesa") is None and status_of(desk, "melnraksts") == "draft"


def test_topics_are_brought_by_those_who_establish_them(desk: Desk) -> None:
    content = (
        '{"type": "topic", "key": "t-new", "status": "published", "titles": [{"value": "jauns", "language": "lv"}]}'
    )
    for who, there in (("katalogs", None), ("redaktore", "published")):
        browser = desk.signed_in(who)
        imported(browser, leave(browser, content, "t.jsonl").headers["Location"])
        assert status_of(desk, "t-new") == there


def test_09_05_the_files_and_batches_of_others_are_out_of_reach(desk: Desk) -> None:
    owner, other, admin = (desk.signed_in(name) for name in ("redaktore", "sigita", "admin"))
    address = leave(owner, GOOD).headers["Location"]
    assert other.get(address).status_code == 404
    assert other.send(f"{address}/begin").status_code == 404
    assert other.send(f"{address}/drop").status_code == 404
    imported(owner, address)
    (batch,) = re.findall(r'action="/desk/batch/(\w+)/undo"', owner.page("/desk/imports"))
    assert batch not in other.page("/desk/imports") and batch in admin.page("/desk/imports")
    assert other.send(f"/desk/batch/{batch}/undo").status_code == 403
    assert status_of(desk, "jauna") == "published"
    assert owner.send(f"/desk/batch/{batch}/undo").status_code == 303 and status_of(desk, "jauna") == "withdrawn"


def test_the_preview_names_what_is_new_and_what_changes(desk: Desk) -> None:
    browser = desk.signed_in("redaktore")
    page = browser.page(leave(browser, GOOD).headers["Location"])
    assert "Jauna grāmata" in page and 'href="/desk/record/straume"' in page
    assert re.search(r"Row 3 · <bdi>[^<]*</bdi> · .*Title", page)


def test_a_preview_of_a_thousand_rows_names_them_all(desk: Desk) -> None:
    browser = desk.signed_in("redaktore")
    rows = "".join(f"r{number},book,Grāmata {number}\n" for number in range(1_001))
    page = browser.page(leave(browser, f"key,kind,title@lv\n{rows}").headers["Location"])
    assert page.count("Grāmata ") == 1_000 and "Only the first 1,000 are shown" in page


MARC = """<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="001">77</controlfield><controlfield tag="003">LV-X</controlfield>
<controlfield tag="008">240101s2024    lv            000 0 lav d</controlfield>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">Maize</subfield></datafield>
<datafield tag="250" ind1=" " ind2=" "><subfield code="a">%s</subfield></datafield></record></collection>"""


def test_a_marc_record_that_comes_again_leaves_our_words_alone_unless_chosen(desk: Desk) -> None:
    browser = desk.signed_in("redaktore")
    imported(browser, leave(browser, MARC % "1. izd.", "a.xml").headers["Location"])
    with desk.catalogue.database.writing() as unit:
        key = unit.records.key_of_source("LV-X", "77")
        held = unit.records.get(key or "")
        assert isinstance(held, Resource)
        ukrainian = Title("Хліб", "uk", "human", kind="parallel")
        describe(unit, replace(held, edition="mūsu", titles=(*held.titles, ukrainian)), "test")
    imported(browser, leave(browser, MARC % "2. izd.", "a.xml").headers["Location"])
    assert _edition(desk, held.key) == "mūsu"
    address = leave(browser, MARC % "2. izd.", "a.xml", theirs="yes").headers["Location"]
    assert "also where we changed it" in browser.page(address)
    imported(browser, address)
    assert _edition(desk, held.key) == "2. izd."
    with desk.catalogue.database.reading() as unit:
        now = unit.records.get(held.key)
    assert now and {each.value for each in now.titles} == {"Maize", "Хліб"}


CALENDAR = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
X-WR-TIMEZONE:Europe/Riga
BEGIN:VEVENT
UID:5k2j@google.com
DTSTART;TZID=Europe/Riga:20270112T{time}
RRULE:FREQ=WEEKLY;BYDAY=TU
SUMMARY:Valodu kafejnīca
LOCATION:Siguldas bibliotēka\\, 2. stāvs
CATEGORIES:Animals,Something
END:VEVENT
BEGIN:VEVENT
UID:7x@google.com
SUMMARY:Bez datuma
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_comes_in_is_brought_up_to_date_and_taken_back(desk: Desk) -> None:
    browser = desk.signed_in("redaktore")
    first, later = (CALENDAR.format(time=time) for time in ("173000", "180000"))
    address = leave(browser, first, "kalendārs.ics", language="en").headers["Location"]
    page = browser.page(address)
    assert re.findall(r"<td>(\d+)</td>", page)[:4] == ["1", "0", "0", "1"]
    assert "event 2 (Bez datuma)" in page and "A value is needed here." in page and _event(desk) is None
    imported(browser, address)
    held = _event(desk)
    assert held and (held.starts, held.titles[0].language) == (datetime(2027, 1, 12, 17, 30), "en")
    assert (held.place.town, held.providers, held.topics, held.owner) == (
        "Liepāja",
        ("sigulda",),
        ("t-animals",),
        "liepaja",
    )
    page = imported(browser, leave(browser, later, "kalendārs.ics", language="en").headers["Location"])
    assert re.findall(r"<td>(\d+)</td>", page)[:4] == ["0", "1", "0", "1"] and "Begins" in page
    batch = re.findall(r'action="/desk/batch/(\w+)/undo"', browser.page("/desk/imports"))[0]
    browser.send(f"/desk/batch/{batch}/undo")
    assert _event(desk) == replace(held, revision=3)


def test_a_calendar_comes_again_and_leaves_our_words_alone_unless_chosen(desk: Desk) -> None:
    browser = desk.signed_in("redaktore")
    content = CALENDAR.format(time="173000")
    imported(browser, leave(browser, content, "a.ics").headers["Location"])
    held = _event(desk)
    assert held and held.titles[0].language == "lv"
    with desk.catalogue.database.writing() as unit:
        describe(unit, replace(held, titles=(Title("Mūsu kafejnīca", "lv"), Title("Кав'ярня", "uk", "human"))), "test")
    for theirs, title in (("", "Mūsu kafejnīca"), ("yes", "Valodu kafejnīca")):
        imported(browser, leave(browser, content, "a.ics", theirs=theirs).headers["Location"])
        now = _event(desk)
        assert now and [each.value for each in now.titles] == [title, "Кав'ярня"]


@pytest.mark.parametrize("language", ["", "xx", "../lv", "lv\r\n"])
def test_05_a_language_nobody_offered_is_latvian(desk: Desk, language: str) -> None:
    browser = desk.signed_in("redaktore")
    imported(browser, leave(browser, CALENDAR.format(time="173000"), "a.ics", language=language).headers["Location"])
    held = _event(desk)
    assert held and held.titles[0].language == "lv"


def _event(desk: Desk) -> Event | None:
    with desk.catalogue.database.reading() as unit:
        found = unit.records.get(unit.records.key_of_source("iCalendar", "5k2j@google.com") or "")
    assert found is None or isinstance(found, Event)
    return found


def _edition(desk: Desk, key: str) -> str:
    with desk.catalogue.database.reading() as unit:
        found = unit.records.get(key)
    assert isinstance(found, Resource)
    return found.edition
