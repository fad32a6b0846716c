"""One key for the spellings of a name in different scripts and romanisations: Шевченко, Shevchenko, Ševčenko, Szewczenko.

Every word is written in Latin letters, and letters that romanisations disagree about are made one. Arabic writing
leaves out short vowels, so names written in it meet others by their consonants, and only if there are enough of them.
This throws other words together too: it is for names alone, and counts least.
"""

import re
from functools import lru_cache

from anyascii import anyascii

from index.analysis.folding import fold

_LEAST = 4
"""Letters a name needs to be told from others this way; consonants, where vowels are left out."""

_CYRILLIC = str.maketrans({"щ": "sh", "ш": "sh", "ч": "ch", "ж": "zh", "х": "h", "ц": "c", "й": "i", "ы": "i", "і": "i",
                           "ї": "i", "и": "i", "є": "e", "э": "e", "е": "e", "ё": "o", "ю": "u", "я": "a", "ь": "", "ъ": "",
                           "г": "g", "ґ": "g"})  # fmt: skip
_SAME = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("tsch|tch", "ch"),
        ("shch|szcz", "sh"),
        ("sch|sz|sh", "S"),
        ("cz|ch", "C"),
        ("zh|rz", "Z"),
        ("kh|x(?!$)", "h"),
        ("ts|tz|c", "k"),
        ("ph", "f"),
        ("[wv]|ff?$", "v"),
        ("q|ck", "k"),
        ("[yj]?i[yj]?|[yj]", "i"),
        ("i(?=[aeou])", ""),
        ("(?<=[aeou])i(?=[aeou])", ""),
        ("[eo]v$", "ov"),
        ("g", "h"),
        (r"(.)\1+", r"\1"),
    )
)
_LATVIAN_MASCULINE = re.compile("(?<=..)(is|s)$")
_ARABIC = re.compile("[\u0600-\u06ff]")
_NO_CONSONANT = re.compile("[^bdfhjklmnprstvzSCZ]")


@lru_cache(maxsize=8_192)
def name_keys(word: str) -> tuple[str, ...]:
    """The keys a name is found by in any spelling, none for a word too short to tell."""
    found = []
    if not _ARABIC.search(word):
        whole = _skeleton(_in_latin(word))
        if len(whole) >= _LEAST:
            found += [f"name~{each}" for each in (whole, _LATVIAN_MASCULINE.sub("", whole)) if len(each) >= _LEAST]
    consonants = _NO_CONSONANT.sub("", _skeleton(_in_latin(word)))
    if len(consonants) >= _LEAST:
        found.append(f"name~~{consonants}")
    return tuple(dict.fromkeys(found))


def _in_latin(word: str) -> str:
    marked = word.lower().translate(_CYRILLIC)
    for letters, sound in (
        ("š", "sh"),
        ("ş", "sh"),
        ("ș", "sh"),
        ("č", "ch"),
        ("ć", "ch"),
        ("ç", "ch"),
        ("ž", "zh"),
        ("ż", "zh"),
        ("ź", "zh"),
    ):
        marked = marked.replace(letters, sound)
    return re.sub("[^a-z]", "", anyascii(fold(marked)).lower())


def _skeleton(word: str) -> str:
    for pattern, replacement in _SAME:
        word = pattern.sub(replacement, word)
    return re.sub("i$", "", word)
