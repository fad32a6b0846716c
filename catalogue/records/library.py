"""Branches (libraries) and organisations (municipalities, agencies, associations that provide)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from catalogue.records.place import Contact, Hours, HoursException, Place
from catalogue.records.record import Record
from catalogue.records.text import Text

PLACEHOLDERS = ("isbn", "call_number", "title")
"""What can stand in braces in the address of a library's own catalogue."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, kw_only=True)
class Branch(Record):
    """A library one can walk into: where it is, when it is open, who may join and what that takes.

    `availability` is an address in its own system that tells whether a thing is in, such as
    `https://opac.example.org/search?isbn={isbn}`.
    """

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
    availability: str = ""

    def availability_of(self, isbn: str, call_number: str, title: str) -> str:
        """Where the library's own system tells whether a thing is in; empty when it asks for something the thing has not."""
        values = dict(zip(PLACEHOLDERS, (isbn, call_number, title), strict=True))
        asked = _PLACEHOLDER.findall(self.availability)
        if not asked or not all(values.get(name) for name in asked):
            return ""
        return _PLACEHOLDER.sub(lambda match: quote(values[match[1]], safe=""), self.availability)

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
