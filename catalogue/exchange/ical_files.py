"""The files that calendars are saved as (iCalendar, RFC 5545), taken apart into the lines of each event. What a file may do wrong
is caught here; nothing it names is ever fetched."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from icalendar.parser import Contentline, unescape_backslash

from catalogue.exchange.ical_zones import zone_named, zone_of_clocks
from catalogue.exchange.tables import Unreadable
from catalogue.records import Problem

SUFFIXES = (".ics",)
MOST_BYTES = 20_000_000
MOST_EVENTS = 5_000
LONGEST_EVENT = 200_000
"""Letters of one event, all its lines together."""

_MOST_NESTED = 16
_MARK = re.compile(rb"^(BEGIN|END):([A-Za-z-]{1,40})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile(rb"\n[ \t]")
_NAME = re.compile(r"([A-Za-z0-9-]+)[;:]")
_OFFSET = re.compile(r"([+-])([0-9]{2})([0-9]{2})(?:[0-9]{2})?")

_CODE_PAGES = {
    **dict.fromkeys(("lv", "ltg", "lt", "et"), "cp1257"),
    **dict.fromkeys(("ru", "uk", "be", "bg"), "cp1251"),
    **dict.fromkeys(("pl", "ro", "cs", "sk", "hu"), "cp1250"),
    **{"tr": "cp1254", "el": "cp1253", "ar": "cp1256"},
}
"""What Windows wrote before UTF-8, by language; any other as in Western Europe."""


@dataclass(frozen=True)
class Line:
    """One property: `value` as it stands, `text` for people."""

    name: str
    parameters: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        return str(unescape_backslash(self.value))


@dataclass(frozen=True)
class Entry:
    """One event of a file, its lines unfolded, or why they cannot be read."""

    number: int
    lines: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True)
class CalendarFile:
    """The events of a file in their order; `maker` is the program it comes from, `zone` its time zone, empty when it says none,
    and `zones` are those it describes, by the names it gives them."""

    entries: tuple[Entry, ...]
    maker: str = ""
    zone: str = ""
    zones: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Open:
    """A component whose end is still to come."""

    kind: str
    number: int = 0
    parts: list[bytes] = field(default_factory=list)
    clocks: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of a time zone: when its winter and summer time began last, and their offsets."""


def read_calendar(path: Path, language: str) -> CalendarFile:
    """The events of a file. Letters that are not Unicode are taken for those of the language.

    Raises:
        Unreadable: no such file, no calendar, or more than is read.
    """
    if not path.is_file():
        raise Unreadable(f"There is no file {path}.")
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(
            f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB; no larger calendar is read. Save a shorter span of it."
        )
    raw = _FOLD.sub(b"", _in_utf8(path.read_bytes(), path.name))
    found = list(_components(raw))
    events = [each for each, _ in found if each.kind == "VEVENT"]
    if not any(each.kind == "VCALENDAR" for each, _ in found):
        raise Unreadable(f"{path.name} is no calendar: it holds no line BEGIN:VCALENDAR.")
    if not events:
        raise Unreadable(f"{path.name} holds no event.")
    if len(events) > MOST_EVENTS:
        raise Unreadable(f"{path.name} holds more than {MOST_EVENTS:,} events. Save a shorter span of the calendar.")
    is_unicode = any(_is_unicode(part) for each in events for part in each.parts)
    page = "" if is_unicode else _CODE_PAGES.get(language.partition("-")[0], "cp1252")
    said = {
        line.name: line.text.strip()
        for each, _ in found
        if each.kind == "VCALENDAR"
        for part in each.parts
        for line in lines_of(part.decode("utf-8", "replace").splitlines(), ("PRODID", "X-WR-TIMEZONE"))
    }
    entries = (_entry(each, is_whole, page) for each, is_whole in found if each.kind == "VEVENT")
    return CalendarFile(
        tuple(sorted(entries, key=lambda each: each.number)),
        said.get("PRODID", ""),
        zone_named(said.get("X-WR-TIMEZONE", "")),
        {name: zone for each, _ in found if each.kind == "VTIMEZONE" for name, zone in _zone(each)},
    )


def lines_of(lines: Iterator[str] | list[str] | tuple[str, ...], names: tuple[str, ...]) -> Iterator[Line]:
    """The properties of these names, those left out that are no property.

    What is written before a name's colon is parted by the library; a value may hold anything.
    """
    for each in lines:
        if name_of(each) in names:
            try:
                name, parameters, value = Contentline(each).raw_parts()
            except ValueError:
                continue
            kept = {
                key.upper(): value if isinstance(value, str) else ",".join(value) for key, value in parameters.items()
            }
            yield Line(str(name).upper(), kept, str(value))


def name_of(line: str) -> str:
    """The name of the property a line holds; empty when it holds none."""
    found = _NAME.match(line)
    return found[1].upper() if found else ""


def _in_utf8(raw: bytes, name: str) -> bytes:
    """The file with the line ends of one kind, and UTF-16 as UTF-8."""
    wide = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"B\x00": "utf-16-le", b"\x00B": "utf-16-be"}.get(raw[:2])
    if wide:
        try:
            raw = raw.decode(wide).encode()
        except UnicodeError:
            raise Unreadable(f"{name} is damaged: it begins as UTF-16 but does not go on so.") from None
    return raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _components(raw: bytes) -> Iterator[tuple[_Open, bool]]:
    """The calendars, time zones and events of a file, each with whether it has come to its end. What stands inside an event,
    such as its alarms, is passed over."""
    opened: list[_Open] = []
    count = position = 0
    for mark in _MARK.finditer(raw):
        if opened:
            opened[-1].parts.append(raw[position : mark.start()])
        position = mark.end()
        is_begin, kind = mark[1].upper() == b"BEGIN", mark[2].decode().upper()
        if is_begin:
            count += kind == "VEVENT"
            if kind in ("VEVENT", "VCALENDAR") and any(each.kind == "VEVENT" for each in opened):
                yield from _cut_off(opened, "VEVENT")
            if kind == "VEVENT" or len(opened) < _MOST_NESTED:
                opened.append(_Open(kind, count))
        elif any(each.kind == kind for each in opened):
            while opened[-1].kind != kind:
                yield opened.pop(), False
            ended = opened.pop()
            if opened and opened[-1].kind == "VTIMEZONE":
                _note_clocks(opened[-1], ended)
            yield ended, True
    if opened:
        opened[-1].parts.append(raw[position:])
        yield from _cut_off(opened, opened[0].kind)


def _cut_off(opened: list[_Open], kind: str) -> Iterator[tuple[_Open, bool]]:
    """What is open down to the first of a kind, which something else has cut off."""
    while any(each.kind == kind for each in opened):
        yield opened.pop(), False


def _note_clocks(zone: _Open, ended: _Open) -> None:
    lines = b"".join(ended.parts).decode("utf-8", "replace").splitlines()
    said = {line.name: line.value.strip() for line in lines_of(lines, ("DTSTART", "TZOFFSETTO"))}
    offset, since = said.get("TZOFFSETTO", ""), said.get("DTSTART", "")
    zone.clocks[ended.kind] = max(zone.clocks.get(ended.kind, ("", "")), (since, offset))


def _zone(component: _Open) -> Iterator[tuple[str, str]]:
    """What a file calls a time zone, and which it is; nothing when that cannot be told."""
    lines = b"".join(component.parts).decode("utf-8", "replace").splitlines()
    said = {line.name: line.text.strip() for line in lines_of(lines, ("TZID", "X-LIC-LOCATION"))}
    name = said.get("TZID", "")
    zone = zone_named(name) or zone_named(said.get("X-LIC-LOCATION", "")) or _by_clocks(component)
    if name and zone:
        yield name, zone


def _by_clocks(component: _Open) -> str:
    winter = _offset(component.clocks.get("STANDARD", ("", ""))[1])
    summer = _offset(component.clocks.get("DAYLIGHT", ("", ""))[1]) or winter
    return zone_of_clocks(winter, summer) if winter is not None and summer is not None else ""


def _offset(value: str) -> timedelta | None:
    found = _OFFSET.fullmatch(value)
    if found is None:
        return None
    span = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -span if found[1] == "-" else span


def _is_unicode(part: bytes) -> bool:
    """True of bytes that can only have been meant as UTF-8."""
    if part.isascii():
        return False
    try:
        part.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _entry(component: _Open, is_whole: bool, page: str) -> Entry:
    raw = b"".join(component.parts)
    if not is_whole:
        return Entry(component.number, problem=Problem("", "damaged-record"))
    if len(raw) > LONGEST_EVENT:
        return Entry(component.number, problem=Problem("", "too-long", {"most": str(LONGEST_EVENT)}))
    try:
        text = raw.decode(page if page and not raw.isascii() and not _is_unicode(raw) else "utf-8")
    except UnicodeDecodeError:
        return Entry(component.number, problem=Problem("", "unknown-letters"))
    # No database keeps a zero byte in a text.
    lines = text.replace("\x00", "").split("\n")
    return Entry(component.number, tuple(line for line in lines if line.strip()))
