"""Resources and events as another system delivers them: kept for what is known here, up to date where nobody has edited."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from catalogue.cataloguing.describing import settle
from catalogue.exchange import ical_reading, marc
from catalogue.records import Branch, Contact, Event, Place, Record, Resource
from index import fold

Delivered = TypeVar("Delivered", bound=Record)

Groups = tuple[tuple[str, ...], ...]
"""Fields, those together that are taken over together."""

_OURS = ("status", "holdings")
"""What is never taken from a file where we have changed it."""

_TEXTS = {"titles", "summaries", "notes"}

_GROUPS: Mapping[str, Groups] = {
    Resource.type: tuple((name,) for name in marc.FIELDS),
    Event.type: ical_reading.FIELDS,
}
_NOTHING: Mapping[str, Record] = {
    Resource.type: Resource(kind="", status=""),
    Event.type: Event(status="", time_zone=""),
}
"""What was delivered of a record before, when nothing was."""

_EMPTY = (None, "", (), Place(), Contact())


def delivered_before(record: Record) -> Record | None:
    """What the file that a record was last imported from said of it; None when it came from none."""
    if isinstance(record, Resource):
        return marc.described_before(record)
    return ical_reading.described_before(record) if isinstance(record, Event) else None


def is_out_of_date(held: Record, given: Record) -> bool:
    """True of what says less than we know: an event as it was before a change that came to us already, and one of our own."""
    if not isinstance(given, Event) or given.source is None:
        return False
    if held.source is None:
        return bool(given.key)
    return _number(held) == _number(given) and ical_reading.is_older(given.source, held.source)


def named(record: Record) -> set[str]:
    """What may be keys of records in a delivered one."""
    holdings = record.holdings if isinstance(record, Resource) else ()
    return {*getattr(record, "topics", ()), *(holding.branch for holding in holdings)}


def with_topic_keys(record: Record, labels: Mapping[str, str]) -> Record:
    """The record with topics named by a label renamed to their keys; `labels` are folded."""
    topics = getattr(record, "topics", ())
    keys = tuple(dict.fromkeys(labels.get(fold(topic), topic) for topic in topics))
    return replace(record, topics=keys) if keys != topics else record  # type: ignore[call-arg]


def as_kept(
    record: Delivered,
    labels: Mapping[str, str],
    types: Mapping[str, str],
    libraries: Mapping[str, Branch] = MappingProxyType({}),
) -> Delivered:
    """A delivered record in the form records are kept in, naming only topics and branches that are there; its source record
    has the others. `types` are those of records by their keys, `libraries` the branches by their folded names."""
    kept: Any = settle(with_topic_keys(record, labels))
    kept = replace(kept, topics=tuple(each for each in kept.topics if types.get(each) == "topic"))
    if isinstance(kept, Resource):
        holdings = tuple(each for each in kept.holdings if types.get(each.branch) == "branch")
        kept = replace(kept, holdings=holdings)
    elif isinstance(kept, Event):
        kept = _at_library(kept, libraries)
    return kept


def _at_library(event: Event, libraries: Mapping[str, Branch]) -> Event:
    """An event whose place is called like a library is offered by it, and is where that is; what else says where stays."""
    place = event.place
    words = [place.address, *(part.strip() for part in place.address.split(","))]
    library = next((libraries[name] for each in words if (name := fold(each)) in libraries), None)
    if library is None:
        return event
    is_whole = fold(words[0]) in libraries or fold(words[1]) in libraries
    own = {
        name: value
        for name, value in vars(place).items()
        if value not in _EMPTY and not (is_whole and name == "address")
    }
    return replace(event, providers=(library.key,), place=replace(library.place, **own))


def brought_up_to_date(held: Delivered, earlier: Delivered | None, given: Delivered) -> Delivered:
    """The held record with what is new in the delivered one.

    A field is ours when it is not what the earlier delivery said: somebody changed it, and it stays. What another source delivers
    only fills what is empty. All are in the form they are kept in.
    """
    is_from_elsewhere = held.source is not None and _number(held) != _number(given)
    former = _NOTHING[held.type] if earlier is None or is_from_elsewhere else earlier
    changes: dict[str, Any] = {
        name: getattr(given, name)
        for group in _GROUPS[held.type]
        if all(getattr(held, name) == getattr(former, name) for name in group)
        for name in group
    }
    return replace(held, **changes, source=held.source if is_from_elsewhere else given.source or held.source)


def with_their_words(held: Delivered, earlier: Delivered | None, given: Delivered) -> Delivered:
    """The held record brought up to date, and everything the delivered one says taken over even where somebody has edited it.

    What it says nothing of stays: texts in other languages, fields it leaves empty, copies, and how far the record is.
    """
    current = brought_up_to_date(held, earlier, given)
    said: dict[str, Any] = {
        name: getattr(given, name)
        for group in _GROUPS[held.type]
        if not set(group) & set(_OURS) and any(getattr(given, name) not in _EMPTY for name in group)
        for name in group
    }
    for name in said.keys() & _TEXTS:
        spoken = {text.language for text in said[name]}
        said[name] = (*said[name], *(text for text in getattr(held, name) if text.language not in spoken))
    return replace(current, **said)


def _number(record: Record) -> tuple[str, str]:
    source = record.source
    return (source.system, source.control_number) if source else ("", "")


def are_apart(held: Record | None, given: Record) -> bool:
    """True of two records that one system numbers differently: an ISBN they share makes them no one thing."""
    if held is None or held.source is None or given.source is None:
        return False
    numbers = held.source.control_number, given.source.control_number
    return held.source.system == given.source.system and all(numbers) and numbers[0] != numbers[1]
