"""Which terms a segment has, in two files beside it: the sorted checksums of all, and the words people see, with their counts, a
line for each field.

A question asks for hundreds of keys that no record has; Whoosh finds that out in some 30 microseconds each, the checksums in
one. And Whoosh takes 9 seconds to go through the terms of 100,000 records, which completion and correction need all at once.
"""

import json
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from index.entry import TEXT_FIELDS
from index.fields import DERIVED
from index.sums import write_whole

_SUMS, _WORDS = ".keys", ".words"
SPELLINGS = "spellings"
"""The field of how words are written."""

WORD_FIELDS = (*TEXT_FIELDS, SPELLINGS)
"""Fields whose words are completed and corrected."""

_DERIVED = DERIVED.encode()

Counted = list[tuple[str, int]]
"""Words with the number of entries that hold each."""


class Terms:
    """The terms of one segment. Now and then one that it does not have is taken for one that it has, never the other way."""

    def __init__(self, sums: memoryview) -> None:
        self._sums = sums

    def may_have(self, field: str, term: str) -> bool:
        """False only of a term that is not there."""
        wanted = _sum(field, term.encode("utf-8", "replace"))
        at = bisect_left(self._sums, wanted)
        return at < len(self._sums) and self._sums[at] == wanted


def note(folder: Path, segment: str, terms: Iterable[tuple[str, bytes, int]]) -> None:
    """Write down the terms of a segment that was just written: field, term, and how many entries hold it. Readers see the segment
    already, and half a list would deny what it has."""
    sums = array("I")
    words: dict[str, dict[str, int]] = {name: {} for name in WORD_FIELDS}
    for field, term, count in terms:
        sums.append(_sum(field, term))
        if field in words and _DERIVED not in term:
            words[field][term.decode()] = count
    lines = (f"{field}\t{json.dumps(counted, ensure_ascii=False)}\n" for field, counted in words.items())
    write_whole(folder / f"{segment}{_WORDS}", "".join(lines).encode())
    write_whole(folder / f"{segment}{_SUMS}", np.unique(np.array(sums, dtype=np.uint32)).tobytes())


def is_noted(folder: Path, segment: str) -> bool:
    """True once `note` was called for this segment."""
    return (folder / f"{segment}{_SUMS}").exists()


def noted(folder: Path, segment: str) -> Terms | None:
    """What was noted of a segment; None of one whose commit was killed before it was."""
    try:
        return Terms(memoryview((folder / f"{segment}{_SUMS}").read_bytes()).cast("I"))
    except FileNotFoundError:
        return None


def noted_words(folder: Path, segment: str, field: str) -> Counted | None:
    """The words of a field of a segment; None of one whose commit was killed before they were noted."""
    try:
        with (folder / f"{segment}{_WORDS}").open(encoding="utf-8", newline="\n") as lines:
            line = next(line for line in lines if line.startswith(f"{field}\t"))
    except FileNotFoundError:
        return None
    return list(json.loads(line.partition("\t")[2]).items())


def _sum(field: str, term: bytes) -> int:
    return zlib.crc32(term, zlib.crc32(field.encode()))
