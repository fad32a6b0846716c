"""The public pages in Chromium, phone and desktop, left to right and right to left: no accessibility violation, nothing
wider than the screen, nothing too small to tap, no request to another host, no policy violation, and no script needed."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue.languages import INTERFACES
from tests.browser.steps import barriers, follow

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/search?q=valoda&kind=course",
    "/search?q=zzzzqqqq",
    "/search?q=valoda&view=easy",
    "/guide/level?teaches=lv",
    "/list?keys=straume.lingohut",
    "/resource/straume",
    "/events",
    "/initiative/i-language-cafe",
    "/libraries",
    "/library/daugavpils",
    "/about",
    "/for-librarians",
    "/resource/guide-first-visit",
    "/missed?q=vārdnīca",
    "/search?q=zzzzqqqq&town=Daugavpils&kind=game",
    "/offline",
    "/nothing",
)
SCREENS = {"phone": (320, 700), "desktop": (1280, 900)}
WIDE = ("/", "/search?q=valoda&kind=course", "/resource/straume", "/events", "/about")
SHORT = {*((path, "ar", "phone") for path in PAGES), *((path, "lv", "desktop") for path in WIDE)}
"""Tried each time: every page in Arabic on a phone, which is the hardest, and some in Latvian on a wide screen."""

EVERY = [
    pytest.param(path, language, screen, marks=() if (path, language, screen) in SHORT else pytest.mark.long)
    for language, screen in (*((each.code, "phone") for each in INTERFACES), ("lv", "desktop"), ("ar", "desktop"))
    for path in PAGES
]

COLOURS = ({"color_scheme": "dark"}, {"forced_colors": "active"})

TOO_SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')].filter(e => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return box.width && box.height && style.display !== 'inline' && style.visibility !== 'hidden'
    && !e.classList.contains('skip') && (box.width < 44 || box.height < 44); })
  .map(e => `${e.tagName} ${e.innerText.trim().slice(0, 30)}`)"""


class Opened:
    """A page and what went wrong while it was opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))


@pytest.fixture
def opened(chromium: Browser, screen: str) -> Iterator[Opened]:
    """A window of a phone's or a desktop's size."""
    width, height = SCREENS[screen]
    context = chromium.new_context(viewport={"width": width, "height": height})
    yield Opened(context.new_page())
    context.close()


@pytest.mark.parametrize(("path", "language", "screen"), EVERY)
def test_a_page_is_accessible_and_fits(opened: Opened, address: str, language: str, path: str) -> None:
    opened.page.goto(f"{address}/{language}{path}")
    assert barriers(opened.page) == []
    widths = opened.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1]
    if widths[1] < 500:
        assert not opened.page.evaluate(TOO_SMALL)
    assert opened.hosts == {urlsplit(address).netloc}
    assert [each for each in opened.errors if "404" not in each] == []


@pytest.mark.parametrize("colours", COLOURS, ids=lambda each: "-".join(each.values()))
def test_colours_keep_their_contrast(chromium: Browser, address: str, colours: dict[str, str]) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, **colours)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("/", "/search?kind=course", "/resource/straume"):
        page.goto(f"{address}/lv{path}")
        assert barriers(page) == []
    context.close()


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_a_newcomer_without_scripts_finds_a_course(chromium: Browser, address: str, language: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/")
    follow(page.locator(f"main a[hreflang={language}]"))
    page.locator("select[name=for]").select_option(language)
    page.locator("select[name=teaches]").select_option("lv")
    follow(page.locator(".guide button"))
    follow(page.locator(".answers a[href*='level=A1']"))
    while "/guide/" in page.url:
        follow(page.locator(".answers a").last)
    assert int(page.locator("#results").get_attribute("data-total") or 0) > 0
    follow(page.locator("#filters a").first)
    follow(page.locator(".chips a").first)
    follow(page.locator(".card a").first)
    assert page.locator("h1").inner_text().strip()
    assert f"/{language}/" in page.url
    page.locator(".languages summary").click()
    follow(page.locator(".languages a[hreflang=lv]"))
    assert page.locator("html").get_attribute("lang") == "lv"
    context.close()


def test_a_right_to_left_page_mirrors(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/lv/search")
    ltr = page.locator("#filters").bounding_box()
    page.goto(f"{address}/ar/search")
    rtl = page.locator("#filters").bounding_box()
    assert ltr and rtl and ltr["x"] > 640 > rtl["x"]
    context.close()


def test_the_keyboard_reaches_the_content_first(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/lv/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    context.close()


def test_a_thing_kept_is_on_the_list_and_on_it_after_a_reload(chromium: Browser, address: str) -> None:
    with_scripts = chromium.new_context(viewport={"width": 360, "height": 740})
    page = with_scripts.new_page()
    page.goto(f"{address}/uk/resource/straume")
    keep = page.locator("header .keep")
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    page.goto(f"{address}/uk/search?q=straume")
    expect(page.locator('.keep[data-keep="straume"]')).to_have_attribute("aria-pressed", "true")
    follow(page.locator("[data-list-link]"))
    assert urlsplit(page.url).query == "keys=straume"
    page.reload()
    assert page.locator(".card").count() == 1
    follow(page.locator("[data-list-clear]"))
    expect(page).to_have_url(f"{address}/uk/list")
    expect(page.locator(".card")).to_have_count(0)
    with_scripts.close()


def test_a_list_that_was_handed_over_can_be_kept(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/fa/list?keys=straume.lingohut")
    page.locator("[data-keep-all]").click()
    page.goto(f"{address}/lv/")
    expect(page.locator("[data-list-count]")).to_have_text("2")
    page.goto(f"{address}/lv/list")
    page.wait_for_url(f"{address}/lv/list?keys=straume.lingohut")
    context.close()


def test_words_are_offered_while_one_types(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/uk/")
    page.locator("#q").press_sequentially("жит")
    page.locator("#completions option").first.wait_for(state="attached")
    assert page.locator("#completions option").first.get_attribute("value") == "житло"
    context.close()


def test_without_a_voice_for_its_language_nothing_offers_to_read_a_text(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/lv/resource/straume")
    voices = page.evaluate("speechSynthesis.getVoices().map((voice) => voice.lang.slice(0, 2))")
    assert page.locator("[data-speaks]").first.is_visible() is ("lv" in voices)
    context.close()
