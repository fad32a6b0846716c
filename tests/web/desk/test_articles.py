"""Guides written at the desk, section by section, and translated the same way."""

import html
import re

from werkzeug.datastructures import MultiDict

from catalogue.records import Resource, Section
from catalogue.web.desk.form import Fields, filled, read
from catalogue.web.desk.form.growing import add, add_row, move_up
from tests.building import a_resource, a_text, a_title
from tests.desk_fixtures import AtDesk, Desk

NOBODY = dict.fromkeys(("languages", "topics", "providers"), lambda word: ())
GUIDE = a_resource(
    kind="guide",
    titles=(a_title("Pirmā saruna"),),
    sections=(
        Section((a_text("Pirms"),), (a_text("Sagatavo *vietu*."),)),
        Section((a_text("Pēc"), a_text("Afterwards", "en", origin="human")), (a_text("Pateicies.\n\n- vārds"),)),
    ),
)


def written(fields: Fields, before: Resource = GUIDE) -> Resource:
    record = read(fields, before, NOBODY).record
    assert isinstance(record, Resource)
    return record


def headings(resource: Resource) -> list[list[tuple[str, str, str]]]:
    return [[(each.value, each.language, each.origin) for each in section.headings] for section in resource.sections]


def page_of(browser: AtDesk, address: str, **fields: object) -> str:
    answer = browser.send(address, **fields)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def test_an_article_comes_back_as_it_went() -> None:
    assert written(filled(GUIDE)).sections == GUIDE.sections


def test_a_section_has_a_place_for_every_language_of_the_record() -> None:
    fields = filled(GUIDE)
    add("resource", fields, "language", lambda _: ("uk",))
    fields["new-language"] = "Ukrainian"
    add_row("resource", fields, "sections")
    fields["sections-2-heading-uk"] = "Далі"
    assert headings(written(fields))[2] == [("Далі", "uk", "human")]


def test_a_section_without_words_is_left_out() -> None:
    fields = filled(GUIDE)
    fields["sections-0-heading-lv"] = fields["sections-0-body-lv"] = "  "
    assert [each[0][0] for each in headings(written(fields))] == ["Pēc"]


def test_a_section_is_moved_up_with_all_its_languages() -> None:
    fields = filled(GUIDE)
    move_up("resource", fields, "1")
    assert [len(each) for each in headings(written(fields))] == [2, 1]
    for place in ("0", "7", "-1", "x", "99999999"):
        move_up("resource", fields, place)
    assert [len(each) for each in headings(written(fields))] == [2, 1]


def test_a_heading_is_one_line_and_a_text_keeps_its_paragraphs() -> None:
    fields: Fields = MultiDict(
        {
            "blocks-0-language": "lv",
            "sections-0-heading-lv": " Viens\nun otrs ",
            "sections-0-body-lv": "Viens.\r\n\r\nOtrs.",
        }
    )
    (section,) = written(fields).sections
    assert (section.headings[0].value, section.bodies[0].value) == ("Viens un otrs", "Viens.\n\nOtrs.")


def test_a_language_nobody_speaks_is_asked_about() -> None:
    fields = filled(GUIDE)
    fields['sections-0-heading-"><script>'] = "x"
    assert '"><script>' in {text.language for text in written(fields).sections[0].headings}


def test_a_guide_is_written_translated_and_read(desk: Desk) -> None:
    editor = desk.signed_in("redaktore")
    assert "/desk/new/resource?kind=guide" in html.unescape(editor.page("/desk/"))
    address = editor.get("/desk/new/resource?kind=guide").headers["Location"]
    page = editor.page(address)
    assert "Section 1" in page and 'value="guide" selected' in page
    given = {
        "kind": "guide",
        "blocks-0-language": "lv",
        "blocks-0-title": "Pirmā saruna",
        "sections-0-heading-lv": "Pirms",
        "sections-0-body-lv": "Sagatavo **vietu**. <script>alert(1)</script>",
    }
    grown = page_of(editor, address, **given, act="add-sections")
    assert "Section 2" in grown and "Sagatavo **vietu**." in grown
    moved = page_of(editor, address, **given, **{"sections-1-heading-lv": "Sveiciens"}, act="raise-1")
    assert re.findall(r'name="sections-(\d)-heading-lv" value="([^"]+)"', moved) == [("0", "Sveiciens"), ("1", "Pirms")]
    key = address.split("?")[0].rsplit("/", 1)[1]
    assert editor.send(address, **given, act="step-published").status_code == 303

    translator = desk.signed_in("tulkotaja")
    pairs = translator.page(f"/desk/translate/{key}/uk")
    assert "Section 1: heading" in pairs and "Section 1: text" in pairs
    said = {"text-sections-1-headings": "Перед", "text-sections-1-bodies": "Підготуйте **місце**.", "revision": "1"}
    assert translator.send(f"/desk/translate/{key}/uk", **said).status_code == 303

    read_by_all = desk.browser().page(f"/uk/resource/{key}")
    assert "Перед" in read_by_all and "<strong>місце</strong>" in read_by_all and "<script>alert" not in read_by_all
    assert "Pirms" in editor.page(f"/desk/record/{key}/history")
