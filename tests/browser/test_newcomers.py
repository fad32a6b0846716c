"""What a newcomer does, as they do it: on a phone and at a desk, with a keyboard alone, in Latvian, Ukrainian and Persian."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import barriers, follow

pytestmark = pytest.mark.browser

PHONE, DESKTOP = 360, 1280
SHORT = (("lv", DESKTOP), ("fa", PHONE))
"""Languages and widths that are tried each time; every one with every other in `--long`."""

EVERY = [
    pytest.param(language, width, marks=() if (language, width) in SHORT else pytest.mark.long)
    for language in ("lv", "uk", "fa")
    for width in (PHONE, DESKTOP)
]
MOST_STEPS = 80
"""Presses of a key within which anything on a page must be reached."""

FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e);
  return {href: e.getAttribute('href') || '', id: e.id, isSeen: s.outlineStyle !== 'none' || s.boxShadow !== 'none'}; }"""


@pytest.fixture
def width() -> int:
    """As wide as a phone, unless a test says otherwise."""
    return PHONE


@pytest.fixture
def page(chromium: Browser, width: int) -> Iterator[Page]:
    """A window of that width."""
    context = chromium.new_context(viewport={"width": width, "height": 800})
    yield context.new_page()
    context.close()


def inspect(page: Page) -> None:
    """Nobody is kept out of this page, and it fits the screen."""
    assert barriers(page) == [], page.url
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], page.url


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until a link or field is focused whose address or id has this in it; the focus must be seen at each step."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["isSeen"], focused
        if wanted in focused["href"] or wanted == focused["id"]:
            return
    raise AssertionError(f"{wanted} is not reached on {page.url}")


@pytest.mark.parametrize(("language", "width"), EVERY)
def test_the_guided_way_leads_to_a_thing_and_to_where_it_is(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/guide/level?teaches=lv")
    while "/guide/" in page.url:
        inspect(page)
        follow(page.locator(".answers a").first)
    assert int(page.locator("#results").get_attribute("data-total") or 0) > 0
    inspect(page)
    follow(page.locator(".card h2 a").first)
    inspect(page)
    assert page.locator("aside a").count()


@pytest.mark.parametrize(("language", "width"), EVERY)
def test_a_list_is_handed_to_another_phone(page: Page, chromium: Browser, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/search?q=latviešu")
    for place in (0, 1):
        page.locator(".card .keep").nth(place).click()
    follow(page.locator("[data-list-link]"))
    assert page.locator(".card").count() == 2
    inspect(page)
    other = chromium.new_context()
    phone = other.new_page()
    phone.goto(page.url)
    assert phone.locator(".card").count() == 2
    phone.locator("[data-keep-all]").click()
    phone.goto(f"{address}/{language}/")
    expect(phone.locator("[data-list-count]")).not_to_be_empty()
    other.close()


@pytest.mark.parametrize(("language", "width"), [("lv", DESKTOP), ("fa", PHONE)])
def test_a_search_needs_nothing_but_a_keyboard(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/")
    tab_to(page, "q")
    page.keyboard.type("valoda")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    tab_to(page, "kind=course")
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=course**")
    tab_to(page, "/resource/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/resource/**")
    page.keyboard.press("Shift+Tab")
    assert page.locator("h1").inner_text().strip()


@pytest.mark.parametrize(("language", "width"), [("lv", DESKTOP), ("fa", PHONE)])
def test_the_guided_way_needs_nothing_but_a_keyboard(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/guide/level?teaches=lv")
    for _ in range(8):
        if "/guide/" not in page.url:
            break
        before = page.url
        tab_to(
            page,
            "teaches=lv&level=A1" if "/guide/level" in before else "/guide/" if "/where" not in before else "/search",
        )
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)
    assert "/search" in page.url or "/guide/" in page.url


def test_searches_keep_to_ones_languages_only_when_asked(page: Page, address: str) -> None:
    page.goto(f"{address}/uk/search?q=valoda&in=uk")
    assert page.evaluate("localStorage.length") == 0
    inspect(page)
    page.locator("[data-keep-languages]").click()
    page.goto(f"{address}/uk/")
    page.locator("#q").fill("казка")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert parse_qs(urlsplit(page.url).query)["in"] == ["uk"]
    inspect(page)
    page.goto(f"{address}/uk/")
    page.locator("[data-kept-languages] button").click()
    page.locator("#q").fill("казка")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert "in" not in parse_qs(urlsplit(page.url).query)
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("has_scripts", [True, False])
def test_what_was_missed_can_be_told_to_the_libraries(chromium: Browser, address: str, has_scripts: bool) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=has_scripts)
    page = context.new_page()
    page.goto(f"{address}/fa/search?q=zzzzqqqq")
    follow(page.locator(".empty a[href*='/missed']"))
    assert page.locator("#words").input_value() == "zzzzqqqq"
    page.locator("#words").fill("فرهنگ دری به لتونیایی")
    page.locator(".letter button").click()
    page.wait_for_url("**/missed?sent=yes")
    expect(page.locator("[role=status]")).not_to_be_empty()
    context.close()
