"""Word forms and their lemmas, from compiled dictionaries that are mapped into memory, not loaded.

The forms are folded, so a word typed without its diacritics is found too. `python -m lexicons` makes the files; beside each
stand the terms of the dictionaries it comes from.
"""

from functools import cache
from pathlib import Path

import marisa_trie

FOLDER = Path(__file__).parent / "lexicons"
EDITION = FOLDER / "edition.txt"
"""Names all lexicons together: keys change when it does."""

_LEAST = 33
"""Codes start at a printable sign, which keeps them clear of the trie's own separator."""


class Lexicon:
    """The forms of one language."""

    def __init__(self, path: Path) -> None:
        self._trie = marisa_trie.BytesTrie()
        self._trie.mmap(str(path))

    def lemmas(self, form: str) -> tuple[str, ...]:
        """The folded lemmas of a folded form, none if it is unknown."""
        return tuple(_decoded(form, code) for code in self._trie.get(form, ()))

    def __contains__(self, form: object) -> bool:
        return form in self._trie


@cache
def lexicon_of(language: str) -> Lexicon | None:
    """The lexicon of a language, None where there is none."""
    path = FOLDER / f"{language}.trie"
    return Lexicon(path) if path.exists() else None


def edition() -> str:
    """The name of the lexicons as they stand."""
    return EDITION.read_text("ascii").strip()


def code_of(form: str, lemma: str) -> bytes:
    """How a lemma is written beside its form: how many letters to cut off the form's end, and what to add."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return bytes([_LEAST + len(form) - shared]) + lemma[shared:].encode()


def _decoded(form: str, code: bytes) -> str:
    return form[: len(form) - code[0] + _LEAST] + code[1:].decode()
