"""The simple widgets: one field of the record each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Protocol

from catalogue.records import Record
from catalogue.web.desk.form.reading import Fields, Reader, line

YES, NO = "yes", "no"


class Widget(Protocol):
    """Shows a part of a record, and reads it again. `macro` is the one that shows it, `field` what it is called."""

    macro: ClassVar[str]

    @property
    def field(self) -> str:
        """The field of the record, as problems name it."""

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        """The fields of the form, as a browser would send them."""

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        """The fields of the record."""


@dataclass(frozen=True)
class Line:
    """Words in one line."""

    field: str
    direction: str = "auto"
    macro: ClassVar[str] = "line"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        yield self.field, getattr(record, self.field)

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        return {self.field: line(fields.get(self.field))}


@dataclass(frozen=True)
class Lines:
    """Several values, one in a line."""

    field: str
    macro: ClassVar[str] = "lines"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        yield self.field, "\n".join(getattr(record, self.field))

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        return {self.field: tuple(filter(None, map(line, (fields.get(self.field) or "").splitlines())))}


@dataclass(frozen=True)
class Number:
    """A whole number, or none."""

    field: str
    macro: ClassVar[str] = "number"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        value = getattr(record, self.field)
        yield self.field, "" if value is None else str(value)

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        return {self.field: reader.number(self.field, fields.get(self.field))}


@dataclass(frozen=True)
class Day:
    """A date, or none."""

    field: str
    macro: ClassVar[str] = "day"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        value: date | None = getattr(record, self.field)
        yield self.field, value.isoformat() if value else ""

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        return {self.field: reader.day(self.field, fields.get(self.field))}


@dataclass(frozen=True)
class Moment:
    """A date with its time, or none."""

    field: str
    macro: ClassVar[str] = "moment"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        value: datetime | None = getattr(record, self.field)
        yield self.field, value.isoformat(timespec="minutes") if value else ""

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        return {self.field: reader.moment(self.field, fields.get(self.field))}


@dataclass(frozen=True)
class Choice:
    """One code of a list; `options` names the list, `is_optional` when there may be none."""

    field: str
    options: str
    is_optional: bool = False
    macro: ClassVar[str] = "choice"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        yield self.field, getattr(record, self.field)

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        return {self.field: fields.get(self.field, getattr(before, self.field))}


@dataclass(frozen=True)
class Owner:
    """The library that answers for a record; administrators alone can give it to another, for others it stays."""

    field: str = "owner"
    macro: ClassVar[str] = "owner"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        yield self.field, record.owner

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        return {self.field: fields.get(self.field) or before.owner}


@dataclass(frozen=True)
class Checks:
    """Any of a list of codes."""

    field: str
    options: str
    macro: ClassVar[str] = "checks"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        for code in getattr(record, self.field):
            yield self.field, code

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        return {self.field: tuple(dict.fromkeys(fields.getlist(self.field)))}


@dataclass(frozen=True)
class Flag:
    """True or not."""

    field: str
    macro: ClassVar[str] = "flag"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        if getattr(record, self.field):
            yield self.field, YES

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        return {self.field: fields.get(self.field) == YES}


@dataclass(frozen=True)
class YesNo:
    """Yes, no, or not known."""

    field: str
    macro: ClassVar[str] = "yes_no"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        yield self.field, {True: YES, False: NO, None: ""}[getattr(record, self.field)]

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        return {self.field: {YES: True, NO: False}.get(fields.get(self.field, ""))}


@dataclass(frozen=True)
class Names:
    """Languages, topics or providers: those chosen are ticked, others are typed by their names."""

    field: str
    names: str
    macro: ClassVar[str] = "names"

    @property
    def typed(self) -> str:
        """The field for words."""
        return f"{self.field}_typed"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        for code in getattr(record, self.field):
            yield self.field, code

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        chosen, typed = fields.getlist(self.field), fields.get(self.typed)
        return {self.field: reader.named(self.field, self.names, chosen, typed)}
