"""Cutting text into words, for every script. Whoosh's own `\\w+` cuts Hindi, Ukrainian and Persian words in pieces."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

LONGEST_WORD = 64
"""Letters of a word that count; the rest of a longer run is left out."""

_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+(?:[\u200c\u200d'’ʼʻ‘`][\p{L}\p{M}]+)*")
_IDEOGRAPHS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]+")


@dataclass(frozen=True)
class Token:
    """A word as written, and where it stands in the text."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text. A run of ideographs, written without spaces, is cut into pairs of neighbours."""
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        if _IDEOGRAPHS.search(word):
            yield from _ideographs(word, start)
        else:
            yield Token(word[:LONGEST_WORD], start, match.end())


def is_ideographic(word: str) -> bool:
    """True of a token cut from a run of ideographs."""
    return bool(_IDEOGRAPHS.fullmatch(word))


def _ideographs(run: str, start: int) -> Iterator[Token]:
    for part in regex.finditer(r"([\p{Han}\p{Hiragana}\p{Katakana}]+)|([^\p{Han}\p{Hiragana}\p{Katakana}]+)", run):
        word, place = part.group(), start + part.start()
        if part.group(2) or len(word) == 1:
            yield Token(word[:LONGEST_WORD], place, place + len(word))
        else:
            for at in range(len(word) - 1):
                yield Token(word[at : at + 2], place + at, place + at + 2)
