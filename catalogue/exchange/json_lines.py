"""Whole records as JSON Lines, a record a line: the form that keeps everything."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue.exchange.tables import Unreadable
from catalogue.exchange.whole_file import whole_file
from catalogue.records import Malformed, Problem, Record, from_plain, to_plain

SUFFIX = ".jsonl"
LONGEST_LINE = 5_000_000


@dataclass(frozen=True)
class Line:
    """One line: the record, or what is wrong with it."""

    number: int
    record: Record | None
    problem: Problem | None = None


def read(path: Path) -> Iterator[Line]:
    """The records of a file, line by line.

    Raises:
        Unreadable: there is no such file.
    """
    if not path.is_file():
        raise Unreadable(f"There is no file {path}.")
    with open(path, "rb") as file:
        for number, raw in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
            if raw.strip():
                yield _line(number, raw)


def _line(number: int, raw: bytes) -> Line:
    try:
        return Line(number, from_plain(json.loads(raw.decode("utf-8-sig"))))
    except Malformed as fault:
        return Line(number, None, Problem(fault.path, "malformed", {"path": fault.path, "expected": fault.expected}))
    except (ValueError, RecursionError):
        return Line(number, None, Problem("", "not-json"))


def write(path: Path, records: Iterable[Record]) -> int:
    """Write the records; returns their number."""
    count = 0
    with whole_file(path) as file:
        for record in records:
            file.write(json.dumps(to_plain(record), ensure_ascii=False) + "\n")
            count += 1
    return count
