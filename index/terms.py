"""The terms of a segment beside Whoosh's own files: the postings of each as arrays that are used where they lie, in mapped
memory, and the words people see.

Whoosh unpacks postings block by block and needs 100 microseconds a term, and a question asks for hundreds; these take four. It
takes 9 seconds to go through the terms of 100,000 records, which completion and correction need all at once.
"""

import json
import mmap
from array import array
from bisect import bisect_left
from pathlib import Path
from struct import Struct
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.entry import TEXT_FIELDS
from index.fields import DERIVED, PLACES
from index.pool import Gathered

SPELLINGS = "spellings"
"""The field of how words are written."""

WORD_FIELDS = (*TEXT_FIELDS, SPELLINGS)
"""Fields whose words are completed and corrected."""

_KEYS, _ARRAYS, _WORDS = ".keys", ".arrays", ".words"
_DERIVED, _PLACES = DERIVED.encode(), PLACES.encode()

_HEAD = Struct("=IIII")
"""Before the arrays of a term: how many occurrences, documents and weights it has, and bytes of its name, which stand in that
order behind it. There are no weights where all are 1, and no documents where there are occurrences."""

_ALIGNED = 8
_START, _SUM = 8, 4
"""Bytes of what is known of each term: where it stands, and the checksum of its name."""

Counted = list[tuple[str, int]]
"""Words with the number of entries that hold each."""

Postings = tuple[NDArray[np.int32], NDArray[np.float32]]

_NOTHING = np.array([], dtype=np.int32), np.array([], dtype=np.float32)
_NOWHERE = np.array([], dtype=np.int64)
_ONE = np.ones(1, dtype=np.float32)


class TermsWriter:
    """Writes the terms of a segment, before Whoosh's table of contents names it: a segment that can be read has its terms."""

    def __init__(self, folder: Path, segment: str) -> None:
        self._paths = {kind: folder / f"{segment}{kind}" for kind in (_KEYS, _ARRAYS, _WORDS)}
        self._arrays = self._paths[_ARRAYS].open("wb")
        self._sums, self._starts = array("I"), array("Q")
        self._words: dict[str, dict[str, int]] = {name: {} for name in WORD_FIELDS}

    def add(self, each: Gathered) -> None:
        """Write one term."""
        name = _name(each.field, each.term)
        self._sums.append(crc32(name))
        self._starts.append(self._arrays.tell())
        if each.term.startswith(_PLACES):
            occurrences = _occurrences(each)
            written = _HEAD.pack(len(occurrences), 0, 0, len(name)) + occurrences.tobytes()
        else:
            weights = array("f") if each.weights.count(1.0) == len(each.weights) else each.weights
            written = _HEAD.pack(0, len(each.documents), len(weights), len(name))
            written += each.documents.tobytes() + weights.tobytes()
        written += name
        self._arrays.write(written + bytes(-len(written) % _ALIGNED))
        if each.field in self._words and _DERIVED not in each.term:
            self._words[each.field][each.term.decode()] = len(each.documents)

    def close(self) -> None:
        """Write what is known only at the end."""
        self._arrays.close()
        order = np.argsort(self._sums, kind="stable")
        starts, sums = np.asarray(self._starts)[order], np.asarray(self._sums)[order]
        self._paths[_KEYS].write_bytes(starts.tobytes() + sums.tobytes())
        lines = (json.dumps(counted, ensure_ascii=False) for counted in self._words.values())
        self._paths[_WORDS].write_bytes("\n".join(lines).encode())


class Terms:
    """The terms of one segment. Any number of threads may ask; its files may be taken away meanwhile, as a merge does."""

    def __init__(self, folder: Path, segment: str) -> None:
        self._words = _mapped(folder / f"{segment}{_WORDS}")
        self._arrays = _mapped(folder / f"{segment}{_ARRAYS}")
        keys = _mapped(folder / f"{segment}{_KEYS}")
        end = len(keys) // (_START + _SUM) * _START
        self._starts = memoryview(keys)[:end].cast("Q")
        # Not mapped: they are looked through for terms that are not there, mostly, and each time in another place.
        self._sums = memoryview(keys[end:]).cast("I")

    def postings(self, field: str, term: str) -> Postings:
        """The documents that hold a term, in ascending order, and how often."""
        start, _, documents, weights = self._found(field, term)
        if not documents:
            return _NOTHING
        places = np.frombuffer(self._arrays, np.int32, documents, start)
        if not weights:
            return places, np.broadcast_to(_ONE, documents)
        return places, np.frombuffer(self._arrays, np.float32, weights, start + places.nbytes)

    def occurrences(self, field: str, word: str) -> NDArray[np.int64]:
        """Every place of a word as it stands, ascending: the document in the upper half of a number, the place in the lower."""
        start, occurrences, _, _ = self._found(field, f"{PLACES}{word}")
        return np.frombuffer(self._arrays, np.int64, occurrences, start) if occurrences else _NOWHERE

    def words(self, field: str) -> Counted:
        """The words of a field as they stand, no lemmas or stems."""
        lines = self._words[:].splitlines()
        if hasattr(self._words, "madvise"):
            # Nobody reads them again soon, and till then they would count as memory of this process.
            self._words.madvise(mmap.MADV_DONTNEED)
        return list(json.loads(lines[WORD_FIELDS.index(field)]).items())

    def _found(self, field: str, term: str) -> tuple[int, int, int, int]:
        """Where the arrays of a term begin, and how many occurrences, documents and weights they are."""
        name = _name(field, term.encode("utf-8", "replace"))
        wanted = crc32(name)
        at = bisect_left(self._sums, wanted)
        while at < len(self._sums) and self._sums[at] == wanted:
            start = self._starts[at]
            occurrences, documents, weights, length = _HEAD.unpack_from(self._arrays, start)
            start += _HEAD.size
            end = start + 8 * occurrences + 4 * (documents + weights)
            if self._arrays[end : end + length] == name:
                return start, occurrences, documents, weights
            at += 1
        return 0, 0, 0, 0


def _name(field: str, term: bytes) -> bytes:
    return b"%b\0%b" % (field.encode(), term)


def _occurrences(each: Gathered) -> NDArray[np.int64]:
    counts = [len(value) // 4 for value in each.values]
    places = np.frombuffer(b"".join(each.values), np.uint32).astype(np.int64)
    return np.repeat(np.asarray(each.documents, np.int64) << 32, counts) | places


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
