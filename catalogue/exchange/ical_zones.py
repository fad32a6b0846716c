"""The time zones calendars name: by their names in the tz database, by those of Windows, or by what their clocks do."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_OF_WINDOWS = {**WINDOWS_TO_OLSON, "FLE Standard Time": "Europe/Riga"}
"""Windows has one name for the time of Riga and Kyiv, whose clocks go alike."""

_FAMILIAR = (
    *("Europe/Riga", "Europe/Paris", "Europe/London", "Europe/Istanbul", "Asia/Tbilisi", "Asia/Yerevan", "Asia/Tehran"),
    *("Asia/Kabul", "Asia/Tashkent", "Asia/Kolkata", "America/New_York"),
)
_WINTER, _SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


@lru_cache(maxsize=512)
def zone_named(name: str) -> str:
    """The tz database's name of a zone that a calendar names; empty when it is none that is known."""
    name = name.strip().strip('"')
    if name.upper() in ("UTC", "GMT", "Z", "ETC/UTC"):
        return "UTC"
    if name in _OF_WINDOWS:
        return str(_OF_WINDOWS[name])
    # Some programs put their own name before it: /citadel.org/20240101_1/Europe/Riga
    parts = name.split("/")
    found = ("/".join(parts[-length:]) for length in (2, 3) if len(parts) >= length)
    return next((each for each in found if _is_zone(each)), "")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def zone_of_clocks(winter: timedelta, summer: timedelta) -> str:
    """A zone whose clocks stand so in winter and summer; empty when none is known."""
    for name in _FAMILIAR:
        zone = ZoneInfo(name)
        if (_WINTER.astimezone(zone).utcoffset(), _SUMMER.astimezone(zone).utcoffset()) == (winter, summer):
            return name
    hours, rest = divmod(winter, timedelta(hours=1))
    # The signs of these names are turned round: Etc/GMT-3 is three hours before Greenwich.
    fixed = f"Etc/GMT{-hours:+d}"
    return fixed if winter == summer and not rest and _is_zone(fixed) else ""
