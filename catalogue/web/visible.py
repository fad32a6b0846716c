"""Which records visitors of any door may see, and how they are seen in a list."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, redirect, request, url_for

from catalogue.discovery import SearchRequest, Surrounded
from catalogue.records import Record
from catalogue.records.key import is_key
from catalogue.web import current
from catalogue.web.pages.card import Card, card
from catalogue.web.pages.told import Told, told

SHOWN_TYPES = ("resource", "initiative", "event", "branch")
"""Types of record with a page of their own; under another's address they lead to it."""


def published(key: str, *types: str) -> Surrounded:
    """The record of one of these types under a key: 404 when there is none to be seen, 410 when it was withdrawn; the address of
    one that was merged into another leads there for good."""
    found = current.served().reading.one(key)
    if found is None or found.record.type not in types:
        abort(404)
    if found.record.status == "withdrawn" and found.record.replaced_by:
        _follow(found.record)
    if found.record.status == "withdrawn":
        abort(410)
    if found.record.status != "published":
        abort(404)
    return found


def brought_up_to_date(asked: SearchRequest, titles: Mapping[str, str]) -> SearchRequest:
    """The search with topics that were merged into others replaced by these; `titles` are those of the records there are."""
    reading, topics = current.served().reading, asked.filters.get("topic", ())
    for key in topics:
        if key not in titles and is_key(key):
            found = reading.one(key)
            kept = reading.successor(found.record) if found else None
            if kept is not None:
                asked = asked.removing("topic", key).adding("topic", kept.key)
    return asked


def _follow(record: Record) -> None:
    """Lead to the same page of the record that this one was merged into."""
    kept, arguments = current.served().reading.successor(record), request.view_args or {}
    if kept is not None:
        asked: dict[str, Any] = {**request.args.to_dict(flat=False), **arguments, "key": kept.key}
        address = url_for(request.endpoint or "", **asked)
        abort(redirect(address, 301))


def cards(records: Sequence[Record]) -> tuple[Card, ...]:
    """The cards of records, which tell where the libraries are that hold them."""
    branches, wording = current.served().reading.branches_of(records), current.wording()
    return tuple(card(record, branches, wording) for record in records)


def told_of(record: Record, named: Mapping[str, Record]) -> Told:
    """What other sites are told of the page of a record; `named` are the records it names."""
    return told(record, named, current.served().name, current.wording())
