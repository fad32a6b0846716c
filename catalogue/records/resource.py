"""A resource: one description a reader can find. Articles for librarians are resources with sections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from catalogue.records.codes import levels_between
from catalogue.records.identifier import Identifier
from catalogue.records.record import Record
from catalogue.records.text import Text


@dataclass(frozen=True)
class Contributor:
    """A person or body, named as on the thing; `other_forms` are the same name in other scripts and spellings."""

    name: str
    role: str = "author"
    other_forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Classification:
    """A notation of a classification scheme: `udc` or `ddc` (Dewey)."""

    scheme: str
    notation: str


@dataclass(frozen=True)
class Holding:
    """Copies of a resource at a branch under a call number; `lent` is how many of them are out, as far as somebody has said."""

    branch: str
    call_number: str = ""
    shelf: str = ""
    copies: int = 1
    use: str = "loan"
    lent: int = 0

    @property
    def is_all_lent(self) -> bool:
        """True when every copy is out."""
        return 0 < self.copies <= self.lent


@dataclass(frozen=True)
class Cover:
    """A picture in the instance folder, with what it shows in words."""

    file: str
    alternatives: tuple[Text, ...] = ()


@dataclass(frozen=True)
class AttachedFile:
    """A file handed out with a record."""

    file: str
    title: str = ""
    media_type: str = ""
    size: int = 0


@dataclass(frozen=True)
class Section:
    """A part of an article written here: heading and body, each in one or more languages."""

    headings: tuple[Text, ...] = ()
    bodies: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Resource(Record):
    """A book, course, film, app, guide … as one edition or address of it; `work` is shared by versions of the same."""

    type: ClassVar[str] = "resource"

    kind: str = "book"
    work: str = ""
    easy_summaries: tuple[Text, ...] = ()
    languages: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    level_from: str = ""
    level_to: str = ""
    needs_no_reading: bool = False
    audiences: tuple[str, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    access: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    classification: tuple[Classification, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    published_in: str = ""
    year: int | None = None
    edition: str = ""
    series: str = ""
    extent: str = ""
    identifiers: tuple[Identifier, ...] = ()
    url: str = ""
    url_checked: date | None = None
    licence: str = ""
    is_free: bool | None = None
    cover: Cover | None = None
    files: tuple[AttachedFile, ...] = ()
    holdings: tuple[Holding, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def shown_kind(self) -> str:
        return self.kind

    @property
    def levels(self) -> tuple[str, ...]:
        return levels_between(self.level_from, self.level_to)

    def texts(self) -> Iterator[tuple[str, Text]]:
        yield from super().texts()
        for text in self.easy_summaries:
            yield "easy", text
        for section in self.sections:
            for text in section.headings:
                yield "heading", text
            for text in section.bodies:
                yield "body", text
        if self.cover:
            for text in self.cover.alternatives:
                yield "cover", text

    def relations(self) -> Iterator[tuple[str, str]]:
        yield from super().relations()
        for topic in self.topics:
            yield "topic", topic
        for branch in dict.fromkeys(holding.branch for holding in self.holdings):
            yield "holding", branch
