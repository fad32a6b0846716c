"""Russian lemmas: every reading of a word, those of words no dictionary has included."""

from functools import cache

from pymorphy3 import MorphAnalyzer

from index.analysis.folding import fold


def lemmas(word: str) -> tuple[str, ...]:
    """The folded normal forms of all readings of a word."""
    return tuple(dict.fromkeys(fold(lemma) for _, _, lemma, *_ in _analyser().parse(word)))


def knows(word: str) -> bool:
    """True of a word in the dictionary."""
    return bool(_analyser().word_is_known(word.lower()))


@cache
def _analyser() -> MorphAnalyzer:
    # How likely each reading is would cost as much again as the readings, and all of them count.
    return MorphAnalyzer(lang="ru", result_type=None, probability_estimator_cls=None)
