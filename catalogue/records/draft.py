"""What somebody has typed at the desk and not yet saved, and what they propose for a record that is not theirs to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from catalogue.records.record import Record

LONGEST_REMARK = 1_000
"""Letters of what somebody writes to their colleagues beside a change."""


@dataclass(frozen=True)
class Draft:
    """The fields of a form as they stood: names and values, not yet checked. `member` is the name of who typed them, `key` the
    record they are about, there already or not, and `revision` the one they started from."""

    member: str
    key: str
    type: str
    revision: int
    fields: Mapping[str, tuple[str, ...]]
    saved: datetime


class Answer(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True)
class Proposal:
    """A record as somebody would have it; its revision is the one they started from. `remark` says why, `reply` what they were
    answered."""

    record: Record
    by: str
    at: datetime
    remark: str = ""
    answer: Answer = Answer.OPEN
    reply: str = ""
    answered_by: str = ""
    number: int = 0
