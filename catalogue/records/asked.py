"""What people look for, as it is counted. It holds nothing of who asked: a day and no time, no address, no session."""

from dataclasses import dataclass
from datetime import date

SEEN_DAYS = 5
"""On how many different days something must have been looked for before anybody is shown it (or its words are kept)."""


@dataclass(frozen=True)
class Asked:
    """One search: its day, the interface's language, and the key of the library it was made in or narrowed to, if it is known.
    `want` is what the words are after as far as the vocabulary knows it; `is_empty` when nothing was found."""

    day: date
    language: str
    branch: str = ""
    words: str = ""
    want: str = ""
    is_empty: bool = False


@dataclass(frozen=True)
class Scope:
    """Which searches are looked at: from a day to a day, both included; of one interface language or library, or of all."""

    since: date
    until: date
    language: str = ""
    branch: str = ""


@dataclass(frozen=True)
class Count:
    """How many searches there were, and how many of them found nothing."""

    number: int
    empty: int

    def __add__(self, other: "Count") -> "Count":
        return Count(self.number + other.number, self.empty + other.empty)


@dataclass(frozen=True)
class LookedFor:
    """Something several people may have looked for: its folded words (empty for a want said in many ways), the want, the
    interface languages it was said in, and on how many days."""

    words: str
    want: str
    languages: tuple[str, ...]
    days: int
    count: Count


@dataclass(frozen=True)
class Missed:
    """A want that found nothing, with the words it was said in; without a want, words alone."""

    looked_for: LookedFor
    said: tuple[LookedFor, ...] = ()
