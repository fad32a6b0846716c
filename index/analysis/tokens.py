"""Cutting text into words, for every script. Whoosh's own `\\w+` cuts Hindi, Ukrainian and Persian words in pieces."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

LONGEST_WORD = 64
"""Letters of a word that count; the rest of a longer run is left out."""

_ONE = r"[\p{L}\p{N}\p{M}]+(?:[\u200c\u200d'’ʼʻ‘`][\p{L}\p{M}]+)*"
_WORD = regex.compile(_ONE)
_HYPHENED = regex.compile(rf"{_ONE}(?:[-‐‑]{_ONE})*")
_IDEOGRAPHS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]+")


@dataclass(frozen=True)
class Token:
    """A word as written, and where it stands in the text; `whole` is it with the words hyphens join to it, as one."""

    word: str
    start: int
    end: int
    whole: str = ""


def tokens(text: str) -> Iterator[Token]:
    """The words of a text. A run of ideographs, written without spaces, is cut into pairs of neighbours."""
    for joined in _HYPHENED.finditer(text):
        matches = list(_WORD.finditer(joined.group()))
        whole = "".join(match.group() for match in matches)[:LONGEST_WORD] if len(matches) > 1 else ""
        for match in matches:
            start, word = joined.start() + match.start(), match.group()
            if _IDEOGRAPHS.search(word):
                yield from _ideographs(word, start)
            else:
                yield Token(word[:LONGEST_WORD], start, start + len(word), whole)


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
