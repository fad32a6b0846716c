"""The layouts of the keyboard on the screen: every letter of a language can be typed, and every interface language has one."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from catalogue import web
from catalogue.languages import ACCENTED, INTERFACES, MIRRORED, interface
from catalogue.web.kiosk.keyboard import keyboard, known, layout_for
from tests.alphabets import ALPHABETS, TONES, ZWNJ, keys_of, presses, types

FOLDER = Path(web.__file__).parent.parent / "static" / "keyboards"
LAYOUTS: dict[str, Any] = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.json"))}
PAGES = ("letters", "shifted", "signs")
MOST = 13


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_of_the_alphabet_can_be_typed(language: str) -> None:
    layout = LAYOUTS[layout_for(language)]
    assert [letter for letter in ALPHABETS[language] if not presses(layout, letter)] == []


@pytest.mark.parametrize("language", [code for code in ALPHABETS if "shifted" in LAYOUTS[layout_for(code)]])
def test_every_letter_has_its_capital_on_the_same_key(language: str) -> None:
    layout = LAYOUTS[layout_for(language)]
    pairs = dict(zip(keys_of(layout, "letters"), keys_of(layout, "shifted"), strict=True))
    turkic = {"i": "İ", "ı": "I"} if language in ("tr", "az") else {}
    for small, capital in pairs.items():
        assert capital == turkic.get(small, "ẞ" if small == "ß" else small.upper())


@pytest.mark.parametrize("code", LAYOUTS)
def test_a_layout_has_the_shape_that_the_script_draws(code: str) -> None:
    layout = LAYOUTS[code]
    assert layout["language"] == code
    assert set(layout) <= {"language", "forms", *PAGES}
    assert {"letters", "signs"} <= set(layout)
    assert all(isinstance(row, str) for page in PAGES for row in layout.get(page, []))
    assert "shifted" not in layout or list(map(row_length, layout["shifted"])) == list(
        map(row_length, layout["letters"])
    )
    for key, forms in layout.get("forms", {}).items():
        assert key in keys_of(layout, "letters")
        assert forms.split(" ")[0] == key


@pytest.mark.parametrize("code", LAYOUTS)
def test_no_row_is_too_long_for_a_finger(code: str) -> None:
    layout = LAYOUTS[code]
    rows = [row for page in PAGES for row in layout.get(page, [])]
    assert max(map(row_length, (*rows, *layout.get("forms", {}).values()))) <= MOST
    function_keys = 2 if "shifted" in layout else 1
    assert row_length(layout["letters"][-1]) + function_keys <= MOST
    assert row_length(layout["signs"][-1]) + 1 <= MOST
    assert len(layout["signs"]) <= len(layout["letters"]) + ("forms" in layout)


@pytest.mark.parametrize("code", LAYOUTS)
def test_no_key_is_there_twice_or_types_nothing(code: str) -> None:
    layout = LAYOUTS[code]
    for page in PAGES:
        keys = keys_of(layout, page)
        assert len(keys) == len(set(keys))
        assert all(map(types, keys))


@pytest.mark.parametrize("code", LAYOUTS)
def test_what_is_typed_is_composed_and_marks_no_direction(code: str) -> None:
    layout = LAYOUTS[code]
    typed = [types(key) for page in PAGES for key in keys_of(layout, page)]
    typed += [form for forms in layout.get("forms", {}).values() for form in forms.split(" ")]
    assert [text for text in typed if not unicodedata.is_normalized("NFC", text) and text not in TONES] == []
    hidden = {sign for text in typed for sign in text if unicodedata.category(sign) in ("Cf", "Cc", "Cn", "Co")}
    assert hidden <= {ZWNJ}


def test_every_interface_language_has_a_layout_of_its_own() -> None:
    assert [each.code for each in INTERFACES if not layout_for(each.code)] == []
    assert set(ALPHABETS) - {"fa-AF"} == known() == set(LAYOUTS)


@pytest.mark.parametrize(
    ("code", "layouts"),
    [
        ("lv", ["lv", "en", "uk", "ru"]),
        ("ar", ["ar", "lv", "en", "uk", "ru"]),
        ("uk", ["uk", "lv", "en", "ru"]),
        ("fa-AF", ["fa", "lv", "en", "uk", "ru"]),
    ],
)
def test_a_visitor_comes_from_their_own_letters_to_latvian_and_english(
    app: Flask, code: str, layouts: list[str]
) -> None:
    spoken = interface(code)
    assert spoken
    with app.test_request_context():
        offered = keyboard(spoken).layouts
    assert [each.code for each in offered] == layouts
    assert offered[0].own_name == spoken.own_name
    assert all(f"keyboards/{each.code}.json?v=" in each.url for each in offered)


def test_more_languages_can_be_offered_and_unknown_ones_are_left_out(app: Flask) -> None:
    with app.test_request_context():
        offered = keyboard(MIRRORED, ("am", "xx", "ar")).layouts
    assert [(each.code, each.own_name) for each in offered] == [("ar", "[Mirrored]"), ("am", "አማርኛ")]
    assert layout_for(ACCENTED.code) == "en"


def test_layouts_are_small_enough_to_come_at_once() -> None:
    assert max(file.stat().st_size for file in FOLDER.glob("*.json")) < 4_000


def row_length(row: str) -> int:
    """How many keys a row has."""
    return len(row.split(" "))
