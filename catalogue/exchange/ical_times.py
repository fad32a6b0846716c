"""When an event of a calendar takes place (RFC 5545): its dates on the clocks of a time zone, and the rule it repeats by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import vDate, vDatetime, vDuration

from catalogue.exchange.ical_files import Line
from catalogue.exchange.ical_zones import zone_named
from catalogue.records import Event, Problem
from catalogue.records.repeats import LONGEST, read_repeats

Said = Mapping[str, list[Line]]
"""The properties of an event by their names; an empty list for those it has not."""

_OUR_YEARS = range(1900, 2300)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Unread(Exception):
    """An event that is not understood; carries the `Problem` with the property it lies in."""

    def __init__(self, field: str, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(field, code, values)


@dataclass(frozen=True)
class Setting:
    """What an event is read by: the language of its words where they name none, the time zone of times without one, and the zones
    of its file by the names these have there."""

    language: str
    zone: str = Event.time_zone
    zones: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Moment:
    """A date, or a date and time on the clocks of a zone."""

    local: datetime
    zone: str
    is_day: bool = False
    is_universal: bool = False

    def on_clocks_of(self, zone: str) -> datetime:
        if self.is_day or self.zone == zone:
            return self.local
        return self.local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def start_of(said: Said, setting: Setting) -> tuple[Moment, str]:
    """When an event begins, and the zone of its clocks. A series in universal time stays so when its weekday is another here."""
    if not said["DTSTART"]:
        raise Unread("DTSTART", "missing")
    line = said["DTSTART"][0]
    start = moment_of(line, line.value, setting)
    universal = start.on_clocks_of("UTC")
    if start.is_universal and said["RRULE"] and universal.date() != start.local.date():
        return Moment(universal, "UTC"), "UTC"
    return start, start.zone


def end_of(said: Said, start: Moment, zone: str, setting: Setting) -> datetime | None:
    """When an event ends; a whole day ends with the one before the day the calendar names. What takes no time has no end."""
    starts = start.on_clocks_of(zone)
    if said["DTEND"]:
        line = said["DTEND"][0]
        end = moment_of(line, line.value, setting)
        ends, is_day = end.on_clocks_of(zone), end.is_day
    else:
        ends, is_day = _after(said, starts), start.is_day
    if is_day and ends - timedelta(days=1) >= starts:
        ends -= timedelta(days=1)
    return ends if ends != starts else None


def _after(said: Said, starts: datetime) -> datetime:
    """The end of an event that says how long it lasts; its beginning when it does not."""
    lasts = next((line.value.strip() for line in said["DURATION"]), "PT0S")
    try:
        ends = starts + vDuration.from_ical(lasts)
    except (ValueError, OverflowError):
        raise Unread("DURATION", "bad-moment", value=lasts[:40]) from None
    _require_our_times(ends, "DURATION")
    return ends


def moments_of(said: Said, name: str, setting: Setting) -> Iterator[Moment]:
    """Every date of a list; of a span of time its beginning."""
    for line in said[name]:
        for value in line.value.split(","):
            if value.strip():
                yield moment_of(line, value.partition("/")[0], setting)


def moment_of(line: Line, value: str, setting: Setting) -> Moment:
    value = value.strip().upper()
    try:
        if len(value) == 8:
            local = datetime.combine(vDate.from_ical(value), time())
        else:
            local = vDatetime.from_ical(value).replace(tzinfo=None)
    except ValueError:
        raise Unread(line.name, "bad-moment", value=value[:40]) from None
    _require_our_times(local, line.name)
    if len(value) == 8:
        return Moment(local, setting.zone, is_day=True)
    if value.endswith("Z"):
        here = local.replace(tzinfo=UTC).astimezone(ZoneInfo(setting.zone)).replace(tzinfo=None)
        return Moment(here, setting.zone, is_universal=True)
    named = line.parameters.get("TZID", "")
    zone = (setting.zones.get(named) or zone_named(named)) if named else setting.zone
    if not zone:
        raise Unread(line.name, "unknown-zone", value=named[:80])
    return Moment(local, zone)


def _require_our_times(moment: datetime, name: str) -> None:
    if moment.year not in _OUR_YEARS:
        low, high = str(_OUR_YEARS[0]), str(_OUR_YEARS[-1])
        raise Unread(name, "out-of-range", value=str(moment.year), low=low, high=high)


def rule_of(said: Said, starts: datetime, zone: str) -> str:
    """How an event repeats, in the words the desk has for it: what a rule only says again is left out, and its end is a day."""
    rules = [line.value.strip() for line in said["RRULE"]]
    if not rules:
        return ""
    repeats = read_repeats(rules[0], ZoneInfo(zone)) if len(rules[0]) <= LONGEST else None
    if repeats is None or len(rules) > 1 or said["EXRULE"]:
        raise Unread("RRULE", "bad-repeats", value="; ".join(rules)[:80])
    parts = dict(repeats.parts)
    said_again = {"INTERVAL": "1", "WKST": "MO"}
    if parts["FREQ"] == "WEEKLY":
        said_again["BYDAY"] = _WEEKDAYS[starts.weekday()]
    kept = [f"{name}={value}" for name, value in parts.items() if said_again.get(name) != value]
    last = repeats.last_moment()
    if last:
        day = last.date() if last.time() >= starts.time() else last.date() - timedelta(days=1)
        kept.append(f"UNTIL={day:%Y%m%d}")
    return ";".join(kept)
