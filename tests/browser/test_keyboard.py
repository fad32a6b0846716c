"""The keyboard on the screen under real fingers: a page of its own, with the application's own templates, styles and policy."""

import threading
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from flask import Flask, jsonify, render_template_string, request
from playwright.sync_api import Browser, Page, expect
from waitress.server import create_server

from catalogue.app import create_app, open_current, prepare
from catalogue.languages import INTERFACES
from catalogue.settings import Settings
from catalogue.web import current
from catalogue.web.kiosk.keyboard import keyboard
from tests.alphabets import ALPHABETS, ZWNJ, presses
from tests.browser.steps import barriers
from tests.web.kiosk.test_keyboards import LAYOUTS

pytestmark = pytest.mark.browser

PAGE = """
{%- from "kiosk/_keyboard.html" import keyboard -%}
<!doctype html>
<html lang="{{ frame.interface.code }}" dir="{{ frame.interface.direction }}">
<head><meta charset="utf-8"><title>Kiosk</title><link rel="icon" href="{{ asset('logo.svg') }}">
<link rel="stylesheet" href="{{ asset('style.css') }}"><link rel="stylesheet" href="{{ asset('keyboard.css') }}">
<script type="module" src="{{ asset('keyboard.js') }}"></script></head>
<body><main class="wide"><h1>Tilts</h1>
<form action="/api/v1/here"><label for="q">Q</label>
<input id="q" name="q" type="search" dir="auto" autocomplete="off" data-keyboard data-completes="/api/v1/words" maxlength="400">
</form></main>{{ keyboard("q", offered) }}</body></html>
"""
SCREENS = {"upright": (1080, 1920), "wide": (1920, 1080), "small": (1280, 800), "tablet": (768, 1024)}
ORDINARY = ("lv", "uk", "ar", "fa", "vi")
FAMILY = "👩‍👩‍👧"

CENTRES = """() => Object.fromEntries([...document.querySelectorAll('.keys button:not([hidden])')].map(key => {
  const box = key.getBoundingClientRect(), name = key.dataset.key ?? key.textContent;
  return [key.closest('.forms') ? `forms ${name}` : name, [box.x + box.width / 2, box.y + box.height / 2]]; }))"""
BOXES = """() => [...document.querySelectorAll('.keyboard button:not([hidden])')].map(key => {
  const box = key.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })"""
FIELD = "(() => { const q = document.getElementById('q'); return [q.value, q.selectionStart, q.selectionEnd]; })()"


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page is served, by an application of an empty catalogue."""
    settings = Settings(tmp_path_factory.mktemp("instance"))
    prepare(settings)
    catalogue = open_current(settings)
    server = create_server(_with_page(create_app(catalogue)), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)
    catalogue.close()


def _with_page(app: Flask) -> Flask:
    def page(lang: str) -> str:
        others = tuple(request.args.getlist("layout")) or ("lv", "en")
        return render_template_string(PAGE, offered=keyboard(current.interface(), others))

    def words() -> object:
        return jsonify(completions=[f"{request.args['q']} {number}" for number in range(9)])

    app.add_url_rule("/<lang>/keys", "keys", page)
    app.add_url_rule("/api/v1/here", "here", lambda: f"<link rel=icon href=data:,><title>{request.args['q']}</title>")
    app.add_url_rule("/api/v1/words", "words", words)
    return app


class Screen:
    """A kiosk's screen, the finger on it, and what went wrong."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self._address = page, address
        self.field = page.locator("#q")
        self.errors: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, language: str, layout: str = "") -> None:
        """The page in an interface language, with the second layout chosen when one is named."""
        self.page.goto(f"{self._address}/{language}/keys" + (f"?layout={layout}" if layout else ""))
        expect(self.page.locator(".keyboard")).to_be_visible()
        if layout:
            self.tap("language")
            expect(self.page.locator(".rows")).to_have_attribute("lang", layout)

    def tap(self, *keys: str) -> None:
        """Tap keys, named by what stands on them or what they do."""
        for key in keys:
            self.page.touchscreen.tap(*self.page.evaluate(CENTRES)[key])

    def type(self, layout: str, letter: str) -> None:
        """Type a letter on whatever page of the layout it is."""
        before = {"shifted": ["shift"], "signs": ["signs"]}
        after = {"signs": ["letters"]}
        for page, key in presses(LAYOUTS[layout], letter):
            name = f"forms {key}" if page == "forms" else key
            self.tap(*before.get(page, []), name, *after.get(page, []))

    def hold(self, text: str, start: int, end: int | None = None) -> None:
        """Put a text into the field, with the caret at a place or a part selected."""
        self.field.fill(text)
        self.field.evaluate("(field, [start, end]) => field.setSelectionRange(start, end)", [start, end or start])

    @property
    def text(self) -> str:
        """What is in the field, with | where the caret is."""
        value, start, end = self.page.evaluate(FIELD)
        assert start == end
        return f"{value[:start]}|{value[start:]}"


Look = Callable[..., Screen]


@pytest.fixture
def look(chromium: Browser, kiosk: str) -> Iterator[Look]:
    """Screens of any size; at the end none may have seen an error."""
    opened: list[Screen] = []

    def open_screen(size: str = "tablet", **more: str) -> Screen:
        opened.append(Screen(_page(chromium, size, **more), kiosk))
        return opened[-1]

    yield open_screen
    errors = [error for screen in opened for error in screen.errors]
    for screen in opened:
        screen.page.context.close()
    assert errors == []


@pytest.fixture(scope="module")
def one_screen(chromium: Browser, kiosk: str) -> Iterator[Screen]:
    """A small screen that one visitor uses after another."""
    screen = Screen(_page(chromium, "tablet"), kiosk)
    yield screen
    screen.page.context.close()


@pytest.fixture
def screen(one_screen: Screen) -> Iterator[Screen]:
    """That screen; at the end it may have seen no error."""
    yield one_screen
    errors, one_screen.errors = one_screen.errors, []
    assert errors == []


def _page(chromium: Browser, size: str, **more: str) -> Page:
    width, height = SCREENS[size]
    context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True, **more)  # type: ignore[arg-type]
    return context.new_page()


@pytest.mark.parametrize(
    "language", [*ORDINARY, *(pytest.param(each, marks=pytest.mark.long) for each in ALPHABETS if each not in ORDINARY)]
)
def test_a_finger_types_the_alphabet(screen: Screen, language: str) -> None:
    layout = "fa" if language == "fa-AF" else language
    screen.open("lv" if layout != "lv" else "en", layout)
    letters = ALPHABETS[language]
    for letter in letters:
        screen.type(layout, letter)
    assert screen.field.input_value() == unicodedata.normalize("NFC", "".join(letters))
    expect(screen.field).to_be_focused()


def test_an_amharic_letter_is_chosen_in_two_steps_and_can_be_changed_later(screen: Screen) -> None:
    screen.open("lv", "am")
    for letter in "ቤተመጻሕፍት":
        screen.type("am", letter)
    assert screen.text == "ቤተመጻሕፍት|"
    screen.hold("ቤት", 1)
    screen.tap("forms ቧ", "forms ባ")
    assert screen.text == "ባ|ት"
    screen.tap("ለ")
    assert screen.text == "ባለ|ት"
    assert screen.page.locator(".forms button").all_inner_texts() == list("ለሉሊላሌልሎሏ")


def test_vietnamese_tones_find_their_vowel(screen: Screen) -> None:
    screen.open("lv", "vi")
    screen.tap(*"th", "ư", "◌̀")
    assert screen.text == "thừ|"
    screen.tap("◌̣")
    assert screen.text == "thự|"
    screen.hold("tiêng Viêt", 5)
    screen.tap("◌́")
    assert screen.text == "tiếng| Viêt"
    screen.hold("tiếng Viêt", 10)
    screen.tap("◌̣")
    assert screen.text == "tiếng Việt|"
    assert unicodedata.is_normalized("NFC", screen.text)
    screen.hold("", 0)
    screen.tap("◌̣")
    assert screen.text == "|"


def test_shift_is_for_one_letter_and_twice_for_all(screen: Screen) -> None:
    screen.open("tr")
    screen.tap("shift", "İ", "i", "ı")
    assert screen.text == "İiı|"
    screen.tap("shift", "shift", "I", "Ş")
    expect(screen.page.locator("[data-key=shift]")).to_have_attribute("aria-pressed", "true")
    screen.tap("shift", "ş")
    assert screen.text == "İiıIŞş|"
    expect(screen.page.locator("[data-key=shift]")).to_have_attribute("aria-pressed", "false")


def test_letters_come_and_go_in_the_middle_of_arabic(screen: Screen) -> None:
    screen.open("ar")
    screen.hold("سلم", 3)
    screen.tap("right")
    assert screen.text == "سل|م"
    screen.tap("ا")
    assert screen.text == "سلا|م"
    screen.tap("left", "space")
    assert screen.text == "سلام |"
    screen.tap("right", "right", "delete")
    assert screen.text == "سل|م "


def test_latin_words_keep_their_own_direction_on_an_arabic_page(screen: Screen) -> None:
    screen.open("ar", "lv")
    screen.tap(*"maja", "left", "left", "delete", "ā")
    assert screen.text == "mā|ja"


def test_what_is_selected_is_replaced(screen: Screen) -> None:
    screen.open("uk")
    screen.hold("моє житло тут", 4, 9)
    screen.tap("ї")
    assert screen.text == "моє ї| тут"
    screen.hold("моє житло тут", 3, 9)
    screen.tap("delete")
    assert screen.text == "моє| тут"


@pytest.mark.parametrize(
    ("text", "left"),
    [(f"a{FAMILY}", "a"), ("हिन्दी", "हि"), ("cafe\u0301", "caf"), (f"می{ZWNJ}", "می"), ("𐎀b", "𐎀"), ("", "")],
)
def test_delete_takes_what_a_reader_calls_a_letter(screen: Screen, text: str, left: str) -> None:
    screen.open("lv")
    screen.hold(text, len(text.encode("utf-16-le")) // 2)
    screen.tap("delete")
    assert screen.field.input_value() == left


def test_a_held_delete_goes_on_but_not_for_ever(look: Look) -> None:
    screen = look()
    screen.page.clock.install()
    screen.open("lv")
    screen.hold("x" * 100, 100)
    screen.page.mouse.move(*screen.page.evaluate(CENTRES)["delete"])
    screen.page.mouse.down()
    assert len(screen.field.input_value()) == 99
    screen.page.clock.run_for(700)
    assert 93 < len(screen.field.input_value()) < 99
    screen.page.clock.run_for(60_000)
    assert len(screen.field.input_value()) == 59
    screen.page.mouse.up()
    assert len(screen.field.input_value()) == 59
    screen.page.mouse.down()
    screen.page.mouse.up()
    screen.page.clock.run_for(60_000)
    assert len(screen.field.input_value()) == 58


def test_the_language_key_goes_round_and_tells(screen: Screen) -> None:
    screen.open("ar")
    key, told = screen.page.locator("[data-key=language]"), screen.page.locator(".keyboard [role=status]")
    expect(told).to_be_empty()
    for language, name in (("lv", "Latviešu"), ("en", "English"), ("ar", "العربية")):
        expect(key.locator("bdi")).to_have_text(name)
        expect(key.locator("bdi")).to_have_attribute("lang", language)
        screen.tap("language")
        expect(told).to_have_text(name)
        expect(told).to_have_attribute("lang", language)
        expect(screen.page.locator(".rows")).to_have_attribute("lang", language)


def test_arabic_keys_stand_where_they_stand_on_a_table(screen: Screen) -> None:
    screen.open("ar")
    centres = screen.page.evaluate(CENTRES)
    assert centres["ض"][0] < centres["ص"][0] < centres["د"][0]
    assert centres["left"][0] < centres["right"][0]


def test_a_persian_half_space_is_a_key_with_a_name(screen: Screen) -> None:
    screen.open("fa")
    screen.tap("م", "ی", "ZWNJ", "ر")
    assert screen.text == f"می{ZWNJ}ر|"
    assert screen.page.locator(".rows [data-key=ZWNJ]").get_attribute("aria-label")


def test_a_tap_on_offered_words_searches_for_them(screen: Screen) -> None:
    screen.open("lv")
    offered = screen.page.locator(".offered button")
    before = screen.page.evaluate(CENTRES)
    screen.tap(*"ma")
    expect(offered).to_have_count(4)
    assert screen.page.evaluate(CENTRES) == before
    expect(offered.nth(2)).to_have_text("ma 2")
    with screen.page.expect_navigation():
        offered.nth(2).tap()
    expect(screen.page).to_have_title("ma 2")


def test_a_catalogue_that_offers_nothing_leaves_the_row_empty(look: Look) -> None:
    screen = look()
    screen.open("lv")
    offered = screen.page.locator(".offered button")
    screen.tap(*"ma")
    expect(offered).to_have_count(4)
    screen.page.route("**/words**", lambda route: route.abort())
    screen.tap("j")
    expect(offered).to_have_count(0)
    screen.tap("a")
    assert screen.text == "maja|"
    assert all("ERR_FAILED" in error for error in screen.errors)
    screen.errors.clear()


def test_the_search_key_searches(screen: Screen) -> None:
    screen.open("uk")
    screen.tap(*"житло", "space", "signs", "1", "letters")
    with screen.page.expect_navigation():
        screen.tap("search")
    expect(screen.page).to_have_title("житло 1")


def test_the_screen_has_no_other_keyboard(screen: Screen) -> None:
    screen.open("lv")
    expect(screen.field).to_have_attribute("inputmode", "none")


def test_a_real_keyboard_works_beside_it(screen: Screen) -> None:
    screen.open("lv")
    screen.field.focus()
    screen.page.keyboard.type("gr")
    screen.tap("ā")
    screen.page.keyboard.type("mata")
    screen.page.keyboard.press("ArrowLeft")
    screen.tap("delete", "m")
    assert screen.text == "grāmam|a"


def test_the_keys_are_one_stop_and_arrows_lead_on(screen: Screen) -> None:
    screen.open("lv")
    screen.field.focus()
    focused = screen.page.locator(":focus")
    screen.page.keyboard.press("Tab")
    expect(focused).to_have_text("ā")
    for key in ("ArrowRight", "ArrowDown", "Enter", "ArrowUp", "Space"):
        screen.page.keyboard.press(key)
    expect(focused).to_have_text("ā")
    assert screen.text == "qā|"
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"):
        screen.page.keyboard.press(key)
    expect(focused).to_have_attribute("data-key", "signs")
    screen.page.keyboard.press("ArrowRight")
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator(".rows")).to_have_attribute("lang", "en")
    screen.page.keyboard.press("ArrowLeft")
    screen.page.keyboard.press("Enter")
    expect(focused).to_have_attribute("data-key", "letters")
    offered = screen.page.locator(".offered button")
    expect(offered.first).to_be_visible()
    screen.page.keyboard.press("Shift+Tab")
    expect(offered.last).to_be_focused()


def test_taps_are_seen_by_the_page_and_nothing_is_kept(screen: Screen) -> None:
    screen.open("ar", "lv")
    screen.page.evaluate(
        "(() => { window.seen = []; for (const each of ['input', 'click', 'focusin', 'focusout']) "
        "document.addEventListener(each, event => seen.push(event.type)); })()"
    )
    screen.tap("m", "language", "space")
    assert screen.page.evaluate("seen") == ["input", "click", "click", "input", "click"]
    assert screen.page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_a_long_question_stays_in_sight_and_ends_somewhere(look: Look) -> None:
    screen = look("tablet")
    for language, layout, letter in (("lv", "", "m"), ("ar", "", "س")):
        screen.open(language, layout)
        screen.hold(letter * 390, 390)
        screen.tap(*letter * 12)
        assert screen.field.input_value() == letter * 400
        hidden = screen.field.evaluate("field => field.scrollWidth - field.clientWidth - Math.abs(field.scrollLeft)")
        assert hidden < 2


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize(
    "layout", ["ps", *(pytest.param(each, marks=pytest.mark.long) for each in LAYOUTS if each not in ("ps", "lv"))]
)
def test_keys_are_large_and_all_on_the_screen(look: Look, size: str, layout: str) -> None:
    screen = look(size)
    screen.open("lv", layout)
    width, height = SCREENS[size]
    for page in ("signs", "letters"):
        screen.tap(page)
        boxes = screen.page.evaluate(BOXES)
        assert all(left >= 0 and top >= 0 and right <= width and bottom <= height for left, top, right, bottom in boxes)
        assert min(bottom - top for _, top, _, bottom in boxes) >= 60
        assert min(right - left for left, _, right, _ in boxes) >= (60 if width >= 1080 else 50)
        assert screen.page.evaluate("document.documentElement.scrollHeight") <= height
        widths = (
            "[...document.querySelectorAll('.keyboard button')].filter(key => key.scrollWidth > key.clientWidth).length"
        )
        assert screen.page.evaluate(widths) == 0


COLOURS: tuple[dict[str, str], ...] = ({}, {"color_scheme": "dark"}, {"forced_colors": "active"})


@pytest.mark.parametrize("colours", COLOURS, ids=lambda each: "-".join(each.values()) or "light")
def test_nobody_is_kept_out(look: Look, colours: dict[str, str]) -> None:
    screen = look("tablet", **colours)
    screen.open("ar", "am")
    screen.tap("ለ")
    assert barriers(screen.page) == []
    screen.tap("language", "signs")
    assert barriers(screen.page) == []


@pytest.mark.long
@pytest.mark.parametrize("language", [each.code for each in INTERFACES])
def test_nobody_is_kept_out_in_any_language(look: Look, language: str) -> None:
    screen = look("tablet")
    screen.open(language)
    assert barriers(screen.page) == []
    screen.tap("signs")
    assert barriers(screen.page) == []


def test_without_scripts_there_is_a_plain_field(chromium: Browser, kiosk: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{kiosk}/lv/keys")
    expect(page.locator(".keyboard")).to_be_hidden()
    page.locator("#q").fill("māja")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    context.close()
