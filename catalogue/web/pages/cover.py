"""The cover drawn for a record without a picture: the first words of its title on the colour of its kind."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from flask import url_for

from catalogue.languages import Wording, direction
from catalogue.records import Record, Resource
from catalogue.records.file import is_stored_name, small_version
from catalogue.web.pages.shown import NOTHING, Shown, best

WIDTH = 72.0
"""Room for a line, in units of the drawing, which is 84 wide and 108 high."""

SIZES = (12.0, 10.0, 8.5)
"""Sizes of letters, in the same units, the largest first."""

MOST_LINES = 4

SIGNS, TITLES = 4_096, 1_024
"""Signs whose widths, and titles whose lines are remembered: a page of results would measure ten thousand letters."""

_NARROW = frozenset("iljtfrI1.,;:!|'’()[]- ")
_WIDE = frozenset("mwMWшщжюыфШЩЖЮЫФ@—")


@dataclass(frozen=True)
class CoverLine:
    """A line of a drawn cover and how far down it stands."""

    text: str
    y: float


@dataclass(frozen=True)
class DrawnCover:
    """A drawn cover; `language` is empty when it is the page's own, `x` is where every line starts. `picture` is the address of a
    picture to show in its place, `large` the same in more points, `alternative` what it shows."""

    kind: str
    lines: tuple[CoverLine, ...]
    size: float
    x: float
    language: str
    direction: str
    picture: str = ""
    large: str = ""
    alternative: Shown = NOTHING


def cover_of(record: Record, title: Shown, wording: Wording) -> DrawnCover:
    """The cover of a record: its picture if one was brought, and what is drawn for it."""
    drawn = drawn_cover(record.shown_kind, title, wording.interface.code)
    if not isinstance(record, Resource) or not record.cover or not is_stored_name(record.cover.file):
        return drawn
    return replace(
        drawn,
        picture=file_url(small_version(record.cover.file)),
        large=file_url(record.cover.file),
        alternative=best(record.cover.alternatives, wording),
    )


def file_url(name: str) -> str:
    """The address of a file that is kept here."""
    return url_for("interop.file", name=name)


def drawn_cover(kind: str, title: Shown, page_language: str) -> DrawnCover:
    """The cover of a thing of this kind with this title on a page in this language."""
    runs = title.direction or direction(title.language or page_language)
    size, lines = _fitted(title.value)
    return DrawnCover(
        kind,
        tuple(CoverLine(line, round(10 + size + number * size * 1.3, 1)) for number, line in enumerate(lines)),
        size,
        78 if runs == "rtl" else 6,
        title.language,
        runs,
    )


def width_of(text: str) -> float:
    """About how wide a text is, as a multiple of the size of its letters."""
    return sum(map(_width, text))


def wrapped(text: str, room: float) -> list[str]:
    """The text in lines no wider than `room`, broken between words and, where a script writes none or one is too wide, within."""
    lines = [""]
    for word in text.split():
        for number, piece in enumerate(_pieces(word, room)):
            joined = f"{lines[-1]} {piece}" if lines[-1] and not number else f"{lines[-1]}{piece}"
            if not lines[-1] or width_of(joined) <= room:
                lines[-1] = joined
            else:
                lines.append(piece)
    return lines if lines[0] else []


@lru_cache(TITLES)
def _fitted(title: str) -> tuple[float, list[str]]:
    """The largest letters in which the title fits, else the smallest with its first lines."""
    for size in SIZES:
        room = WIDTH / size
        lines = wrapped(title, room)
        if len(lines) <= MOST_LINES and max(map(width_of, title.split()), default=0) <= room:
            return size, lines
    if len(lines) <= MOST_LINES:
        return size, lines
    return size, [*lines[: MOST_LINES - 1], _ended(lines[MOST_LINES - 1], room)]


def _ended(line: str, room: float) -> str:
    letters = _letters(line)
    while len(letters) > 1 and width_of("".join(letters)) + width_of("…") > room:
        letters.pop()
    return f"{''.join(letters).rstrip(' ,;:.–-')}…"


def _pieces(word: str, room: float) -> Iterator[str]:
    """The parts of a word between which a line may end."""
    if any(map(_is_wide, word)):
        yield from _letters(word)
        return
    if width_of(word) <= room:
        yield word
        return
    letters = _letters(word)
    piece = ""
    for letter in letters:
        if piece and width_of(piece + letter) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _letters(text: str) -> list[str]:
    """The letters of a text, each with the marks upon it."""
    found: list[str] = []
    for sign in text:
        if found and (unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf") or unicodedata.combining(sign)):
            found[-1] += sign
        else:
            found.append(sign)
    return found


@lru_cache(SIGNS)
def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


@lru_cache(SIGNS)
def _width(sign: str) -> float:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0.0
    if _is_wide(sign):
        return 1.0
    if sign in _NARROW:
        return 0.33
    if sign in _WIDE:
        return 0.88
    if "\u0900" <= sign <= "\u0dff" or "\u1200" <= sign <= "\u137f":
        return 0.7
    return 0.7 if sign.isupper() or sign.isdigit() else 0.58
