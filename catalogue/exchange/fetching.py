"""Fetching from a server elsewhere with every care: one address, no redirects, and an end to size and time."""

import ipaddress
import socket
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpcore

USER_AGENT = "Tilts library catalogue"

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses that stand for one of IPv4 (RFC 6052)."""


class Unfetched(Exception):
    """Nothing came. `code` tells why: `forbidden-address`, `unreachable`, `too-slow`, `too-large`, `refused`,
    or what a protocol adds; `status` is that of the answer, 0 when there was none."""

    def __init__(self, code: str, status: int = 0) -> None:
        super().__init__(code)
        self.code, self.status = code, status


@dataclass(frozen=True)
class Limits:
    """How far a fetch may go. `is_inside` lets it into networks that the rest of the world does not reach; without it the address
    a name stands for must be a public one. `agent` is what the server is told about who asks."""

    most_bytes: int = 1_000_000
    seconds: float = 8
    is_inside: bool = False
    agent: str = USER_AGENT


@dataclass(frozen=True)
class Answer:
    """How a server answers, without what it sends: the HTTP status, and where it says to go instead."""

    status: int
    location: str = ""


def fetch(address: str, limits: Limits) -> bytes:
    """What a server answers to a GET.

    Raises:
        Unfetched: it may not be asked, or gave no whole answer.
    """
    with _asked("GET", address, limits) as answer:
        return _content(answer, limits)


def send(address: str, form: str, headers: Mapping[str, str], limits: Limits) -> bytes:
    """What a server answers when a form, written as in an address, is sent to it.

    Raises:
        Unfetched: it may not be asked, or gave no whole answer.
    """
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with _asked("POST", address, limits, {**headers, **kind}, form.encode("ascii")) as answer:
        return _content(answer, limits)


def ask(method: str, address: str, limits: Limits) -> Answer:
    """How a server answers; what it sends is not read.

    Raises:
        Unfetched: it may not be asked, or gave no answer.
    """
    with _asked(method, address, limits) as answer:
        location = next((value for name, value in answer.headers if name.lower() == b"location"), b"")
        return Answer(answer.status, location.decode("latin-1"))


def _content(answer: httpcore.Response, limits: Limits) -> bytes:
    if answer.status != 200:
        raise Unfetched("refused", answer.status)
    content = b""
    for block in answer.iter_stream():
        content += block
        if len(content) > limits.most_bytes:
            raise Unfetched("too-large")
    return content


@contextmanager
def _asked(
    method: str, address: str, limits: Limits, told: Mapping[str, str] | None = None, content: bytes | None = None
) -> Iterator[httpcore.Response]:
    headers = [("User-Agent", limits.agent), ("Accept-Encoding", "identity"), *(told or {}).items()]
    try:
        with (
            httpcore.ConnectionPool(network_backend=_Network(limits)) as pool,
            pool.stream(method, address, headers=headers, content=content) as answer,
        ):
            yield answer
    except (httpcore.TimeoutException, TimeoutError):
        raise Unfetched("too-slow") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError, UnicodeError):
        raise Unfetched("unreachable") from None


class _Network(httpcore.NetworkBackend):
    """Connects to the address a name stands for at this moment, so that no second look-up can lead elsewhere, and lets nothing
    take longer than the whole may take."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._until = time.monotonic() + limits.seconds
        self._beneath = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not self._limits.is_inside and not all(is_public(each) for each in addresses):
            raise Unfetched("forbidden-address")
        stream = self._beneath.connect_tcp(addresses[0], port, _left(self._until), local_address, socket_options)
        return _Stream(stream, self._until)


class _Stream(httpcore.NetworkStream):
    """A connection in which every step has only the time that is left."""

    def __init__(self, beneath: httpcore.NetworkStream, until: float) -> None:
        self._beneath = beneath
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._beneath.read(max_bytes, _left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._beneath.write(buffer, _left(self._until))

    def close(self) -> None:
        self._beneath.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._beneath.start_tls(ssl_context, server_hostname, _left(self._until)), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._beneath.get_extra_info(info)


def is_public(address: str) -> bool:
    """True of an address of the open network (IANA's registries of special addresses, as `ipaddress` has them)."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        within = (
            found.ipv4_mapped
            or found.sixtofour
            or (ipaddress.IPv4Address(found.packed[-4:]) if found in _NAT64 else None)
        )
        if within is not None:
            return is_public(str(within))
    return found.is_global and not found.is_multicast


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
