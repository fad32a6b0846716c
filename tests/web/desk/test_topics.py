"""Topics at the desk: counted, merged with every use, split, and taken back; old addresses go on working."""

from dataclasses import replace

import pytest

from catalogue.records import Record, Topic
from tests.building import a_resource, a_title, a_topic
from tests.desk_fixtures import Desk
from tests.discovery.small import keep
from tests.web.desk.test_duplicates import changed, merged, undone

CATS = a_topic(
    key="t-cats", titles=(a_title("kaķi"), a_title("cats", "en", origin="human")), same_as=("https://example.org/cats",)
)
PETS = a_topic(key="t-pets", titles=(a_title("mājdzīvnieki"),), broader=("t-animals",))


@pytest.fixture
def thesaurus(desk: Desk) -> Desk:
    """A desk with three topics and five books under them."""
    books = [
        a_resource(key=f"b-{number}", owner="sigulda", titles=(a_title(f"Grāmata {number}"),), topics=topics)
        for number, topics in enumerate((("t-cats",), ("t-cats", "t-pets"), ("t-pets",), ("t-cats",), ("t-animals",)))
    ]
    keep(desk.catalogue, PETS, CATS, *books, a_topic(key="t-kittens", titles=(a_title("kaķēni"),), broader=("t-cats",)))
    desk.catalogue.indexer.catch_up()
    return desk


def record(desk: Desk, key: str) -> Record:
    with desk.catalogue.database.reading() as unit:
        found = unit.records.get(key)
    assert found is not None
    return found


def topics_of(desk: Desk, key: str) -> tuple[str, ...]:
    return tuple(getattr(record(desk, key), "topics", ()))


def test_topics_are_listed_with_the_number_of_their_uses(thesaurus: Desk) -> None:
    browser = thesaurus.signed_in("redaktore")
    assert "Used in: 3" in browser.page("/desk/topics?q=cats")
    assert "Used in: 2" in browser.page("/desk/topics?q=MAJDZIVNIEKI")
    assert "There is no such topic." in browser.page("/desk/topics?q=%25")


def test_merging_moves_every_use_and_keeps_labels_and_addresses(thesaurus: Desk) -> None:
    browser = thesaurus.signed_in("redaktore")
    assert merged(browser, "t-pets", "t-cats").status_code == 303
    assert [topics_of(thesaurus, f"b-{number}") for number in range(4)] == [("t-pets",)] * 4
    kept = record(thesaurus, "t-pets")
    assert isinstance(kept, Topic) and kept.same_as == CATS.same_as
    assert {(each.value, each.kind) for each in kept.titles} >= {("kaķi", "alternative"), ("cats", "alternative")}
    assert getattr(record(thesaurus, "t-kittens"), "broader", ()) == ("t-pets",)


def test_a_search_for_the_old_topic_leads_to_the_new_one(thesaurus: Desk) -> None:
    merged(thesaurus.signed_in("redaktore"), "t-pets", "t-cats")
    reader = thesaurus.app.test_client()
    answer = reader.get("/lv/search?q=gramata&topic=t-cats&kind=book")
    assert answer.status_code == 301
    assert sorted(answer.headers["Location"].partition("?")[2].split("&")) == ["kind=book", "q=gramata", "topic=t-pets"]
    found = reader.get("/api/v1/search?topic=t-cats&lang=lv").get_json()
    assert found["total"] == 4
    assert reader.get("/lv/search?topic=never-there").status_code == 200


def test_a_merge_of_topics_is_taken_back_as_a_whole(thesaurus: Desk) -> None:
    browser = thesaurus.signed_in("redaktore")
    before = [record(thesaurus, key) for key in ("t-cats", "t-pets")]
    merged(browser, "t-pets", "t-cats")
    assert "0 left because" in undone(browser)
    assert [topics_of(thesaurus, f"b-{number}") for number in range(3)] == [
        ("t-cats",),
        ("t-cats", "t-pets"),
        ("t-pets",),
    ]
    for each in before:
        assert replace(record(thesaurus, each.key), revision=each.revision) == each


def test_no_topic_becomes_wider_than_itself(thesaurus: Desk) -> None:
    browser = thesaurus.signed_in("redaktore")
    merged(browser, "t-kittens", "t-cats")
    assert getattr(record(thesaurus, "t-kittens"), "broader", None) == ()
    merged(browser, "t-animals", "t-pets")
    assert getattr(record(thesaurus, "t-animals"), "broader", None) == ()


def test_links_that_would_close_a_circle_are_left_out(desk: Desk) -> None:
    top = a_topic(key="t-top")
    keep(desk.catalogue, top, a_topic(key="t-gone"), a_topic(key="t-mid", broader=("t-gone",)))
    keep(desk.catalogue, a_topic(key="t-low", broader=("t-mid",)))
    merged(desk.signed_in("redaktore"), "t-low", "t-gone")
    assert getattr(record(desk, "t-low"), "broader", None) == ()
    assert getattr(record(desk, "t-mid"), "broader", None) == ("t-low",)


def test_the_topic_that_stays_may_be_named_in_any_language(thesaurus: Desk) -> None:
    browser = thesaurus.signed_in("redaktore")
    assert "Two into one" in browser.page("/desk/compare?goes=t-pets&stays=Cats")
    answer = browser.get("/desk/compare?goes=t-pets&stays=nothing")
    assert answer.status_code == 303 and answer.headers["Location"].endswith("/desk/topic/t-pets")


def test_a_topic_is_split_into_one_that_is_there_and_a_new_one(thesaurus: Desk) -> None:
    browser = thesaurus.signed_in("redaktore")
    chosen = {"to-b-0": "0", "to-b-1": "2", "part-0": "Mājdzīvnieki", "part-2": "Lauvas"}
    records = ["b-0:1", "b-1:1", "b-3:1"]
    assert browser.send("/desk/topic/t-cats/split", revision="1", record=records, **chosen).status_code == 303
    (lions,) = set(topics_of(thesaurus, "b-1")) - {"t-pets"}
    assert topics_of(thesaurus, "b-0") == ("t-pets",) and topics_of(thesaurus, "b-3") == ("t-cats",)
    assert record(thesaurus, lions).titles[0].value == "Lauvas"
    assert "2 are as before, 1 withdrawn" in undone(browser)
    assert topics_of(thesaurus, "b-1") == ("t-cats", "t-pets") and record(thesaurus, lions).status == "withdrawn"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422),
        ({"record": "b-0:1", "to-b-0": "9"}, 422),
        ({"record": "b-0:1", "to-b-0": "0"}, 422),
        ({"record": "b-0:" + "9" * 5000, "to-b-0": "0", "part-0": "x"}, 400),
        ({"record": "../x:1", "to-../x": "0", "part-0": "x"}, 400),
        ({"record": "nothing:1", "to-nothing": "0", "part-0": "x"}, 409),
    ],
)
def test_02_04_what_is_no_split_changes_nothing(thesaurus: Desk, fields: dict[str, str], status: int) -> None:
    browser = thesaurus.signed_in("redaktore")
    assert browser.send("/desk/topic/t-cats/split", revision="1", **fields).status_code == status
    assert topics_of(thesaurus, "b-0") == ("t-cats",)
    assert "Nothing has been changed together" in browser.page("/desk/together")


def test_13_of_two_people_at_once_the_second_splits_nothing(thesaurus: Desk) -> None:
    browser = thesaurus.signed_in("redaktore")
    changed(thesaurus, replace(record(thesaurus, "b-1"), notes=()))
    chosen = {"to-b-0": "0", "to-b-1": "0", "part-0": "Lauvas"}
    answer = browser.send("/desk/topic/t-cats/split", revision="1", record=["b-0:1", "b-1:1"], **chosen)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409 and "Somebody has changed it meanwhile" in page and 'value="Lauvas"' in page
    assert topics_of(thesaurus, "b-0") == ("t-cats",)


def test_only_those_who_look_after_topics_reach_them(thesaurus: Desk) -> None:
    cataloguer = thesaurus.signed_in("katalogs")
    assert cataloguer.get("/desk/topics").status_code == 403
    assert cataloguer.get("/desk/compare?stays=t-pets&goes=t-cats").status_code == 403
    assert thesaurus.signed_in("redaktore").get("/desk/topic/b-0").status_code == 404
