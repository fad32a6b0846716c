"""Records as plain JSON values and back: the form of the change log, of JSON Lines and of the API.

Fields at their default are left out, so a record written before a field existed reads as one that never used it.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from catalogue.records.activity import Event, Initiative
from catalogue.records.library import Branch, Organisation
from catalogue.records.record import Record
from catalogue.records.resource import Resource
from catalogue.records.topic import Topic

RECORD_TYPES: dict[str, type[Record]] = {
    cls.type: cls for cls in (Resource, Initiative, Event, Branch, Organisation, Topic)
}


class Malformed(ValueError):
    """Plain values that are no record: `path` says where, `expected` what should stand there."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path}: expected {expected}")
        self.path, self.expected = path, expected


def to_plain(record: Record) -> dict[str, Any]:
    """A JSON object with the record's `type` first."""
    return {"type": record.type, **_object(record)}


def from_plain(plain: object) -> Record:
    """The record of a JSON object.

    Raises:
        Malformed: an unknown type or field, or a value of the wrong shape.
    """
    if not isinstance(plain, Mapping):
        raise Malformed("record", "an object")
    name = plain.get("type")
    if not isinstance(name, str) or name not in RECORD_TYPES:
        raise Malformed("type", "one of " + ", ".join(RECORD_TYPES))
    record = _read_object(RECORD_TYPES[name], {k: v for k, v in plain.items() if k != "type"}, "")
    assert isinstance(record, Record)
    return record


def _object(value: Any) -> dict[str, Any]:
    kept = {}
    for name, default in _defaults(value.__class__):
        item = getattr(value, name)
        if item != default:
            kept[name] = _plain(item)
    return kept


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return _object(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(cls))


@cache
def _readers(cls: type) -> dict[str, Callable[[Any, str], Any]]:
    hints = typing.get_type_hints(cls)
    return {field.name: _reader(hints[field.name]) for field in dataclasses.fields(cls)}


@cache
def _required(cls: type) -> frozenset[str]:
    return frozenset(field.name for field in dataclasses.fields(cls) if field.default is dataclasses.MISSING)


def _read_object(cls: type, plain: Mapping[str, Any], path: str) -> Any:
    readers = _readers(cls)
    unknown = [name for name in plain if name not in readers]
    if unknown:
        raise Malformed(f"{path}{unknown[0]}", "no such field")
    missing = _required(cls) - plain.keys()
    if missing:
        raise Malformed(f"{path}{min(missing)}", "a value")
    return cls(**{name: readers[name](value, f"{path}{name}") for name, value in plain.items()})


def _reader(hint: Any) -> Callable[[Any, str], Any]:
    """How to read a value of a field's declared type; `hint` is one of the few shapes records use."""
    arguments = typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        inner = _reader(arguments[0])
        return lambda value, path: None if value is None else inner(value, path)
    if typing.get_origin(hint) is tuple:
        return _tuple_of(_reader(arguments[0]))
    if dataclasses.is_dataclass(hint):
        return _object_of(typing.cast(type, hint))
    if hint is datetime:
        return _moment(datetime.fromisoformat, "a date and time")
    if hint is date:
        return _moment(date.fromisoformat, "a date")
    return _scalar(hint)


def _tuple_of(inner: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    def read(value: Any, path: str) -> Any:
        if not isinstance(value, list):
            raise Malformed(path, "a list")
        return tuple(inner(item, f"{path}[{place}]") for place, item in enumerate(value))

    return read


def _object_of(cls: type) -> Callable[[Any, str], Any]:
    def read(value: Any, path: str) -> Any:
        if not isinstance(value, Mapping):
            raise Malformed(path, "an object")
        return _read_object(cls, value, f"{path}.")

    return read


def _moment(parse: Callable[[str], Any], expected: str) -> Callable[[Any, str], Any]:
    def read(value: Any, path: str) -> Any:
        try:
            return parse(value)
        except (TypeError, ValueError):
            raise Malformed(path, expected) from None

    return read


_NAMES = {str: "text", int: "a whole number", bool: "true or false", float: "a number"}


def _scalar(kind: type) -> Callable[[Any, str], Any]:
    allowed = (int, float) if kind is float else (kind,)

    def read(value: Any, path: str) -> Any:
        if not isinstance(value, allowed) or (isinstance(value, bool) and kind is not bool):
            raise Malformed(path, _NAMES[kind])
        try:
            return kind(value)
        except OverflowError:
            raise Malformed(path, _NAMES[kind]) from None

    return read
