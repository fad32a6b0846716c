"""Russian lemmas: every reading of a word, those of words no dictionary has included."""

from functools import cache

from pymorphy3 import MorphAnalyzer

from index.analysis.folding import fold


def lemmas(word: str) -> tuple[str, ...]:
    """The folded normal forms of all readings of a word."""
    return tuple(dict.fromkeys(fold(reading.normal_form) for reading in _analyser().parse(word)))


def knows(word: str) -> bool:
    """True of a word in the dictionary."""
    return bool(_analyser().word_is_known(word.lower()))


@cache
def _analyser() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")
