"""What is typed into fields, read: numbers, days, and things named in words. What cannot be read becomes a problem, and stays
typed."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from werkzeug.datastructures import MultiDict

from catalogue.records import Problem
from catalogue.records.rules import cleaned

Fields = MultiDict[str, str]
Resolvers = Mapping[str, Callable[[str], tuple[str, ...]]]
"""By what is named (languages, topics, providers): the codes or keys a word can mean."""

_BETWEEN = re.compile(r"[;|\n]")
LONGEST_NUMBER = 12
LONGEST_WORD = 200


@dataclass
class Reader:
    """Reads the fields of one form, and collects what was wrong with them."""

    resolvers: Resolvers
    problems: list[Problem] = field(default_factory=list)

    def number(self, name: str, typed: str | None) -> int | None:
        """A whole number, written in any digits; None for an empty field."""
        value = (typed or "").strip()
        if not value:
            return None
        if len(value) <= LONGEST_NUMBER and re.fullmatch(r"[+-]?\d+", value):
            return int(value)
        self._refuse(name, "bad-number", value)
        return None

    def decimal(self, name: str, typed: str | None) -> float | None:
        """A number with a point or a comma."""
        value = (typed or "").strip().replace(",", ".")
        if not value:
            return None
        if len(value) <= 2 * LONGEST_NUMBER and re.fullmatch(r"[+-]?\d+(\.\d+)?", value):
            return float(value)
        self._refuse(name, "bad-decimal", value)
        return None

    def day(self, name: str, typed: str | None) -> date | None:
        """A day as `2026-03-24`."""
        value = (typed or "").strip()
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self._refuse(name, "bad-date", value)
            return None

    def moment(self, name: str, typed: str | None) -> datetime | None:
        """A day and time as `2026-03-24T17:30`, or with a space between."""
        value = (typed or "").strip()
        try:
            return datetime.fromisoformat(value).replace(tzinfo=None) if value else None
        except ValueError:
            self._refuse(name, "bad-moment", value)
            return None

    def named(self, name: str, what: str, chosen: Iterable[str], typed: str | None) -> tuple[str, ...]:
        """The codes that are chosen, and those of the words typed beside them, parted by semicolons."""
        found = [code for code in chosen if code]
        for word in filter(None, (each.strip() for each in _BETWEEN.split(typed or ""))):
            meant = self.resolvers[what](word[:LONGEST_WORD])
            if len(meant) == 1:
                found += meant
            elif meant:
                self.problems.append(Problem(name, "ambiguous", {"value": word[:80], "keys": ", ".join(meant[:5])}))
            else:
                self._refuse(name, "unknown-record", word)
        return tuple(dict.fromkeys(found))

    def _refuse(self, name: str, code: str, value: str) -> None:
        self.problems.append(Problem(name, code, {"value": value[:80]}))


def line(typed: str | None) -> str:
    """What was typed into a field of one line."""
    return " ".join(cleaned(typed or "").split())
