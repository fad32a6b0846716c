"""Where something is, when it is open, and whom to ask."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Place:
    """An address; `country` is ISO 3166 alpha-2, coordinates are WGS 84 degrees, `online` an address to join at."""

    address: str = ""
    town: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    online: str = ""


@dataclass(frozen=True)
class Contact:
    """How to reach people: any of them may be empty."""

    phone: str = ""
    email: str = ""
    url: str = ""


@dataclass(frozen=True)
class Hours:
    """Open on one weekday (mo … su) from one time to another, written HH:MM."""

    weekday: str
    opens: str
    closes: str


@dataclass(frozen=True)
class HoursException:
    """A day that differs from its weekday: closed when `opens` is empty."""

    day: date
    opens: str = ""
    closes: str = ""
