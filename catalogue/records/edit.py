"""One change that is made to many records: what it does to each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from catalogue.records.record import Record
from catalogue.records.resource import Resource


@dataclass(frozen=True)
class Edit:
    """`act` is one of `ACTS`; `value` a code, a key or words; `instead` what stands in their place afterwards."""

    act: str
    value: str
    instead: str = ""

    def applied(self, record: Record) -> Record:
        """The record as it becomes; the same one where there is nothing to change."""
        return ACTS[self.act](record, self)


def _with_one_more(field: str) -> Callable[[Record, Edit], Record]:
    def add(record: Record, edit: Edit) -> Record:
        values: tuple[str, ...] | None = getattr(record, field, None)
        if values is None or edit.value in values:
            return record
        return _with(record, **{field: (*values, edit.value)})

    return add


def _without(field: str) -> Callable[[Record, Edit], Record]:
    def remove(record: Record, edit: Edit) -> Record:
        values: tuple[str, ...] = getattr(record, field, ())
        if edit.value not in values:
            return record
        return _with(record, **{field: tuple(each for each in values if each != edit.value)})

    return remove


def _set(field: str) -> Callable[[Record, Edit], Record]:
    return lambda record, edit: _with(record, **{field: edit.value}) if hasattr(record, field) else record


def _renumbered(record: Record, edit: Edit) -> Record:
    """Words in call numbers replaced."""
    if not isinstance(record, Resource) or not edit.value:
        return record
    holdings = (
        replace(each, call_number=each.call_number.replace(edit.value, edit.instead)) for each in record.holdings
    )
    return replace(record, holdings=tuple(holdings))


def _with(record: Record, **changed: Any) -> Record:
    return replace(record, **changed)


ACTS: Mapping[str, Callable[[Record, Edit], Record]] = {
    "add-topic": _with_one_more("topics"),
    "remove-topic": _without("topics"),
    "add-audience": _with_one_more("audiences"),
    "remove-audience": _without("audiences"),
    "set-status": _set("status"),
    "set-licence": _set("licence"),
    "set-owner": _set("owner"),
    "replace-call-number": _renumbered,
}
