"""What visitors tell the libraries they have missed. It holds nothing of who wrote it."""

from dataclasses import dataclass
from datetime import date

LONGEST_NOTE = 1_000


@dataclass(frozen=True)
class Note:
    """`search` is the address part of the search that found nothing, `language` the interface's; `branch` is the key of the
    library it is for, empty when it is for all. The day, not the moment: with that nobody could be told from another."""

    words: str
    language: str
    search: str = ""
    branch: str = ""
    day: date | None = None
    number: int = 0
