"""Asking addresses whether they still answer, on a real server: what is good, what is not, and what we keep away from."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from catalogue.exchange.fetching import Limits
from catalogue.exchange.links import Guest

INSIDE = Limits(seconds=5, is_inside=True, agent="Tilts library catalogue (catalogue.example)")
ROBOTS = "User-agent: *\nDisallow: /private\n"


@dataclass
class Site:
    """A web site on loopback, and what it was asked."""

    address: str = ""
    robots: str | None = ROBOTS
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    over: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        site, path = self.site, self.path
        site.asked.append((self.command, path))
        site.agents.add(self.headers["User-Agent"])
        if path == "/robots.txt":
            self._say(200 if site.robots is not None else 404, (site.robots or "").encode())
        elif path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", path.removeprefix("/to/"))
            self.end_headers()
        elif path.startswith("/status/"):
            self._say(int(path.rpartition("/")[2]))
        elif path == "/no-head":
            self._say(405 if self.command == "HEAD" else 200, b"here")
        elif path == "/endless":
            self.send_response(404 if self.command == "HEAD" else 200)
            self.end_headers()
            try:
                while self.command == "GET" and not site.over.is_set():
                    self.wfile.write(b"x" * 10_000)
            except OSError:
                pass
        elif path == "/slow":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not site.over.wait(0.05):
                self.wfile.write(b"x")
        else:
            self._say(200, b"here")

    def _say(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True


@pytest.fixture
def site() -> Iterator[Site]:
    """The site."""
    here = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": here}))
    here.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield here
    here.over.set()
    server.shutdown()
    server.server_close()
    thread.join(5)


def guest(limits: Limits = INSIDE) -> Guest:
    """One who does not pause."""
    return Guest(limits, pause=0, sleep=lambda seconds: None)


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/", "good"),
        ("/Rīga?q=ē", "good"),
        ("/no-head", "good"),
        ("/endless", "good"),
        ("/status/404", "404"),
        ("/status/410", "410"),
        ("/status/500", "500"),
        ("/status/403", "withheld"),
        ("/status/429", "withheld"),
        ("/private/page", "robots"),
        ("/to//status/404", "404"),
        ("/to//", "good"),
        ("/to//private", "robots"),
        ("/to/file:///etc/passwd", "302"),
        ("/to/javascript:alert(1)", "302"),
        ("/to/" + "/to/" * 9, "too-many-redirects"),
    ],
)
def test_what_is_made_of_an_answer(site: Site, path: str, state: str) -> None:
    assert guest().look(site.address + path) == state


def test_06_04_a_server_without_end_is_left_in_time(site: Site) -> None:
    hurried = Limits(seconds=0.4, is_inside=True)
    assert guest(hurried).look(f"{site.address}/slow") == "too-slow"


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/", "http://[::1]/", "http://0x7f.1/", "http://2130706433/", "http://169.254.169.254/latest/"],
)
def test_06_01_closed_networks_are_not_asked(address: str) -> None:
    assert guest(Limits()).look(address) == "forbidden-address"


def test_06_02_a_redirect_into_a_closed_network_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    public = site.address.removeprefix("http://")
    monkeypatch.setattr("catalogue.exchange.fetching.is_public", lambda address: address == "127.0.0.1")
    assert guest(Limits()).look(f"http://{public}/to/http://10.0.0.1/") == "forbidden-address"


@pytest.mark.parametrize("address", ["http://", "http://[", "http://a..b/", "http://" + "x" * 300 + ".example/", "x"])
def test_an_address_that_is_none_ends_in_a_state(address: str) -> None:
    assert guest(Limits(seconds=0.5)).look(address) == "unreachable"


def test_the_page_itself_is_not_loaded_and_the_rules_are_read_once(site: Site) -> None:
    one = guest()
    for path in ("/one", "/two", "/private"):
        one.look(site.address + path)
    assert site.asked == [("GET", "/robots.txt"), ("HEAD", "/one"), ("HEAD", "/two")]
    assert site.agents == {INSIDE.agent}


def test_a_site_without_rules_may_be_asked(site: Site) -> None:
    site.robots = None
    assert guest().look(f"{site.address}/private/page") == "good"


def test_a_pause_lies_between_two_questions_and_as_long_as_the_site_asks_for(site: Site) -> None:
    site.robots = "User-agent: *\nCrawl-delay: 7\n"
    waits: list[float] = []
    one = Guest(INSIDE, pause=2, sleep=waits.append)
    one.look(f"{site.address}/one")
    one.look(f"{site.address}/two")
    assert [round(each) for each in waits] == [7, 7]


def test_one_site_is_never_asked_twice_at_once(site: Site) -> None:
    one, at_once, most = guest(), 0, 0
    real, lock = one._in_turn, threading.Lock()

    def counted(host, question):  # type: ignore[no-untyped-def]
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        try:
            return real(host, question)
        finally:
            with lock:
                at_once -= 1

    one._in_turn = counted  # type: ignore[method-assign]
    threads = [threading.Thread(target=one.look, args=(f"{site.address}/{number}",)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(10)
    assert most == 1 and len(site.asked) == 9
