"""How an event repeats: the rules of RFC 5545 that a library's calendar needs, read strictly; any other is no rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

LONGEST = 300

_WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]{0,2}",
    "COUNT": "[1-9][0-9]{0,3}",
    "UNTIL": "(?:19|2[0-2])[0-9]{6}(?:T[0-9]{6}Z?)?",
    "BYDAY": f"(?:[+-]?[1-5])?{_WEEKDAY}(?:,(?:[+-]?[1-5])?{_WEEKDAY})*",
    "BYMONTHDAY": "-?(?:[1-9]|[12][0-9]|3[01])(?:,-?(?:[1-9]|[12][0-9]|3[01]))*",
    "BYMONTH": "(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*",
    "BYSETPOS": "-?[1-9][0-9]{0,1}(?:,-?[1-9][0-9]{0,1})*",
    "WKST": _WEEKDAY,
}
"""What may stand in a rule; hours and minutes may not: an event happens once on its day."""

_OF_MONTHS = ("BYMONTHDAY", "BYSETPOS")
_NUMBERED = re.compile(r"[0-9]")


@dataclass(frozen=True)
class Repeats:
    """A rule: its parts in the order given but for the end, and the last day (all of it) or moment, local to the event."""

    parts: tuple[tuple[str, str], ...]
    until: date | datetime | None = None

    def last_moment(self) -> datetime | None:
        """The end of the repetition as a moment of local time; None when it is not by date."""
        if self.until is None or isinstance(self.until, datetime):
            return self.until
        return datetime.combine(self.until, time(23, 59, 59))


def read_repeats(rule: str, zone: tzinfo) -> Repeats | None:
    """The rule of an event in a time zone; None when there is none, or none that is understood."""
    given = list(_pairs(rule.strip().upper().removeprefix("RRULE:")))
    parts = dict(given)
    if len(parts) != len(given) or "FREQ" not in parts or ("COUNT" in parts and "UNTIL" in parts):
        return None
    if any(name not in _PARTS or not re.fullmatch(_PARTS[name], value) for name, value in given):
        return None
    if parts["FREQ"] in ("DAILY", "WEEKLY") and (
        any(name in parts for name in _OF_MONTHS) or _NUMBERED.search(parts.get("BYDAY", ""))
    ):
        return None
    try:
        until = _until(parts.pop("UNTIL", ""), zone)
    except ValueError:
        return None
    return Repeats(tuple(parts.items()), until)


def _pairs(rule: str) -> Iterator[tuple[str, str]]:
    for part in rule[:LONGEST].rstrip(";").split(";"):
        name, _, value = part.partition("=")
        yield name.strip(), value.strip()


def _until(value: str, zone: tzinfo) -> date | datetime | None:
    if not value:
        return None
    if len(value) == 8:
        return datetime.strptime(value, "%Y%m%d").date()
    moment = datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S")
    return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if value.endswith("Z") else moment
