"""Librarians at the desk, in Chromium: a bilingual book from its ISBN to a reader, a session that ends, two on one record, and
every page of the desk open to everybody."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from waitress.server import create_server

from tests.browser.steps import barriers, follow
from tests.desk_fixtures import Desk

pytestmark = pytest.mark.browser

PAGES = (
    "/desk/",
    "/desk/record/straume",
    "/desk/record/liepaja",
    "/desk/record/t-animals",
    "/desk/new/event",
    "/desk/record/straume/history",
    "/desk/find?q=straume",
    "/desk/translations",
    "/desk/translate/straume/uk",
    "/desk/find?status=published",
    "/desk/duplicates",
    "/desk/compare?stays=straume&goes=melnraksts",
    "/desk/change?q=straume",
    "/desk/together",
    "/desk/links",
    "/desk/topics",
    "/desk/topic/t-animals",
    "/desk/imports",
    "/desk/checks",
    "/desk/letters",
    "/desk/copies",
    "/desk/record/straume/files",
    "/desk/looked-for",
    "/desk/coverage",
    "/desk/staff",
    "/desk/kiosks",
    "/desk/account",
)
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 900}
TOO_SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')].filter(e => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return box.width > 2 && box.height > 2 && style.display !== 'inline' && !e.classList.contains('skip')
    && !e.closest('label') && (box.width < 44 || box.height < 44); }).map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def served(desk: Desk) -> Iterator[str]:
    """The address of the desk."""
    server = create_server(desk.app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


@pytest.fixture
def contexts(chromium: Browser, served: str) -> Iterator[list[BrowserContext]]:
    """Browsers of several people, closed before the server is, which would wait for them."""
    opened: list[BrowserContext] = []
    yield opened
    for each in opened:
        each.close()


def at_desk(chromium: Browser, contexts: list[BrowserContext], desk: Desk, served: str, name: str) -> Page:
    """A window in which somebody has signed in."""
    contexts.append(chromium.new_context(viewport=DESKTOP, locale="en-GB"))
    page = contexts[-1].new_page()
    page.goto(f"{served}/desk/")
    sign_in(page, desk, name)
    return page


def fits(page: Page) -> bool:
    """True of a page that is no wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def sign_in(page: Page, desk: Desk, name: str) -> None:
    page.fill("#name", name)
    page.fill("#password", desk.passwords[name])
    follow(page.locator("main button[type=submit]"))


def test_every_page_is_accessible_and_fits(
    chromium: Browser, contexts: list[BrowserContext], desk: Desk, served: str
) -> None:
    page = at_desk(chromium, contexts, desk, served, "admin")
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in PAGES:
        page.set_viewport_size(DESKTOP)
        page.goto(f"{served}{path}")
        assert fits(page), path
        page.set_viewport_size(PHONE)
        assert fits(page), path
        assert page.evaluate(TOO_SMALL) == [], path
        assert barriers(page) == [], path
    assert errors == []


@pytest.mark.long
def test_every_page_is_accessible_on_a_wide_screen(
    chromium: Browser, contexts: list[BrowserContext], desk: Desk, served: str
) -> None:
    page = at_desk(chromium, contexts, desk, served, "admin")
    for path in PAGES:
        page.goto(f"{served}{path}")
        assert barriers(page) == [], path


def test_a_bilingual_book_goes_from_its_isbn_to_a_reader_in_ukrainian(
    chromium: Browser, contexts: list[BrowserContext], desk: Desk, served: str
) -> None:
    page = at_desk(chromium, contexts, desk, served, "katalogs")
    follow(page.get_by_role("link", name="Describe a resource"))
    page.select_option("#f-kind", "bilingual-book")
    page.fill("[name=identifiers-0-value]", "9789934000102")
    page.fill("[name=blocks-0-title]", "The cat who learned Latvian")
    page.fill("[name=blocks-0-summary]", "A cat moves to Liepāja.")
    page.fill("#new-language", "Ukrainian")
    page.get_by_role("button", name="Add this language").click()
    expect(page.locator("[name=blocks-1-title]")).to_be_focused()
    page.fill("[name=blocks-1-title]", "Кіт, який вивчив латиську")
    page.locator("#languages_typed").fill("latviešu; українська")
    page.locator("#topics_typed").press_sequentially("anim")
    expect(page.locator("#topics_offered option")).to_have_count(1)
    page.locator("#topics_typed").press_sequentially("als")
    expect(page.locator("#topics .chosen input")).to_be_checked()
    expect(page.locator("[data-draft-state]")).to_have_text("Kept, not saved")
    follow(page.get_by_role("button", name="Send for review"))
    editor = at_desk(chromium, contexts, desk, served, "redaktore")
    follow(editor.get_by_role("link", name="The cat who learned Latvian"))
    follow(editor.get_by_role("button", name="Publish"))
    expect(editor.get_by_text("Readers find it now")).to_be_visible()
    contexts.append(chromium.new_context())
    reader = contexts[-1].new_page()
    reader.goto(f"{served}/uk/search?q=кіт")
    expect(reader.get_by_role("link", name="Кіт, який вивчив латиську")).to_be_visible()


def test_a_closed_window_loses_nothing_and_leaving_warns(
    chromium: Browser, contexts: list[BrowserContext], desk: Desk, served: str
) -> None:
    page = at_desk(chromium, contexts, desk, served, "katalogs")
    page.goto(f"{served}/desk/record/melnraksts")
    page.fill("[name=blocks-0-title]", "Pusē uzrakstīts")
    expect(page.locator("[data-draft-state]")).to_have_text("Kept, not saved")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{served}/desk/")
    assert asked == ["beforeunload"]
    follow(page.get_by_role("link", name="Pusē uzrakstīts"))
    expect(page.locator("[name=blocks-0-title]")).to_have_value("Pusē uzrakstīts")


def test_a_session_that_ends_while_one_types_loses_nothing(
    chromium: Browser, contexts: list[BrowserContext], desk: Desk, served: str
) -> None:
    page = at_desk(chromium, contexts, desk, served, "katalogs")
    page.goto(f"{served}/desk/record/melnraksts")
    contexts[-1].clear_cookies()
    page.fill("[name=blocks-0-title]", "Pabeigts pēc pārtraukuma")
    expect(page.locator("[data-draft-state]")).to_contain_text("Leave this page open")
    follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    sign_in(page, desk, "katalogs")
    follow(page.get_by_role("button", name="Go on"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Pabeigts pēc pārtraukuma")


def test_two_on_one_record_choose_field_by_field(
    chromium: Browser, contexts: list[BrowserContext], desk: Desk, served: str
) -> None:
    first = at_desk(chromium, contexts, desk, served, "katalogs")
    second = at_desk(chromium, contexts, desk, served, "redaktore")
    for page in (first, second):
        page.goto(f"{served}/desk/record/melnraksts")
    first.fill("[name=blocks-0-title]", "Kārļa virsraksts")
    follow(first.get_by_role("button", name="Save", exact=True))
    second.fill("[name=blocks-0-title]", "Ritas virsraksts")
    second.fill("#f-year", "2021")
    follow(second.get_by_role("button", name="Save", exact=True))
    expect(second.get_by_text("Kārlis Katalogs has saved this")).to_be_visible()
    assert barriers(second) == []
    second.get_by_label("Kārlis Katalogs's").check()
    follow(second.get_by_role("button", name="Save this together"))
    expect(second.locator("[name=blocks-0-title]")).to_have_value("Kārļa virsraksts")
    expect(second.locator("#f-year")).to_have_value("2021")


def test_a_description_is_made_by_keyboard_alone(
    chromium: Browser, contexts: list[BrowserContext], desk: Desk, served: str
) -> None:
    page = at_desk(chromium, contexts, desk, served, "katalogs")
    page.goto(f"{served}/desk/new/resource")
    for wanted, keys in (("blocks-0-title", "Ar taustiņiem"), ("topics_typed", "animals")):
        _tab_to(page, wanted)
        page.keyboard.type(keys)
    _tab_to(page, "act")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ar taustiņiem")


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the field, or the button that saves, is focused."""
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate("[document.activeElement.name, document.activeElement.value]")
        if focused[0] == name and (name != "act" or focused[1] == "save"):
            return
    raise AssertionError(f"{name} is not reached")
