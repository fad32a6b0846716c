"""When events are: the next date of one that repeats, when one is over, and that no rule keeps anyone waiting."""

import time
from datetime import date, datetime

import pytest

from catalogue.discovery.schedule import current, is_over, upcoming
from catalogue.records import Event
from tests.building import an_event, an_initiative

TUESDAY = datetime(2027, 1, 12, 17, 30)


def lesson(**given: object) -> Event:
    """A lesson of an hour and a half on a Tuesday."""
    return an_event(**{"starts": TUESDAY, "ends": datetime(2027, 1, 12, 19), **given})


def starts(event: Event, now: datetime) -> datetime | None:
    found = upcoming(event, now)
    return found.starts if found else None


@pytest.mark.parametrize(
    ("rule", "now", "next_date"),
    [
        ("FREQ=WEEKLY;COUNT=10", datetime(2026, 12, 1), TUESDAY),
        ("FREQ=WEEKLY;COUNT=10", datetime(2027, 1, 12, 18), TUESDAY),
        ("FREQ=WEEKLY;COUNT=10", datetime(2027, 1, 12, 19, 1), datetime(2027, 1, 19, 17, 30)),
        ("FREQ=WEEKLY;COUNT=2", datetime(2027, 1, 19, 19, 1), None),
        ("FREQ=WEEKLY;INTERVAL=2", datetime(2027, 1, 13), datetime(2027, 1, 26, 17, 30)),
        ("FREQ=WEEKLY;BYDAY=TU,TH", datetime(2027, 1, 13), datetime(2027, 1, 14, 17, 30)),
        ("FREQ=WEEKLY;UNTIL=20270119", datetime(2027, 1, 13), datetime(2027, 1, 19, 17, 30)),
        ("FREQ=WEEKLY;UNTIL=20270118", datetime(2027, 1, 13), None),
        ("FREQ=MONTHLY;BYDAY=2TU", datetime(2027, 1, 13), datetime(2027, 2, 9, 17, 30)),
        ("FREQ=YEARLY", datetime(2099, 6, 1), datetime(2100, 1, 12, 17, 30)),
    ],
)
def test_a_repeating_event_is_on_its_next_date(rule: str, now: datetime, next_date: datetime | None) -> None:
    assert starts(lesson(repeats=rule), now) == next_date


@pytest.mark.parametrize(
    ("cancelled", "now", "next_date"),
    [
        ((date(2027, 1, 19),), datetime(2027, 1, 13), datetime(2027, 1, 26, 17, 30)),
        ((date(2027, 1, 12),), datetime(2027, 1, 1), datetime(2027, 1, 19, 17, 30)),
        ((date(2027, 1, 19), date(2027, 1, 26)), datetime(2027, 1, 13), None),
    ],
    ids=["a later day", "the first day", "all that are left"],
)
def test_a_day_that_is_cancelled_is_passed_over(
    cancelled: tuple[date, ...], now: datetime, next_date: datetime | None
) -> None:
    assert starts(lesson(repeats="FREQ=WEEKLY;COUNT=3", cancelled=cancelled), now) == next_date


def test_the_next_date_ends_as_long_after_its_start() -> None:
    found = upcoming(lesson(repeats="FREQ=WEEKLY"), datetime(2027, 2, 1))
    assert found and found.ends == datetime(2027, 2, 2, 19)


def test_a_leap_day_comes_again_in_a_leap_year() -> None:
    party = an_event(starts=datetime(2024, 2, 29, 12), repeats="FREQ=YEARLY")
    assert starts(party, datetime(2026, 1, 1)) == datetime(2028, 2, 29, 12)


def test_an_event_is_over_with_the_last_day_it_is_valid() -> None:
    event = lesson(repeats="FREQ=WEEKLY", valid_until=date(2027, 1, 19))
    assert not is_over(event, datetime(2027, 1, 19, 12))
    assert is_over(event, datetime(2027, 1, 19, 20))


@pytest.mark.parametrize("rule", ["nonsense", "FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=999999999"])
def test_a_rule_that_is_not_understood_leaves_the_first_date(rule: str) -> None:
    assert starts(lesson(repeats=rule), datetime(2027, 1, 1)) == TUESDAY
    assert is_over(lesson(repeats=rule), datetime(2027, 1, 13))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=4",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=99",
        "FREQ=DAILY;COUNT=9999",
    ],
)
@pytest.mark.parametrize("starts", [TUESDAY, datetime(1900, 1, 2), datetime(1, 1, 1), datetime(9999, 12, 31)])
def test_no_rule_keeps_anyone_waiting(rule: str, starts: datetime) -> None:
    began = time.monotonic()
    upcoming(an_event(starts=starts, repeats=rule), datetime(2027, 6, 1))
    assert time.monotonic() - began < 2


def test_an_event_of_thousands_of_years_does_no_harm() -> None:
    event = an_event(starts=datetime(1, 1, 1), ends=datetime(9999, 12, 31), repeats="FREQ=DAILY")
    assert upcoming(event, datetime(2027, 1, 1)) == event


def test_what_is_current_leaves_out_events_that_are_over_and_nothing_else() -> None:
    cafe, gone, again = an_initiative(), lesson(key="gone"), lesson(key="again", repeats="FREQ=WEEKLY")
    found = current([cafe, gone, again], datetime(2027, 1, 20))
    assert [each.key for each in found] == ["cafe", "again"]
    assert [each.starts for each in found if isinstance(each, Event)] == [datetime(2027, 1, 26, 17, 30)]
