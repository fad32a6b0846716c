"""Text to keys. Two words that should find each other share a key.

A word has keys in three tiers: as it stands, folded; its lemmas, from dictionaries; and its stems, cut by rules. Lemmas and stems
are marked with the language that gave them (`lv~gramata`, `lv~~gramat`). Index, query, completion, correction and
highlighting all come through here.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.analysis.folding import fold
from index.analysis.languages import Language, language_of, languages_of
from index.analysis.spelling import compound, parts, respelt, spellings
from index.analysis.tokens import Token, is_ideographic, tokens

__all__ = [
    "WordKeys",
    "analysed",
    "fold",
    "keys",
    "keys_of_text",
    "keys_of_word",
    "query_keys",
    "query_spellings",
    "tokens",
    "words",
]


@dataclass(frozen=True, slots=True)
class WordKeys:
    """The keys of one word, from the surest tier to the loosest."""

    exact: tuple[str, ...]
    lemma: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.exact + self.lemma + self.rule


@lru_cache(maxsize=32_768)
def keys_of_word(word: str, language: str) -> WordKeys:
    """The keys of a word in a text of this language."""
    word = unicodedata.normalize("NFC", word)
    if is_ideographic(word):
        return WordKeys((fold(word),), (), tuple(f"zh~~{sign}" for sign in fold(word)))
    rules = language_of(language)
    inside = _inside(word, rules)
    exact = [*spellings(word, rules), *map(fold, inside)]
    lemma: list[str] = []
    rule: list[str] = []
    if rules and rules.code in languages_of(word):
        for each in (word, *inside):
            lemmas, stems = rules.analysed(each)
            lemma += [f"{rules.code}~{one}" for one in lemmas]
            rule += [f"{rules.code}~~{one}" for one in stems]
        if rules.code == "de" and not lemma:
            rule += [f"de~{part}" for part in compound(word)]
    return WordKeys(_distinct(exact), _distinct(lemma), _distinct(rule))


def keys_of_text(text: str, language: str) -> Iterator[WordKeys]:
    """The keys of each word of a text, in order."""
    for token in tokens(text):
        found = keys_of_word(token.word, language)
        if found.exact:
            yield found


@lru_cache(maxsize=4_096)
def analysed(text: str, language: str) -> tuple[WordKeys, ...]:
    """The keys of each word of a short text that is asked about again and again, such as a label."""
    return tuple(keys_of_text(text, language))


@lru_cache(maxsize=4_096)
def query_keys(word: str, language: str) -> WordKeys:
    """The keys a visitor's word is looked up by: nobody knows in which language it was meant, so every language that
    is written in its script reads it its own way. Of ideographs only a lone one is looked for inside other words."""
    if is_ideographic(word):
        found = keys_of_word(word, "zh")
        return found if len(word) == 1 else WordKeys(found.exact)
    each = [keys_of_word(word, code) for code in _read_in(word, language)]
    return WordKeys(
        _distinct([key for keys_ in each for key in keys_.exact]),
        _distinct([key for keys_ in each for key in keys_.lemma]),
        _distinct([key for keys_ in each for key in keys_.rule]),
    )


@lru_cache(maxsize=4_096)
def query_spellings(word: str, language: str) -> tuple[str, ...]:
    """The keys a visitor's word is looked up by as it stands: those of `query_keys` without lemmas and stems."""
    word = unicodedata.normalize("NFC", word)
    if is_ideographic(word):
        return (fold(word),)
    found = []
    for rules in map(language_of, _read_in(word, language)):
        found += [*spellings(word, rules), *map(fold, _inside(word, rules))]
    return _distinct(found)


def keys(text: str, language: str) -> frozenset[str]:
    """Every key a text meets on."""
    return frozenset(key for word in keys_of_text(text, language) for key in word.all)


def words(text: str) -> list[Token]:
    """The words of a text, those that fold to nothing left out."""
    return [token for token in tokens(text) if fold(token.word)]


def _inside(word: str, rules: Language | None) -> tuple[str, ...]:
    """What is analysed along with a word."""
    return *parts(word, rules), *respelt(word, rules)


def _read_in(word: str, language: str) -> tuple[str, ...]:
    """The languages a visitor's word may be in, the visitor's own first; none is written as an empty one."""
    rules = language_of(language)
    spoken = (rules.code,) if rules else ()
    return tuple(dict.fromkeys((*spoken, *languages_of(word)))) or ("",)


def _distinct(keys_: list[str]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(keys_) if key and key[-1] != "~") if keys_ else ()
