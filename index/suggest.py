"""Completion from the words of titles and names, as they are filed."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable


class Words:
    """Every folded word of some fields, sorted, with the number of entries that hold it."""

    def __init__(self, terms: Iterable[tuple[str, int]]) -> None:
        counted: Counter[str] = Counter()
        for term, count in terms:
            counted[term] += count
        self._words = sorted(counted)
        self._counts = counted

    def beginning(self, prefix: str) -> list[str]:
        """The words that begin so, the most frequent first."""
        low = bisect_left(self._words, prefix)
        high = bisect_left(self._words, prefix + "\U0010ffff")
        return sorted(self._words[low:high], key=lambda word: (-self._counts[word], word))

    def count(self, word: str) -> int:
        """How many entries hold the word, those counted that were taken out since."""
        return self._counts[word]
