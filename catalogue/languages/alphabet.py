"""Alphabetical order as each language's readers know it: ICU's where it is installed, else a small table per language.

ICU has no wheel for some machines, so it is optional; `has_icu` tells the doctor.
"""

from functools import cache
from typing import Any

from index import fold

try:
    import icu
except ImportError:
    icu = None

LONGEST = 80
"""Letters of a title that take part in its place."""

_LETTERS = {
    "lv": "aābcčdeēfgģhiyījkķlļmnņoōpqrŗsštuūvwxzž",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهةوي",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "ps": "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیېۍئ",
}
"""Letters that have a place of their own, as in CLDR; any other (ё, أ, é) stands with the one it folds to."""
_DOTLESS = str.maketrans({"I": "ı", "İ": "i"})
"""Turkish and Azerbaijani have an i without a dot, large and small."""

_SIGNS, _DIGITS, _OWN_LETTERS, _OTHER_LETTERS = range(4)


def has_icu() -> bool:
    """True when ICU orders titles."""
    return icu is not None


def sort_key(text: str, language: str) -> bytes:
    """Bytes that sort as readers of the language expect; signs before the first letter or digit do not count."""
    bare = text[:LONGEST].lstrip(" \t\"'«»„“”‘’‹›([{¿¡…–—-")
    collator = _collator(language)
    if collator is not None:
        found: bytes = collator.getSortKey(bare)
        return found
    return b"".join(_place(letter, _table(language)) for letter in _small(bare, language))


def _small(text: str, language: str) -> str:
    return (text.translate(_DOTLESS) if language.split("-")[0] in ("tr", "az") else text).lower()


@cache
def _collator(language: str) -> Any:
    return icu.Collator.createInstance(icu.Locale(language)) if icu is not None else None


@cache
def _table(language: str) -> dict[str, int]:
    own = {letter: place for place, letter in enumerate(_LETTERS.get(language.split("-")[0], ""))}
    return {fold(letter): place for letter, place in own.items()} | own


def _place(letter: str, table: dict[str, int]) -> bytes:
    folded = fold(letter)
    place = table.get(letter, table.get(folded))
    if place is not None:
        return bytes((_OWN_LETTERS, place))
    if letter.isdigit():
        return bytes((_DIGITS,)) + folded.encode()
    if letter.isalnum():
        return bytes((_OTHER_LETTERS,)) + (folded or letter).encode("utf-8", "replace")
    return bytes((_SIGNS,))
