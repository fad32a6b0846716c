"""Cutting text into words, for every script. Whoosh's own `\\w+` cuts Hindi, Ukrainian and Persian words in pieces."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

LONGEST_WORD = 64
"""Letters of a word that count; the rest of a longer run is left out."""

_ONE = r"[\p{L}\p{N}\p{M}]+(?:[\u200c\u200d'’ʼʻ‘`][\p{L}\p{M}]+)*"
_WORD = regex.compile(_ONE)
_HYPHENS = "-‐‑"
_HYPHENED = regex.compile(rf"{_ONE}(?:[{_HYPHENS}]{_ONE})*")
_IDEOGRAPHS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, and where it stands in the text; `whole` is it with the words hyphens join to it, as one."""

    word: str
    start: int
    end: int
    whole: str = ""


def tokens(text: str) -> Iterator[Token]:
    """The words of a text. A run of ideographs, written without spaces, is cut into pairs of neighbours."""
    # Not `concurrent`: to let other threads go on at every word costs a busy server more than the matching.
    has_ideographs, has_hyphens = bool(_IDEOGRAPHS.search(text)), any(hyphen in text for hyphen in _HYPHENS)
    for joined in _HYPHENED.finditer(text, concurrent=False):
        spans = [joined.span()]
        if has_hyphens:
            spans = [match.span() for match in _WORD.finditer(text, *joined.span(), concurrent=False)]
        whole = "".join(text[start:end] for start, end in spans)[:LONGEST_WORD] if len(spans) > 1 else ""
        for start, end in spans:
            word = text[start:end]
            if has_ideographs and _IDEOGRAPHS.search(word, concurrent=False):
                yield from _ideographs(word, start)
            else:
                yield Token(word[:LONGEST_WORD], start, end, whole)


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
