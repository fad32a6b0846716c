"""Widgets for things with several values: a row of fields for each, or one group of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from catalogue.languages.marking import _
from catalogue.records import (
    Classification,
    Contact,
    Contributor,
    Holding,
    Hours,
    HoursException,
    Identifier,
    Place,
    Problem,
    Record,
)
from catalogue.web.desk.form.reading import Fields, Reader, line

MOST_ROWS = 200
BETWEEN_NAMES = "|"
"""What stands between the forms of one name in a field, as in spreadsheets."""


@dataclass(frozen=True)
class Column:
    """One field of a row; `options` names the list of a choice, `kind` is the keyboard for typing, `preset` what stands there
    first."""

    name: str
    label: str
    options: str = ""
    kind: str = "text"
    preset: str = ""
    is_optional: bool = False


Cells = Mapping[str, str]


@dataclass(frozen=True)
class Rows:
    """Several things of one kind. `cells` gives what stands in the fields of one, `make` reads it, None for an empty row; `blank`
    is how many empty rows are offered."""

    field: str
    columns: tuple[Column, ...]
    cells: Callable[[Any], Cells]
    make: Callable[[Cells, Reader], Any]
    add: str
    blank: int = 0
    macro: ClassVar[str] = "rows"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        for place, item in enumerate(getattr(record, self.field)):
            yield from self.row(place, self.cells(item))

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        made = (self.make(self._cells(fields, place), reader) for place in self.places(fields))
        return {self.field: tuple(item for item in made if item is not None)}

    def row(self, place: int, cells: Cells) -> Iterator[tuple[str, str]]:
        """The fields of one row."""
        for column in self.columns:
            yield self.name(place, column), cells.get(column.name, column.preset)

    def name(self, place: int, column: Column) -> str:
        """What a field of a row is called."""
        return f"{self.field}-{place}-{column.name}"

    def places(self, fields: Fields) -> list[int]:
        """The rows there are, by their numbers."""
        return rows_in(fields, self.field)

    def offered(self, fields: Fields) -> list[int]:
        """The rows that are shown: those there are and some empty ones."""
        there = self.places(fields)
        following = (max(there) + 1) if there else 0
        return [*there, *range(following, following + self.blank)]

    def _cells(self, fields: Fields, place: int) -> Cells:
        return {column.name: line(fields.get(self.name(place, column), column.preset)) for column in self.columns}


@dataclass(frozen=True)
class Group:
    """One thing with several values, such as a place."""

    field: str
    columns: tuple[Column, ...]
    make: Callable[[Cells, Reader], Any]
    macro: ClassVar[str] = "group"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        held = vars(getattr(record, self.field))
        for column in self.columns:
            value = held[column.name]
            yield self.name(column), "" if value is None else str(value)

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        cells = {column.name: line(fields.get(self.name(column))) for column in self.columns}
        return {self.field: self.make(cells, reader)}

    def name(self, column: Column) -> str:
        """What a field of it is called."""
        return f"{self.field}-{column.name}"


def rows_in(fields: Fields, group: str) -> list[int]:
    """The numbers of the rows that fields hold, in order."""
    pattern = re.compile(rf"{group}-([0-9]{{1,4}})-")
    found = {int(match[1]) for match in map(pattern.match, fields) if match}
    return sorted(found)[:MOST_ROWS]


def next_row(fields: Fields, group: str) -> int:
    """The number of the row to come."""
    there = rows_in(fields, group)
    return there[-1] + 1 if there else 0


def _contributor(cells: Cells, reader: Reader) -> Contributor | None:
    forms = tuple(each.strip() for each in cells["other_forms"].split(BETWEEN_NAMES) if each.strip())
    return Contributor(cells["name"], cells["role"], forms) if cells["name"] or forms else None


def _holding(cells: Cells, reader: Reader) -> Holding | None:
    if cells["branch"]:
        copies, lent = (reader.number(name, cells[name]) for name in ("copies", "lent"))
        place = (cells["branch"], cells["call_number"], cells["shelf"])
        return Holding(*place, 1 if copies is None else copies, cells["use"], lent or 0)
    if cells["call_number"] or cells["shelf"]:
        reader.problems.append(Problem("holdings", "missing"))
    return None


def _exception(cells: Cells, reader: Reader) -> HoursException | None:
    day = reader.day("exceptions", cells["day"])
    return HoursException(day, cells["opens"], cells["closes"]) if day else None


def _place(cells: Cells, reader: Reader) -> Place:
    latitude, longitude = (reader.decimal(name, cells[name]) for name in ("latitude", "longitude"))
    country = cells["country"].upper()
    return Place(cells["address"], cells["town"], country, latitude, longitude, cells["online"])


IDENTIFIERS = Rows(
    "identifiers",
    (
        Column("scheme", _("Kind of number"), "identifier_schemes", preset="isbn"),
        Column("value", _("Number")),
    ),
    vars,
    lambda cells, reader: Identifier(cells["scheme"], cells["value"]) if cells["value"] else None,
    _("Add a number"),
    blank=1,
)

CLASSIFICATION = Rows(
    "classification",
    (
        Column("scheme", _("Scheme"), "classification_schemes", preset="udc"),
        Column("notation", _("Notation")),
    ),
    vars,
    lambda cells, reader: Classification(cells["scheme"], cells["notation"]) if cells["notation"] else None,
    _("Add a notation"),
)

CONTRIBUTORS = Rows(
    "contributors",
    (
        Column("name", _("Name")),
        Column("role", _("Part in it"), "roles", preset="author"),
        Column("other_forms", _("In other letters")),
    ),
    lambda each: {"name": each.name, "role": each.role, "other_forms": f" {BETWEEN_NAMES} ".join(each.other_forms)},
    _contributor,
    _("Add a person"),
    blank=1,
)

HOLDINGS = Rows(
    "holdings",
    (
        Column("branch", _("Library"), "branches", is_optional=True),
        Column("call_number", _("Call number")),
        Column("shelf", _("Shelf")),
        Column("copies", _("Number of copies"), kind="numeric", preset="1"),
        Column("use", _("Use"), "uses", preset="loan"),
        Column("lent", _("Of these lent out"), kind="numeric", preset="0"),
    ),
    lambda each: {**vars(each), "copies": str(each.copies), "lent": str(each.lent)},
    _holding,
    _("Add copies at a library"),
    blank=1,
)

HOURS = Rows(
    "hours",
    (
        Column("weekday", _("Day"), "weekdays", preset="mo"),
        Column("opens", _("From, such as 10:00"), kind="time"),
        Column("closes", _("To, such as 18:00"), kind="time"),
    ),
    vars,
    lambda cells, reader: Hours(**cells) if cells["opens"] or cells["closes"] else None,
    _("Add a span of time"),
    blank=1,
)

EXCEPTIONS = Rows(
    "exceptions",
    (
        Column("day", _("Day"), kind="date"),
        Column("opens", _("From; empty when closed"), kind="time"),
        Column("closes", _("To"), kind="time"),
    ),
    lambda each: {**vars(each), "day": each.day.isoformat()},
    _exception,
    _("Add a day that differs"),
)

CANCELLED = Rows(
    "cancelled",
    (Column("day", _("Day"), kind="date"),),
    lambda each: {"day": each.isoformat()},
    lambda cells, reader: reader.day("cancelled", cells["day"]),
    _("Add a day"),
)

PLACE = Group(
    "place",
    (
        Column("address", _("Street and house")),
        Column("town", _("Town")),
        Column("country", _("Country (two letters, such as LV)")),
        Column("latitude", _("Latitude, such as 56.95"), kind="decimal"),
        Column("longitude", _("Longitude, such as 24.11"), kind="decimal"),
        Column("online", _("Address to join online"), kind="url"),
    ),
    _place,
)

CONTACT = Group(
    "contact",
    (
        Column("phone", _("Telephone"), kind="tel"),
        Column("email", _("E-mail"), kind="email"),
        Column("url", _("Website"), kind="url"),
    ),
    lambda cells, reader: Contact(**cells),
)
