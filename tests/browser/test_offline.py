"""Without a connection: a friendly page in the reader's language in place of a page, and nothing in place of anything else."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.connection import Connection

pytestmark = [
    pytest.mark.browser,
    # Flask-Compress leaves a compressed file to the garbage collector, which the server cut off here says aloud.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored in. <_io:pytest.PytestUnraisableExceptionWarning"),
]

KEPT = """async () => {
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const kept = await Promise.all(caches_.map((cache) => cache.keys()));
  return kept.flat().map((each) => new URL(each.url).pathname);
}"""
WAIT = """async (offline) => {
  const isReady = async () =>
    navigator.serviceWorker.controller && (await caches.match(offline, { ignoreVary: true }));
  while (!(await isReady())) await new Promise(requestAnimationFrame);
}"""


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A reader's phone."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    yield context
    context.close()


@pytest.fixture
def connection(app: Flask) -> Iterator[Connection]:
    """The way to the catalogue."""
    connection = Connection(app)
    yield connection
    connection.cut()


def _visit(page: Page, address: str, language: str) -> None:
    """Open a page and wait until the worker has the offline page of its language."""
    page.goto(f"{address}/{language}/about")
    page.evaluate(WAIT, f"/{language}/offline")


@pytest.mark.parametrize(("language", "direction"), [("uk", "ltr"), ("ar", "rtl")])
def test_a_page_that_cannot_be_reached_is_a_friendly_one_until_it_can(
    context: BrowserContext, connection: Connection, language: str, direction: str
) -> None:
    page = context.new_page()
    _visit(page, connection.address, language)
    connection.cut()
    page.goto(f"{connection.address}/{language}/search?q=valoda")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == direction
    assert page.locator("[data-offline] h1").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor") == "rgb(10, 71, 80)"
    assert page.evaluate("location.href") == f"{connection.address}/{language}/search?q=valoda"
    connection.mend()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("#results").wait_for()


def test_in_a_language_never_used_the_last_one_answers(context: BrowserContext, connection: Connection) -> None:
    page = context.new_page()
    _visit(page, connection.address, "uk")
    connection.cut()
    for path in ("/pl/about", "/"):
        page.goto(f"{connection.address}{path}")
        assert page.locator("html").get_attribute("lang") == "uk"
        assert page.locator("[data-offline] h1").is_visible()


@pytest.mark.parametrize("path", ["/kiosk", "/kiosk/lv/search", "/desk/", "/desk/resource/straume", "/healthz"])
def test_other_doors_are_not_the_workers_business(context: BrowserContext, address: str, path: str) -> None:
    page = context.new_page()
    _visit(page, address, "lv")
    context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{address}{path}")


def test_what_is_fetched_for_a_page_is_not_answered_from_what_was_kept(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    _visit(page, address, "lv")
    assert page.evaluate("fetch('/api/v1/search?q=valoda').then((answer) => answer.status)") == 200
    context.set_offline(True)
    for path in ("/api/v1/search?q=valoda", "/lv/about"):
        assert page.evaluate(f"fetch('{path}').then(() => 'answered', () => 'failed')") == "failed"


def test_no_page_of_the_catalogue_is_kept(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    _visit(page, address, "lv")
    for path in ("/lv/search?q=valoda", "/lv/resource/straume", "/uk/"):
        page.goto(f"{address}{path}")
    page.evaluate(WAIT, "/uk/offline")
    kept = page.evaluate(KEPT)
    assert {path for path in kept if not path.startswith("/static/")} == {"/lv/offline", "/uk/offline"}


def test_what_an_older_version_kept_is_thrown_away_and_the_language_stays(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}/robots.txt")
    page.evaluate("caches.open('tilts / older').then((cache) => cache.add('/fa/offline'))")
    _visit(page, address, "lv")
    page.evaluate("async () => { while (await caches.has('tilts / older')) await new Promise(requestAnimationFrame) }")
    assert {"/fa/offline", "/lv/offline"} <= set(page.evaluate(KEPT))


def test_without_workers_every_page_is_as_it_was(context: BrowserContext, address: str) -> None:
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(f"{address}/lv/about")
    assert page.evaluate("'serviceWorker' in navigator") is False
    assert page.locator("h1").is_visible() and not failures
