"""What a server elsewhere may do to us: lead astray, answer without end, or not at all."""

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from catalogue.exchange.fetching import Limits, Unfetched, fetch, is_public

INSIDE = Limits(most_bytes=1_000, seconds=5, is_inside=True)
HURRIED = Limits(seconds=0.3, is_inside=True)

Served = Callable[[Callable[[socket.socket], None]], str]


@pytest.fixture
def served() -> Iterator[Served]:
    """A server on loopback that does to every connection what it is told; gives its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve(treat: Callable[[socket.socket], None]) -> str:
        def run() -> None:
            while not over.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    try:
                        connection.recv(10_000)
                        treat(connection)
                    except OSError:
                        pass

        threading.Thread(target=run, daemon=True).start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"

    yield serve
    over.set()
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


def saying(*parts: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(b"".join(parts))


def dripping(connection: socket.socket) -> None:
    """A byte now and then, for ever."""
    never = threading.Event()
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    while not never.wait(0.05):
        connection.sendall(b"x")


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 1_000)


def test_an_answer_comes_as_it_is(served: Served) -> None:
    assert fetch(served(saying(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlaba")), INSIDE) == b"laba"


@pytest.mark.parametrize(
    ("treat", "limits", "code"),
    [
        (saying(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"), INSIDE, "refused"),
        (saying(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"), INSIDE, "refused"),
        (saying(b"SSH-2.0-OpenSSH_9.2\r\n"), INSIDE, "unreachable"),
        (saying(b""), INSIDE, "unreachable"),
        (saying(b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nhalf"), INSIDE, "unreachable"),
        (endless, INSIDE, "too-large"),
        (dripping, HURRIED, "too-slow"),
        (lambda connection: threading.Event().wait(2), HURRIED, "too-slow"),
    ],
)
def test_whatever_else_it_does_has_an_end(
    served: Served, treat: Callable[[socket.socket], None], limits: Limits, code: str
) -> None:
    with pytest.raises(Unfetched, match=code):
        fetch(served(treat), limits)


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1/", "http://[::1]/", "http://0x7f.1/", "http://2130706433/", "http://localhost/"),
        *(
            "http://10.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::ffff:127.0.0.1]/",
            "http://0.0.0.0/",
        ),
    ],
)
def test_no_address_leads_into_a_closed_network(address: str) -> None:
    with pytest.raises(Unfetched, match="forbidden-address"):
        fetch(address, Limits())


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "gopher://example.org/", "ftp://example.org/", "http:///", "x"]
)
def test_other_protocols_are_none(address: str) -> None:
    with pytest.raises(Unfetched, match="unreachable"):
        fetch(address, INSIDE)


def test_a_name_is_looked_up_once_and_the_connection_goes_there(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = served(saying(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
    asked: list[str] = []
    real = socket.getaddrinfo

    def once(host: str, *rest: Any, **more: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    assert fetch(address.replace("127.0.0.1", "books.example"), INSIDE) == b"ok"
    assert asked.count("books.example") == 1


def test_one_closed_address_among_open_ones_closes_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("9.9.9.9", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(Unfetched, match="forbidden-address"):
        fetch("http://rebound.example/", Limits())


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe"])
def test_addresses_of_the_open_network_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address", ["192.168.1.5", "fe80::1%eth0", "224.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "100.64.0.1"]
)
def test_others_are_not(address: str) -> None:
    assert not is_public(address)
