"""Events as iCalendar (RFC 5545), for a reader's own calendar: one of them, or a list to subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, vDuration, vRecur, vText
from icalendar import Event as CalendarEvent

from catalogue.records import Event
from catalogue.records.rules import cleaned

MEDIA_TYPE = "text/calendar"
EXTENSION = "ics"
MADE_BY = "-//Tilts//Tilts//EN"
_RENEWED = timedelta(hours=12)

_ZONE_FROM, _ZONE_TO = date(2000, 1, 1), date(2038, 1, 1)
"""The years for which a calendar tells when its clocks change."""

_OUR_TIMES = range(1900, 2300)
"""Years that programs can count with; the first and last ones there are have no day before or after."""


@dataclass(frozen=True)
class Invitation:
    """An event as kept, with its words in one reader's language; `url` is the absolute address of its page."""

    event: Event
    title: str
    description: str
    location: str
    url: str


def calendar(name: str, invitations: Iterable[Invitation], now: datetime) -> bytes:
    """A calendar of these events in their order; one made twice on the same day (UTC) is the same. Events without a
    date of our times are left out."""
    made = Calendar()
    made.add("prodid", MADE_BY)
    made.add("version", "2.0")
    made["name"] = made["x-wr-calname"] = vText(_one_line(name))
    made["refresh-interval"] = vDuration(_RENEWED, params={"VALUE": "DURATION"})
    stamp = datetime.combine(now.date(), time(), now.tzinfo)
    dated = [each for each in invitations if _is_of_our_times(each.event)]
    for zone in dict.fromkeys(str(each.event.zone) for each in dated if not _is_all_day(each.event)):
        made.add_component(_zone(zone))
    for each in dated:
        made.add_component(_entry(each, stamp))
    return made.to_ical()


def _entry(invitation: Invitation, stamp: datetime) -> CalendarEvent:
    event = invitation.event
    entry = CalendarEvent()
    entry.add("uid", f"{event.key}@{urlsplit(invitation.url).hostname}")
    entry.add("dtstamp", stamp)
    entry.add("sequence", event.revision)
    _add_times(entry, event)
    for name, text in (
        ("summary", _one_line(invitation.title)),
        ("description", cleaned(invitation.description)),
        ("location", _one_line(invitation.location)),
    ):
        if text:
            entry.add(name, text)
    if event.place.latitude is not None and event.place.longitude is not None:
        entry.add("geo", (event.place.latitude, event.place.longitude))
    entry.add("url", invitation.url)
    return entry


def _add_times(entry: CalendarEvent, event: Event) -> None:
    assert event.starts is not None
    if _is_all_day(event):
        entry.add("dtstart", event.starts.date())
        if event.ends and event.ends.date() > event.starts.date():
            entry.add("dtend", event.ends.date() + timedelta(days=1))
    else:
        entry.add("dtstart", event.starts.replace(tzinfo=event.zone))
        if event.ends and event.ends > event.starts:
            entry.add("dtend", event.ends.replace(tzinfo=event.zone))
    rule = _rule(event)
    if rule:
        entry.add("rrule", rule)
        for day in event.cancelled:
            moment = datetime.combine(day, event.starts.time(), event.zone)
            entry.add("exdate", day if _is_all_day(event) else moment)


def _rule(event: Event) -> vRecur | None:
    """How the event repeats, until it is no longer valid; the standard wants the end in UTC beside a time with a zone."""
    repeats = event.repetition
    if repeats is None:
        return None
    rule: vRecur = vRecur.from_ical(";".join(f"{name}={value}" for name, value in repeats.parts))
    valid = datetime.combine(event.valid_until, time(23, 59, 59)) if event.valid_until else None
    last: datetime | None = min((moment for moment in (repeats.last_moment(), valid) if moment), default=None)
    if last and "COUNT" not in rule:
        rule["UNTIL"] = [last.date() if _is_all_day(event) else last.replace(tzinfo=event.zone).astimezone(UTC)]
    return rule


def _is_all_day(event: Event) -> bool:
    """Midnight stands for a time that is not known."""
    return event.starts is not None and event.starts.time() == time()


def _is_of_our_times(event: Event) -> bool:
    days = [each for each in (event.ends, event.valid_until) if each]
    return event.starts is not None and all(each.year in _OUR_TIMES for each in (event.starts, *days))


@cache
def _zone(name: str) -> Timezone:
    """When the clocks of a time zone change."""
    return Timezone.from_tzinfo(ZoneInfo(name), name, _ZONE_FROM, _ZONE_TO)


def _one_line(text: str) -> str:
    return " ".join(cleaned(text).split())
