"""Duplicates at the desk: found, told apart for good, or made one with every copy; and taken back as a whole."""

import re
from dataclasses import replace

import pytest

from catalogue.cataloguing import describe
from catalogue.records import Contributor, Holding, Identifier, Record, Resource
from tests.building import a_resource, a_text, a_title, a_topic, an_event, an_organisation
from tests.desk_fixtures import AtDesk, Desk
from tests.discovery.small import keep

ISBN = Identifier("isbn", "9789934000102")
ANNA = (Contributor("Bērziņa, Anna"),)
FIRST = a_resource(
    key="kakis",
    owner="liepaja",
    titles=(a_title("Kaķis, kas mācījās"),),
    summaries=(a_text("Kaķis pārceļas."),),
    languages=("lv",),
    contributors=ANNA,
    topics=("t-animals",),
    holdings=(Holding("liepaja", "K-1"),),
)
SECOND = replace(
    FIRST,
    key="kakis-2",
    titles=(a_title("Kakis kas mācījās"),),
    summaries=(a_text("Stāsts."), a_text("A tale.", "en", origin="human")),
    contributors=(Contributor("Anna Bērziņa"),),
    topics=("t-cats",),
    year=2021,
    identifiers=(ISBN,),
    holdings=(Holding("liepaja", "K-2"), Holding("sigulda", "S-1")),
)


@pytest.fixture
def twice(desk: Desk) -> Desk:
    """A desk where one book was described twice."""
    keep(desk.catalogue, a_topic(key="t-cats", titles=(a_title("kaķi"),)), FIRST, SECOND)
    desk.catalogue.indexer.catch_up()
    return desk


def record(desk: Desk, key: str) -> Resource:
    with desk.catalogue.database.reading() as unit:
        found = unit.records.get(key)
    assert isinstance(found, Resource)
    return found


def merged(browser: AtDesk, stays: str = "kakis", goes: str = "kakis-2", **chosen: str):  # type: ignore[no-untyped-def]
    page = browser.page(f"/desk/compare?stays={stays}&goes={goes}")
    hidden = dict(re.findall(r'type="hidden" name="((?:stays|goes)[^"]*)" value="([^"]*)"', page))
    return browser.send("/desk/merge", **{**hidden, **chosen})


def changed(desk: Desk, made: Record) -> None:
    with desk.catalogue.database.writing() as unit:
        describe(unit, made, "somebody")


def undone(browser: AtDesk) -> str:
    (batch, *_) = re.findall(r'action="/desk/together/([^/"]+)/undo"', browser.page("/desk/together"))
    browser.send(f"/desk/together/{batch}/undo")
    return browser.page("/desk/together")


def test_the_same_title_maker_and_language_are_found_whatever_the_marks_and_the_order_of_names(twice: Desk) -> None:
    page = twice.signed_in("katalogs").page("/desk/duplicates")
    assert "Groups: 1" in page and "Kaķis, kas mācījās" in page and "Kakis kas mācījās" in page


@pytest.mark.parametrize(
    "other",
    [{"languages": ("uk",)}, {"contributors": ()}, {"status": "withdrawn"}, {"titles": (a_title("Suns"),)}],
    ids=lambda each: next(iter(each)),
)
def test_what_differs_in_one_of_them_is_another_thing(desk: Desk, other: dict[str, object]) -> None:
    keep(desk.catalogue, a_topic(key="t-cats"), FIRST, replace(SECOND, **other))
    assert "No two descriptions" in desk.signed_in("katalogs").page("/desk/duplicates")


def test_a_shared_number_is_enough_and_two_editions_are_two(desk: Desk) -> None:
    other = a_resource(key="cits", titles=(a_title("Pavisam cits"),), identifiers=(ISBN,))
    edition = replace(FIRST, identifiers=(Identifier("isbn", "9789934312113"),))
    keep(desk.catalogue, a_topic(key="t-cats"), edition, SECOND, other)
    page = desk.signed_in("katalogs").page("/desk/duplicates")
    assert "Groups: 1" in page and "Pavisam cits" in page and "Kaķis, kas" not in page


def test_not_the_same_is_remembered_until_another_one_comes(twice: Desk) -> None:
    browser = twice.signed_in("katalogs")
    browser.send("/desk/duplicates", key=["kakis", "kakis-2"])
    assert "No two descriptions" in browser.page("/desk/duplicates")
    keep(twice.catalogue, replace(FIRST, key="kakis-3"))
    assert "Groups: 1" in browser.page("/desk/duplicates")


def test_merging_keeps_every_copy_and_number_and_what_was_chosen(twice: Desk) -> None:
    browser = twice.signed_in("redaktore")
    answer = merged(browser, **{"part.year": "goes", "part.topics": "both", "part.summaries.lv": "goes"})
    assert answer.status_code == 303
    kept = record(twice, "kakis")
    assert [each.call_number for each in kept.holdings] == ["K-1", "K-2", "S-1"]
    assert kept.identifiers == (ISBN,) and kept.year == 2021 and set(kept.topics) == {"t-animals", "t-cats"}
    assert [text.value for text in kept.summaries] == ["Stāsts."]
    gone = record(twice, "kakis-2")
    assert (gone.status, gone.replaced_by, gone.holdings) == ("withdrawn", "kakis", ())
    assert "No two descriptions" in browser.page("/desk/duplicates")


def test_the_old_address_leads_to_the_one_that_stays_on_every_door(twice: Desk) -> None:
    merged(twice.signed_in("redaktore"))
    reader = twice.app.test_client()
    for path in ("/lv/resource/{}", "/lv/resource/{}/cite.bib", "/api/v1/resources/{}"):
        answer = reader.get(path.format("kakis-2") + "?view=easy")
        assert answer.status_code == 301, path
        assert answer.headers["Location"] == path.format("kakis") + "?view=easy"
        assert reader.get(answer.headers["Location"]).status_code == 200


def test_merged_on_and_on_the_first_address_still_leads_to_the_last(twice: Desk) -> None:
    keep(twice.catalogue, replace(FIRST, key="kakis-3"))
    browser = twice.signed_in("redaktore")
    merged(browser)
    merged(browser, "kakis-3", "kakis")
    assert twice.app.test_client().get("/lv/resource/kakis-2").headers["Location"].endswith("/lv/resource/kakis-3")


def test_a_circle_of_merged_records_leads_nowhere(desk: Desk) -> None:
    gone = a_resource(key="a", status="withdrawn", replaced_by="b")
    keep(desk.catalogue, gone, replace(gone, key="b", replaced_by="a"))
    assert desk.app.test_client().get("/lv/resource/a").status_code == 410


def test_a_merge_is_taken_back_as_a_whole(twice: Desk) -> None:
    browser = twice.signed_in("redaktore")
    merged(browser, **{"part.year": "goes"})
    assert "2 are as before, 0 withdrawn, 0 left" in undone(browser)
    for before in (FIRST, SECOND):
        now = record(twice, before.key)
        assert replace(now, revision=0, added=None) == replace(before, revision=0)
    assert twice.app.test_client().get("/lv/resource/kakis-2").status_code == 200


def test_what_names_an_organisation_names_the_one_that_stays(desk: Desk) -> None:
    keep(
        desk.catalogue,
        an_organisation(key="o-1", owner="liepaja"),
        an_organisation(key="o-2", owner="liepaja"),
        an_event(key="vakars", owner="sigulda", providers=("o-2", "o-1")),
    )
    merged(desk.signed_in("redaktore"), "o-1", "o-2")
    with desk.catalogue.database.reading() as unit:
        event = unit.records.get("vakars")
    assert event is not None and getattr(event, "providers", ()) == ("o-1",)


@pytest.mark.parametrize("name", ["katalogs", "sigita"])
def test_who_may_not_change_both_merges_neither(twice: Desk, name: str) -> None:
    browser = twice.signed_in(name)
    assert browser.get("/desk/compare?stays=kakis&goes=kakis-2").status_code == 403
    fields = {"stays": "kakis", "stays-revision": "1", "goes": "kakis-2", "goes-revision": "1"}
    assert browser.send("/desk/merge", **fields).status_code == 403
    assert record(twice, "kakis-2").status == "published"


def test_13_of_two_people_at_once_the_second_is_told_and_nothing_is_half_done(twice: Desk) -> None:
    browser = twice.signed_in("redaktore")
    page = browser.page("/desk/compare?stays=kakis&goes=kakis-2")
    hidden = dict(re.findall(r'type="hidden" name="((?:stays|goes)[^"]*)" value="([^"]*)"', page))
    changed(twice, replace(record(twice, "kakis-2"), year=1999))
    answer = browser.send("/desk/merge", **hidden)
    assert answer.status_code == 303 and "/desk/compare" in answer.headers["Location"]
    assert "Somebody has changed it meanwhile" in browser.page(answer.headers["Location"])
    assert record(twice, "kakis").revision == 1 and record(twice, "kakis-2").year == 1999


def test_a_published_one_does_not_go_into_a_draft(twice: Desk) -> None:
    keep(twice.catalogue, replace(FIRST, key="kakis-m", status="draft"))
    answer = merged(twice.signed_in("redaktore"), "kakis-m", "kakis")
    assert answer.status_code == 422 and "must stay" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "address",
    [
        "/desk/compare?stays=kakis&goes=kakis",
        "/desk/compare?stays=liepaja&goes=kakis",
        "/desk/compare?stays=%00&goes=kakis",
        "/desk/compare?stays=" + "x" * 5000 + "&goes=kakis",
    ],
)
def test_02_04_two_that_are_no_pair_are_not_compared(twice: Desk, address: str) -> None:
    assert twice.signed_in("admin").get(address).status_code == 303


@pytest.mark.parametrize("revision", ["", "-1", "1e5", "9" * 5000, "١"])
def test_02_04_revisions_that_are_none(twice: Desk, revision: str) -> None:
    fields = {"stays": "kakis", "stays-revision": revision, "goes": "kakis-2", "goes-revision": "1"}
    assert twice.signed_in("admin").send("/desk/merge", **fields).status_code == 400


@pytest.mark.parametrize("page", ["-1", "0", "x", "9" * 5000, "99999"])
def test_02_05_pages_that_are_none(twice: Desk, page: str) -> None:
    assert "Groups: 1" in twice.signed_in("katalogs").page(f"/desk/duplicates?page={page}")


def test_01_01_markup_in_a_title_stays_text(desk: Desk) -> None:
    evil = replace(FIRST, titles=(a_title('"><svg/onload=alert(1)>'),))
    keep(desk.catalogue, evil, replace(evil, key="kakis-2"))
    browser = desk.signed_in("redaktore")
    for address in ("/desk/duplicates", "/desk/compare?stays=kakis&goes=kakis-2"):
        assert "<svg/onload" not in browser.page(address)


def test_what_somebody_else_merged_is_not_ones_own_to_take_back(twice: Desk) -> None:
    merged(twice.signed_in("redaktore"))
    other = twice.signed_in("sigita")
    assert "Merged: “Kakis kas mācījās”." in other.page("/desk/together")
    assert "/undo" not in other.page("/desk/together")
    (batch,) = re.findall(r"/desk/together/([^/\"]+)/undo", twice.signed_in("admin").page("/desk/together"))
    assert other.send(f"/desk/together/{batch}/undo").status_code == 403
    assert other.send("/desk/together/nothing/undo").status_code == 404
    assert "/undo" not in twice.signed_in("admin").page("/desk/imports")
