"""The script a text is written in, and the one a language is usually written in (ISO 15924, from CLDR)."""

import unicodedata
from collections import Counter

from babel.core import get_global

_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "THAI": "Thai",
    "ETHIOPIC": "Ethi",
    "CJK": "Hani",
    "HIRAGANA": "Hani",
    "KATAKANA": "Hani",
    "HANGUL": "Hani",
}
"""By the first word of a letter's name; those of East Asia, which are mixed in one text, count as one."""

_EAST_ASIAN = ("Hans", "Hant", "Jpan", "Kore")


def script_of(text: str) -> str:
    """The script of most of its letters; empty when it has none that is known."""
    letters = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    known = Counter({_SCRIPTS[name]: count for name, count in letters.items() if name in _SCRIPTS})
    return known.most_common(1)[0][0] if known else ""


def usual_script(language: str) -> str:
    """The script of a language; empty when CLDR does not know it."""
    parts = language.split("-")
    if len(parts) > 1 and len(parts[1]) == 4:
        return parts[1]
    likely = get_global("likely_subtags").get("fa" if parts[0] == "prs" else parts[0], "").split("_")
    script = str(likely[1]) if parts[0] != "und" and len(likely) > 1 else ""
    return "Hani" if script in _EAST_ASIAN else script


def in_script(language: str, text: str) -> str:
    """The language with the text's script, when that is another than usual: a Ukrainian title in Latin letters is `uk-Latn`."""
    script, usual = script_of(text), usual_script(language)
    if "-" in language or not usual or script in ("", usual, "Hani"):
        return language
    return f"{language}-{script}"
