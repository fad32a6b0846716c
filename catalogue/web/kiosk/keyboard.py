"""Which layouts the keyboard on the screen offers in an interface language.

A layout is a file `static/keyboards/<language>.json`: `letters`, `shifted` (the same keys as capitals, where a script has
them) and `signs` are rows of keys from the top, a key beside the next with a space between. What stands on a key is what it
types; `◌` before a mark is only there to be seen, and `ZWNJ` is the key for the sign of that name. `forms` has for a key
all the shapes of its letter, itself first, where a letter is chosen in two steps. No row has more than thirteen keys; the
last has room for delete, and for shift where there are capitals.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue import web
from catalogue.languages import Interface, own_name
from catalogue.web.frame import asset

FOLDER = "keyboards"
OTHERS = ("lv", "en", "uk", "ru")
"""Layouts offered after the visitor's own: titles are in the host's language first, and in those of most other visitors."""


@dataclass(frozen=True)
class Layout:
    """The letters of one language: whose, what its speakers call it, and the address of the file."""

    code: str
    own_name: str
    url: str


@dataclass(frozen=True)
class Keyboard:
    """The layouts on one page, in the order in which a visitor comes by them."""

    layouts: tuple[Layout, ...]


def keyboard(interface: Interface, others: tuple[str, ...] = OTHERS) -> Keyboard:
    """The visitor's own layout, then the others, none twice."""
    own = layout_for(interface.code)
    names = {own: interface.own_name} if own else {}
    codes = dict.fromkeys(code for code in (own, *map(layout_for, others)) if code)
    return Keyboard(
        tuple(Layout(code, names.get(code) or own_name(code), asset(f"{FOLDER}/{code}.json")) for code in codes)
    )


def layout_for(language: str) -> str:
    """The layout for a language or for the one it is a variety of, as Dari is of Persian; empty when there is none."""
    return next((code for code in (language, language.split("-")[0]) if code in known()), "")


@cache
def known() -> frozenset[str]:
    """The languages there are layouts for."""
    folder = Path(web.__file__).parent.parent / "static" / FOLDER
    return frozenset(file.stem for file in folder.glob("*.json"))
