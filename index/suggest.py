"""Words as the catalogue holds them: for completing what is being typed, and for correcting what was mistyped.

Terms are folded; what people are shown is the spelling most entries have.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.fields import SHOWN_AS

MOST_BEGINNING = 64
"""Words looked at for one beginning, the most frequent first."""

_LEAST_CORRECTED = 4
_LONG = 8
"""Letters from which one and two slips are forgiven. A swap of neighbours is one slip."""


class Words:
    """Every folded word of some fields, with the number of entries that hold it and the way it is written."""

    def __init__(self, terms: Iterable[tuple[str, int]], spellings: Iterable[tuple[str, int]] = ()) -> None:
        counted: Counter[str] = Counter()
        for term, count in terms:
            counted[term] += count
        self._words = sorted(counted)
        self._counts = counted
        self._spellings = spellings
        self._beginnings: dict[str, tuple[str, ...]] = {}

    def beginning(self, prefix: str) -> Sequence[str]:
        """The words that begin so, the most frequent first."""
        if prefix not in self._beginnings:
            low = bisect_left(self._words, prefix)
            high = bisect_left(self._words, prefix + "\U0010ffff")
            found = sorted(self._words[low:high], key=lambda word: (-self._counts[word], word))
            self._beginnings[prefix] = tuple(found[:MOST_BEGINNING])
        return self._beginnings[prefix]

    def count(self, word: str) -> int:
        """How many entries hold the word, those counted that were taken out since."""
        return self._counts[word]

    def shown(self, word: str) -> str:
        """The word as most entries write it."""
        return self._shown.get(word, word)

    def near(self, word: str) -> list[str]:
        """Words a slip or two away that begin with the same letter, or with the second if the first two were swapped or the first
        was slipped in; the nearest and most frequent first."""
        slips = 0 if len(word) < _LEAST_CORRECTED else 1 if len(word) < _LONG else 2
        if not slips:
            return []
        found = [
            (slip, -self._counts[other], other)
            for letter in dict.fromkeys(word[:2])
            for length in range(len(word) - slips, len(word) + slips + 1)
            for other, slip, _ in process.extract(
                word, self._alike.get((letter, length), ()), scorer=OSA.distance, score_cutoff=slips, limit=8
            )
            if other != word
        ]
        return [other for _, _, other in sorted(found)]

    @cached_property
    def _alike(self) -> dict[tuple[str, int], list[str]]:
        """The words by their first letter and their length."""
        found = defaultdict(list)
        for word in self._words:
            if len(word) >= _LEAST_CORRECTED - 1 and not word.isdigit():
                found[word[0], len(word)].append(word)
        return found

    @cached_property
    def _shown(self) -> dict[str, str]:
        spelt: dict[str, tuple[int, str]] = {}
        for term, count in self._spellings:
            word, _, shown = term.partition(SHOWN_AS)
            if (count, shown) > spelt.get(word, (0, "")):
                spelt[word] = (count, shown)
        return {word: shown for word, (count, shown) in spelt.items() if 2 * count >= self._counts[word]}
