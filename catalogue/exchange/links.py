"""Asking addresses on the internet whether they still answer, as a considerate guest: never twice at once at one host, with a
pause between, and not where `robots.txt` (RFC 9309) asks us to stay away."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from catalogue.exchange.fetching import Answer, Limits, Unfetched, ask, fetch
from catalogue.records.link import GOOD
from catalogue.records.rules import is_address

Told = TypeVar("Told")

MOST_HOPS = 5
LONGEST_PAUSE = 60.0
_ROBOTS_BYTES = 500_000
_REDIRECTS = (301, 302, 303, 307, 308)
_SENT = "/%:@!$&'()*+,;=~?-._"
"""Signs of a path or query that are sent as they are."""

_WITHHELD = (401, 403, 429)
"""Answers that say something of who asks, not of the address."""


@dataclass
class Host:
    """A server: its turn, when it was asked last, how long it wants to be left alone, and what it lets nobody ask."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    asked: float = float("-inf")
    pause: float = 0.0
    robots: RobotFileParser | None = None


class Guest:
    """Asks addresses. `pause` are the seconds between two questions to one host."""

    def __init__(
        self,
        limits: Limits,
        pause: float = 2.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits, self._pause, self._sleep = limits, pause, sleep
        self._hosts: dict[str, Host] = defaultdict(Host)
        self._naming = threading.Lock()

    def look(self, address: str) -> str:
        """The state of an address: `GOOD`, the HTTP status it fails with, `unreachable`, `too-slow`, `forbidden-address` (it
        leads into a closed network), `robots` (it does not want to be asked), `withheld` or `too-many-redirects`."""
        try:
            address = _in_ascii(address)
            for _ in range(MOST_HOPS + 1):
                answer = self._visit(address)
                if answer is None:
                    return "robots"
                if answer.status not in _REDIRECTS:
                    return _state(answer.status)
                if not answer.location or not is_address(urljoin(address, answer.location)):
                    return str(answer.status)
                address = _in_ascii(urljoin(address, answer.location))
        except Unfetched as failure:
            return failure.code
        except ValueError:
            return "unreachable"
        return "too-many-redirects"

    def _visit(self, address: str) -> Answer | None:
        """How the server answers; None where it does not want to be asked."""
        parts = urlsplit(address)
        with self._naming:
            host = self._hosts[f"{parts.scheme}://{parts.netloc.lower()}"]
        with host.turn:
            if host.robots is None:
                host.robots = self._robots(host, f"{parts.scheme}://{parts.netloc}/robots.txt")
            if not host.robots.can_fetch(self._limits.agent, address):
                return None
            said = host.robots.crawl_delay(self._limits.agent)
            host.pause = min(float(said or 0), LONGEST_PAUSE)
            answer = self._in_turn(host, lambda: ask("HEAD", address, self._limits))
            if answer.status >= 400 and answer.status not in _WITHHELD:
                answer = self._in_turn(host, lambda: ask("GET", address, self._limits))
            return answer

    def _robots(self, host: Host, address: str) -> RobotFileParser:
        """What a server lets be asked. Where it has no such file everything; where it fails, nothing may be concluded from that,
        and the address itself will say more."""
        found = RobotFileParser()
        limits = replace(self._limits, most_bytes=_ROBOTS_BYTES)
        try:
            content = self._in_turn(host, lambda: fetch(address, limits))
            found.parse(content.decode("utf-8", "replace").splitlines())
        except Unfetched as failure:
            if failure.code == "forbidden-address":
                raise
            found.parse([])
        return found

    def _in_turn(self, host: Host, question: Callable[[], Told]) -> Told:
        wait = host.asked + max(self._pause, host.pause) - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        try:
            return question()
        finally:
            host.asked = time.monotonic()


def _in_ascii(address: str) -> str:
    """The address as it is sent: letters of other scripts in the host in Punycode, elsewhere as bytes of UTF-8 (RFC 3987, 3.1).

    Raises:
        ValueError: the host is no name.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    host = f"[{host}]" if ":" in host else host
    netloc = host if parts.port is None else f"{host}:{parts.port}"
    return urlunsplit((parts.scheme, netloc, quote(parts.path, _SENT) or "/", quote(parts.query, _SENT), ""))


def _state(status: int) -> str:
    if status in _WITHHELD:
        return "withheld"
    return GOOD if status < 400 else str(status)
