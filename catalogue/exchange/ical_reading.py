"""Events out of calendars (iCalendar, RFC 5545): an event or a series as one of ours, a day of a series that is another as one of
its own. What we have no field for stays in the source record; who was invited does not."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from catalogue.exchange.description import Description
from catalogue.exchange.ical import MADE_BY
from catalogue.exchange.ical_files import SUFFIXES, Entry, Line, lines_of, name_of, read_calendar
from catalogue.exchange.ical_times import Said, Setting, Unread, end_of, moment_of, moments_of, rule_of, start_of
from catalogue.exchange.plain_text import plain_text
from catalogue.records import Contact, Event, Place, Problem, SourceRecord, Text, Title
from catalogue.records.key import is_key
from catalogue.records.rules import cleaned, is_address, is_language
from catalogue.records.text import fingerprint

SYSTEM = "iCalendar"
"""Where events come from: their numbers are unique among all calendars (RFC 7986, 5.3), whichever program keeps them."""

FORMAT = "ical"
FIELDS = (
    *(("status",), ("titles",), ("summaries",), ("place",), ("providers",), ("contact",), ("topics",)),
    ("starts", "ends", "time_zone", "repeats", "cancelled"),
)
"""The fields of an event that a calendar can say something of; when it takes place is one thing."""

MOST_CANCELLED = 200
"""Days of a series on which it does not take place, the last ones; the desk shows no more."""

MOST_FURTHER = 100
"""Days of a series beside its rule."""

_LONGEST_NUMBER = 200
_READ = (
    *("UID", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "EXDATE", "RDATE", "STATUS", "CLASS"),
    *("SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL", "CATEGORIES"),
)
_STATES = ("LAST-MODIFIED", "SEQUENCE")
_RESTATED = frozenset(
    {
        *("UID", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "EXDATE", "RDATE"),
        *("SUMMARY", "DESCRIPTION", "CATEGORIES"),
    }
)
"""Properties that are kept so that they can be understood without the calendar around them."""

_NOT_KEPT = frozenset({"ORGANIZER", "ATTENDEE", "CONTACT", "COMMENT", "REQUEST-STATUS", "ATTACH", "DTSTAMP"})
"""Persons and what they answered, files elsewhere, and the moment of the export, at which nothing changed."""

_ADDRESSED = re.compile("mailto:", re.IGNORECASE)
_COMMA = re.compile(r"(?<!\\),")


@dataclass(frozen=True)
class _Reading:
    """One event of a file as read: `instance` is the day of the series that it stands for, `further` are days of its own
    beside its rule, `unmapped` the lines that are kept as they came."""

    number: int
    uid: str
    event: Event
    instance: date | None = None
    further: tuple[datetime, ...] = ()
    unmapped: tuple[str, ...] = ()
    problem: Problem | None = None


def read(path: Path, language: str) -> Iterator[Description]:
    """The events of a file, in their order; `language` is that of words which do not name their own.

    A day of a series that the file describes apart is cancelled in the series, and an event of its own unless it does not
    take place.

    Raises:
        Unreadable: no such file, no calendar, or more than is read.
    """
    found = read_calendar(path, language)
    # A calendar in universal time is one that nobody has told where it is.
    zone = Event.time_zone if found.zone in ("", "UTC") else found.zone
    setting = Setting(language, zone, found.zones)
    readings = [_reading(entry, setting) for entry in found.entries]
    instances: dict[str, list[_Reading]] = defaultdict(list)
    for each in readings:
        if each.instance and not each.problem:
            instances[each.uid].append(each)
    series = {each.uid: each for each in reversed(readings) if not each.instance and not each.problem}
    met: dict[str, int] = {}
    for each in readings:
        whole = series.get(each.uid) if each.instance else None
        name = f"event {each.number}" + (f" ({title})" if (title := _title(each.event)) else "")
        number = _number(each.uid, each.instance)
        earlier = met.setdefault(number, each.number) if each.uid else each.number
        if each.problem is None and earlier != each.number:
            problem: Problem | None = Problem("UID", "twice", {"value": each.uid[:80], "row": str(earlier)})
        else:
            problem = each.problem
        if problem:
            yield Description(each.number, None, problem, name)
        elif whole and _is_told_by(whole.event, each):
            yield Description(each.number, replace(_only_event(each), status="withdrawn"), None, name, is_told=True)
        else:
            for event in _events(each, instances[each.uid] if not each.instance else []):
                yield Description(each.number, _with_own_key(event, found.maker), None, name)


def described_before(event: Event) -> Event | None:
    """What the calendar that an event was last imported from said of it; None when it came from none."""
    source = event.source
    if source is None or source.format != FORMAT:
        return None
    reading = _reading(Entry(0, tuple(source.content.split("\n"))), Setting("und", event.time_zone))
    return None if reading.problem else replace(reading.event, source=source)


def is_older(given: SourceRecord, held: SourceRecord) -> bool:
    """True of what a calendar said before the other: by the moment of its last change, else by the number of its changes."""
    stated, known = (
        {line.name: line.value.strip() for line in lines_of(each.content.split("\n"), _STATES)}
        for each in (given, held)
    )
    for name in _STATES:
        if name in stated and name in known:
            longest = max(len(stated[name]), len(known[name]))
            return stated[name].rjust(longest, "0") < known[name].rjust(longest, "0")
    return False


def _reading(entry: Entry, setting: Setting) -> _Reading:
    said: dict[str, list[Line]] = defaultdict(list)
    for line in lines_of(entry.lines, _READ):
        said[line.name].append(line)
    uid = " ".join(cleaned(_first(said, "UID")).split())
    named = Event(status="published", titles=_titles(said, setting))
    reading = _Reading(entry.number, uid, named, problem=entry.problem)
    if entry.problem:
        return reading
    try:
        return _read_event(reading, said, entry, setting)
    except Unread as unread:
        return replace(reading, problem=unread.problem)


def _read_event(reading: _Reading, said: Said, entry: Entry, setting: Setting) -> _Reading:
    if not reading.uid:
        raise Unread("UID", "missing")
    if _first(said, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
        raise Unread("CLASS", "private-in-calendar")
    start, zone = start_of(said, setting)
    starts = start.on_clocks_of(zone)
    event = replace(
        reading.event,
        status="withdrawn" if _first(said, "STATUS").upper() == "CANCELLED" else "published",
        summaries=_summaries(said, setting),
        place=_place(said),
        contact=Contact(url=_if_address(_first(said, "URL"))),
        topics=_topics(said),
        starts=starts,
        ends=end_of(said, start, zone, setting),
        time_zone=zone,
        repeats=rule_of(said, starts, zone),
    )
    if event.repeats:
        without = {each.on_clocks_of(zone).date() for each in moments_of(said, "EXDATE", setting)}
        event = replace(event, cancelled=tuple(sorted(without)[-MOST_CANCELLED:]))
    further = sorted({each.on_clocks_of(zone) for each in moments_of(said, "RDATE", setting)} - {starts})
    if len(further) > MOST_FURTHER:
        raise Unread("RDATE", "bad-repeats", value=f"{len(further)} × RDATE")
    instance = None
    for line in said["RECURRENCE-ID"][:1]:
        if "RANGE" in line.parameters:
            raise Unread("RECURRENCE-ID", "bad-repeats", value="RANGE=THISANDFUTURE")
        instance = moment_of(line, line.value, setting).on_clocks_of(zone).date()
    unmapped = tuple(each for each in entry.lines if _is_kept(each))
    return replace(reading, event=event, instance=instance, further=tuple(further), unmapped=unmapped)


def _events(reading: _Reading, instances: list[_Reading]) -> Iterator[Event]:
    """The event of a reading, without the days that are told apart, and those on its further days."""
    event = reading.event
    if event.repeats:
        apart = {each.instance for each in instances if each.instance and not _is_as_every_other(event, each)}
        cancelled = tuple(sorted({*event.cancelled, *apart})[-MOST_CANCELLED:])
        event = replace(event, cancelled=cancelled)
    yield _only_event(replace(reading, event=event))
    lasts = event.ends - event.starts if event.ends and event.starts else None
    apart_days = {each.instance for each in instances}
    for moment in reading.further:
        if moment.date() not in apart_days:
            single = replace(event, starts=moment, ends=moment + lasts if lasts else None, repeats="", cancelled=())
            yield _with_source(single, reading, moment.date())


def _only_event(reading: _Reading) -> Event:
    return _with_source(reading.event, reading, reading.instance)


def _is_told_by(series: Event, reading: _Reading) -> bool:
    """True of a day of a series that the series says everything of: it does not take place, or is as every other."""
    return reading.event.status == "withdrawn" or _is_as_every_other(series, reading)


def _is_as_every_other(series: Event, reading: _Reading) -> bool:
    event = reading.event
    assert series.starts and event.starts and reading.instance
    on_its_day = datetime.combine(reading.instance, series.starts.time())
    lasts, would = ((each.ends - each.starts if each.ends and each.starts else None) for each in (event, series))
    same = ("status", "titles", "summaries", "place", "contact", "topics", "time_zone")
    is_like = all(getattr(event, name) == getattr(series, name) for name in same)
    return is_like and event.starts == on_its_day and lasts == would


def _with_source(event: Event, reading: _Reading, instance: date | None) -> Event:
    """The event with what was said of it, in lines that can be understood alone."""
    assert event.starts
    is_day = event.starts.time() == time()
    lines = [f"UID:{reading.uid}", _stated("DTSTART", event.starts, event.time_zone, is_day)]
    if event.ends:
        is_day = is_day and event.ends.time() == time()
        ends = event.ends + timedelta(days=1) if is_day else event.ends
        lines.append(_stated("DTEND", ends, event.time_zone, is_day))
    if event.cancelled:
        lines.append(f"EXDATE;VALUE=DATE:{','.join(f'{each:%Y%m%d}' for each in event.cancelled)}")
    for name, texts in (("SUMMARY", event.titles), ("DESCRIPTION", event.summaries)):
        lines += (f"{name};LANGUAGE={each.language}:{_escaped(each.value)}" for each in texts)
    if event.topics:
        lines.append(f"CATEGORIES:{','.join(map(_escaped, event.topics))}")
    kept = (each for each in reading.unmapped if event.repeats or name_of(each) != "RRULE")
    content = "\n".join((*lines, *kept))
    return replace(event, source=SourceRecord(SYSTEM, _number(reading.uid, instance), FORMAT, content))


def _stated(name: str, moment: datetime, zone: str, is_day: bool) -> str:
    return f"{name};VALUE=DATE:{moment:%Y%m%d}" if is_day else f"{name};TZID={zone}:{moment:%Y%m%dT%H%M%S}"


def _number(uid: str, instance: date | None) -> str:
    """What an event is known by: its number, and the day when it is one of a series."""
    number = uid if len(uid) <= _LONGEST_NUMBER else f"{uid[: _LONGEST_NUMBER - 20]} {fingerprint(uid)}"
    return f"{number} {instance:%Y%m%d}" if instance else number


def _with_own_key(event: Event, maker: str) -> Event:
    """An event of a calendar of ours has its key in its number."""
    assert event.source
    key = event.source.control_number.partition("@")[0]
    is_ours = maker == MADE_BY and " " not in event.source.control_number and is_key(key)
    return replace(event, key=key, contact=Contact()) if is_ours else event


def _is_kept(line: str) -> bool:
    name = name_of(line)
    return bool(name) and name not in _RESTATED | _NOT_KEPT and not _ADDRESSED.search(line)


def _first(said: Said, name: str) -> str:
    return next((line.text.strip() for line in said.get(name, ())), "")


def _title(event: Event) -> str:
    return event.titles[0].value[:80] if event.titles else ""


def _language(line: Line, setting: Setting) -> str:
    """The language a text names; only of some does it matter in which country."""
    named = line.parameters.get("LANGUAGE", "").replace("_", "-")
    primary = named.partition("-")[0].lower()
    if named == setting.language or (is_language(named) and not re.search("-[A-Z]{2}$", named)):
        return named
    return primary if is_language(primary) else setting.language


def _titles(said: Said, setting: Setting) -> tuple[Title, ...]:
    lines = ((" ".join(cleaned(line.text).split()), _language(line, setting)) for line in said["SUMMARY"][:1])
    return tuple(Title(words, language) for words, language in lines if words)


def _summaries(said: Said, setting: Setting) -> tuple[Text, ...]:
    lines = ((plain_text(line.text), _language(line, setting)) for line in said["DESCRIPTION"][:1])
    return tuple(Text(words, language) for words, language in lines if words)


def _place(said: Said) -> Place:
    location = " ".join(plain_text(_first(said, "LOCATION")).split())
    place = Place(online=location) if is_address(location) else Place(address=location)
    try:
        latitude, longitude = map(float, _first(said, "GEO").split(";"))
    except ValueError:
        return place
    is_on_earth = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return replace(place, latitude=latitude, longitude=longitude) if is_on_earth else place


def _topics(said: Said) -> tuple[str, ...]:
    words = (Line("", {}, each).text for line in said["CATEGORIES"] for each in _COMMA.split(line.value))
    return tuple(dict.fromkeys(word for each in words if (word := " ".join(cleaned(each).split()))))


def _if_address(value: str) -> str:
    return value if is_address(value) else ""


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


__all__ = ["FIELDS", "SUFFIXES", "described_before", "is_older", "read"]
