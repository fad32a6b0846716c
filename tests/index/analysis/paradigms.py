"""Reads the paradigm files: words of a language with their inflected forms, spellings that are one word, and words
that only look alike.

A line is `lemma: form form ...`, `= spelling spelling ...` or `!= word word`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index import fold, keys

FOLDER = Path(__file__).parent / "paradigms"


@dataclass(frozen=True)
class Paradigms:
    """One language's file."""

    forms: tuple[tuple[str, str], ...]
    spellings: tuple[tuple[str, str], ...]
    strangers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Conflation:
    """Percentages: forms that meet their lemma as written and as typed without diacritics, spellings that meet, and
    strangers that do not."""

    recall: float
    bare_recall: float
    spellings: float
    apart: float


def read(language: str) -> Paradigms:
    """The paradigms of a language."""
    forms, spellings, strangers = [], [], []
    for line in (FOLDER / f"{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("!="):
            first, *others = line[2:].split()
            strangers += [(first, other) for other in others]
        elif line.startswith("="):
            first, *others = line[1:].split()
            spellings += [(first, other) for other in others]
        elif ":" in line and not line.startswith("#"):
            lemma, _, inflected = line.partition(":")
            forms += [(form, lemma.strip()) for form in inflected.split() if form != lemma.strip()]
    return Paradigms(tuple(forms), tuple(spellings), tuple(strangers))


def measure(language: str) -> Conflation:
    """How well the index's keys bring the paradigms of a language together, and keep the rest apart."""
    found = read(language)
    return Conflation(
        _share(_meet(form, lemma, language) for form, lemma in found.forms),
        _share(_meet(fold(form), lemma, language) for form, lemma in found.forms),
        _share(_meet(*pair, language) for pair in found.spellings),
        _share(not _meet(*pair, language) for pair in found.strangers),
    )


def apart(language: str) -> Iterator[tuple[str, str]]:
    """The forms that miss their lemma."""
    return ((form, lemma) for form, lemma in read(language).forms if not _meet(form, lemma, language))


def _meet(one: str, other: str, language: str) -> bool:
    return not keys(one, language).isdisjoint(keys(other, language))


def _share(answers: Iterator[bool]) -> float:
    found = list(answers)
    return round(100 * sum(found) / len(found), 1) if found else 100.0
