"""A librarian at work: describes, is told what is missing, sends for review, publishes, proposes, meets a colleague's change."""

import json
import re
from typing import Any

import pytest
import sqlalchemy as sa
from markupsafe import escape

from catalogue.records import Resource
from tests.building import a_resource, a_title
from tests.desk_fixtures import AtDesk, Desk
from tests.discovery.small import keep


def begun(browser: AtDesk) -> str:
    """The address of a new description."""
    return str(browser.get("/desk/new/resource").headers["Location"])


def text(**given: str) -> dict[str, str]:
    """The first language of a form."""
    return {"kind": "book", "blocks-0-language": "lv", **{f"blocks-0-{name}": value for name, value in given.items()}}


def record_of(desk: Desk, key: str) -> Resource:
    with desk.catalogue.database.reading() as unit:
        found = unit.records.get(key)
    assert isinstance(found, Resource)
    return found


BOOK: dict[str, Any] = {
    **text(title="Kaķis, kurš iemācījās latviski", summary="Kaķis pārceļas uz Rīgu."),
    "kind": "bilingual-book",
    "identifiers-0-scheme": "isbn",
    "identifiers-0-value": "978-9934-0-0010-2",
    "blocks-1-language": "uk",
    "blocks-1-title": "Кіт, який вивчив латиську",
    "blocks-1-title_origin": "human",
    "languages_typed": "latviešu; українська",
    "topics_typed": "dzīvnieki",
    "holdings-0-branch": "liepaja",
    "holdings-0-call_number": "821",
}


def test_a_book_goes_from_isbn_to_a_reader_in_another_language(desk: Desk) -> None:
    cataloguer, editor = desk.signed_in("katalogs"), desk.signed_in("redaktore")
    address = begun(cataloguer)
    key = address.rpartition("/")[2]
    saved = cataloguer.send(address, act="step-review", remark="Lūdzu, apskati!", **BOOK)
    assert (saved.status_code, saved.headers["Location"]) == (303, f"/desk/record/{key}")
    kept = record_of(desk, key)
    assert (kept.status, kept.owner, kept.languages, kept.topics) == ("review", "liepaja", ("lv", "uk"), ("t-animals",))
    assert kept.identifiers[0].value == "9789934000102"
    assert kept.titles[1].is_translation and kept.titles[1].made_from
    assert "Кіт" not in desk.browser().page("/uk/search?q=кіт")
    assert "Kaķis, kurš" in editor.page("/desk/")
    assert editor.send(f"/desk/record/{key}", act="step-published", revision="1", **BOOK).status_code == 303
    assert "Readers find it now" in editor.page(f"/desk/record/{key}")
    assert "Кіт, який вивчив" in desk.browser().page("/uk/search?q=кіт")
    history = editor.page(f"/desk/record/{key}/history")
    assert "Kārlis Katalogs" in history and "Lūdzu, apskati!" in history and "Published" in history


def test_what_is_missing_is_told_and_nothing_typed_is_lost(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    address = begun(browser)
    answer = browser.send(
        address, **text(summary="Bez nosaukuma."), year="divtūkstoš", **{"identifiers-0-value": "123"}
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "“divtūkstoš” is no whole number" in page and "Bez nosaukuma." in page and 'value="123"' in page
    answer = browser.send(address, **text(summary="Bez nosaukuma."), **{"identifiers-0-value": "123"})
    page = answer.get_data(as_text=True)
    assert "There is no title in any language" in page and "its check digit does not fit" in page
    with desk.catalogue.database.reading() as unit:
        assert unit.records.get(address.rpartition("/")[2]) is None


def test_another_language_is_one_click_and_saves_nothing(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    address = begun(browser)
    page = browser.send(address, act="add-language", **{"new-language": "українська"}, **text(title="Kaķis"))
    assert 'name="blocks-1-language"' in page.get_data(as_text=True)
    assert "<legend><bdi>Ukrainian</bdi></legend>" in page.get_data(as_text=True)
    assert 'value="Kaķis"' in page.get_data(as_text=True)
    with desk.catalogue.database.reading() as unit:
        assert unit.records.get(address.rpartition("/")[2]) is None


@pytest.mark.parametrize(
    "rows", ["contributors", "holdings", "titles", "classification", "identifiers", "nonsense", "language"]
)
def test_rows_are_added_without_scripts(desk: Desk, rows: str) -> None:
    browser = desk.signed_in("katalogs")
    assert browser.send("/desk/record/melnraksts", act=f"add-{rows}", **text(title="Kaķis")).status_code == 200


def test_the_same_isbn_twice_is_warned_of_and_can_be_meant(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    browser.send(begun(browser), **BOOK)
    second = begun(browser)
    answer = browser.send(second, **BOOK)
    assert answer.status_code == 409 and "with this number already" in answer.get_data(as_text=True)
    assert browser.send(second, **{**BOOK, "keep-both": "yes"}).status_code == 303


def test_a_new_description_begins_like_the_last_one(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    browser.send(begun(browser), **BOOK)
    page = browser.page(begun(browser))
    assert '<option value="bilingual-book" selected>' in page
    assert '<option value="liepaja" selected>' in page
    assert "Kaķis" not in page


def test_what_is_typed_is_kept_until_it_is_saved_or_thrown_away(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    address = begun(browser)
    key = address.rpartition("/")[2]
    assert browser.send(f"/desk/draft/{key}?type=resource", **text(title="Pusē")).get_json() == {"kept": True}
    assert "Pusē" in browser.page("/desk/") and "Pusē" in browser.page(address)
    assert "Pusē" not in desk.signed_in("redaktore").page("/desk/")
    assert browser.send(address, **text(title="Pusē un vesels")).status_code == 303
    assert "Typed and not saved" not in browser.page("/desk/")
    browser.send("/desk/draft/melnraksts?type=resource", **text(title="Cits"), revision="1")
    assert "Cits" in browser.page("/desk/record/melnraksts")
    browser.send("/desk/draft/melnraksts/drop")
    assert "Cits" not in browser.page("/desk/record/melnraksts")


def test_a_draft_without_end_is_not_kept(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    assert browser.send("/desk/draft/melnraksts?type=resource", **text(title="a" * 500_000)).status_code == 413


def test_two_who_change_different_things_lose_nothing(desk: Desk) -> None:
    browser = desk.signed_in("redaktore")
    title, year = (
        {**text(title="Jauns nosaukums"), "revision": "1"},
        {**text(title="Melnraksts"), "revision": "1", "year": "2020"},
    )
    assert browser.send("/desk/record/melnraksts", **title).status_code == 303
    met = browser.send("/desk/record/melnraksts", **year)
    page = met.get_data(as_text=True)
    assert met.status_code == 409 and "You have changed different things" in page and "Rita Redaktore" in page
    assert browser.send("/desk/record/melnraksts/merge", mine=_mine(page)).status_code == 303
    kept = record_of(desk, "melnraksts")
    assert (kept.titles[0].value, kept.year, kept.revision) == ("Jauns nosaukums", 2020, 3)


@pytest.mark.parametrize(("choice", "title"), [("mine", "Manējais"), ("theirs", "Kolēģa"), ("", "Kolēģa")])
def test_two_who_change_the_same_choose(desk: Desk, choice: str, title: str) -> None:
    colleague, browser = desk.signed_in("katalogs"), desk.signed_in("redaktore")
    colleague.send("/desk/record/melnraksts", **text(title="Kolēģa"), revision="1")
    met = browser.send("/desk/record/melnraksts", **text(title="Manējais"), revision="1", year="2020")
    page = met.get_data(as_text=True)
    assert "Kārlis Katalogs has saved this" in page and "Manējais" in page and "Kolēģa" in page
    browser.send("/desk/record/melnraksts/merge", mine=_mine(page), **{"part.titles.lv": choice})
    kept = record_of(desk, "melnraksts")
    assert (kept.titles[0].value, kept.year) == (title, 2020)


def _mine(page: str) -> str:
    found = re.search(r'name="mine" value="([^"]+)"', page)
    assert found
    return found[1].replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")


@pytest.mark.parametrize(
    "mine", ["", "[]", "{", '{"type": "topic", "key": "melnraksts"}', '{"type": "resource", "key": "straume"}']
)
def test_a_forged_merge_is_refused(desk: Desk, mine: str) -> None:
    assert desk.signed_in("redaktore").send("/desk/record/melnraksts/merge", mine=mine).status_code == 400


def test_a_forged_merge_gives_nobody_more_rights(desk: Desk) -> None:
    forged = json.dumps(
        {
            "type": "resource",
            "key": "melnraksts",
            "status": "published",
            "revision": 1,
            "titles": [{"value": "x", "language": "lv"}],
        }
    )
    assert desk.signed_in("katalogs").send("/desk/record/melnraksts/merge", mine=forged).status_code == 403
    assert record_of(desk, "melnraksts").status == "draft"


@pytest.mark.parametrize(
    ("who", "key", "act", "status"),
    [
        ("katalogs", "melnraksts", "step-published", 403),
        ("katalogs", "melnraksts", "step-review", 303),
        ("redaktore", "melnraksts", "step-published", 303),
        ("redaktore", "melnraksts", "step-nonsense", 403),
        ("redaktore", "straume", "step-withdrawn", 303),
        ("redaktore", "straume", "step-review", 403),
    ],
)
def test_steps_are_taken_by_those_who_may(desk: Desk, who: str, key: str, act: str, status: int) -> None:
    answer = desk.signed_in(who).send(f"/desk/record/{key}", act=act, revision="1", **text(title="Straume"))
    assert answer.status_code == status


def test_a_withdrawn_description_is_gone_for_readers(desk: Desk) -> None:
    desk.signed_in("redaktore").send(
        "/desk/record/straume", act="step-withdrawn", revision="1", **text(title="Straume")
    )
    assert desk.browser().get("/lv/resource/straume").status_code == 410


@pytest.mark.parametrize("who", ["tulkotaja", "katalogs", "sigita"])
def test_others_propose_and_the_library_answers(desk: Desk, who: str) -> None:
    browser, editor = desk.signed_in(who), desk.signed_in("redaktore")
    page = browser.page("/desk/record/straume")
    assert "as a proposal" in page and "Propose this" in page
    form = {**text(title="Straume", summary="Kaķis, plūdi un laiva."), "revision": "1", "remark": "Laiva arī!"}
    assert browser.send("/desk/record/straume", **form).status_code == 303
    assert record_of(desk, "straume").revision == 1
    assert "Laiva arī!" in editor.page("/desk/") and "Waiting" in browser.page("/desk/")
    shown = editor.page("/desk/proposal/1")
    assert "Kaķis, plūdi un laiva." in shown and "Kaķis un plūdi." in shown
    assert editor.send("/desk/proposal/1", answer="accept", revision="1").status_code == 303
    assert record_of(desk, "straume").summaries[0].value == "Kaķis, plūdi un laiva."
    assert "Accepted" in browser.page("/desk/")
    assert editor.get("/desk/proposal/1").status_code == 404


def test_a_declined_proposal_changes_nothing_and_is_answered(desk: Desk) -> None:
    browser, editor = desk.signed_in("tulkotaja"), desk.signed_in("redaktore")
    browser.send("/desk/record/straume", **text(title="Cita"), revision="1")
    editor.send("/desk/proposal/1", answer="decline", reply="Tā tas ir uz vāka.")
    assert record_of(desk, "straume").titles[0].value == "Straume"
    assert "Tā tas ir uz vāka." in browser.page("/desk/")


def test_a_proposal_takes_no_step_and_moves_no_record(desk: Desk) -> None:
    browser, editor = desk.signed_in("sigita"), desk.signed_in("redaktore")
    browser.send("/desk/record/straume", **text(title="Mana"), revision="1", act="step-withdrawn", owner="sigulda")
    editor.send("/desk/proposal/1", answer="accept", revision="1")
    kept = record_of(desk, "straume")
    assert (kept.titles[0].value, kept.status, kept.owner) == ("Mana", "published", "liepaja")


def test_a_proposal_is_answered_by_its_library_alone(desk: Desk) -> None:
    desk.signed_in("tulkotaja").send("/desk/record/straume", **text(title="Cita"), revision="1")
    stranger = desk.signed_in("sigita")
    assert stranger.get("/desk/proposal/1").status_code == 403
    assert stranger.send("/desk/proposal/1", answer="accept", revision="1").status_code == 403
    assert record_of(desk, "straume").titles[0].value == "Straume"


def test_a_record_is_not_given_to_a_library_one_does_not_work_for(desk: Desk) -> None:
    answer = desk.signed_in("redaktore").send(
        "/desk/record/melnraksts", **text(title="x"), revision="1", owner="sigulda"
    )
    assert answer.status_code == 403
    moved = desk.signed_in("admin").send("/desk/record/melnraksts", **text(title="x"), revision="1", owner="sigulda")
    assert (moved.status_code, record_of(desk, "melnraksts").owner) == (303, "sigulda")


def test_an_earlier_revision_comes_back(desk: Desk) -> None:
    browser = desk.signed_in("redaktore")
    browser.send("/desk/record/straume", **text(title="Kļūda"), revision="1")
    page = browser.page("/desk/record/straume/history")
    assert "<del>" in page and "Kļūda" in page and "Back to revision 1" in page
    assert browser.send("/desk/record/straume/restore", revision="1", now="2").status_code == 303
    kept = record_of(desk, "straume")
    assert (kept.titles[0].value, kept.revision, kept.status) == ("Straume", 3, "published")
    browser.send("/desk/record/straume/restore", revision="2", now="2")
    assert record_of(desk, "straume").revision == 3
    assert desk.signed_in("sigita").send("/desk/record/straume/restore", revision="1", now="3").status_code == 403


def test_a_draft_is_seen_as_a_reader_would(desk: Desk) -> None:
    browser = desk.signed_in("redaktore")
    page = browser.page("/desk/record/melnraksts/preview/ar")
    assert 'lang="ar" dir="rtl"' in page and "Melnraksts" in page and "This is how readers see it" in page
    assert browser.get("/desk/record/melnraksts/preview/xx").status_code == 404
    assert desk.browser().get("/lv/resource/melnraksts").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [("q=melnr", True), ("q=straume", True), ("q=MELNRAKSTS&status=draft", True), ("q=melnraksts&status=published", False),
     ("status=draft&library=liepaja", True), ("library=sigulda&q=straume", False), ("q=zzzz", False)],
)  # fmt: skip
def test_staff_find_what_they_work_on(desk: Desk, asked: str, found: bool) -> None:
    browser = desk.signed_in("katalogs")
    keep(
        desk.catalogue,
        a_resource(
            key="otrs",
            owner="liepaja",
            status="draft",
            titles=(a_title("Melnraksts divi"), a_title("Straume divi", "lv", kind="alternative")),
        ),
    )
    page = browser.page(f"/desk/find?{asked}")
    assert ("desk-list" in page) is found


@pytest.mark.parametrize("asked", ["9789934000102", "978-9934-0-0010-2"])
def test_a_number_leads_to_its_record(desk: Desk, asked: str) -> None:
    browser = desk.signed_in("katalogs")
    browser.send(begun(browser), **BOOK)
    assert browser.get(f"/desk/find?q={asked}").status_code == 302


@pytest.mark.parametrize("asked", ["'; DROP TABLE records--", "%", "_", "\x00", "a" * 10_000, "\u202e"])
def test_02_01_anything_can_be_looked_for(desk: Desk, asked: str) -> None:
    browser = desk.signed_in("katalogs")
    for name in ("q", "status", "library"):
        assert browser.client.get("/desk/find", query_string={name: asked}).status_code == 200
    for what in ("topics", "languages"):
        assert browser.client.get(f"/desk/names/{what}", query_string={"q": asked}).status_code == 200


def test_names_are_offered_in_the_words_of_the_desk(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    assert browser.get("/desk/names/topics?q=dzīv").get_json() == [{"code": "t-animals", "name": "animals"}]
    assert {"code": "uk", "name": "Ukrainian"} in browser.get("/desk/names/languages?q=укр").get_json()


@pytest.mark.parametrize(
    "value", ['"><svg/onload=alert(1)>', "{{7*7}}", "javascript:alert(1)", "</script><script>alert(1)</script>"]
)
def test_01_01_what_is_typed_is_text_wherever_it_shows(desk: Desk, value: str) -> None:
    browser = desk.signed_in("redaktore")
    fields = text(title=value, summary=value, easy=value, note=value) | {
        "contributors-0-name": value, "publisher": value, "remark": value,
        "holdings-0-branch": "liepaja", "holdings-0-call_number": value,
    }  # fmt: skip
    assert browser.send("/desk/record/melnraksts", revision="1", **fields).status_code == 303
    for address in (
        "/desk/record/melnraksts",
        "/desk/record/melnraksts/history",
        "/desk/",
        "/desk/find",
        "/desk/record/melnraksts/preview/lv",
    ):
        page = browser.page(address)
        assert str(escape(value)) in page
        assert "<svg/onload" not in page and "<script>alert" not in page
    refused = browser.send("/desk/record/melnraksts", revision="2", **text(title="x"), url=value)
    assert refused.status_code == 422


def test_a_full_disk_saves_nothing_and_hands_back_what_was_typed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> None:
        raise sa.exc.OperationalError("INSERT", {}, Exception("database or disk is full"))

    browser = desk.signed_in("redaktore")
    token = browser.token()
    monkeypatch.setattr("catalogue.storage.shelf.Shelf.save", fail)
    answer = browser.client.post(
        "/desk/record/melnraksts", data={"csrf_token": token, "revision": "1", **text(title="Nepazaudēts")}
    )
    assert answer.status_code == 503
    assert "Nothing was saved" in answer.get_data(as_text=True) and "Nepazaudēts" in answer.get_data(as_text=True)
