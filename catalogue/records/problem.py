"""What is wrong with a record, without words: the field, a code, and the values a sentence about it needs."""

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault of one field. `code` is a key of `languages/problems`, `values` fills its sentence."""

    field: str
    code: str
    values: dict[str, str] = dataclasses.field(default_factory=dict)


class Refused(Exception):
    """A record that is not true to the trade; carries every `Problem` found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.field}: {problem.code}" for problem in problems))
        self.problems = problems


class Conflict(Exception):
    """A save made from a revision that somebody else has since replaced."""

    def __init__(self, key: str, expected: int, found: int) -> None:
        super().__init__(f"{key}: revision {expected} was edited, the catalogue holds {found}")
        self.key, self.expected, self.found = key, expected, found
