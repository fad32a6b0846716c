"""The postings of a segment on their way to the disk, gathered term by term.

Whoosh's own pool sorts every single posting and writes each down by itself, which takes half the time of a rebuild. Those of one
term come in the order of documents anyway, so only terms need sorting.
"""

import pickle
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from heapq import merge
from itertools import accumulate, count, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import numpy as np

MOST_HELD = 2_000_000
"""Postings in memory, some 100 bytes each; more go to the disk until the segment is written."""

_SEPARATOR = b"\0"
_AT_ONCE = 4_096
"""Terms read back from the disk together."""

Part = tuple[bytes, int, bytes, bytes, bytes, bytes]
"""What one run has of a term: field and term, the number of the run; documents, weights and lengths of values as 32-bit numbers;
values."""


class Gathered(NamedTuple):
    """All postings of a term, in the order of documents."""

    field: str
    term: bytes
    documents: "array[int]"
    weights: "array[float]"
    values: Sequence[bytes]


class Pool:
    """Takes the place of the pool of Whoosh's writer, for `index.codec` to write down.

    Postings lie in long arrays side by side and not in an object each, which Python would look through again and again for what
    it could throw away.
    """

    def __init__(self, folder: Path) -> None:
        """What does not fit in memory goes into files of this folder, called runs."""
        self._folder = folder
        self._runs: list[Path] = []
        self._empty()

    def add(self, posting: tuple[str, bytes, int, float, bytes | None]) -> None:
        """Take a posting: field, term, document, weight, value if any. Those of a term come in the order of documents."""
        field, term, document, weight, value = posting
        self._terms.append(self._numbers[field][term])
        self._documents.append(document)
        self._weights.append(weight)
        self._values.append(value or b"")
        if len(self._terms) >= MOST_HELD:
            self._save()

    def iter_postings(self) -> Iterator[Gathered]:
        """All that was taken, by fields and terms in the order of their bytes."""
        parts = merge(*map(_read, self._runs), self._sorted())
        for name, found in groupby(parts, itemgetter(0)):
            field, _, term = name.partition(_SEPARATOR)
            first, *more = found
            _, _, documents, weights, lengths, values = first
            for _, _, more_documents, more_weights, more_lengths, more_values in more:
                documents += more_documents
                weights += more_weights
                lengths += more_lengths
                values += more_values
            cut = _cut(values, array("I", lengths))
            yield Gathered(field.decode(), term, array("I", documents), array("f", weights), cut)

    def cleanup(self) -> None:
        """Let go of everything."""
        for run in self._runs:
            run.unlink(missing_ok=True)
        self._runs.clear()
        self._empty()

    def _empty(self) -> None:
        number = count().__next__
        self._numbers: dict[str, dict[bytes, int]] = defaultdict(lambda: defaultdict(number))
        self._terms, self._documents, self._weights = array("I"), array("I"), array("f")
        self._values: list[bytes] = []

    def _save(self) -> None:
        parts = self._sorted()
        run = self._folder / f"{len(self._runs)}.run"
        with run.open("wb") as file:
            while some := list(islice(parts, _AT_ONCE)):
                pickle.dump(some, file, pickle.HIGHEST_PROTOCOL)
        self._runs.append(run)
        self._empty()

    def _sorted(self) -> Iterator[Part]:
        run = len(self._runs)
        numbers = {
            field.encode() + _SEPARATOR + term: number
            for field, known in self._numbers.items()
            for term, number in known.items()
        }
        names = sorted(numbers)
        ranks = np.empty(len(names), dtype=np.uint32)
        ranks[[numbers[name] for name in names]] = np.arange(len(names))
        terms = ranks[np.asarray(self._terms)]
        order = np.argsort(terms, kind="stable")
        ends = np.searchsorted(terms[order], np.arange(len(names)), side="right").tolist()
        documents = np.asarray(self._documents)[order].tobytes()
        weights = np.asarray(self._weights)[order].tobytes()
        values = np.array(self._values, dtype=object)[order].tolist()
        lengths = array("I", map(len, values)).tobytes()
        start = 0
        for name, end in zip(names, ends, strict=True):
            here = slice(4 * start, 4 * end)
            yield name, run, documents[here], weights[here], lengths[here], b"".join(values[start:end])
            start = end


def _cut(values: bytes, lengths: "array[int]") -> Sequence[bytes]:
    """The values that were joined."""
    first = values[: lengths[0]]
    if lengths.count(lengths[0]) == len(lengths) and first * len(lengths) == values:
        return (first,) * len(lengths)
    ends = list(accumulate(lengths))
    return [values[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def _read(run: Path) -> Iterator[Part]:
    with run.open("rb") as file, suppress(EOFError):
        while True:
            yield from pickle.load(file)
