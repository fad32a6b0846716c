"""The map beside the lists in Chromium: every place has a pin, the keyboard reaches it, nothing comes from elsewhere, and without
scripts the list stands alone."""

import threading
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from waitress.server import create_server

from catalogue.app import Catalogue, create_app
from tests.browser.steps import barriers, follow
from tests.browser.test_pages import TOO_SMALL, Opened

pytestmark = pytest.mark.browser

IS_DRAWN = "() => document.querySelector('.land') && document.querySelector('.pin')"


@pytest.fixture(params=[(320, 700), (1280, 900)], ids=["phone", "desktop"])
def opened(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """A window of a phone's and a desktop's size."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    yield Opened(context.new_page())
    context.close()


def draw(page: Page, address: str) -> None:
    """Open a page and scroll to its map."""
    page.goto(address)
    page.locator(".map").scroll_into_view_if_needed()
    page.wait_for_function(IS_DRAWN)


@pytest.mark.parametrize("path", ["/lv/events", "/ar/initiatives", "/lv/libraries"])
def test_a_map_is_accessible_and_asks_no_other_host(opened: Opened, address: str, path: str) -> None:
    draw(opened.page, address + path)
    assert barriers(opened.page) == []
    assert not opened.page.evaluate(TOO_SMALL)
    assert opened.hosts == {urlsplit(address).netloc}
    assert opened.errors == []


def test_the_keyboard_reaches_a_pin_what_it_stands_for_and_the_way_back(opened: Opened, address: str) -> None:
    page = opened.page
    draw(page, f"{address}/uk/libraries")
    page.locator("#map").focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('pin')"):
            break
    name = page.evaluate("document.activeElement.ariaLabel")
    page.keyboard.press("Enter")
    link = page.locator(".leaflet-popup a:focus")
    assert link.inner_text() in name
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('pin')")
    page.keyboard.press(" ")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/uk/library/*")


def test_each_place_of_the_list_has_its_pin_and_near_ones_share_one(opened: Opened, address: str) -> None:
    page = opened.page
    draw(page, f"{address}/en/libraries")
    listed = page.locator("[data-latitude]").count()
    named = page.evaluate("[...document.querySelectorAll('.pin')].map((pin) => pin.ariaLabel.split('; ').length)")
    assert sum(named) == listed > len(named)
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function("(before) => document.querySelectorAll('.pin').length > before", arg=len(named))


@pytest.mark.parametrize("colours", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"])
def test_a_map_keeps_its_contrast(chromium: Browser, address: str, colours: dict[str, str]) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, **colours)  # type: ignore[arg-type]
    page = context.new_page()
    draw(page, f"{address}/lv/events")
    assert barriers(page) == []
    context.close()


def test_without_scripts_there_is_the_list_and_no_map(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/lv/initiatives")
    assert page.locator(".card").count() > 0
    assert not page.locator(".map").is_visible() and page.locator("[data-map-link]:visible").count() == 0
    follow(page.locator("#filters a").first)
    assert page.locator(".chips a").count() == 1
    context.close()


def test_a_list_with_nothing_to_show_on_a_map_has_none(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/lv/events?town=Nowhere", wait_until="networkidle")
    assert not page.locator(".map").is_visible()
    context.close()


PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def test_street_tiles_are_drawn_where_they_are_set_and_their_owner_is_named(
    chromium: Browser, demonstration: Catalogue
) -> None:
    tiles, owner = "https://tiles.example.org/{z}/{x}/{y}.png", "<img src=x> Streets"
    settings = replace(demonstration.settings, map_tiles=tiles, map_attribution=owner)
    server = create_server(create_app(replace(demonstration, settings=settings)), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    opened = Opened(page)
    page.route("https://tiles.example.org/**", lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    page.goto(f"http://127.0.0.1:{server.effective_port}/lv/libraries")
    page.locator(".leaflet-tile-loaded").first.wait_for()
    assert owner in page.locator(".leaflet-control-attribution").inner_text()
    assert page.locator(".land").count() == 0
    assert opened.errors == [] and "tiles.example.org" in opened.hosts
    context.close()
    server.close()
    thread.join(5)
