"""The letters of a MARC record, whatever encoding they are in: its leader often says another than the one it is written in."""

import re
import unicodedata
from collections.abc import Callable

from pymarc.marc8 import marc8_to_unicode
from pymarc.marc8_mapping import CODESETS, ODD_MAP

Decode = Callable[[bytes], str]

_ESCAPE = re.compile(rb"\x1b(?:\$([,)\-]?)|([(),\-]))?([!-~])")
_ANSEL, _EAST_ASIAN, _LATIN = 0x45, 0x31, 0x42
_ESCAPES_TO_LATIN = 0x73

_UNSEEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f\x88\x89\x98\x9c]")
"""Signs for teleprinters, and those around an article that sorting passes over."""

_UNFIT = re.compile("[\x00\x1b\x80-\x9f\ufffd\ufffe\uffff]")
"""What no text holds that was read in the right encoding."""

_ONE_BYTE = {
    **dict.fromkeys(("lav", "lit", "est"), "cp1257"),
    **dict.fromkeys(("rus", "ukr", "bel", "bul"), "cp1251"),
    **dict.fromkeys(("pol", "cze", "slo", "hun", "hrv", "slv", "rum"), "cp1250"),
    "tur": "cp1254",
    "gre": "cp1253",
}
"""Encodings that are none for MARC and yet in files, by the language of the record; of any other, Western Europe's."""

_ISO_5426 = {
    **dict(zip(range(0xA1, 0xB0), "¡„£$¥†§′‘“«♭©℗®", strict=True)),
    **{0xB0: "ʻ", 0xB1: "ʼ", 0xB2: "‚", 0xB6: "‡", 0xB7: "·", 0xB8: "″", 0xB9: "’"},
    **{0xBA: "”", 0xBB: "»", 0xBC: "♯", 0xBD: "ʹ", 0xBE: "ʺ", 0xBF: "¿"},
    **dict(
        zip(range(0xC0, 0xC9), map(chr, (0x309, 0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308)), strict=True)
    ),
    **dict(zip(range(0xC9, 0xD0), map(chr, (0x308, 0x30A, 0x315, 0x312, 0x30B, 0x31B, 0x30C)), strict=True)),
    **dict(zip(range(0xD0, 0xD8), map(chr, (0x327, 0x31C, 0x326, 0x328, 0x325, 0x32E, 0x323, 0x324)), strict=True)),
    **dict(zip(range(0xD8, 0xDC), map(chr, (0x332, 0x333, 0x329, 0x32D)), strict=True)),
    **{0xE1: "Æ", 0xE2: "Đ", 0xE6: "Ĳ", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEC: "Þ"},
    **{0xF1: "æ", 0xF2: "đ", 0xF3: "ð", 0xF5: "ı", 0xF6: "ĳ", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß", 0xFC: "þ"},
    **{each: chr(each) for each in (0x88, 0x89, 0x98, 0x9C)},
}
"""The Latin letters of UNIMARC from before Unicode; a diacritic stands before its letter."""


def readings(raw: bytes, is_unimarc: bool, language: str) -> list[Decode]:
    """The ways to read the parts of a record, the most trusted first; `raw` is all of it, `language` its three-letter code.

    The leader is not asked: what can be read as UTF-8 is UTF-8, and hardly anything else can be by chance.
    """
    utf8 = _tidied(lambda part: part.decode("utf-8"))
    older = _tidied(_from_iso_5426 if is_unimarc else _from_marc8)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        one_byte = _ONE_BYTE.get(language, "cp1252")
        return [older, _tidied(lambda part: part.decode(one_byte))]
    return [older, utf8] if _ESCAPE.search(raw) else [utf8]


def _tidied(decode: Decode) -> Decode:
    return lambda part: tidy(decode(part))


def tidy(text: str) -> str:
    """The text in composed letters, without the marks nobody sees.

    Raises:
        ValueError: it holds what no text does.
    """
    text = _UNSEEN.sub("", text)
    if _UNFIT.search(text):
        raise ValueError("garbage")
    return unicodedata.normalize("NFC", text)


def _from_marc8(part: bytes) -> str:
    if not _is_marc8(part):
        raise ValueError("not MARC-8")
    return marc8_to_unicode(part, hide_utf8_warnings=True)


def _is_marc8(part: bytes) -> bool:
    """True when every byte means something: pymarc would read any other as a space."""
    first, second, start = _LATIN, _ANSEL, 0
    for found in [*_ESCAPE.finditer(part), None]:
        if not _has_signs(part[start : found.start() if found else len(part)], first, second):
            return False
        if found:
            start, named = found.end(), found[3][0]
            if (found[1] or found[2]) in (b")", b"-"):
                second = named
            else:
                first = _LATIN if named == _ESCAPES_TO_LATIN else named
            if first not in CODESETS or second not in CODESETS:
                return False
    return True


def _has_signs(stretch: bytes, first: int, second: int) -> bool:
    if b"\x1b" in stretch:
        return False
    if first == _EAST_ASIAN:
        signs = [stretch[at : at + 3] for at in range(0, len(stretch), 3)]
        return all(int.from_bytes(sign, "big") in CODESETS[first] for sign in signs)
    is_waiting = False
    for byte in stretch:
        if byte in (0x88, 0x89, 0x8D, 0x8E):
            continue
        found = CODESETS[second if byte > 0x80 else first].get(byte)
        if found is None and byte > 0x20 and byte not in ODD_MAP:
            return False
        is_mark = bool(found and found[1])
        # A diacritic stands before its letter: one before a space or a comma is a letter of another encoding.
        if is_waiting and not is_mark and not (found and chr(found[0]).isalnum()):
            return False
        is_waiting = is_mark
    return not is_waiting


def _from_iso_5426(part: bytes) -> str:
    text, waiting = "", ""
    for byte in part:
        letter = chr(byte) if byte < 0x80 else _ISO_5426.get(byte, "")
        if not letter:
            raise ValueError("not ISO 5426")
        if unicodedata.combining(letter):
            waiting += letter
        elif waiting and not letter.isalnum():
            raise ValueError("not ISO 5426")
        else:
            text, waiting = text + letter + waiting, ""
    if waiting:
        raise ValueError("not ISO 5426")
    return text
