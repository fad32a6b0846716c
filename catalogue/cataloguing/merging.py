"""Merging two records into one, and splitting a topic into several: each in one step, under one batch that can be undone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from catalogue.cataloguing.describing import describe
from catalogue.cataloguing.workroom import NotAllowed
from catalogue.records import Conflict, Record, Title, Topic
from catalogue.records.change import new_desk_batch
from catalogue.records.codes import STATUSES
from catalogue.records.key import new_key
from catalogue.records.merging import absorbed, joined, put_away, repointed
from catalogue.records.parts import Part
from catalogue.records.review import may_change, may_step
from catalogue.records.staff import Member, Permission, may
from catalogue.storage import Database, Unit
from index import fold

MERGED_TYPES = ("resource", "initiative", "event", "organisation", "topic")
"""What can be merged. Libraries cannot: people and copies belong to them."""

MOST_USES = 500
"""Records of a topic that are shown to be divided among others."""

_PORTION = 500


class NotAlike(Exception):
    """Two records that cannot be merged: one and the same, of two types, or of a type that is not merged."""


class WouldHide(Exception):
    """The record that stays is not published, and the one that goes is: its readers would find nothing."""


@dataclass(frozen=True)
class Seen:
    """A record as somebody saw it when they decided."""

    key: str
    revision: int


@dataclass(frozen=True)
class Done:
    """What was done: its batch, its last place in the change log, and how many records it changed."""

    batch: str
    sequence: int
    changed: int


class Merging:
    """Merging and splitting in one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def merge(
        self, member: Member, stays: Seen, goes: Seen, taken: Iterable[Part], together: Iterable[Part], remark: str
    ) -> Done:
        """Put the second record into the first, and whatever names it to the first.

        Raises:
            NotAllowed: one of them is not this person's to change, or to withdraw.
            NotAlike, WouldHide: they cannot be merged, or not this way round.
            Conflict: somebody has changed one of them since it was seen.
            Refused: together they would not be true to the trade.
        """
        with self._database.writing() as unit:
            kept, gone = _as_seen(unit, stays), _as_seen(unit, goes)
            _require_mergeable(member, kept, gone)
            made = joined(kept, gone, taken, together)
            work = _Work(unit, member.name, remark)
            if isinstance(made, Topic) and isinstance(gone, Topic):
                made = absorbed(made, gone)
                made = replace(made, broader=_above(unit, made, gone))
            work.keep(made)
            for named in _naming(unit, gone.key):
                work.keep(repointed(named, gone.key, kept.key))
            work.keep(put_away(gone, kept.key))
            return work.done()

    def topics(self, words: str = "") -> list[tuple[Topic, int]]:
        """Every topic that is not withdrawn and has these words in a label, with the number of records that name it."""
        asked = fold(words)
        with self._database.reading() as unit:
            uses = unit.records.uses()
            standing = unit.records.of_type("topic", statuses=[each for each in STATUSES if each != "withdrawn"])
            return [
                (each, uses.get(each.key, 0))
                for each in standing
                if isinstance(each, Topic) and any(asked in fold(title.value) for title in each.titles)
            ]

    def uses(self, key: str) -> list[Record]:
        """The records that name a topic, `MOST_USES` at the utmost."""
        with self._database.reading() as unit:
            found = unit.records.get_many(sorted(unit.records.related_to(key))[:MOST_USES])
        return list(found.values())

    def split(
        self, member: Member, seen: Seen, labels: tuple[str, ...], language: str, moved: Mapping[Seen, int], remark: str
    ) -> Done:
        """Give records another topic instead of this one: `labels` are the names of the other topics, `moved` says by place in
        them which record gets which. A topic that is not there yet is established, as narrow as the one it comes from.

        Raises:
            NotAllowed: this person does not look after topics.
            NotAlike: it is no topic.
            Conflict: somebody has changed the topic or one of the records since they were seen.
            Refused: a name is none.
        """
        if not may(member, Permission.ESTABLISH, ""):
            raise NotAllowed
        with self._database.writing() as unit:
            whole = _as_seen(unit, seen)
            if not isinstance(whole, Topic):
                raise NotAlike
            work = _Work(unit, member.name, remark)
            known = {fold(title.value): each.key for each in unit.records.of_type("topic") for title in each.titles}
            keys = []
            for label in labels:
                key = known.get(fold(label))
                if key is None:
                    key = new_key()
                    part = Topic(key=key, status=whole.status, broader=whole.broader, titles=(Title(label, language),))
                    work.keep(part)
                keys.append(key)
            for record, place in moved.items():
                work.keep(repointed(_as_seen(unit, record), whole.key, keys[place]))
            return work.done()


class _Work:
    """What is kept under one batch."""

    def __init__(self, unit: Unit, by: str, remark: str) -> None:
        self._unit, self._by, self._remark = unit, by, remark
        self._batch, self._sequence, self._changed = new_desk_batch(), 0, 0

    def keep(self, record: Record) -> None:
        _, self._sequence = describe(self._unit, record, self._by, self._batch, self._remark)
        self._changed += 1

    def done(self) -> Done:
        return Done(self._batch, self._sequence, self._changed)


def _as_seen(unit: Unit, seen: Seen) -> Record:
    found = unit.records.get(seen.key)
    if found is None or found.revision != seen.revision:
        raise Conflict(seen.key, seen.revision, found.revision if found else 0)
    return found


def _require_mergeable(member: Member, kept: Record, gone: Record) -> None:
    if kept.key == gone.key or kept.type != gone.type or kept.type not in MERGED_TYPES:
        raise NotAlike
    if not may_change(member, kept) or not may_change(member, gone):
        raise NotAllowed
    if gone.status == "published" and not may_step(member, gone, "withdrawn") and gone.type != "topic":
        raise NotAllowed
    if gone.status == "published" and kept.status != "published":
        raise WouldHide


def _naming(unit: Unit, key: str) -> Iterator[Record]:
    keys = sorted(unit.records.related_to(key))
    for start in range(0, len(keys), _PORTION):
        yield from unit.records.get_many(keys[start : start + _PORTION]).values()


def _above(unit: Unit, kept: Topic, gone: Topic) -> tuple[str, ...]:
    """The wider topics of both, without those that lie below either: the one that stays would be wider than itself."""
    wider = _wider(unit)
    both = dict.fromkeys((*kept.broader, *gone.broader))
    barred = {kept.key, gone.key}
    return tuple(key for key in both if key not in barred and not barred & _reached(wider, key))


def _wider(unit: Unit) -> dict[str, tuple[str, ...]]:
    topics = unit.records.of_type("topic", statuses=STATUSES)
    return {each.key: each.broader for each in topics if isinstance(each, Topic)}


def _reached(wider: Mapping[str, tuple[str, ...]], start: str) -> set[str]:
    """The topics above one."""
    found: set[str] = set()
    waiting = list(wider.get(start, ()))
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += wider.get(key, ())
    return found
