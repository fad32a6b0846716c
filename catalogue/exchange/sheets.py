"""The sheets of the spreadsheet. docs/spreadsheet.md describes each column; a test holds the two together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from catalogue.exchange import cells
from catalogue.exchange.cells import BadCell
from catalogue.exchange.columns import (
    ClassificationColumn,
    Column,
    IdentifierColumn,
    day,
    many,
    number,
    yes_no,
)
from catalogue.exchange.families import Family, NameFamily, TitleFamily
from catalogue.records import Branch, Event, Holding, Initiative, Organisation, Problem, Resource, Section, Topic

Described = TypeVar("Described")


@dataclass(frozen=True)
class Sheet(Generic[Described]):
    """The columns of one kind of record, or of a part of one."""

    name: str
    type: type[Described]
    columns: tuple[Column, ...]
    families: tuple[Family, ...]

    def cells(self, record: Described) -> dict[str, str]:
        """The row for a record: column names with their cells, empty ones left out."""
        row = {column.name: column.value(record) for column in self.columns}
        for family in self.families:
            row.update(family.cells(record))
        return {name: cell for name, cell in row.items() if cell}

    def applied(self, record: Described, given: Mapping[str, str]) -> tuple[Described, tuple[Problem, ...]]:
        """The record with the cells of a row, and what could not be read of them."""
        found = []
        for column in self.columns:
            cell = given.get(column.name, "")
            if cell:
                try:
                    record = column.applied(record, cell)
                except BadCell as bad:
                    found.append(bad.problem(column.name))
        for family in self.families:
            record = family.applied(record, given)
        return record, tuple(found)

    def knows(self, name: str) -> bool:
        """True of a column of this sheet."""
        head, mark, language = name.partition("@")
        if mark:
            return bool(language) and any(head in family.columns for family in self.families)
        return any(name == column.name for column in self.columns)


_COMMON = (
    Column("key", "key"),
    Column("status", "status"),
    Column("owner", "owner"),
    Column("source_system", "source.system"),
    Column("source_id", "source.control_number"),
    Column("source_format", "source.format"),
    Column("source_record", "source.content", lambda cell: cell),
    many("sample", "sample"),
    Column("added", "added", cells.read_moment, cells.write_moment),
    Column("replaced_by", "replaced_by"),
)
_PLACE = (
    Column("address", "place.address"),
    Column("town", "place.town"),
    Column("country", "place.country"),
    Column("latitude", "place.latitude", cells.read_decimal, cells.write_decimal),
    Column("longitude", "place.longitude", cells.read_decimal, cells.write_decimal),
    Column("online", "place.online"),
)
_CONTACT = (
    Column("phone", "contact.phone"),
    Column("email", "contact.email"),
    Column("contact_url", "contact.url"),
)
_HOURS = many("hours", "hours", cells.read_hours, cells.write_hours)
_ACTIVITY = (
    *_COMMON,
    many("provider", "providers"),
    *_PLACE,
    *_CONTACT,
    many("languages", "languages"),
    many("teaches", "teaches"),
    many("for", "speakers"),
    many("audience", "audiences"),
    number("age_from"),
    number("age_to"),
    many("topic", "topics"),
    yes_no("free", "is_free"),
    day("valid_until"),
    day("last_checked"),
)


def _named(column: str) -> tuple[Family, ...]:
    return (
        TitleFamily(column, "titles"),
        NameFamily("alternative", "titles", "alternative"),
        NameFamily("romanised", "titles", "romanised"),
        Family("summary", "summaries"),
        Family("note", "notes"),
    )


_ACTIVITY_FAMILIES = (
    *_named("title"),
    Family("cost", "costs"),
    Family("booking", "bookings"),
    Family("documents", "documents"),
)

RESOURCES = Sheet(
    "resources",
    Resource,
    (
        *_COMMON,
        Column("kind", "kind"),
        Column("work", "work"),
        many("in", "languages"),
        many("teaches", "teaches"),
        many("for", "speakers"),
        Column("level_from", "level_from"),
        Column("level_to", "level_to"),
        yes_no("no_reading", "needs_no_reading"),
        many("audience", "audiences"),
        number("age_from"),
        number("age_to"),
        many("access", "access"),
        many("topic", "topics"),
        many("contributor", "contributors", cells.read_contributor, cells.write_contributor),
        Column("publisher", "publisher"),
        Column("place", "published_in"),
        number("year"),
        Column("edition", "edition"),
        Column("series", "series"),
        Column("extent", "extent"),
        IdentifierColumn("isbn", "identifiers"),
        IdentifierColumn("issn", "identifiers"),
        IdentifierColumn("uri", "identifiers"),
        Column("url", "url"),
        day("url_checked"),
        Column("licence", "licence"),
        yes_no("free", "is_free"),
        ClassificationColumn("udc", "classification"),
        ClassificationColumn("ddc", "classification"),
        Column("cover", "cover.file"),
        many("files", "files", cells.read_file, cells.write_file),
    ),
    (*_named("title"), Family("easy", "easy_summaries"), Family("cover_alt", "cover.alternatives")),
)

INITIATIVES = Sheet("initiatives", Initiative, (*_ACTIVITY, _HOURS), _ACTIVITY_FAMILIES)

EVENTS = Sheet(
    "events",
    Event,
    (
        *_ACTIVITY,
        Column("starts", "starts", cells.read_moment, cells.write_moment),
        Column("ends", "ends", cells.read_moment, cells.write_moment),
        Column("time_zone", "time_zone"),
        Column("repeats", "repeats"),
        many("cancelled", "cancelled", cells.read_date, lambda value: value.isoformat()),
    ),
    _ACTIVITY_FAMILIES,
)

BRANCHES = Sheet(
    "branches",
    Branch,
    (
        *_COMMON,
        *_PLACE,
        *_CONTACT,
        Column("availability", "availability"),
        _HOURS,
        many("exceptions", "exceptions", cells.read_exception, cells.write_exception),
        many("languages", "languages"),
    ),
    (
        *_named("name"),
        Family("accessibility", "accessibility"),
        Family("joining", "who_may_join"),
        Family("documents", "documents"),
        Family("cost", "costs"),
    ),
)

ORGANISATIONS = Sheet(
    "organisations", Organisation, (*_COMMON, Column("kind", "kind"), *_PLACE, *_CONTACT), _named("name")
)

TOPICS = Sheet(
    "topics",
    Topic,
    (*_COMMON, many("broader", "broader"), Column("notation", "notation"), many("same_as", "same_as")),
    _named("label"),
)

RECORD_SHEETS: tuple[Sheet[Any], ...] = (TOPICS, ORGANISATIONS, BRANCHES, RESOURCES, INITIATIVES, EVENTS)
"""In the order they are imported: what others name comes first."""


PARENT = Column("resource", "")
"""On a sheet of parts: the key of the resource that a row is a part of."""

HOLDINGS = Sheet(
    "holdings",
    Holding,
    (
        Column("branch", "branch"),
        Column("call_number", "call_number"),
        Column("shelf", "shelf"),
        number("copies"),
        Column("use", "use"),
        number("lent"),
    ),
    (),
)
SECTIONS = Sheet("sections", Section, (), (Family("heading", "headings"), Family("body", "bodies")))
PART_SHEETS: tuple[Sheet[Any], ...] = (HOLDINGS, SECTIONS)

ALL_NAMES = tuple(sheet.name for sheet in (*RECORD_SHEETS, *PART_SHEETS))
