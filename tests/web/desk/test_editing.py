"""Changing all that a search finds: looked at first, each record whole, those that may not be changed named, all taken back."""

import re
import time

import pytest

from catalogue.cataloguing import editing
from catalogue.records import Holding, Record
from tests.building import a_resource, a_title, a_topic
from tests.desk_fixtures import AtDesk, Desk
from tests.discovery.small import keep
from tests.web.desk.test_duplicates import undone


@pytest.fixture
def shelf(desk: Desk) -> Desk:
    """A desk with thirty books of one library and one of another."""
    books = [
        a_resource(
            key=f"gramata-{number}",
            owner="liepaja",
            titles=(a_title(f"Vārdnīca {number}"),),
            topics=("t-animals",) if number == 1 else (),
            holdings=(Holding("liepaja", f"81-{number}"),),
        )
        for number in range(1, 31)
    ]
    strange = a_resource(key="siguldas", owner="sigulda", titles=(a_title("Vārdnīca Siguldā"),))
    keep(desk.catalogue, *books, strange)
    desk.catalogue.indexer.catch_up()
    return desk


def record(desk: Desk, key: str) -> Record:
    with desk.catalogue.database.reading() as unit:
        found = unit.records.get(key)
    assert found is not None
    return found


def planned(browser: AtDesk, **fields: str) -> str:
    """The address of a plan."""
    answer = browser.send("/desk/change", **{"q": "vardnica", **fields})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def made(browser: AtDesk, address: str) -> str:
    """The page of a plan when all is done."""
    browser.send(f"{address}/begin")
    deadline = time.monotonic() + 60
    while "Being changed" in (page := browser.page(address)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return page


def test_the_way_leads_from_what_is_found(shelf: Desk) -> None:
    page = shelf.signed_in("redaktore").page("/desk/find?q=vardnica")
    (address,) = re.findall(r'href="(/desk/change\?[^"]*)"', page)
    assert "Found: 31" in shelf.signed_in("redaktore").page(address.replace("&amp;", "&"))
    assert "/desk/change" not in shelf.signed_in("tulkotaja").page("/desk/find?q=vardnica")


def test_each_record_is_seen_before_and_after_page_by_page_and_nothing_is_changed(shelf: Desk) -> None:
    browser = shelf.signed_in("redaktore")
    address = planned(browser, act="add-topic", topic="Animals")
    first, second = browser.page(address), browser.page(f"{address}?page=2")
    assert "This would be changed: 29" in first and "Page 1 of 2" in first
    assert (first.count("<ins>"), second.count("<ins>")) == (20, 9)
    assert "Left as they are: 2" in first
    assert "It is like this already." in first and "It is not yours to change like this." in first
    assert getattr(record(shelf, "gramata-2"), "topics", None) == ()


def test_all_are_changed_in_one_batch_and_taken_back_together(shelf: Desk) -> None:
    browser = shelf.signed_in("redaktore")
    page = made(browser, planned(browser, act="add-topic", topic="dzīvnieki"))
    assert "Done. Changed: 29" in page
    assert getattr(record(shelf, "gramata-30"), "topics", None) == ("t-animals",)
    assert getattr(record(shelf, "siguldas"), "topics", None) == ()
    assert "Add a topic: dzīvnieki" in browser.page("/desk/together").replace("animals", "dzīvnieki")
    assert "29 are as before, 0 withdrawn, 0 left" in undone(browser)
    assert getattr(record(shelf, "gramata-30"), "topics", None) == ()
    assert getattr(record(shelf, "gramata-1"), "topics", None) == ("t-animals",)


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ({"act": "remove-topic", "topic": "animals"}, "topics", ()),
        ({"act": "add-audience", "audience": "family"}, "audiences", ("family",)),
        ({"act": "set-licence", "licence": "CC BY 4.0"}, "licence", "CC BY 4.0"),
        ({"act": "set-status", "to-status": "withdrawn"}, "status", "withdrawn"),
        (
            {"act": "replace-call-number", "call-number": "81-", "instead": "811."},
            "holdings",
            (Holding("liepaja", "811.1"),),
        ),
    ],
)
def test_what_can_be_changed(shelf: Desk, fields: dict[str, str], field: str, value: object) -> None:
    browser = shelf.signed_in("redaktore")
    made(browser, planned(browser, **fields))
    assert getattr(record(shelf, "gramata-1"), field) == value


def test_an_administrator_gives_records_to_another_library(shelf: Desk) -> None:
    browser = shelf.signed_in("admin")
    made(browser, planned(browser, act="set-owner", owner="sigulda"))
    assert record(shelf, "gramata-1").owner == "sigulda"
    editor = shelf.signed_in("redaktore")
    address = planned(editor, act="set-owner", owner="liepaja")
    assert "Nothing would be changed." in editor.page(address)


def test_a_cataloguer_publishes_nothing_this_way(shelf: Desk) -> None:
    browser = shelf.signed_in("katalogs")
    address = planned(browser, q="melnraksts", act="set-status", **{"to-status": "published"})
    assert "Nothing would be changed." in browser.page(address)
    made(browser, address)
    assert record(shelf, "melnraksts").status == "draft"


def test_13_what_somebody_changes_meanwhile_is_left_and_named(shelf: Desk) -> None:
    browser = shelf.signed_in("redaktore")
    address = planned(browser, act="set-licence", licence="CC0")
    other = shelf.signed_in("redaktore")
    other.send("/desk/record/gramata-7", revision="1", **{"blocks-0-language": "lv", "blocks-0-title": "Labota"})
    page = made(browser, address)
    assert "Done. Changed: 29" in page and "Somebody has changed it meanwhile." in page
    assert getattr(record(shelf, "gramata-7"), "licence", None) == ""


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"act": "drop table"},
        {"act": "__class__"},
        {"act": "add-topic", "topic": "nekas tāds"},
        {"act": "add-audience", "audience": "x"},
        {"act": "set-status", "to-status": "x"},
        {"act": "set-owner", "owner": "straume"},
        {"act": "set-owner", "owner": "\x00"},
        {"act": "replace-call-number", "call-number": ""},
    ],
)
def test_what_is_no_change_is_told_and_keeps_what_was_typed(shelf: Desk, fields: dict[str, str]) -> None:
    answer = shelf.signed_in("redaktore").send("/desk/change", q="vardnica", **fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and 'role="alert"' in page and 'name="q" value="vardnica"' in page


def test_a_plan_is_its_makers_alone(shelf: Desk) -> None:
    address = planned(shelf.signed_in("redaktore"), act="set-licence", licence="CC0")
    other = shelf.signed_in("admin")
    assert other.get(address).status_code == 404
    assert other.send(f"{address}/begin").status_code == 404


def test_no_more_than_the_limit_are_changed_and_that_is_said(shelf: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "MOST_RECORDS", 10)
    monkeypatch.setattr("catalogue.web.desk.editing.MOST_RECORDS", 10)
    browser = shelf.signed_in("redaktore")
    assert "At most 10 descriptions" in browser.page("/desk/change?q=vardnica")
    page = made(browser, planned(browser, act="set-licence", licence="CC0"))
    assert "Done. Changed: 10" in page or "Done. Changed: 9" in page


def test_10_03_old_plans_make_room(shelf: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "MOST_PLANS", 2)
    browser = shelf.signed_in("redaktore")
    first, *_, last = [planned(browser, act="set-licence", licence=str(number)) for number in range(3)]
    assert browser.get(first).status_code == 404 and browser.get(last).status_code == 200


def test_a_record_that_would_not_be_true_to_the_trade_is_left_alone_with_the_reason(shelf: Desk) -> None:
    keep(shelf.catalogue, a_topic(key="t-gone", titles=(a_title("Zudusī"),)))
    browser = shelf.signed_in("redaktore")
    page = made(browser, planned(browser, act="set-licence", licence="\u202ereversed"))
    assert "Done. Changed: 30" in page
    assert getattr(record(shelf, "gramata-1"), "licence", None) == "reversed"
