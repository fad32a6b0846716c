"""Which device is a kiosk: the one that was started with its secret, until there is another, and no visitor's phone ever."""

import logging

import pytest
from flask import Flask

from catalogue.app import Catalogue
from catalogue.cataloguing.kiosks import Kiosks
from tests.inspecting import Client
from tests.kiosk_fixtures import READING_ROOM, THING, Paired

PAGES = ("/kiosk/", "/kiosk/lv/", "/kiosk/uk/search?q=valoda", f"/kiosk/lv/resource/{THING}", "/kiosk/lv/words")


@pytest.fixture
def phone(app: Flask) -> Client:
    """A device that is no kiosk."""
    return Client(app)


@pytest.mark.parametrize("address", PAGES)
def test_who_is_no_kiosk_gets_in_nowhere(phone: Client, address: str) -> None:
    page = phone.open(address, 403)
    assert page.headers["Cache-Control"] == "no-store"
    assert phone.open(f"{address}{'&' if '?' in address else '?'}kiosk=yes", 403)
    assert "kiosk" not in phone.get("/lv/").get_data(as_text=True)


def test_the_start_page_knows_no_secret_and_takes_it_by_post_only(phone: Client, reading_room: Paired) -> None:
    page = phone.open("/kiosk/start")
    assert reading_room.secret not in page.html
    for given in ({}, {"secret": ""}, {"secret": "guessed"}, {"secret": "x" * 5000}):
        assert phone.send("/kiosk/start", data=given).status_code == 403
    elsewhere = phone.send(
        "/kiosk/start", data={"secret": reading_room.secret}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert elsewhere.status_code == 403
    phone.get(f"/kiosk/start?secret={reading_room.secret}")
    phone.open("/kiosk/", 403)


def test_the_devices_cookie_can_be_read_by_no_script_and_goes_nowhere_else(phone: Client, reading_room: Paired) -> None:
    answer = phone.send("/kiosk/start", data={"secret": reading_room.secret})
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/kiosk"))
    assert "Expires" not in cookie and "Max-Age" not in cookie
    assert "Secure" in phone.send(
        "/kiosk/start", data={"secret": reading_room.secret}, base_url="https://localhost"
    ).headers.get("Set-Cookie", "")


@pytest.mark.parametrize("address", PAGES)
def test_the_secret_is_in_no_page_and_in_no_log(
    at_kiosk: Client, reading_room: Paired, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = at_kiosk.open(address)
    assert reading_room.secret not in page.html + caplog.text + str(page.headers)
    assert page.headers["Cache-Control"] == "no-store" and page.headers["Referrer-Policy"] == "no-referrer"


def test_a_new_secret_ends_the_old(app: Flask, kiosks: Kiosks) -> None:
    kiosk, secret = kiosks.add(READING_ROOM)
    device = Client(app)
    device.pair(secret)
    device.open("/kiosk/")
    renewed = kiosks.renew(kiosk.key)
    device.open("/kiosk/", 403)
    assert device.send("/kiosk/pulse").status_code == 403
    device.pair(renewed)
    device.open("/kiosk/")
    kiosks.drop(kiosk.key)
    device.open("/kiosk/lv/", 403)


def test_a_sign_of_life_is_noted_and_calls_home(app: Flask, kiosks: Kiosks) -> None:
    kiosk, secret = kiosks.add(READING_ROOM)
    device = Client(app)
    device.pair(secret)
    told = device.send("/kiosk/pulse", data={"missing": ["secure", "nonsense"]}).get_json()
    seen = kiosks.get(kiosk.key)
    assert seen.seen and seen.missing == ("secure",) and told["calls_home"] == 0
    kiosks.call_home(kiosk.key)
    assert device.send("/kiosk/pulse").get_json() == {**told, "calls_home": 1}
    assert device.send("/kiosk/pulse", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    kiosks.drop(kiosk.key)


def test_a_kiosk_opens_no_other_door(at_kiosk: Client, demonstration: Catalogue) -> None:
    """Its cookie says nothing at the desk, and its pages lead to no other door."""
    assert at_kiosk.get("/desk/").status_code == 401
