"""The librarians' workroom: records opened and saved one at a time, taken through review, and brought back as they once were.

Every save is made from the revision that was opened; when somebody else has saved meanwhile, nothing is written, and `merge`
says what the two have in common and where they differ.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from catalogue.cataloguing.describing import describe, settle
from catalogue.cataloguing.exporting import export_found
from catalogue.records import Conflict, Record, Resource
from catalogue.records.change import DESCRIBED
from catalogue.records.draft import LONGEST_REMARK
from catalogue.records.identifier import normalised
from catalogue.records.parts import Difference, Merged, differences, merge, text_fields, with_texts
from catalogue.records.review import may_change, may_step
from catalogue.records.rules import cleaned
from catalogue.records.staff import Member
from catalogue.records.text import restamped
from catalogue.storage import Database
from index import fold


class NotAllowed(Exception):
    """This person may not do this to this record."""


@dataclass(frozen=True)
class Saved:
    """A record as it was kept, and the place of the change in the log."""

    record: Record
    sequence: int


@dataclass(frozen=True)
class Revision:
    """A record as somebody made it: who, when, with what words to their colleagues, and what is not as in the revision before."""

    record: Record
    by: str
    at: datetime
    remark: str
    changed: tuple[Difference, ...]


class Workroom:
    """The workroom of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, key: str) -> Record | None:
        """The record under a key, whatever its status."""
        with self._database.reading() as unit:
            return unit.records.get(key)

    def open_many(self, keys: tuple[str, ...]) -> dict[str, Record]:
        """The records under these keys, whatever their status."""
        with self._database.reading() as unit:
            return unit.records.get_many(keys)

    def save(self, member: Member, record: Record, remark: str = "") -> Saved:
        """Keep the record as the next revision of the one it was made from.

        Raises:
            NotAllowed: it is not this person's to change, or not theirs to take to this status.
            Refused: it is not true to the trade, or names what is not in the catalogue.
            Conflict: somebody else has saved it since.
        """
        with self._database.writing() as unit:
            before = unit.records.get(record.key)
            require_right(member, before, record)
            stamped = _with_sources(record, before)
            return Saved(*describe(unit, stamped, member.name, remark=cleaned(remark)[:LONGEST_REMARK]))

    def step(self, member: Member, key: str, revision: int, status: str, remark: str = "") -> Saved:
        """Give a record another status and leave the rest as it is.

        Raises:
            NotAllowed: this person may not take it there.
            Conflict: somebody else has saved it since, or it is gone.
        """
        before = self.open(key)
        if before is None or before.revision != revision:
            raise Conflict(key, revision, before.revision if before else 0)
        if not may_step(member, before, status):
            raise NotAllowed
        return self.save(member, replace(before, status=status), remark)

    def merge(self, record: Record) -> Merged:
        """What somebody has made of a record, put on top of what others have saved since they opened it."""
        with self._database.reading() as unit:
            now = unit.records.get(record.key)
            base = unit.log.snapshot(record.key, record.revision)
        if now is None:
            return Merged(replace(record, revision=0), ())
        return merge(base or _nothing(record), now, settle(record))

    def history(self, key: str) -> tuple[Revision, ...]:
        """Every revision of a record, the newest first."""
        with self._database.reading() as unit:
            changes = [each for each in unit.log.history(key) if each.action == DESCRIBED and each.snapshot]
        found = []
        for place, change in enumerate(changes):
            assert change.snapshot
            earlier = changes[place + 1].snapshot if place + 1 < len(changes) else _nothing(change.snapshot)
            assert earlier
            changed = differences(earlier, change.snapshot)
            found.append(Revision(change.snapshot, change.by, change.at, change.remark, changed))
        return tuple(found)

    def restore(self, member: Member, key: str, revision: int, now: int, remark: str) -> Saved:
        """Make a record again what it was in an earlier revision; its status stays. `now` is the revision that was seen.

        Raises:
            NotAllowed, Refused, Conflict: as when saving.
        """
        with self._database.reading() as unit:
            present = unit.records.get(key)
            earlier = unit.log.snapshot(key, revision)
        if present is None or earlier is None or present.revision != now:
            raise Conflict(key, now, present.revision if present else 0)
        return self.save(member, replace(earlier, revision=now, status=present.status), remark)

    def same_identifiers(self, record: Record) -> list[Record]:
        """The other records with an ISBN or ISSN of this one."""
        if not isinstance(record, Resource):
            return []
        numbers = {(each.scheme, normalised(each.scheme, each.value)) for each in record.identifiers}
        with self._database.reading() as unit:
            keys = {
                key
                for scheme, value in numbers
                if scheme != "uri"
                for key in unit.records.keys_with_identifier(scheme, value)
            }
            return [each for key, each in sorted(unit.records.get_many(sorted(keys)).items()) if key != record.key]

    def last_saved(self, member: Member, type_: str) -> Record | None:
        """The record of a type that somebody saved last: the next one is often like it."""
        with self._database.reading() as unit:
            return unit.log.last_by(member.name, type_)

    def find(self, words: str, statuses: tuple[str, ...], library: str, most: int) -> list[Record]:
        """The records whose titles have all these words, or words that begin like them; those changed last first. Of one library
        or of all, and without words simply the latest."""
        asked = fold(words).split()
        if not asked:
            return self._latest(statuses, library, most)
        with self._database.reading() as unit:
            fitting = (
                key
                for key, title in unit.records.titles(statuses, library)
                if all(f" {word}" in f" {fold(title)}" for word in asked)
            )
            keys = list(islice(dict.fromkeys(fitting), most))
            found = unit.records.get_many(keys)
        return [found[key] for key in keys]

    def take_out(self, path: Path, keys: tuple[str, ...], address_of: Callable[[Resource], str]) -> int:
        """Write records to a file, as `export_found` does; returns their number.

        Raises:
            Unreadable: a text is too long for the format.
        """
        return export_found(self._database, path, keys, address_of)

    def waiting(self, library: str, most: int) -> list[Record]:
        """The records of a library (of all when empty) that wait for review, the latest first."""
        return self._latest(("review",), library, most)

    def in_the_making(self, library: str, most: int) -> list[Record]:
        """The drafts of a library, or of all."""
        return self._latest(("draft",), library, most)

    def _latest(self, statuses: tuple[str, ...], library: str, most: int) -> list[Record]:
        types = ("resource", "initiative", "event", "branch", "organisation", "topic")
        with self._database.reading() as unit:
            return unit.records.latest(types, statuses, library, most)


def require_right(member: Member, before: Record | None, record: Record) -> None:
    """Be content with somebody's saving a record in the place of another.

    Raises:
        NotAllowed: it is not this person's to change, or not theirs to take to this status.
    """
    start = before or replace(record, status="draft")
    if not may_change(member, start):
        raise NotAllowed
    if record.status != start.status and not may_step(member, start, record.status):
        raise NotAllowed
    if not may_change(member, replace(record, status=start.status)):
        raise NotAllowed


def _with_sources(record: Record, before: Record | None) -> Record:
    """The record with every translation that names no source made from one."""
    earlier = text_fields(before) if before else {}
    for name, texts in text_fields(record).items():
        record = with_texts(record, name, restamped(texts, earlier.get(name, ())))
    return record


def _nothing(record: Record) -> Record:
    """An empty record of the same type."""
    return type(record)(key=record.key, status=record.status)
