"""Text to keys. Two words that should find each other share a key.

A key is a folded word as it stands, or a stem marked with the language whose rules made it (`lv~gramat`). Index, query,
completion and highlighting all come through here.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.analysis.folding import fold, lowered
from index.analysis.stemmers import languages_of, rules_of, stems
from index.analysis.tokens import Token, tokens

__all__ = ["WordKeys", "fold", "keys", "keys_of_text", "keys_of_word", "query_keys", "tokens", "words"]

_ELISIONS = {"fr": ("l", "d", "j", "qu", "n", "s", "c", "m", "t", "jusqu", "lorsqu", "puisqu"),
             "it": ("l", "un", "d", "all", "dell", "nell", "sull", "dall", "c", "quest")}  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""How German is typed on a keyboard without these letters."""


@dataclass(frozen=True)
class WordKeys:
    """The keys of one word: as it stands, and cut by rules. (Lexicon lemmas will stand between the two.)"""

    exact: tuple[str, ...]
    rule: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.exact + self.rule


@lru_cache(maxsize=65_536)
def keys_of_word(word: str, language: str) -> WordKeys:
    """The keys of a word in a text of this language."""
    word = unicodedata.normalize("NFC", word)
    exact, rule = [fold(word)], [f"{rules_of(language)}~{stem}" for stem in stems(word, language)]
    rest = _after_elision(word, language)
    if rest:
        exact.append(fold(rest))
        rule += [f"{rules_of(language)}~{stem}" for stem in stems(rest, language)]
    if rules_of(language) == "de":
        exact.append(fold(word.lower().translate(_UMLAUTS)))
    parts = [fold(part) for part in word.split("\u200c")]
    if len(parts) > 1:
        exact += parts
    return WordKeys(tuple(key for key in dict.fromkeys(exact) if key), tuple(dict.fromkeys(rule)))


def keys_of_text(text: str, language: str) -> Iterator[WordKeys]:
    """The keys of each word of a text, in order."""
    for token in tokens(text):
        found = keys_of_word(token.word, language)
        if found.exact:
            yield found


@lru_cache(maxsize=65_536)
def query_keys(word: str, language: str) -> WordKeys:
    """The keys a visitor's word is looked up by: nobody knows in which language it was meant, so every language that
    is written in its script cuts it by its own rules."""
    languages = dict.fromkeys((rules_of(language), *languages_of(word)))
    found = [keys_of_word(word, each) for each in languages]
    exact = dict.fromkeys(key for keys_ in found for key in keys_.exact)
    rule = dict.fromkeys(key for keys_ in found for key in keys_.rule)
    return WordKeys(tuple(exact), tuple(rule))


def keys(text: str, language: str) -> frozenset[str]:
    """Every key a text meets on."""
    return frozenset(key for word in keys_of_text(text, language) for key in word.all)


def words(text: str) -> list[Token]:
    """The words of a visitor's query, those that fold to nothing left out."""
    return [token for token in tokens(text) if fold(token.word)]


def _after_elision(word: str, language: str) -> str:
    small = lowered(word, language).replace("’", "'").replace("ʼ", "'")
    head, mark, rest = small.partition("'")
    return rest if mark and head in _ELISIONS.get(rules_of(language), ()) else ""
