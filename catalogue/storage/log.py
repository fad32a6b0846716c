"""The change log: append-only, in commit order, with each record as it became."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from catalogue.records import Record, from_plain, to_plain
from catalogue.records.change import AT_DESK, DESCRIBED, TOUCHED, Batch, Change
from catalogue.storage.tables import changes, log, records


class ChangeLog:
    """The log as one transaction sees it."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    @property
    def id(self) -> str:
        """Names this log; a restored backup gets another one, so that no index goes on from the wrong place."""
        return self._connection.scalar(sa.select(log.c.id)) or ""

    def renew(self) -> None:
        """Give the log a new id: what was read from it before no longer counts."""
        self._connection.execute(log.delete())
        self._connection.execute(log.insert().values(id=secrets.token_hex(16)))

    def head(self) -> int:
        """The last sequence written, 0 for an empty log."""
        return self._connection.scalar(sa.select(sa.func.max(changes.c.sequence))) or 0

    def last_of(self, type_: str) -> int:
        """The last sequence in which a record of this type changed."""
        found = sa.select(sa.func.max(changes.c.sequence)).where(changes.c.type == type_)
        return self._connection.scalar(found) or 0

    def note(self, record: Record, by: str, batch: str = "", remark: str = "") -> int:
        """Append that the record became what it is now; returns the sequence."""
        done = self._connection.execute(
            changes.insert().values(
                type=record.type,
                key=record.key,
                action=DESCRIBED,
                revision=record.revision,
                batch=batch,
                at=datetime.now(UTC),
                by=by,
                snapshot=to_plain(record),
                remark=remark,
            )
        )
        assert done.inserted_primary_key is not None
        return int(done.inserted_primary_key[0])

    def touch(self, keys: Iterable[str], by: str, batch: str = "") -> None:
        """Append that these records' entries must be made again because one they name has changed."""
        at = datetime.now(UTC)
        wanted = sorted(set(keys))
        for start in range(0, len(wanted), 500):
            found = self._connection.execute(
                sa.select(records.c.type, records.c.key, records.c.revision)
                .where(records.c.key.in_(wanted[start : start + 500]))
                .order_by(records.c.key)
            ).all()
            if found:
                self._connection.execute(
                    changes.insert(),
                    [
                        {
                            "type": t,
                            "key": k,
                            "action": TOUCHED,
                            "revision": r,
                            "batch": batch,
                            "at": at,
                            "by": by,
                        }
                        for t, k, r in found
                    ],
                )

    def keys_after(self, sequence: int, most: int) -> tuple[dict[str, int], int]:
        """The keys changed after `sequence` with the place each last changed, and how far this reading went."""
        rows = self._connection.execute(
            sa.select(changes.c.key, changes.c.sequence)
            .where(changes.c.sequence > sequence)
            .order_by(changes.c.sequence)
            .limit(most)
        ).all()
        return {row.key: row.sequence for row in rows}, rows[-1].sequence if rows else sequence

    def history(self, key: str) -> Iterator[Change]:
        """What became of one record, newest first."""
        rows = self._connection.execute(
            sa.select(changes).where(changes.c.key == key).order_by(changes.c.sequence.desc())
        )
        return (_change(row) for row in rows)

    def batches(self, most: int, by: str = "") -> list[Batch]:
        """The imports there were, the latest first; of one person, or of all."""
        wanted = changes.c.batch.not_like(f"{AT_DESK}%")
        return self._batches(wanted & (changes.c.by == by) if by else wanted, most)

    def desk_batches(self, most: int) -> list[Batch]:
        """What was changed together at the desk, the latest first."""
        return self._batches(changes.c.batch.like(f"{AT_DESK}%"), most)

    def _batches(self, wanted: sa.ColumnElement[bool], most: int) -> list[Batch]:
        rows = self._connection.execute(
            sa.select(
                changes.c.batch,
                sa.func.min(changes.c.at).label("began"),
                sa.func.max(changes.c.by).label("by"),
                sa.func.count(changes.c.key.distinct()).label("records"),
                sa.func.max(changes.c.remark).label("remark"),
            )
            .where(changes.c.batch != "", changes.c.action == DESCRIBED, wanted)
            .group_by(changes.c.batch)
            .order_by(sa.func.max(changes.c.sequence).desc())
            .limit(most)
        )
        return [Batch(row.batch, row.began, row.by, row.records, row.remark) for row in rows]

    def bringer(self, batch: str) -> str:
        """Through whom a batch came; empty when there is none."""
        return self._connection.scalar(sa.select(changes.c.by).where(changes.c.batch == batch).limit(1)) or ""

    def spans(self, batch: str) -> list[tuple[str, int, int]]:
        """The records of a batch in the order it first touched them, each with the first and last revision it made."""
        rows = self._connection.execute(
            sa.select(changes.c.key, sa.func.min(changes.c.revision), sa.func.max(changes.c.revision))
            .where(changes.c.batch == batch, changes.c.action == DESCRIBED)
            .group_by(changes.c.key)
            .order_by(sa.func.min(changes.c.sequence))
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def snapshot(self, key: str, revision: int) -> Record | None:
        """A record as it was in a revision."""
        found = sa.select(changes.c.snapshot).where(
            changes.c.key == key, changes.c.revision == revision, changes.c.action == DESCRIBED
        )
        snapshot = self._connection.scalar(found)
        return from_plain(snapshot) if snapshot else None

    def last_by(self, by: str, type_: str) -> Record | None:
        """The record of this type that somebody saved last, as they saved it."""
        found = (
            sa.select(changes.c.snapshot)
            .where(changes.c.by == by, changes.c.type == type_, changes.c.action == DESCRIBED)
            .order_by(changes.c.sequence.desc())
            .limit(1)
        )
        snapshot = self._connection.scalar(found)
        return from_plain(snapshot) if snapshot else None


def _change(row: Any) -> Change:
    return Change(
        sequence=row.sequence,
        type=row.type,
        key=row.key,
        action=row.action,
        revision=row.revision,
        batch=row.batch,
        at=row.at,
        by=row.by,
        snapshot=from_plain(row.snapshot) if row.snapshot else None,
        remark=row.remark,
    )
