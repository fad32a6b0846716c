"""Uzbek, written in Latin and in Cyrillic letters with several kinds of apostrophe: one spelling first, then the lemma."""

from lemmauz import fsm_lemmatize

from index.analysis.folding import fold
from index.analysis.suffixes import UZBEK

_TO_LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x", "ц": "ts",
    "ч": "ch", "ш": "sh", "ъ": "", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ў": "oʻ", "ғ": "gʻ", "қ": "q", "ҳ": "h",
})  # fmt: skip
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`ʼ", "ʻ"))


def in_latin(word: str) -> str:
    """The word in small letters of the Latin alphabet, with one kind of apostrophe."""
    small = word.lower()
    if small.startswith("е"):
        small = "ye" + small[1:]
    return small.translate(_TO_LATIN).translate(_APOSTROPHES)


def lemmas(word: str) -> tuple[str, ...]:
    """The folded lemma of a word."""
    return (fold(fsm_lemmatize(in_latin(word))),)


def stems(word: str) -> tuple[str, ...]:
    """What endings alone leave of a word, folded."""
    return UZBEK.stems(fold(in_latin(word)))
