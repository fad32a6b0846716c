"""Folding: the one spelling that all spellings of a word share, whoever typed it on whatever keyboard.

Done once, here, for index, query, completion and highlighting alike. The rules and the mistakes behind them: a plain "strip all
accents" makes Ukrainian й and ї into other letters and takes the vowels out of Hindi.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

_KEPT_WHOLE = frozenset("йї")
"""Decompose in Unicode, but are letters of their own."""

_INDIC = range(0x0900, 0x0E00)
"""Devanagari to Sinhala, where marks are vowels."""

_APOSTROPHES = "'’ʼʻ‘`´ʹ′"
_JOINERS = "\u200c\u200d\u200e\u200f\u00ad\ufeff"

_LETTERS = {
    "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e", "ǝ": "e", "þ": "th", "ð": "d", "ħ": "h",
    "ґ": "г", "ё": "е", "ў": "o", "ғ": "g", "қ": "q", "ҳ": "h",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ئ": "ي", "ێ": "ي",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ؤ": "و", "ک": "ك", "ګ": "گ", "ـ": "",
}  # fmt: skip
_LETTERS |= {
    chr(ord(one) + vowel): chr(ord(other) + vowel)
    for one, other in (("ሐ", "ሀ"), ("ኀ", "ሀ"), ("ሠ", "ሰ"), ("ዐ", "አ"), ("ፀ", "ጸ"))
    for vowel in range(7)
}
_LETTERS |= dict.fromkeys("ሃሓኃ", "ሀ") | dict.fromkeys("ኣዓ", "አ")
"""Ethiopic letters that sound alike, with all their vowels; the first and the fourth vowel of a guttural are one sound."""

SIMPLIFIED = Path(__file__).parent / "lexicons" / "zh.txt"
"""The simplified sign of every traditional Chinese one; `python -m lexicons.simplified` writes it."""

_SIMPLIFIED = dict(line.split("\t") for line in SIMPLIFIED.read_text("utf-8").splitlines())

_TURKIC = str.maketrans({"I": "ı", "İ": "i"})


def simplified(text: str) -> str:
    """Chinese text with simplified signs for traditional ones, sign by sign."""
    return "".join(_SIMPLIFIED.get(sign, sign) for sign in text)


def lowered(text: str, language: str = "") -> str:
    """Small letters as the language writes them: only Turkish and Azerbaijani tell I from İ."""
    if language.split("-")[0] in {"tr", "az"}:
        text = text.translate(_TURKIC)
    return text.lower()


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """The text with one spelling for all: small letters, no accents, one Arabic letter table, simplified Chinese signs, ASCII
    digits."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return "".join(map(_folded, unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())))


@lru_cache(maxsize=8192)
def _folded(letter: str) -> str:
    if letter in _KEPT_WHOLE:
        return letter
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter in _SIMPLIFIED:
        return _SIMPLIFIED[letter]
    if letter in _APOSTROPHES or letter in _JOINERS:
        return ""
    if letter.isdigit() and unicodedata.decimal(letter, None) is not None:
        return str(unicodedata.decimal(letter))
    if ord(letter[0]) in _INDIC:
        return letter
    bare = "".join(part for part in unicodedata.normalize("NFD", letter) if unicodedata.category(part) != "Mn")
    return "".join(_LETTERS.get(part, part) for part in bare)
