"""Two records made one: what is put together by itself, what somebody must choose, and what becomes of the one that goes."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from catalogue.records.parts import Difference, Part, differences, is_texts, with_parts
from catalogue.records.record import Record
from catalogue.records.resource import Resource
from catalogue.records.text import Title
from catalogue.records.topic import Topic

AnyRecord = TypeVar("AnyRecord", bound=Record)

_SETTLED = frozenset({"identifiers", "holdings", "status", "owner", "replaced_by"})
"""Fields that nobody chooses: numbers and copies are put together, the others are those of the record that stays."""

_NAMING = ("topics", "broader", "providers")
"""Fields that name other records which may be merged."""


def choices(kept: Record, gone: Record) -> tuple[Difference, ...]:
    """The parts in which somebody must choose between two records; `before` is the value of the one that stays."""
    return tuple(each for each in differences(kept, gone) if each.part.field not in _SETTLED)


def can_be_joined(difference: Difference) -> bool:
    """True where the values of both can stand together: lists such as topics or contributors."""
    both = (difference.before, difference.after)
    return not difference.part.language and all(isinstance(each, tuple) and each for each in both)


def joined(kept: Record, gone: Record, taken: Iterable[Part], together: Iterable[Part]) -> Record:
    """The record that stays, with the `taken` parts of the other and both values of those put `together`. It has the numbers of
    both, and every copy of both."""
    made = with_parts(kept, gone, sorted(taken))
    both: dict[str, Any] = {
        part.field: _both(getattr(kept, part.field), getattr(gone, part.field)) for part in together
    }
    made = replace(made, **both)
    if isinstance(made, Resource) and isinstance(kept, Resource) and isinstance(gone, Resource):
        made = replace(
            made, identifiers=_both(kept.identifiers, gone.identifiers), holdings=kept.holdings + gone.holdings
        )
    return made


def absorbed(kept: Topic, gone: Topic) -> Topic:
    """A topic with the labels of another as alternative ones, and the other's addresses elsewhere."""
    known = {(title.value, title.language) for title in kept.titles}
    others = (Title(each.value, each.language, each.origin, kind="alternative") for each in gone.titles)
    return replace(
        kept,
        titles=kept.titles + tuple(each for each in others if (each.value, each.language) not in known),
        same_as=_both(kept.same_as, gone.same_as),
    )


def put_away(gone: AnyRecord, kept: str) -> AnyRecord:
    """The record that goes: withdrawn, leading to the one that stays, without the numbers and copies that are there now."""
    moved: dict[str, Any] = {"identifiers": (), "holdings": ()} if isinstance(gone, Resource) else {}
    return replace(gone, status="withdrawn", replaced_by=kept, **moved)


def repointed(record: AnyRecord, old: str, new: str) -> AnyRecord:
    """The record naming one key wherever it named another; no topic becomes broader than itself."""
    changed: dict[str, Any] = {}
    for name in _NAMING:
        keys = getattr(record, name, ())
        if old in keys:
            renamed = dict.fromkeys(new if key == old else key for key in keys)
            changed[name] = tuple(key for key in renamed if key != record.key)
    return replace(record, **changed)


def _both(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    assert not is_texts(first)
    return tuple(dict.fromkeys((*first, *second)))
