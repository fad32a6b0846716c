"""Words as the catalogue holds them: for completing what is being typed, and for correcting what was mistyped.

Terms are folded; what people are shown is the spelling most entries have. Words are counted once for each segment, which never
changes: a save adds a small segment and must not have everything counted again.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.fields import SHOWN_AS

MOST_BEGINNING = 64
"""Words looked at for one beginning, the most frequent first."""

_LEAST_CORRECTED = 4
_LONG = 8
"""Letters from which one and two slips are forgiven. A swap of neighbours is one slip."""


Spellings = Mapping[str, Sequence[tuple[str, int]]]
"""For a folded word the ways it is written that differ from it, with the number of entries that write it so."""


def spellings(terms: Iterable[tuple[str, int]]) -> Spellings:
    """Spellings as the index files them, by word."""
    found = defaultdict(list)
    for term, count in terms:
        word, _, shown = term.partition(SHOWN_AS)
        found[word].append((shown, count))
    return dict(found)


class SegmentWords:
    """Every folded word of some fields of a segment, with the number of entries that hold it."""

    def __init__(self, terms: Iterable[tuple[str, int]]) -> None:
        counted: Counter[str] = Counter()
        for term, count in terms:
            counted[term] += count
        self.counts = counted
        self._words = sorted(counted)

    def beginning(self, prefix: str) -> Sequence[str]:
        """The words that begin so, in order."""
        return self._words[bisect_left(self._words, prefix) : bisect_left(self._words, prefix + "\U0010ffff")]

    def near(self, word: str, slips: int) -> list[tuple[int, str]]:
        """Some words at most so many slips away, with the number of slips."""
        return [
            (int(slip), other)
            for letter in dict.fromkeys(word[:2])
            for length in range(len(word) - slips, len(word) + slips + 1)
            for other, slip, _ in process.extract(
                word, self._alike.get((letter, length), ()), scorer=OSA.distance, score_cutoff=slips, limit=8
            )
        ]

    @cached_property
    def _alike(self) -> dict[tuple[str, int], list[str]]:
        """The words by their first letter and their length."""
        found = defaultdict(list)
        for word in self._words:
            if len(word) >= _LEAST_CORRECTED - 1 and not word.isdigit():
                found[word[0], len(word)].append(word)
        return found


class Words:
    """The words of several segments as one."""

    def __init__(self, segments: Sequence[SegmentWords], written: Sequence[Spellings] = ()) -> None:
        self._segments = segments
        self._written = written
        self._beginnings: dict[str, tuple[str, ...]] = {}

    def beginning(self, prefix: str) -> Sequence[str]:
        """The words that begin so, the most frequent first."""
        if prefix not in self._beginnings:
            words = {word for segment in self._segments for word in segment.beginning(prefix)}
            counted = sorted((-self.count(word), word) for word in words)
            self._beginnings[prefix] = tuple(word for _, word in counted[:MOST_BEGINNING])
        return self._beginnings[prefix]

    def count(self, word: str) -> int:
        """How many entries hold the word, those counted that were taken out since."""
        return sum(segment.counts[word] for segment in self._segments)

    def shown(self, word: str) -> str:
        """The word as most entries write it."""
        counted: Counter[str] = Counter()
        for spelt in self._written:
            counted.update(dict(spelt.get(word, ())))
        most, shown = max(((count, spelling) for spelling, count in counted.items()), default=(0, word))
        return shown if 2 * most >= self.count(word) else word

    def near(self, word: str) -> list[str]:
        """Words a slip or two away that begin with the same letter, or with the second if the first two were swapped or the first
        was slipped in; the nearest and most frequent first."""
        slips = 0 if len(word) < _LEAST_CORRECTED else 1 if len(word) < _LONG else 2
        if not slips:
            return []
        found = {near for segment in self._segments for near in segment.near(word, slips)}
        return [
            other for _, _, other in sorted((slip, -self.count(other), other) for slip, other in found if other != word)
        ]
