"""A line of the change log: what became of a record, when, and through whom."""

from dataclasses import dataclass
from datetime import datetime

from catalogue.records.record import Record

DESCRIBED = "described"
"""The record was saved; the change holds it as it became."""

TOUCHED = "touched"
"""The record stands unchanged, but one it names (a topic, a branch) did not: its entry must be made again."""


@dataclass(frozen=True)
class Change:
    """`sequence` is the place in the log; `batch` names the import it belongs to, `by` the person or command."""

    sequence: int
    type: str
    key: str
    action: str
    revision: int
    batch: str
    at: datetime
    by: str
    snapshot: Record | None = None
