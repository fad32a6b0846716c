"""Initiatives (lasting local activities and services) and events (dated ones)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import ClassVar
from zoneinfo import ZoneInfo

from catalogue.records.place import Contact, Hours, Place
from catalogue.records.record import Record
from catalogue.records.repeats import Repeats, read_repeats
from catalogue.records.text import Text


@dataclass(frozen=True, kw_only=True)
class Activity(Record):
    """What initiatives and events share. `providers` are keys of branches and organisations."""

    providers: tuple[str, ...] = ()
    place: Place = Place()
    contact: Contact = Contact()
    languages: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    topics: tuple[str, ...] = ()
    is_free: bool | None = None
    costs: tuple[Text, ...] = ()
    bookings: tuple[Text, ...] = ()
    documents: tuple[Text, ...] = ()
    valid_until: date | None = None
    last_checked: date | None = None

    def texts(self) -> Iterator[tuple[str, Text]]:
        yield from super().texts()
        for name, texts in (("cost", self.costs), ("booking", self.bookings), ("documents", self.documents)):
            for text in texts:
                yield name, text

    def relations(self) -> Iterator[tuple[str, str]]:
        yield from super().relations()
        for topic in self.topics:
            yield "topic", topic
        for provider in self.providers:
            yield "provider", provider


@dataclass(frozen=True, kw_only=True)
class Initiative(Activity):
    """A lasting local activity or service: a language café, a homework club, an advice desk."""

    type: ClassVar[str] = "initiative"

    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Event(Activity):
    """Something on a date. Times are local to `time_zone` (IANA); `repeats` is an RFC 5545 rule without `RRULE:`, and `cancelled`
    are the days on which it does not take place all the same."""

    type: ClassVar[str] = "event"

    starts: datetime | None = None
    ends: datetime | None = None
    time_zone: str = "Europe/Riga"
    repeats: str = ""
    cancelled: tuple[date, ...] = ()

    @property
    def zone(self) -> tzinfo:
        """The time zone of its times; Latvia's when it names none that is known."""
        try:
            return ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError):
            return ZoneInfo(Event.time_zone)

    @property
    def repetition(self) -> Repeats | None:
        """How it repeats; None when it does not, or in a way that is not understood."""
        return read_repeats(self.repeats, self.zone)
