"""Counts of searches in their tables: added up, shown after several days, bounded, and forgotten."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle

import pytest

from catalogue.records.asked import SEEN_DAYS, Count, Scope
from catalogue.storage import Database, Unit

MONDAY = date(2026, 11, 23)
HERE = (MONDAY, "uk", "")
EVER = Scope(date(2020, 1, 1), date(2030, 1, 1))
DAYS = [MONDAY + timedelta(days=number) for number in range(SEEN_DAYS)]


@pytest.fixture
def unit(database: Database) -> Iterator[Unit]:
    with database.writing() as unit:
        yield unit


def test_what_is_counted_twice_is_added_up(unit: Unit) -> None:
    for _ in range(2):
        unit.searches.count({HERE: Count(2, 1), (MONDAY, "fa-AF", "liepaja"): Count(1, 0)})
    assert unit.searches.by_day(EVER) == {MONDAY: Count(6, 2)}
    assert unit.searches.by_language(EVER) == {"fa-AF": Count(2, 0), "uk": Count(4, 2)}
    assert unit.searches.by_branch(EVER) == {"": Count(4, 2), "liepaja": Count(2, 0)}


def test_a_scope_leaves_out_other_days_languages_and_libraries(unit: Unit) -> None:
    unit.searches.count({HERE: Count(1, 0), (MONDAY, "lv", "liepaja"): Count(1, 1), (DAYS[2], "lv", ""): Count(5, 0)})
    assert unit.searches.by_day(Scope(MONDAY, MONDAY, "lv", "liepaja")) == {MONDAY: Count(1, 1)}
    assert unit.searches.by_day(Scope(DAYS[1], DAYS[2])) == {DAYS[2]: Count(5, 0)}


def test_words_are_written_once_seen_on_enough_days_and_not_before(unit: Unit) -> None:
    for day in DAYS:
        assert not unit.searches.most_asked(EVER, 9)
        unit.searches.count_queries({((day, "uk", ""), "d1", "topic=t"): Count(1, 1)}, 9)
        unit.searches.reveal({"d1": "житло"})
    (found,) = unit.searches.most_asked(EVER, 9)
    assert (found.words, found.want, found.days, found.count) == (
        "житло",
        "topic=t",
        SEEN_DAYS,
        Count(SEEN_DAYS, SEEN_DAYS),
    )
    assert not unit.searches.most_asked(Scope(DAYS[1], DAYS[-1]), 9), "one day fewer is too few to be shown"


def test_one_want_is_shown_once_for_all_languages(unit: Unit) -> None:
    for day, language in zip(DAYS, cycle(("uk", "lv", "fa-AF")), strict=False):
        unit.searches.count_wants({((day, language, ""), "topic=t"): Count(2, 2)}, 9)
    unit.searches.count_wants({(HERE, "word=bread"): Count(5, 5)}, 9)
    (found,) = unit.searches.missed_wants(EVER, 9)
    assert (found.want, found.words, set(found.languages), found.count) == (
        "topic=t",
        "",
        {"uk", "lv", "fa-AF"},
        Count(2 * SEEN_DAYS, 2 * SEEN_DAYS),
    )


def test_no_day_gets_more_rows_than_it_may(unit: Unit) -> None:
    for day in DAYS:
        for _ in range(2):
            unit.searches.count_wants({((day, "uk", ""), f"word={number}"): Count(1, 1) for number in range(9)}, 4)
    found = unit.searches.missed_wants(EVER, 9)
    assert [(each.want, each.count.number) for each in found] == [
        (f"word={number}", 2 * SEEN_DAYS) for number in range(4)
    ]


def test_old_counts_and_words_that_never_returned_are_forgotten(unit: Unit) -> None:
    for day in DAYS:
        unit.searches.count({(day, "uk", ""): Count(1, 0)})
        unit.searches.count_queries({((day, "uk", ""), "known", ""): Count(1, 0)}, 9)
    unit.searches.reveal({"known": "житло"})
    unit.searches.count_queries({(HERE, "unknown", ""): Count(1, 0)}, 9)
    unit.searches.forget_before(DAYS[0], DAYS[1])
    assert unit.searches.most_asked(EVER, 9)[0].days == SEEN_DAYS
    unit.searches.count_queries({((day, "uk", ""), "unknown", ""): Count(1, 0) for day in DAYS[1:]}, 9)
    unit.searches.reveal({"unknown": "name"})
    assert [each.words for each in unit.searches.most_asked(EVER, 9)] == ["житло"]
    unit.searches.forget_before(DAYS[-1], DAYS[-1])
    assert unit.searches.by_day(EVER) == {DAYS[-1]: Count(1, 0)}


def test_words_can_be_forgotten_by_hand(unit: Unit) -> None:
    for day in DAYS:
        unit.searches.count_queries({((day, "uk", ""), "d1", ""): Count(1, 0)}, 9)
    unit.searches.reveal({"d1": "somebody"})
    assert unit.searches.forget_words("") == 0 and unit.searches.forget_words("somebody") == SEEN_DAYS
    assert not unit.searches.most_asked(EVER, 9)
