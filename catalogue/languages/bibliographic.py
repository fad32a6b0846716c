"""The three-letter language codes of library records (ISO 639-2, bibliographic) as BCP 47, and back."""

import re

from babel.core import get_global

_NO_LANGUAGE = ("und", "mul", "zxx", "mis", "art")
"""Undetermined, several, none, one without a code of its own, a made-up one."""

_WRITTEN = {
    **{"ak": "aka", "ar": "ara", "ay": "aym", "az": "aze", "bo": "tib", "cr": "cre", "cs": "cze", "cy": "wel"},
    **{"de": "ger", "dz": "dzo", "el": "gre", "et": "est", "eu": "baq", "fa": "per", "ff": "ful", "fr": "fre"},
    **{"gn": "grn", "gu": "guj", "hr": "hrv", "hy": "arm", "ik": "ipk", "is": "ice", "iu": "iku", "ka": "geo"},
    **{"kg": "kon", "kr": "kau", "ku": "kur", "kv": "kom", "lv": "lav", "mg": "mlg", "mi": "mao", "mk": "mac"},
    **{"mn": "mon", "ms": "may", "my": "bur", "ne": "nep", "nl": "dut", "oj": "oji", "om": "orm", "or": "ori"},
    **{"ps": "pus", "qu": "que", "ro": "rum", "sa": "san", "sc": "srd", "sk": "slo", "sq": "alb", "sr": "srp"},
    **{"sw": "swa", "uz": "uzb", "yi": "yid", "za": "zha", "zh": "chi"},
}
"""The code to write where CLDR knows several for a language; the others follow from it."""

_READ = {code: short for code, short in get_global("language_aliases").items() if len(code) == 3 and len(short) == 2}
_CODES = {**{short: code for code, short in _READ.items()}, **_WRITTEN}


def from_bibliographic(code: str) -> str:
    """The BCP 47 code (`lav` is `lv`); the code itself where there is no shorter one, empty when it names no language."""
    code = code.strip().lower()
    if code in _NO_LANGUAGE or not re.fullmatch("[a-z]{3}", code):
        return ""
    return _READ.get(code, code)


def to_bibliographic(language: str) -> str:
    """The three-letter code (`lv` is `lav`); empty for what these codes cannot say, such as a script."""
    if re.fullmatch("[a-z]{3}", language):
        return language
    return _CODES.get(language, "")
