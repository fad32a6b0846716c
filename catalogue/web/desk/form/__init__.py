"""The form that describes a record of any type: sections of widgets, each of which writes a part of the record into fields and
reads it from them again.

The fields are plain names and values: as a browser sends them, as a draft keeps them, and as the page shows them. So nothing
typed can be lost between them. What a record holds and no widget shows stays as it is.
"""

from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from catalogue.records import Problem, Record
from catalogue.web.desk.form.layouts import LAYOUTS
from catalogue.web.desk.form.reading import Fields, Reader, Resolvers


@dataclass(frozen=True)
class Read:
    """What a form says: the record, and what could not be read."""

    record: Record
    problems: tuple[Problem, ...]


def filled(record: Record) -> Fields:
    """The fields of a record."""
    fields: Fields = MultiDict()
    for section in LAYOUTS[record.type]:
        for widget in section.widgets:
            for name, value in widget.write(record):
                fields.add(name, value)
    fields["revision"] = str(record.revision)
    return fields


def read(fields: Fields, before: Record, resolvers: Resolvers) -> Read:
    """The record that fields make of the one before."""
    reader = Reader(resolvers)
    values: dict[str, Any] = {}
    for section in LAYOUTS[before.type]:
        for widget in section.widgets:
            values |= widget.read(fields, before, reader)
    revision = reader.number("revision", fields.get("revision")) or 0
    return Read(replace(before, **values, revision=revision), tuple(reader.problems))


__all__ = ["LAYOUTS", "Fields", "Read", "Resolvers", "filled", "read"]
