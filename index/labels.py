"""Labels found in a query by the keys of their words, so that inflected and unaccented ones are found too."""

from bisect import bisect_left
from collections.abc import Sequence

import marisa_trie

from index.analysis import analysed, fold
from index.query import Label


class Labels:
    """Many labels, each known by its number in the order given."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self._labels = labels
        self._sorted: dict[str, list[tuple[str, int]]] = {}
        first_words = []
        for number, label in enumerate(labels):
            words = analysed(label.text, label.language)
            if words:
                first_words += [(key, (number,)) for key in (*words[0].exact, *(words[0].lemma or words[0].rule))]
        self._by_key = marisa_trie.RecordTrie("<I", first_words)

    def spelt_at(self, asked: Sequence[frozenset[str]], place: int) -> list[tuple[int, int]]:
        """The labels that the words of a query, given as their keys, spell from this place on: how many words, and the number."""
        found = []
        for number in sorted({number for key in asked[place] for (number,) in self._by_key.get(key, ())}):
            words = analysed(self._labels[number].text, self._labels[number].language)
            theirs = asked[place : place + len(words)]
            if len(theirs) == len(words) and not any(
                said.isdisjoint(word.all) for word, said in zip(words, theirs, strict=True)
            ):
                found.append((len(words), number))
        return found

    def beginning(self, begun: str, language: str) -> list[int]:
        """The labels in a language that begin so, folded, in the order of their letters."""
        if language not in self._sorted:
            folded = ((fold(label.text), at) for at, label in enumerate(self._labels) if label.language == language)
            self._sorted[language] = sorted(folded)
        labels = self._sorted[language]
        low, high = bisect_left(labels, (begun, 0)), bisect_left(labels, (begun + "\U0010ffff", 0))
        return [number for _, number in labels[low:high]]
