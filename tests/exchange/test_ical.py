"""Events as iCalendar: what a calendar program reads out of it is what the library wrote in."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from catalogue.exchange.ical import Invitation, calendar
from catalogue.records import Event, Place
from catalogue.records.rules import cleaned
from tests.building import an_event

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
URL = "https://library.example/lv/event/party"


def written(*events: Event, **words: str) -> bytes:
    told = {"title": "Svētki", "description": "Par svētkiem.", "location": "Rīgas iela 22A, Daugavpils", **words}
    return calendar("Tilts: Pasākumi", (Invitation(each, url=URL, **told) for each in events), NOW)


def entry(event: Event, **words: str) -> Any:
    (found,) = Calendar.from_ical(written(event, **words)).walk("VEVENT")
    return found


def test_an_event_has_its_words_its_place_and_the_address_of_its_page() -> None:
    found = entry(an_event(place=Place(latitude=55.8747, longitude=26.5362)))
    assert found["SUMMARY"] == "Svētki"
    assert found["DESCRIPTION"] == "Par svētkiem."
    assert found["LOCATION"] == "Rīgas iela 22A, Daugavpils"
    assert found["URL"] == URL
    assert found["GEO"].to_ical() == "55.8747;26.5362"


def test_its_time_is_that_of_its_own_clocks_in_winter_and_summer() -> None:
    for moment, in_utc in ((datetime(2027, 3, 24, 17, 30), 15), (datetime(2027, 6, 24, 17, 30), 14)):
        raw = written(an_event(starts=moment, ends=moment.replace(hour=19, minute=0)))
        found = Calendar.from_ical(raw).walk("VEVENT")[0]
        assert found.start.astimezone(UTC).hour == in_utc
        assert (found.end - found.start).seconds == 90 * 60
        assert b"DTSTART;TZID=Europe/Riga:" in raw and b"BEGIN:VTIMEZONE" in raw


def test_a_day_without_a_known_time_is_the_whole_day() -> None:
    found = entry(an_event(starts=datetime(2027, 3, 24)))
    assert found.start == date(2027, 3, 24) and "DTEND" not in found
    found = entry(an_event(starts=datetime(2027, 3, 24), ends=datetime(2027, 3, 26)))
    assert found.end == date(2027, 3, 27), "the day after the last"


def test_an_event_keeps_its_name_for_calendars_whatever_is_changed() -> None:
    before, after = entry(an_event(revision=1)), entry(an_event(revision=2, starts=datetime(2028, 1, 1, 9)))
    assert before["UID"] == after["UID"] == "party@library.example"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)


def test_a_calendar_is_the_same_all_day() -> None:
    assert written(an_event()) == written(an_event())
    assert entry(an_event())["DTSTAMP"].dt == datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"repeats": "FREQ=WEEKLY;COUNT=10"}, "FREQ=WEEKLY;COUNT=10"),
        ({"repeats": "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270601"}, "FREQ=WEEKLY;UNTIL=20270601T205959Z;BYDAY=TU,TH"),
        ({"repeats": "FREQ=WEEKLY", "valid_until": date(2027, 5, 31)}, "FREQ=WEEKLY;UNTIL=20270531T205959Z"),
        ({"repeats": "FREQ=DAILY;UNTIL=20270601", "starts": datetime(2027, 3, 24)}, "FREQ=DAILY;UNTIL=20270601"),
    ],
)
def test_a_repeating_event_keeps_its_rule(given: dict[str, Any], rule: str) -> None:
    assert entry(an_event(**given))["RRULE"].to_ical().decode() == rule


def test_the_days_on_which_it_does_not_take_place_are_told() -> None:
    days = (date(2027, 3, 31), date(2027, 4, 7))
    raw = written(an_event(repeats="FREQ=WEEKLY", cancelled=days))
    assert raw.count(b"EXDATE;TZID=Europe/Riga:2027") == 2 and b"EXDATE;TZID=Europe/Riga:20270331T173000" in raw
    raw = written(an_event(starts=datetime(2027, 3, 24), repeats="FREQ=WEEKLY", cancelled=days))
    assert b"EXDATE;VALUE=DATE:20270331" in raw


@pytest.mark.parametrize("rule", ["", "nonsense", "FREQ=SECONDLY", "FREQ=DAILY\r\nX-EVIL:1"])
def test_no_other_rule_is_passed_on(rule: str) -> None:
    raw = written(an_event(repeats=rule))
    assert b"RRULE" not in raw and b"EVIL" not in raw


HOSTILE = 'Tēja, kafija; "kūkas"\nEND:VEVENT\r\nBEGIN:VALARM\\n \\, чай 🫖 شاي'


def test_hostile_words_stay_words() -> None:
    raw = written(an_event(), description=HOSTILE, title="A\u202e\x00B", location="a\nb")
    (found,) = Calendar.from_ical(raw).walk("VEVENT")
    assert found["DESCRIPTION"] == HOSTILE.replace("\r\n", "\n")
    assert (found["SUMMARY"], found["LOCATION"]) == ("AB", "a b")
    assert not Calendar.from_ical(raw).walk("VALARM")


@given(st.text(max_size=300))
def test_any_words_come_back(words: str) -> None:
    raw = written(an_event(), description=words)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (found,) = Calendar.from_ical(raw).walk("VEVENT")
    assert found.get("DESCRIPTION", "") == cleaned(words)


@pytest.mark.parametrize("zone", ["", "Nowhere/Town", "../../etc/passwd", "\x00", "Europe"])
def test_an_unknown_time_zone_is_latvias(zone: str) -> None:
    assert b"TZID=Europe/Riga" in written(an_event(time_zone=zone))


def test_events_without_a_date_of_our_times_are_left_out() -> None:
    odd = (None, datetime(1, 1, 1, 9), datetime(9999, 12, 31, 23, 59))
    events = [an_event(key=f"e{number}", starts=starts) for number, starts in enumerate(odd)]
    assert not Calendar.from_ical(written(*events)).walk("VEVENT")


def test_an_empty_calendar_is_one() -> None:
    found = Calendar.from_ical(written())
    assert found["X-WR-CALNAME"] == "Tilts: Pasākumi" and not found.walk("VEVENT")
