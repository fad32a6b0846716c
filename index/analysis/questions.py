"""What a whole question asks for: its words without those that carry no subject (where, can, I, for), in each
language's own list.

Small words of one language are subjects of another (English *car*, French *car*), so first the language of the
question is guessed.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import regex

from index.analysis.folding import fold, simplified
from index.analysis.languages import LANGUAGES, language_of, languages_of

FOLDER = Path(__file__).parent / "stopwords"

_SPOKEN = 0.5
"""The visitor's interface language counts half a word more than others."""

_LETTERS = {
    "lv": "āčēģīķļņšūž", "lt": "ąčęėįšųūž", "et": "äõöüšž", "pl": "ąćęłńóśźż", "ro": "ăâîșțşţ", "tr": "çğıöşüâîû",
    "az": "əçğıöşü", "fr": "àâæçéèêëîïôœùûüÿ", "it": "àèéìíòóùú", "es": "áéíñóúü", "de": "äöüß", "uz": "ʻ", "en": "",
    "vi": "àáãâèéêìíòóõôùúýăđĩũơưạảấầẩẫậắằẳẵặẻẽẹếềểễệỉịỏọốồổỗộớờởỡợủụứừửữựỷỵỹ",
    "uk": "іїєґ", "ru": "ыэъё", "fa": "پچژگکی", "ps": "پچژگکیټډړږښګڼۍېځڅ", "ar": "كيةىئؤأإ",
}  # fmt: skip
"""The letters of each language that not all languages of its script have."""

_SPECIAL = frozenset("".join(_LETTERS.values()))

_IN_WORDS = frozenset("里中上下学书用到")
"""Chinese small words that are mostly parts of others."""


def content(words: Sequence[str], language: str) -> tuple[bool, ...]:
    """For each word whether it says what is looked for. When no word does, all of them do."""
    guessed = likely_language(tuple(words), language)
    found = tuple(not is_small(word, guessed) for word in words)
    return found if any(found) else (True,) * len(words)


def spaced(text: str) -> str:
    """Chinese text with spaces in place of its small words, which nothing else sets apart; as it is if nothing would be left."""
    plain = _chinese_small_words().sub(lambda small: " " * len(small[0]), simplified(text))
    left = "".join(" " if sign == " " else typed for typed, sign in zip(text, plain, strict=True))
    return left if left.strip() else text


@cache
def _chinese_small_words() -> regex.Pattern[str]:
    small = sorted(stop_words("zh") - _IN_WORDS, key=len, reverse=True)
    return regex.compile("|".join(map(regex.escape, small)))


@lru_cache(maxsize=1024)
def likely_language(words: tuple[str, ...], language: str) -> str:
    """The language most of the words belong to, by its small words and its lexicon; in doubt the visitor's, then the one
    that would leave out least."""
    spoken = language_of(language)
    code = spoken.code if spoken else ""
    best, best_rank = code, (0.0, 0)
    for candidate in dict.fromkeys((code, *(each for word in words for each in languages_of(word)))):
        if candidate:
            small = [is_small(word, candidate) for word in words]
            known = sum(
                is_small or LANGUAGES[candidate].knows(word) for word, is_small in zip(words, small, strict=True)
            )
            spelt = sum(_can_spell(candidate, word.lower()) for word in words)
            rank = (known + spelt + _SPOKEN * (candidate == code), -sum(small))
            if rank > best_rank:
                best, best_rank = candidate, rank
    return best


def _can_spell(language: str, word: str) -> bool:
    """True of a word with letters of its own that the language has."""
    special = _SPECIAL.intersection(word)
    return bool(special) and special <= set(_LETTERS.get(language, ""))


def is_small(word: str, language: str) -> bool:
    """True of a word that carries no subject in this language."""
    return _compared(word, language) in stop_words(language)


@cache
def stop_words(language: str) -> frozenset[str]:
    """The small words of a language, as they are compared."""
    path = FOLDER / f"{language}.txt"
    words = path.read_text("utf-8").split() if path.exists() else ()
    return frozenset(_compared(word, language) for word in words)


def _compared(word: str, language: str) -> str:
    """Folded; but in Vietnamese the tone is all that tells small words from others."""
    return unicodedata.normalize("NFC", word.lower()) if language == "vi" else fold(word)
