"""Marks the words of a text that a query found it by, as they stand in the text, whatever their inflection, accents or script."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from index.analysis import analysed, keys_of_word, query_keys
from index.analysis.languages import language_of
from index.analysis.names import name_keys
from index.analysis.questions import content
from index.analysis.tokens import Token, tokens
from index.query import Meaning
from index.syntax import clauses

SNIPPET = 200
"""Letters of a snippet, about two lines."""

_LEAD = 40
"""Letters a snippet shows before its first mark."""


@dataclass(frozen=True)
class Piece:
    """A run of a text, marked or not."""

    text: str
    is_marked: bool = False


Marked = tuple[Piece, ...]


class Marker:
    """Marks the words of one query."""

    def __init__(self, query: str, language: str, meanings: Sequence[Meaning] = ()) -> None:
        asked = [clause for clause in clauses(query) if not clause.is_excluded]
        free = [clause.words[0] for clause in asked if clause.is_free]
        says = dict(zip(free, content(free, language), strict=True))
        words = [word for clause in asked for word in clause.words if says.get(word, True)]
        wholes = [clause.whole for clause in asked if clause.whole]
        self._keys = frozenset(key for word in words + wholes for key in query_keys(word, language).all)
        self._names = frozenset(key for word in words for key in name_keys(word))
        self._labels = frozenset(label for meaning in meanings for label in meaning.labels)

    def marked(self, text: str, language: str) -> Marked:
        """The whole text, its found words marked."""
        return _pieces(text, self._spans(text, language))

    def snippet(self, text: str, language: str) -> Marked:
        """The part of a text with the most marks; from its beginning when there are none."""
        spans = self._spans(text, language)
        if len(text) <= SNIPPET:
            return _pieces(text, spans)
        starts, ends = [at for at, _ in spans], [to for _, to in spans]
        start = max((_start(text, at) for at in starts), key=lambda start: _marks_from(starts, ends, start), default=0)
        end = _word_end(text, start + SNIPPET)
        inside = [(at - start, to - start) for at, to in spans if at >= start and to <= end]
        cut = ("… " if start else "") + text[start:end].rstrip() + (" …" if end < len(text) else "")
        shift = 2 if start else 0
        return _pieces(cut, [(at + shift, to + shift) for at, to in inside])

    def _spans(self, text: str, language: str) -> list[tuple[int, int]]:
        found = [(token, _keys_of(token, language)) for token in tokens(text)]
        wanted = self._keys | self._labelled({key for _, keys in found for key in keys}, language)
        spans: list[tuple[int, int]] = []
        for token, keys in found:
            is_found = not wanted.isdisjoint(keys)
            if is_found or (not token.word[0].islower() and not self._names.isdisjoint(name_keys(token.word))):
                if spans and token.start <= spans[-1][1]:
                    spans[-1] = (spans[-1][0], token.end)
                else:
                    spans.append((token.start, token.end))
        return spans

    def _labelled(self, said: Set[str], language: str) -> frozenset[str]:
        """The keys of the labels all whose words are among the keys of a text."""
        rules = language_of(language)
        readable = {language, rules.code if rules else language}
        asked = [analysed(label.text, language) for label in self._labels if label.language in readable]
        there = [words for words in asked if all(not said.isdisjoint(word.all) for word in words)]
        return frozenset(key for words in there for word in words for key in word.all)


def _keys_of(token: Token, language: str) -> tuple[str, ...]:
    whole = keys_of_word(token.whole, language).all if token.whole else ()
    return keys_of_word(token.word, language).all + whole


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Marked:
    found, done = [], 0
    for start, end in spans:
        if start > done:
            found.append(Piece(text[done:start]))
        found.append(Piece(text[start:end], True))
        done = end
    if done < len(text):
        found.append(Piece(text[done:]))
    return tuple(found)


def _marks_from(starts: Sequence[int], ends: Sequence[int], start: int) -> tuple[int, int]:
    return bisect_right(ends, start + SNIPPET) - bisect_left(starts, start), -start


def _start(text: str, mark: int) -> int:
    """Where a snippet begins so that this mark is in it: at a word, some words before."""
    if mark <= _LEAD:
        return 0
    space = text.find(" ", mark - _LEAD, mark)
    return space + 1 if space >= 0 else mark


def _word_end(text: str, end: int) -> int:
    """The end of the last whole word before `end`."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - _LEAD, end)
    return space if space >= 0 else end
