"""Columns of a sheet, declared once: how a cell becomes a field of the record and how the field becomes a cell again."""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from catalogue.exchange import cells
from catalogue.exchange.cells import ERASE
from catalogue.records import (
    Classification,
    Cover,
    Identifier,
    SourceRecord,
)
from catalogue.records.identifier import normalised
from catalogue.records.rules import cleaned


@dataclass(frozen=True)
class Column:
    """One column: `path` is the field (`place.town` for a part of one), `read` and `write` turn a cell into its value."""

    name: str
    path: str
    read: Callable[[str], Any] = cleaned
    write: Callable[[Any], str] = str

    def value(self, record: Any) -> str:
        """The cell for a record, empty where the field is at its default."""
        holder = record
        for part in self.path.split(".")[:-1]:
            holder = getattr(holder, part)
            if holder is None:
                return ""
        last = self.path.rsplit(".", 1)[-1]
        found = getattr(holder, last)
        is_blank = not found and found == _default(type(holder), last)
        return "" if is_blank else self.write(found)

    def applied(self, record: Any, cell: str) -> Any:
        """The record with the cell's value in the field.

        Raises:
            BadCell: the cell cannot be read.
        """
        return with_field(record, self.path.split("."), cell, self.read)


def many(name: str, path: str, read: Callable[[str], Any] = cleaned, write: Callable[[Any], str] = str) -> Column:
    """A column for several values."""
    return Column(
        name,
        path,
        lambda cell: tuple(dict.fromkeys(read(value) for value in cells.split(cell))),
        lambda values: cells.join(write(value) for value in values),
    )


def number(name: str, path: str = "") -> Column:
    """A column for a whole number."""
    return Column(name, path or name, cells.read_number)


def yes_no(name: str, path: str) -> Column:
    """A column for yes or no."""
    return Column(name, path, cells.read_yes_no, cells.write_yes_no)


def day(name: str) -> Column:
    """A column for a date."""
    return Column(name, name, cells.read_date, lambda value: value.isoformat())


@dataclass(frozen=True)
class IdentifierColumn(Column):
    """The identifiers of one scheme: `isbn`, `issn` or `uri`."""

    def value(self, record: Any) -> str:
        return cells.join(each.value for each in record.identifiers if each.scheme == self.name)

    def applied(self, record: Any, cell: str) -> Any:
        others = tuple(each for each in record.identifiers if each.scheme != self.name)
        values = () if cell == ERASE else cells.split(cell)
        found = tuple(Identifier(self.name, normalised(self.name, value)) for value in values)
        return replace(record, identifiers=others + tuple(dict.fromkeys(found)))


@dataclass(frozen=True)
class ClassificationColumn(Column):
    """The notations of one scheme: `udc` or `ddc`."""

    def value(self, record: Any) -> str:
        return cells.join(each.notation for each in record.classification if each.scheme == self.name)

    def applied(self, record: Any, cell: str) -> Any:
        others = tuple(each for each in record.classification if each.scheme != self.name)
        values = () if cell == ERASE else cells.split(cell)
        return replace(record, classification=others + tuple(Classification(self.name, value) for value in values))


def with_field(holder: Any, path: Sequence[str], cell: str, read: Callable[[str], Any]) -> Any:
    """The holder with the field at `path` replaced; a part that is not there yet is made."""
    name, *rest = path
    if not rest:
        value = _default(type(holder), name) if cell == ERASE else read(cell)
        return replace(holder, **{name: value})
    part = getattr(holder, name)
    if part is None:
        part = _EMPTY_PARTS[name]
    changed = with_field(part, rest, cell, read)
    return replace(holder, **{name: None if changed == _EMPTY_PARTS.get(name) else changed})


_EMPTY_PARTS: dict[str, Any] = {"source": SourceRecord("", ""), "cover": Cover("")}


def _default(cls: type, name: str) -> Any:
    default = next(field.default for field in fields(cls) if field.name == name)
    return "" if default is MISSING else default
