"""A kiosk under real fingers: from the first screen to the slip of paper, forgetting, waiting, staying up, and no way out."""

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from catalogue.cataloguing.kiosks import Kiosks
from catalogue.languages import INTERFACES
from tests.browser.connection import Connection
from tests.browser.steps import barriers
from tests.kiosk_fixtures import READING_ROOM, THING, Paired

pytestmark = [
    pytest.mark.browser,
    # Flask-Compress leaves a compressed file to the garbage collector, which the server cut off here says aloud.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored in. <_io:pytest.PytestUnraisableExceptionWarning"),
]

SCREENS = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
PAGES = (
    "",
    "kinds",
    "guide/speak",
    "guide/how",
    "words?q=valoda",
    "search?q=valoda",
    "search?q=zzzzqqqq&kind=game",
    "narrow?q=valoda",
    f"resource/{THING}",
    "resource/guide-first-visit",
    "event/e-valoda-ir-tas-kas-vieno",
    "library/daugavpils",
    "events",
    f"slip/{THING}",
    "nowhere",
)
IDLE, WARNING = 60_000, 30_000
"""Milliseconds: what the kiosk of the tests waits, and how long it asks."""

TOO_SMALL = """(ofKeys) => [...document.querySelectorAll('a, button, input:not([type=hidden])')].filter(e => {
  const box = e.getBoundingClientRect(), least = e.closest('.keyboard') ? ofKeys : 72;
  return box.width && box.height && (box.width < least || box.height < least); })
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect().width, e.getBoundingClientRect().height])"""
TOO_CLOSE = """() => {
  const rooms = 'header, ul, p, footer', found = [];
  const all = [...document.querySelectorAll('a, button')].filter(e => !e.closest('.keyboard') && e.getClientRects().length);
  for (const a of all) for (const b of all) {
    if (a === b || a.closest(rooms) !== b.closest(rooms)) continue;
    const one = a.getBoundingClientRect(), two = b.getBoundingClientRect();
    const aside = Math.max(one.left, two.left) - Math.min(one.right, two.right);
    const above = Math.max(one.top, two.top) - Math.min(one.bottom, two.bottom);
    if (Math.max(aside, above) < 15.5) found.push([a.innerText, b.innerText, aside, above]);
  }
  return found; }"""
HIGHEST = """() => Math.min(...[...document.querySelectorAll('a, button, input:not([type=hidden])')]
  .filter(e => e.getClientRects().length).map(e => e.getBoundingClientRect().top))"""
LEFT = """() => { const { scrollHeight, clientHeight, scrollTop } = document.getElementById('main');
  return scrollHeight - clientHeight - scrollTop; }"""
KEPT = """async () => [document.cookie, sessionStorage.length, localStorage.length, history.length,
  [...document.querySelectorAll('input')].map(e => e.value).join('')]"""


PLAYING = """() => { const sound = document.createElement('audio'); document.body.append(sound);
  Object.defineProperty(sound, 'paused', { get: () => document.body.dataset.silent === 'yes' }); }"""
"""A sound that plays until the page is told to be silent."""
PLANT = """(addresses) => { for (const address of addresses) {
  const link = Object.assign(document.createElement('a'), { href: address, textContent: address, className: 'planted button' });
  document.getElementById('main').prepend(link); } }"""


class Visitor:
    """Somebody in front of the screen, with what went wrong while they were there."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.errors: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    def open(self, path: str) -> None:
        """A page of the kiosk at once, without the way to it."""
        self.page.goto(f"{self.address}/kiosk/{path}")

    @property
    def path(self) -> str:
        """Where they are."""
        return unquote(urlsplit(self.page.url).path.removeprefix("/kiosk/"))

    def tap(self, control: Locator) -> None:
        """Tap what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            control.tap()

    def button(self, name: str) -> Locator:
        """A control by what marks it."""
        return self.page.locator(f"[data-{name}]:visible")

    def is_home(self) -> bool:
        """True on the first screen."""
        return self.path == ""

    def come_home(self) -> None:
        """Wait for the first screen."""
        self.page.wait_for_url(f"{self.address}/kiosk/")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A kiosk's browser, as it is at every start."""
    context = chromium.new_context(viewport={"width": 1080, "height": 1920}, has_touch=True, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def visitor(context: BrowserContext, address: str, reading_room: Paired) -> Visitor:
    """Somebody at the first screen."""
    return arrived(context, address, reading_room.secret)


def arrived(context: BrowserContext, address: str, secret: str) -> Visitor:
    """A device started with its secret address, as the first page its window ever shows."""
    visitor = Visitor(context.new_page(), address)
    visitor.page.evaluate(
        "(start) => { setTimeout(() => location.replace(start)); }", f"{address}/kiosk/start#{secret}"
    )
    visitor.come_home()
    return visitor


@pytest.mark.parametrize("language", ["lv", "uk", "ar", "fa"])
def test_from_the_first_screen_to_the_slip(visitor: Visitor, language: str) -> None:
    page = visitor.page
    visitor.tap(page.locator(f".tongues a[lang={language}]"))
    assert page.locator("html").get_attribute("lang") == language
    visitor.tap(page.locator(".tiles a").first)
    while visitor.path.startswith(f"{language}/guide/"):
        wanted = page.locator(".answers a[href*='teaches=lv']").first
        visitor.tap(wanted if "guide/learn" in visitor.path else page.locator(".acts a").first)
    assert visitor.path == f"{language}/search" and page.locator("#results").get_attribute("data-total") != "0"
    visitor.tap(page.locator(".acts a.mild").first)
    visitor.tap(page.locator(f".shelf a[href*='{THING}']").first)
    expect(page.locator(".held.here .call")).to_be_visible()
    visitor.tap(page.locator(f"a[href*='/slip/{THING}']"))
    page.evaluate("window.print = () => document.body.dataset.printed = 'yes'")
    visitor.button("prints").tap()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    visitor.tap(visitor.button("reset"))
    assert visitor.is_home() and page.evaluate("history.length") == 1
    assert visitor.hosts == {urlsplit(visitor.address).netloc}
    assert visitor.errors == []


def test_latvian_words_are_found_from_an_arabic_screen(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("ar/words")
    page.locator('.keyboard [data-key="language"]').tap()
    expect(page.locator(".keyboard .rows")).to_have_attribute("lang", "lv")
    for letter in "grāmata":
        page.locator(".keyboard .rows button", has_text=letter).get_by_text(letter, exact=True).first.tap()
    expect(page.locator("#q")).to_have_value("grāmata")
    visitor.tap(page.locator('.keyboard [data-key="search"]'))
    assert visitor.path == "ar/search" and page.locator("#results").get_attribute("data-total") != "0"
    visitor.tap(visitor.button("back"))
    assert visitor.path == "ar/words"


def test_back_goes_our_own_way_and_ends_at_the_first_screen(visitor: Visitor) -> None:
    page = visitor.page
    visitor.tap(page.locator(".tongues a[lang=uk]"))
    visitor.tap(page.locator(".tiles a[href*='/kinds']"))
    visitor.tap(page.locator(".tiles a[href*='kind=game']"))
    visitor.tap(page.locator(".controls [data-same]").last)
    assert "controls=low" in page.url
    visitor.tap(visitor.button("back"))
    assert visitor.path == "uk/kinds"
    visitor.tap(visitor.button("back"))
    assert visitor.path == "uk/"
    visitor.tap(visitor.button("back"))
    assert visitor.is_home()


def test_nothing_of_the_last_visitor_is_left(visitor: Visitor, context: BrowserContext) -> None:
    page = visitor.page
    before = page.evaluate(KEPT)
    visitor.open("lv/words?text=large")
    page.locator("#q").fill("noslēpums")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=nosl*")
    visitor.open("lv/words?q=noslēpums")
    lengthened = page.evaluate("history.length")
    visitor.tap(visitor.button("reset"))
    assert visitor.is_home()
    assert page.evaluate(KEPT)[:3] == before[:3] and page.evaluate("history.length") == lengthened
    assert [(each["name"], each["httpOnly"]) for each in context.cookies()] == [("kiosk", True)]
    for _ in range(3):
        page.reload()
        assert "noslēpums" not in page.content() and "text=large" not in page.url


def test_back_and_forward_of_the_browser_find_nothing(visitor: Visitor) -> None:
    page = visitor.page
    length = page.evaluate("history.length")
    visitor.tap(page.locator(".tongues a[lang=lv]"))
    visitor.tap(page.locator(".tiles a[href*='/words']"))
    page.locator("#q").fill("noslēpums")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search?q=nosl*")
    visitor.tap(visitor.button("reset"))
    assert page.evaluate("history.length") == length
    for act in ("back", "back", "forward", "forward"):
        page.evaluate(f"history.{act}()")
        assert "nosl" not in page.url and "noslēpums" not in page.content()


def test_a_kiosk_left_alone_asks_and_then_forgets(context: BrowserContext, visitor: Visitor) -> None:
    page = visitor.page
    context.clock.install()
    visitor.open("uk/search?q=житло")
    warning = page.locator("#warning")
    context.clock.fast_forward(IDLE - 2_000)
    context.clock.run_for(1_000)
    expect(warning).to_be_hidden()
    context.clock.run_for(2_000)
    expect(warning).to_be_visible()
    assert page.evaluate("document.activeElement.hasAttribute('data-stays')")
    shown = int(page.locator("#warning [data-countdown]").inner_text())
    assert 20 <= shown <= 30
    page.locator("[data-stays]").tap()
    expect(warning).to_be_hidden()
    assert visitor.path == "uk/search"
    context.clock.fast_forward(IDLE)
    context.clock.run_for(1_000)
    expect(warning).to_be_visible()
    assert barriers(page) == []
    context.clock.fast_forward(WARNING)
    context.clock.run_for(1_000)
    visitor.come_home()
    context.clock.fast_forward(3_600_000)
    context.clock.run_for(1_000)
    expect(page.locator(".greeting")).to_be_visible()


@pytest.mark.parametrize("sign", ["tap", "key", "keyboard of the screen"])
def test_who_does_something_is_not_asked(context: BrowserContext, visitor: Visitor, sign: str) -> None:
    page = visitor.page
    context.clock.install()
    visitor.open("lv/words")
    expect(page.locator(".keyboard .rows button").first).to_be_visible()
    for _ in range(3):
        context.clock.fast_forward(IDLE - 5_000)
        context.clock.run_for(600)
        if sign == "tap":
            page.locator("h1").tap()
        elif sign == "key":
            page.keyboard.press("a")
        else:
            page.locator(".keyboard .rows button", has_text="a").first.tap()
        expect(page.locator("#warning")).to_be_hidden()


def test_nobody_is_asked_while_something_plays(context: BrowserContext, visitor: Visitor) -> None:
    page = visitor.page
    context.clock.install()
    visitor.open("lv/")
    page.evaluate(PLAYING)
    context.clock.fast_forward(IDLE)
    context.clock.run_for(1_000)
    context.clock.fast_forward(IDLE)
    context.clock.run_for(1_000)
    expect(page.locator("#warning")).to_be_hidden()
    page.evaluate("document.body.dataset.silent = 'yes'")
    context.clock.fast_forward(IDLE)
    context.clock.run_for(1_000)
    expect(page.locator("#warning")).to_be_visible()


def test_a_tap_beside_the_question_hits_nothing_beneath(context: BrowserContext, visitor: Visitor) -> None:
    page = visitor.page
    context.clock.install()
    visitor.open("lv/")
    context.clock.fast_forward(IDLE + 1_000)
    context.clock.run_for(1_000)
    expect(page.locator("#warning")).to_be_visible()
    page.touchscreen.tap(200, 420)
    expect(page.locator("#warning")).to_be_hidden()
    assert visitor.path == "lv/"


def test_staff_send_a_kiosk_home(context: BrowserContext, address: str, kiosks: Kiosks) -> None:
    kiosk, secret = kiosks.add(READING_ROOM)
    visitor = arrived(context, address, secret)
    context.clock.install()
    visitor.open("lv/search?q=valoda")
    kiosks.call_home(kiosk.key)
    context.clock.run_for(61_000)
    visitor.come_home()
    assert kiosks.get(kiosk.key).seen
    kiosks.drop(kiosk.key)


def test_cleaning_takes_no_touches_for_half_a_minute(context: BrowserContext, visitor: Visitor) -> None:
    page = visitor.page
    context.clock.install()
    visitor.open("")
    visitor.button("cleans").tap()
    expect(page.locator("#cleaning")).to_be_visible()
    for point in ((100, 400), (500, 900), (540, 960)):
        page.touchscreen.tap(*point)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    context.clock.run_for(29_000)
    expect(page.locator("#cleaning")).to_be_visible()
    assert visitor.is_home()
    context.clock.run_for(2_000)
    expect(page.locator("#cleaning")).to_be_hidden()
    visitor.tap(page.locator(".tongues a[lang=lv]"))


def test_greetings_change_slowly_unless_less_motion_is_asked_for(
    chromium: Browser, address: str, reading_room: Paired
) -> None:
    shown = "[...document.querySelectorAll('[data-greeting]')].filter(e => !e.hidden).map(e => e.lang)"
    for motion, expected in (("reduce", ["lv"]), ("no-preference", ["en"])):
        context = chromium.new_context(has_touch=True, reduced_motion=motion)  # type: ignore[arg-type]
        context.clock.install()
        visitor = arrived(context, address, reading_room.secret)
        context.clock.run_for(7_000)
        assert visitor.page.evaluate(shown) == expected
        context.close()


# A kiosk that stays up


@pytest.fixture
def connection(app: Flask) -> Iterator[Connection]:
    """The way to the catalogue."""
    connection = Connection(app)
    yield connection
    connection.cut()


def test_a_catalogue_that_is_away_says_so_and_comes_back_by_itself(
    context: BrowserContext, connection: Connection, reading_room: Paired
) -> None:
    visitor = arrived(context, connection.address, reading_room.secret)
    page = visitor.page
    visitor.tap(page.locator(".tongues a[lang=ar]"))
    connection.cut()
    page.locator(".tiles a").first.tap()
    expect(page.locator("#resting")).to_be_visible()
    assert page.locator("#resting [lang=ar]").inner_text() != page.locator("#resting [lang=lv]").inner_text()
    connection.mend()
    page.wait_for_url("**/kiosk/ar/guide/**")


def test_a_device_that_starts_before_the_catalogue_waits_for_it(
    context: BrowserContext, connection: Connection, reading_room: Paired
) -> None:
    visitor = arrived(context, connection.address, reading_room.secret)
    page = visitor.page
    page.evaluate("navigator.serviceWorker.ready.then(() => {})")
    connection.cut()
    page.goto(f"{connection.address}/kiosk/")
    expect(page.locator(".rests")).to_be_visible()
    assert "uk" in page.evaluate("[...document.querySelectorAll('[lang]')].map(e => e.lang)")
    connection.mend()
    page.wait_for_selector(".greeting")


@pytest.mark.parametrize(("path", "is_loaded_anew"), [("", True), ("lv/", False)])
def test_the_first_screen_is_loaded_anew_at_night_and_no_page_that_somebody_may_read(
    context: BrowserContext, visitor: Visitor, path: str, is_loaded_anew: bool
) -> None:
    page = visitor.page
    context.clock.install(time=datetime(2026, 11, 24, 0, 30))
    visitor.open(path)
    page.evaluate(PLAYING)
    page.evaluate("window.isOld = true")
    context.clock.fast_forward(2 * 3_600_000)
    context.clock.run_for(1_000)
    assert page.evaluate("window.isOld")
    context.clock.fast_forward(1_800_000)
    context.clock.run_for(61_000)
    if is_loaded_anew:
        page.wait_for_function("() => !window.isOld")
    else:
        assert page.evaluate("window.isOld")


@pytest.mark.parametrize(("path", "is_loaded_anew"), [("", True), ("lv/", False)])
def test_changed_pages_are_taken_by_the_first_screen_alone(
    context: BrowserContext, visitor: Visitor, path: str, is_loaded_anew: bool
) -> None:
    page = visitor.page
    context.route("**/kiosk/pulse", lambda route: route.fulfill(json={"calls_home": 0, "version": "another"}))
    context.clock.install()
    visitor.open(path)
    page.evaluate("window.isOld = true")
    with page.expect_response("**/kiosk/pulse"):
        context.clock.run_for(2_000)
    if is_loaded_anew:
        page.wait_for_function("() => !window.isOld")
    else:
        assert page.evaluate("window.isOld")


# No way out


def test_a_wrong_or_missing_secret_says_what_to_do(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    for secret in ("", "#guessed"):
        page.goto("about:blank")
        page.goto(f"{address}/kiosk/start{secret}")
        expect(page.locator("[data-unknown]")).to_be_visible()
        assert "guessed" not in page.url and "guessed" not in page.content()


def test_the_secret_leaves_the_address_and_is_sent_to_no_other_page(
    context: BrowserContext, address: str, reading_room: Paired
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(f"{request.url} {request.headers}"))
    visitor = arrived(context, address, reading_room.secret)
    visitor.open("lv/")
    assert reading_room.secret not in visitor.page.url + visitor.page.content()
    # Chromium reports the fragment it keeps to itself with the first request.
    sent = [each for each in asked if "/kiosk/start" not in each]
    assert sent and not [each for each in sent if reading_room.secret in each.split("'cookie'")[0]]


def test_gestures_and_keys_that_lead_out_do_nothing(visitor: Visitor, context: BrowserContext) -> None:
    page = visitor.page
    visitor.open(f"lv/resource/{THING}")
    opened: list[Page] = []
    context.on("page", lambda page: opened.append(page))
    page.locator("h1").click(button="right")
    page.locator(".button:visible").first.click(button="middle")
    page.locator(".button:visible").first.click(modifiers=["Control"], trial=True)
    for keys in ("F1", "F3", "F5", "F6", "F7", "F11", "F12", "Control+p", "Control+s", "Control+o", "Control+u",
                 "Control+t", "Control+n", "Control+f", "Control+Shift+i", "Alt+ArrowLeft", "Alt+Home", "Alt+d"):  # fmt: skip
        page.keyboard.press(keys)
    prevented = page.evaluate("""() => ['contextmenu', 'dragstart', 'drop', 'auxclick'].every((name) =>
      !document.querySelector('h1').dispatchEvent(new Event(name, { bubbles: true, cancelable: true })))""")
    assert prevented and opened == [] and visitor.path == f"lv/resource/{THING}"


def test_a_link_that_leads_out_is_followed_by_no_tap(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("lv/")
    page.evaluate(
        PLANT,
        ["https://elsewhere.example.org/", "/lv/", "/desk/", "file:///etc/passwd", "javascript:document.title='x'"],
    )
    for link in page.locator(".planted").all():
        link.tap()
    assert visitor.path == "lv/" and "elsewhere.example.org" not in visitor.hosts
    assert page.title() != "x"


# Sizes and access


@pytest.mark.parametrize(
    ("language", "screen"),
    [("lv", "portrait"), ("ar", "landscape")]
    + [
        pytest.param(each.code, screen, marks=pytest.mark.long)
        for each in INTERFACES
        for screen in SCREENS
        if (each.code, screen) not in (("lv", "portrait"), ("ar", "landscape"))
    ],
)
def test_every_screen_is_accessible_large_enough_and_fits(visitor: Visitor, language: str, screen: str) -> None:
    page = visitor.page
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    for path in ("", *(f"{language}/{each}" for each in PAGES)):
        visitor.open(path)
        if "words" in path:
            expect(page.locator(".keyboard .rows button").first).to_be_visible()
        assert page.evaluate(TOO_SMALL, 60) == [], path
        assert page.evaluate(TOO_CLOSE) == [], path
        assert page.evaluate(
            "document.documentElement.scrollWidth <= innerWidth && document.body.scrollHeight <= innerHeight"
        ), path
        assert barriers(page) == [], path


@pytest.mark.parametrize("chosen", ["text=large", "controls=low", "text=large&controls=low"])
def test_larger_text_and_lower_controls_fit_too(visitor: Visitor, chosen: str) -> None:
    page = visitor.page
    for width, height in (*SCREENS.values(), (768, 1024)):
        page.set_viewport_size({"width": width, "height": height})
        for path in ("", "guide/speak", "words", f"resource/{THING}"):
            visitor.open(f"fa/{path}?{chosen}")
            assert page.evaluate(TOO_SMALL, 60 if width > 1000 else 44) == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
            for control in page.locator(".controls :is(a, button)").all():
                expect(control).to_be_in_viewport(ratio=1)
            if "low" in chosen:
                assert page.evaluate(HIGHEST) >= height * 0.24 or path == "words", (path, width)


def test_a_long_page_moves_by_taps_alone(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("lv/search?q=valoda")
    up, down = page.locator('[data-lift="up"]'), page.locator('[data-lift="down"]')
    expect(up).to_be_hidden()
    while page.evaluate(LEFT) > 4:
        before = page.evaluate("document.getElementById('main').scrollTop")
        down.tap()
        page.wait_for_function("(before) => document.getElementById('main').scrollTop > before", arg=before)
    expect(down).to_be_hidden()
    expect(up).to_be_visible()
    expect(page.locator("[rel=next]")).to_be_in_viewport()


def test_everything_works_with_the_keys_of_a_real_keyboard(visitor: Visitor) -> None:
    page = visitor.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.lang") == "lv"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator(".tiles a[href*='/words']").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("#q").focus()
    page.keyboard.type("Straume")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert visitor.path == "lv/search"


# A monkey


STEPS = 1_000


def _settle(page: Page) -> None:
    """Wait until a page that is leaving has left: Playwright waits for ever for a touch that meets a page going."""
    with suppress(Error):
        page.wait_for_function("() => !document.documentElement.classList.contains('going')", timeout=5_000)
    page.wait_for_load_state()


@pytest.mark.long
@pytest.mark.parametrize("seed", [7, 8])
def test_a_monkey_finds_no_way_out(chromium: Browser, address: str, reading_room: Paired, seed: int) -> None:
    """Random taps, keys, drags and browser moves, a thousand of them: always inside, never an error, home within one tap."""
    monkey = random.Random(seed)
    context = chromium.new_context(viewport={"width": 1080, "height": 1920}, has_touch=True)
    context.add_init_script("window.print = () => {}")
    failed: list[str] = []
    context.on("response", lambda answer: failed.append(answer.url) if answer.status >= 500 else None)
    pages: list[Page] = []
    context.on("page", lambda page: pages.append(page))
    visitor = arrived(context, address, reading_room.secret)
    page = visitor.page
    page.on("pageerror", lambda error: failed.append(str(error)))
    keys = ["Tab", "Enter", "Space", "Escape", "Backspace", "ArrowDown", "F5", "Alt+ArrowLeft", "Control+p", "a", "w"]
    seen: set[str] = set()
    for step in range(STEPS):
        act = monkey.random()
        if act < 0.72:
            page.touchscreen.tap(monkey.uniform(0, 1079), monkey.uniform(0, 1919))
        elif act < 0.86:
            page.keyboard.press(monkey.choice(keys))
        elif act < 0.93:
            page.mouse.move(monkey.uniform(0, 1079), monkey.uniform(0, 1919))
            page.mouse.down()
            page.mouse.move(monkey.uniform(0, 1079), monkey.uniform(0, 1919))
            page.mouse.up()
        elif act < 0.97:
            page.mouse.wheel(0, monkey.uniform(-2000, 2000))
        else:
            with suppress(Error):  # the page may be leaving just now
                page.evaluate(f"setTimeout(() => history.{monkey.choice(('back', 'forward'))}())")
        _settle(page)
        where = urlsplit(page.url)
        assert f"{where.scheme}://{where.netloc}" == address and where.path.startswith("/kiosk/"), (step, page.url)
        seen.add(where.path)
    assert failed == [] and len(pages) == 1 and len(seen) > 10
    assert visitor.hosts == {urlsplit(address).netloc}
    home = page.locator("[data-reset]:visible")
    if not visitor.is_home():
        home.first.dispatch_event("click")
    visitor.come_home()
    expect(page.locator(".greeting")).to_be_visible()
    context.close()
