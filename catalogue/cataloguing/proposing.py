"""Proposals: how a record would be better, from those whose record it is not, and what its library answers."""

from dataclasses import replace
from datetime import datetime

from catalogue.cataloguing.describing import require_sound, settle
from catalogue.cataloguing.workroom import NotAllowed, Saved, Workroom
from catalogue.records import Conflict, Record
from catalogue.records.draft import LONGEST_REMARK, Answer, Proposal
from catalogue.records.parts import Merged
from catalogue.records.review import library_of, may_change
from catalogue.records.rules import cleaned
from catalogue.records.staff import Member, Permission, may
from catalogue.storage import Database

MOST_SHOWN = 50
"""Proposals of one person that they see again."""


class Gone(Exception):
    """There is no such proposal, or it has been answered."""


class Proposing:
    """The proposals of one catalogue."""

    def __init__(self, database: Database, workroom: Workroom) -> None:
        self._database = database
        self._workroom = workroom

    def propose(self, member: Member, record: Record, remark: str, now: datetime) -> Proposal:
        """Leave a record as this person would have it, for those who answer for it.

        Raises:
            NotAllowed: they may not even propose, or there is no such record.
            Refused: it is not true to the trade, or names what is not in the catalogue.
        """
        with self._database.writing() as unit:
            present = unit.records.get(record.key)
            if present is None or not may(member, Permission.PROPOSE, library_of(present)):
                raise NotAllowed
            wanted = settle(replace(record, status=present.status, owner=present.owner))
            require_sound(unit, wanted)
            proposal = Proposal(wanted, member.name, now, cleaned(remark)[:LONGEST_REMARK])
            return replace(proposal, number=unit.proposals.put(proposal))

    def waiting_for(self, member: Member) -> list[Proposal]:
        """The open proposals this person may answer, the oldest first."""
        with self._database.reading() as unit:
            found = unit.proposals.open()
            present = unit.records.get_many(sorted({each.record.key for each in found}))
        return [each for each in found if each.record.key in present and may_change(member, present[each.record.key])]

    def of(self, member: Member) -> list[Proposal]:
        """What this person has proposed last, the oldest first."""
        with self._database.reading() as unit:
            return unit.proposals.by(member.name, MOST_SHOWN)

    def get(self, number: int) -> Proposal:
        """An open proposal.

        Raises:
            Gone: there is none of that number.
        """
        with self._database.reading() as unit:
            found = unit.proposals.get(number)
        if found is None or found.answer is not Answer.OPEN:
            raise Gone
        return found

    def merged(self, proposal: Proposal) -> Merged:
        """The record as it is now with what is proposed; where both have changed a part, it stays as it is now."""
        return self._workroom.merge(proposal.record)

    def accept(self, member: Member, number: int, revision: int) -> Saved:
        """Make the record as it is proposed, on top of the revision that was seen.

        Raises:
            Gone: there is no such proposal.
            NotAllowed, Refused, Conflict: as when saving.
        """
        proposal = self.get(number)
        merged = self.merged(proposal)
        if merged.record.revision != revision:
            raise Conflict(proposal.record.key, revision, merged.record.revision)
        saved = self._workroom.save(member, merged.record, _by(proposal))
        self._answer(member, proposal, Answer.ACCEPTED, "")
        return saved

    def decline(self, member: Member, number: int, reply: str) -> None:
        """Leave the record as it is, and tell the proposer why.

        Raises:
            Gone: there is no such proposal.
            NotAllowed: it is not this person's to answer.
        """
        proposal = self.get(number)
        present = self._workroom.open(proposal.record.key)
        if present is None or not may_change(member, present):
            raise NotAllowed
        self._answer(member, proposal, Answer.DECLINED, cleaned(reply)[:LONGEST_REMARK])

    def _answer(self, member: Member, proposal: Proposal, answer: Answer, reply: str) -> None:
        with self._database.writing() as unit:
            unit.proposals.answer(replace(proposal, answer=answer, reply=reply, answered_by=member.name))


def _by(proposal: Proposal) -> str:
    """What stands beside the change that a proposal has made."""
    return f"{proposal.by}: {proposal.remark}" if proposal.remark else proposal.by
