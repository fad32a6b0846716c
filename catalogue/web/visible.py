"""Which records visitors of any door may see, and how they are seen in a list."""

from collections.abc import Mapping, Sequence

from flask import abort

from catalogue.discovery import Surrounded
from catalogue.records import Record
from catalogue.web import current
from catalogue.web.pages.card import Card, card
from catalogue.web.pages.told import Told, told


def published(key: str, *types: str) -> Surrounded:
    """The record of one of these types under a key: 404 when there is none to be seen, 410 when it was withdrawn."""
    found = current.served().reading.one(key)
    if found is None or found.record.type not in types:
        abort(404)
    if found.record.status == "withdrawn":
        abort(410)
    if found.record.status != "published":
        abort(404)
    return found


def cards(records: Sequence[Record]) -> tuple[Card, ...]:
    """The cards of records, which tell of others that these name."""
    named, wording = current.served().reading.named_by(list(records)), current.wording()
    return tuple(card(record, named, wording) for record in records)


def told_of(record: Record, named: Mapping[str, Record]) -> Told:
    """What other sites are told of the page of a record; `named` are the records it names."""
    return told(record, named, current.served().name, current.wording())
