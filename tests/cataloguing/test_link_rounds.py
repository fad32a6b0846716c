"""Rounds of asking addresses: each in its turn, broken only after two days, forgotten when no record names it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalogue.cataloguing import describe
from catalogue.cataloguing.links import Links
from catalogue.records import AttachedFile, Contact, Record
from catalogue.storage import Database
from tests.building import a_branch, a_resource

MONDAY = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)
DAY = timedelta(days=1)
DEAD = "https://example.org/dead"


def keep(database: Database, *records: Record) -> None:
    with database.writing() as unit:
        for record in records:
            describe(unit, record, "test")


def saying(*failing: str, asked: list[str] | None = None) -> Callable[[str], str]:
    """Somebody who looks, and finds these addresses gone."""

    def look(address: str) -> str:
        if asked is not None:
            asked.append(address)
        return "404" if address in failing else "good"

    return look


@pytest.fixture
def links(database: Database) -> Links:
    """Three records with four addresses, one of them twice."""
    files = (AttachedFile("https://example.org/file.pdf"), AttachedFile("folder/own.pdf"))
    keep(
        database,
        a_branch(contact=Contact(url="https://library.example/")),
        a_resource(key="a", url=DEAD, files=files),
        a_resource(key="b", url=DEAD, status="draft"),
        a_resource(key="c", url="https://gone.example/", status="withdrawn"),
    )
    return Links(database)


def test_what_records_show_is_asked_once_each_and_what_is_withdrawn_not(links: Links) -> None:
    asked: list[str] = []
    done = links.check(saying(asked=asked), MONDAY)
    assert sorted(asked) == [DEAD, "https://example.org/file.pdf", "https://library.example/"]
    assert (done.known, done.asked, done.failed, done.broken) == (3, 3, 0, 0)


def test_a_link_is_broken_only_when_it_failed_on_two_days(links: Links) -> None:
    assert links.check(saying(DEAD), MONDAY).broken == 0
    assert links.check(saying(DEAD), MONDAY + timedelta(minutes=5)).asked == 0
    assert links.check(saying(DEAD), MONDAY + DAY).broken == 1
    ((link, standing),) = links.broken()
    assert (link.address, link.failed_since, [each.key for each in standing]) == (DEAD, MONDAY, ["a", "b"])


def test_a_link_that_works_again_begins_anew(links: Links) -> None:
    links.check(saying(DEAD), MONDAY)
    links.check(saying(), MONDAY + DAY)
    assert links.check(saying(DEAD), MONDAY + DAY * 40).broken == 0


def test_what_answers_is_asked_again_after_a_month_only(links: Links) -> None:
    links.check(saying(), MONDAY)
    assert links.check(saying(), MONDAY + DAY * 29).asked == 0
    assert links.check(saying(), MONDAY + DAY * 30).asked == 3


def test_who_does_not_want_to_be_asked_is_not_called_broken(links: Links) -> None:
    for day in range(3):
        assert links.check(lambda address: "robots", MONDAY + DAY * 31 * day).broken == 0


def test_a_round_has_an_end_and_the_next_goes_on(links: Links) -> None:
    assert [links.check(saying(), MONDAY, most=2).asked for _ in range(3)] == [2, 1, 0]


def test_an_address_that_was_mended_leaves_the_list_at_once(links: Links, database: Database) -> None:
    links.check(saying(DEAD), MONDAY)
    links.check(saying(DEAD), MONDAY + DAY)
    with database.reading() as unit:
        found = unit.records.get_many(["a", "b"])
    keep(database, *(replace(each, url="") for each in found.values()))  # type: ignore[type-var]
    assert links.broken() == []
    assert links.check(saying(), MONDAY + DAY * 2).known == 2


def test_what_goes_wrong_with_us_is_said_and_what_was_found_before_is_kept(links: Links) -> None:
    def stumbling(address: str) -> str:
        if address == DEAD:
            raise RuntimeError("ours")
        return "good"

    with pytest.raises(RuntimeError, match="ours"):
        links.check(stumbling, MONDAY)
