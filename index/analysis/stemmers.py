"""Which rules cut the endings of which language, and in which script each is written."""

from collections.abc import Callable
from functools import lru_cache

import regex
import Stemmer

from index.analysis import latvian
from index.analysis.folding import fold, lowered
from index.analysis.suffixes import UKRAINIAN

_SNOWBALL = {
    "en": "english", "ru": "russian", "fr": "french", "it": "italian", "pl": "polish", "ro": "romanian", "ar": "arabic",
    "fa": "persian", "tr": "turkish", "hi": "hindi", "es": "spanish", "de": "german", "lt": "lithuanian", "et": "estonian",
}  # fmt: skip
_SAME_RULES = {"prs": "fa"}

_SCRIPTS = {
    "Latin": ("lv", "en", "fr", "it", "pl", "ro", "tr", "es", "de", "lt", "et"),
    "Cyrillic": ("uk", "ru"),
    "Arabic": ("ar", "fa"),
    "Devanagari": ("hi",),
}
_SCRIPT = {name: regex.compile(rf"\p{{Script={name}}}") for name in _SCRIPTS}


def languages_of(word: str) -> tuple[str, ...]:
    """The languages with rules that write in the script of this word."""
    for name, pattern in _SCRIPT.items():
        if pattern.search(word):
            return _SCRIPTS[name]
    return ()


def rules_of(language: str) -> str:
    """The language whose rules a text in `language` follows: Dari those of Persian, `uk-UA` those of Ukrainian."""
    primary = language.split("-")[0]
    return _SAME_RULES.get(primary, primary)


@lru_cache(maxsize=65_536)
def stems(word: str, language: str) -> tuple[str, ...]:
    """The folded stems of a word by one language's rules, none where the language has no rules.

    A Snowball stemmer expects its diacritics, but people leave them out: the word is cut both as written and as folded.
    """
    rules = rules_of(language)
    cut = _own_rules().get(rules)
    if cut:
        return (cut(fold(word)),)
    if rules not in _SNOWBALL:
        return ()
    stemmer = Stemmer.Stemmer(_SNOWBALL[rules], 0)
    small = lowered(word, rules)
    return tuple(dict.fromkeys(fold(stemmer.stemWord(form)) for form in (small, fold(word))))


def _own_rules() -> dict[str, Callable[[str], str]]:
    return {"lv": latvian.stem, "uk": UKRAINIAN.stem}
