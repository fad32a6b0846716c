"""Choosing among initiatives and events: what an address may say, what it leaves, and how many each filter would."""

from datetime import date, datetime

import pytest

from catalogue.discovery.narrowing import Narrowing, chosen, counted, read
from catalogue.records import Place
from tests.building import an_event, an_initiative

TODAY = date(2027, 3, 22)


def test_unknown_names_and_values_are_left_out() -> None:
    given = [("town", "Ogre"), ("town", "Ogre"), ("in", "uk"), ("in", "<b>"), ("audience", "cats"), ("colour", "red")]
    assert read([*given, ("free", "yes"), ("week", "next"), ("town", "\x07"), ("town", "x" * 999)]) == Narrowing(
        {"town": ("Ogre",), "in": ("uk",), "free": ("yes",)}
    )


def test_what_is_read_can_be_written_and_read_again() -> None:
    narrowing = Narrowing({"town": ("Ogre", "Saldus"), "week": ("this",)})
    pairs = [(name, value) for name, values in narrowing.parameters().items() for value in values]
    assert read(pairs) == narrowing


def test_a_value_is_added_and_taken_away() -> None:
    once = Narrowing().toggled("town", "Ogre")
    assert once.toggled("town", "Saldus").filters == {"town": ("Ogre", "Saldus")}
    assert once.toggled("town", "Ogre") == Narrowing()


CAFE = an_initiative(key="cafe", languages=("lv", "uk"), audiences=("adult",), is_free=True)
CLUB = an_initiative(key="club", languages=("ar",), audiences=("child",), place=Place(town="Ogre"), providers=("ogre",))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["cafe", "club"]),
        ({"town": ("Ogre",)}, ["club"]),
        ({"town": ("Ogre", "Liepāja")}, ["cafe", "club"]),
        ({"in": ("uk",)}, ["cafe"]),
        ({"in": ("uk",), "town": ("Ogre",)}, []),
        ({"free": ("yes",)}, ["cafe"]),
        ({"branch": ("ogre",)}, ["club"]),
        ({"audience": ("child", "adult")}, ["cafe", "club"]),
        ({"week": ("this",)}, []),
    ],
)
def test_a_choice_is_any_value_of_every_filter(filters: dict[str, tuple[str, ...]], found: list[str]) -> None:
    assert [each.key for each in chosen([CAFE, CLUB], Narrowing(filters), TODAY)] == found


@pytest.mark.parametrize(
    ("starts", "ends", "is_this_week"),
    [
        (datetime(2027, 3, 22, 9), None, True),
        (datetime(2027, 3, 28, 23), None, True),
        (datetime(2027, 3, 29), None, False),
        (datetime(2027, 3, 21, 9), None, False),
        (datetime(2027, 3, 1), datetime(2027, 3, 22), True),
    ],
)
def test_this_week_is_the_seven_days_from_today(starts: datetime, ends: datetime | None, is_this_week: bool) -> None:
    found = chosen([an_event(starts=starts, ends=ends)], Narrowing({"week": ("this",)}), TODAY)
    assert bool(found) is is_this_week


def test_a_filter_is_counted_as_if_it_were_not_set() -> None:
    counts = counted([CAFE, CLUB], Narrowing({"town": ("Ogre",)}), TODAY)
    assert counts["town"] == {"Ogre": 1, "Liepāja": 1}
    assert counts["in"] == {"ar": 1}
