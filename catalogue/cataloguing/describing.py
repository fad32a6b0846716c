"""Keeping a record: true to the trade, naming only what exists, in one step with the change log."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from catalogue.records import Identifier, Problem, Record, Refused, Resource, problems
from catalogue.records.codes import IDENTIFIER_SCHEMES
from catalogue.records.file import is_stored_name
from catalogue.records.identifier import normalised
from catalogue.records.key import new_key
from catalogue.records.parts import text_fields, with_texts
from catalogue.records.text import in_order, with_one_main
from catalogue.storage import Unit

_NAMED_TYPES: Mapping[str, tuple[str, ...]] = {
    "topic": ("topic",),
    "broader": ("topic",),
    "holding": ("branch",),
    "owner": ("branch",),
    "provider": ("branch", "organisation"),
}
"""What a record may name in each role."""

_FIELDS = {"holding": "branch"}
"""The field a role is written in, where it is not called the same."""

_NAMED_BY_ENTRIES = ("topic", "branch", "organisation")
"""Types of record whose change alters how others are found."""


def describe(unit: Unit, record: Record, by: str, batch: str = "", remark: str = "") -> tuple[Record, int]:
    """Keep the record as the next revision of the one it was made from; returns it with its place in the change log.

    Raises:
        Refused: it is not true to the trade, or names what is not in the catalogue.
        Conflict: somebody else has changed it since.
    """
    settled = settle(record)
    require_sound(unit, settled)
    kept = unit.records.save(settled)
    sequence = unit.log.note(kept, by, batch, remark)
    if kept.type in _NAMED_BY_ENTRIES and kept.revision > 1:
        unit.log.touch(_filed_under(unit, kept.key), by, batch)
    return kept, sequence


def require_sound(unit: Unit, record: Record) -> None:
    """Be content with a settled record.

    Raises:
        Refused: it is not true to the trade, or names what is not in the catalogue.
    """
    found = problems(record) + unknown_records(record, unit.records.types(key for _, key in record.relations()))
    found += missing_files(unit, record)
    if found:
        raise Refused(found)


def settle(record: Record) -> Record:
    """The record in the one form records are kept in: with a key, texts in order, identifiers in their one spelling."""
    settled = replace(record, key=record.key or new_key(), titles=with_one_main(record.titles))
    for name, texts in text_fields(settled).items():
        settled = with_texts(settled, name, in_order(texts))
    if isinstance(settled, Resource):
        numbers = (Identifier(each.scheme, normalised(each.scheme, each.value)) for each in settled.identifiers)
        settled = replace(
            settled,
            identifiers=tuple(sorted(dict.fromkeys(numbers), key=_scheme_place)),
            classification=tuple(sorted(settled.classification, key=lambda each: each.scheme, reverse=True)),
        )
    return settled


def unknown_records(record: Record, types: Mapping[str, str]) -> tuple[Problem, ...]:
    """The records this one names that are not there, or are of the wrong type. `types` are those found, by key."""
    found = []
    for role, key in record.relations():
        field = _FIELDS.get(role, role)
        if key not in types and key != record.key:
            found.append(Problem(field, "unknown-record", {"value": key[:80]}))
        elif types.get(key, record.type) not in _NAMED_TYPES[role]:
            found.append(Problem(field, "other-type", {"value": key[:80], "found": types.get(key, record.type)}))
    return tuple(found)


def missing_files(unit: Unit, record: Record) -> tuple[Problem, ...]:
    """The files this record names by a name of ours that are not there. Other names are other systems'."""
    wanted = _files_of(record)
    known = unit.files.known(set(wanted)) if wanted else set()
    return tuple(Problem(wanted[name], "unknown-record", {"value": name}) for name in wanted if name not in known)


def _files_of(record: Record) -> dict[str, str]:
    """The kept files a record names, with the field that does."""
    if not isinstance(record, Resource):
        return {}
    named = {each.file: "files" for each in record.files}
    if record.cover:
        named[record.cover.file] = "cover"
    return {name: field for name, field in named.items() if is_stored_name(name)}


def _filed_under(unit: Unit, key: str) -> Iterable[str]:
    """The records that name this one, those under narrower topics included."""
    found: dict[str, None] = {}
    waiting = [key]
    while waiting:
        for related in unit.records.related_to(waiting.pop()):
            if related not in found:
                found[related] = None
                waiting.append(related)
    return found


def _scheme_place(identifier: Identifier) -> int:
    schemes = IDENTIFIER_SCHEMES
    return schemes.index(identifier.scheme) if identifier.scheme in schemes else len(schemes)
