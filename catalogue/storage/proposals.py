"""What is proposed for records by those whose records they are not."""

from collections.abc import Iterable

import sqlalchemy as sa

from catalogue.records import from_plain, to_plain
from catalogue.records.draft import Answer, Proposal
from catalogue.storage.tables import proposals


class Proposals:
    """The proposals as one transaction sees them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, proposal: Proposal) -> int:
        """Add one; returns its number."""
        done = self._connection.execute(proposals.insert().values(_columns(proposal)))
        assert done.inserted_primary_key is not None
        return int(done.inserted_primary_key[0])

    def get(self, number: int) -> Proposal | None:
        """One proposal, or None."""
        row = self._connection.execute(sa.select(proposals).where(proposals.c.number == number)).one_or_none()
        return _proposal(row) if row else None

    def open(self) -> list[Proposal]:
        """Those that wait for an answer, the oldest first."""
        return self._read(sa.select(proposals).where(proposals.c.answer == Answer.OPEN.value))

    def by(self, member: str, most: int) -> list[Proposal]:
        """What somebody has proposed last, the oldest first."""
        latest = sa.select(proposals).where(proposals.c.by == member).order_by(proposals.c.number.desc()).limit(most)
        return list(reversed([_proposal(row) for row in self._connection.execute(latest)]))

    def answer(self, proposal: Proposal) -> None:
        """Keep what became of it."""
        changed = proposals.update().where(proposals.c.number == proposal.number)
        self._connection.execute(changed.values(_columns(proposal)))

    def _read(self, asked: sa.Select[tuple[object, ...]]) -> list[Proposal]:
        rows: Iterable[sa.Row[tuple[object, ...]]] = self._connection.execute(asked.order_by(proposals.c.number))
        return [_proposal(row) for row in rows]


def _columns(proposal: Proposal) -> dict[str, object]:
    return {
        "key": proposal.record.key,
        "by": proposal.by,
        "at": proposal.at,
        "remark": proposal.remark,
        "answer": proposal.answer.value,
        "reply": proposal.reply,
        "answered_by": proposal.answered_by,
        "snapshot": to_plain(proposal.record),
    }


def _proposal(row: sa.Row[tuple[object, ...]]) -> Proposal:
    return Proposal(
        from_plain(row.snapshot),
        row.by,
        row.at,
        row.remark,
        Answer(row.answer),
        row.reply,
        row.answered_by,
        row.number,
    )
