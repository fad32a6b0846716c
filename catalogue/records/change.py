"""A line of the change log: what became of a record, when, and through whom."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from catalogue.records.record import Record

DESCRIBED = "described"
"""The record was saved; the change holds it as it became."""

TOUCHED = "touched"
"""The record stands unchanged, but one it names (a topic, a branch) did not: its entry must be made again."""

AT_DESK = "desk-"
"""What the names of batches begin with that were not imported but changed together at the desk."""


@dataclass(frozen=True)
class Change:
    """`sequence` is the place in the log; `batch` names the import it belongs to, `by` the person or command,
    `remark` what they wrote to their colleagues."""

    sequence: int
    type: str
    key: str
    action: str
    revision: int
    batch: str
    at: datetime
    by: str
    snapshot: Record | None = None
    remark: str = ""


@dataclass(frozen=True)
class Batch:
    """Changes that came together, as an import: when it began, through whom, how many records it touched, with what words."""

    name: str
    at: datetime
    by: str
    records: int
    remark: str = ""


def new_desk_batch() -> str:
    """A name for what is changed together at the desk."""
    return f"{AT_DESK}{secrets.token_hex(8)}"
