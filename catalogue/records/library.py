"""Branches (libraries) and organisations (municipalities, agencies, associations that provide)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from catalogue.records.place import Contact, Hours, HoursException, Place
from catalogue.records.record import Record
from catalogue.records.text import Text


@dataclass(frozen=True, kw_only=True)
class Branch(Record):
    """A library one can walk into: where it is, when it is open, who may join and what that takes."""

    type: ClassVar[str] = "branch"

    place: Place = Place()
    contact: Contact = Contact()
    hours: tuple[Hours, ...] = ()
    exceptions: tuple[HoursException, ...] = ()
    languages: tuple[str, ...] = ()
    accessibility: tuple[Text, ...] = ()
    who_may_join: tuple[Text, ...] = ()
    documents: tuple[Text, ...] = ()
    costs: tuple[Text, ...] = ()

    def texts(self) -> Iterator[tuple[str, Text]]:
        yield from super().texts()
        for name, texts in (
            ("accessibility", self.accessibility),
            ("joining", self.who_may_join),
            ("documents", self.documents),
            ("cost", self.costs),
        ):
            for text in texts:
                yield name, text


@dataclass(frozen=True, kw_only=True)
class Organisation(Record):
    """A body that provides initiatives and events and is not one of the libraries."""

    type: ClassVar[str] = "organisation"

    kind: str = "other"
    place: Place = Place()
    contact: Contact = Contact()
