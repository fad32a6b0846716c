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
    "lv": "aābcčdeēfgģhiījkķlļmnņoōpqrŗsštuūvwxyzž",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "ar": "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهةوؤيىئ",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
}
_OWN_SCRIPT_FIRST = 1
_OTHER_LETTERS = 2


def has_icu() -> bool:
    """True when ICU orders titles."""
    return icu is not None


def sort_key(text: str, language: str) -> bytes:
    """Bytes that sort as readers of the language expect; signs before the first letter or digit do not count."""
    bare = text[:LONGEST].lstrip(" \t\"'«»„“”‘’‹›([{¿¡…–—-").lower()
    collator = _collator(language)
    if collator is not None:
        found: bytes = collator.getSortKey(bare)
        return found
    return b"".join(_place(letter, _table(language)) for letter in bare)


@cache
def _collator(language: str) -> Any:
    return icu.Collator.createInstance(icu.Locale(language)) if icu is not None else None


@cache
def _table(language: str) -> dict[str, int]:
    return {letter: place for place, letter in enumerate(_LETTERS.get(language.split("-")[0], ""))}


def _place(letter: str, table: dict[str, int]) -> bytes:
    if letter in table:
        return bytes((_OWN_SCRIPT_FIRST, table[letter]))
    folded = fold(letter)
    if folded in table:
        return bytes((_OWN_SCRIPT_FIRST, table[folded]))
    if not letter.isalnum():
        return b"\x00"
    if letter.isdigit():
        return b"\x01" + b"\x00" + folded.encode()
    return bytes((_OTHER_LETTERS,)) + (folded or letter).encode("utf-8", "replace")
