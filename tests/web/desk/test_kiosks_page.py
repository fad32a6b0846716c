"""The administrator sets up a kiosk without a technician, pairs it, sees whether it lives, and sends it home."""

import re

import pytest

from tests.desk_fixtures import AtDesk, Desk
from tests.inspecting import Client

GIVEN = {"name": "Lasītava", "branch": "liepaja", "room": "lv", "languages": ["uk", "ar"], "idle_seconds": "90"}


@pytest.fixture
def admin(desk: Desk) -> AtDesk:
    """The administrator."""
    return desk.signed_in("admin")


def set_up(admin: AtDesk) -> tuple[str, str]:
    """A kiosk's key and the secret of its start address, as they stand on the page."""
    page = admin.send("/desk/kiosks", **GIVEN).get_data(as_text=True)
    address = re.search(r"http://localhost/kiosk/start#([\w-]{40,})", page)
    key = re.search(r"/desk/kiosk/([a-z0-9]+)/home", page)
    assert address and key
    return key[1], address[1]


def test_a_kiosk_is_set_up_and_its_address_shown_once(desk: Desk, admin: AtDesk) -> None:
    key, secret = set_up(admin)
    assert secret not in admin.page(f"/desk/kiosk/{key}") + admin.page("/desk/kiosks")
    assert "Its device has not been seen yet." in admin.page("/desk/kiosks")
    device = Client(desk.app)
    device.pair(secret)
    assert [e.get("lang") for e in device.open("/kiosk/").find("a") if e.get("hreflang")] == ["lv", "uk", "ar"]
    device.send("/kiosk/pulse", data={"missing": "secure"})
    seen = admin.page("/desk/kiosks")
    assert "Seen 0 minutes ago" in seen and "Its connection is not protected" in seen


def test_what_is_changed_shows_at_the_next_page(desk: Desk, admin: AtDesk) -> None:
    key, secret = set_up(admin)
    device = Client(desk.app)
    device.pair(secret)
    changed = {**GIVEN, "languages": ["en"], "beginning": "words", "welcome-en": "Come in!", "has_printer": "yes"}
    assert admin.send(f"/desk/kiosk/{key}", **changed).status_code == 303
    page = device.open("/kiosk/")
    assert "Come in!" in page.text() and "/kiosk/en/words" in page.links
    form = admin.page(f"/desk/kiosk/{key}")
    assert 'value="Come in!"' in form and 'value="words" selected' in form


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "A kiosk needs a name"),
        ({"branch": "x"}, "Choose the library"),
        ({"room": "xx", "languages": []}, "Choose at least one language."),
        ({"idle_seconds": "5"}, "from 60 to 600"),
        ({"idle_seconds": "٩٠"}, "from 60 to 600"),
        ({"welcome-uk": "!" * 201}, "up to 200 letters"),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(admin: AtDesk, wrong: dict[str, object], sentence: str) -> None:
    refused = admin.send("/desk/kiosks", **{**GIVEN, "welcome-ar": "أهلا", **wrong})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 400 and sentence in page
    assert "أهلا" in page and (wrong.get("name") == "" or "Lasītava" in page)
    key, _ = set_up(admin)
    assert admin.send(f"/desk/kiosk/{key}", **{**GIVEN, **wrong}).status_code == 400


def test_a_kiosk_is_sent_home_renewed_released_and_taken_away(desk: Desk, admin: AtDesk) -> None:
    key, secret = set_up(admin)
    device = Client(desk.app)
    device.pair(secret)
    assert admin.send(f"/desk/kiosk/{key}/home").status_code == 303
    assert device.send("/kiosk/pulse").get_json()["calls_home"] == 1
    renewed = re.search(r"start#([\w-]{40,})", admin.send(f"/desk/kiosk/{key}/address").get_data(as_text=True))
    assert renewed and device.get("/kiosk/").status_code == 403
    device.pair(renewed[1])
    admin.send(f"/desk/kiosk/{key}/release")
    assert device.get("/kiosk/").status_code == 403 and "No device is this kiosk." in admin.page(f"/desk/kiosk/{key}")
    admin.send(f"/desk/kiosk/{key}/drop")
    assert admin.get(f"/desk/kiosk/{key}").status_code == 404


def test_names_and_welcomes_are_words_and_no_markup(desk: Desk, admin: AtDesk) -> None:
    hostile = "<script>alert(1)</script>"
    given = {**GIVEN, "name": hostile, "welcome-lv": hostile}
    page = admin.send("/desk/kiosks", **given).get_data(as_text=True)
    secret = re.search(r"start#([\w-]{40,})", page)
    assert secret and hostile not in page and hostile not in admin.page("/desk/kiosks")
    device = Client(desk.app)
    device.pair(secret[1])
    assert hostile in device.open("/kiosk/").text() and hostile not in device.open("/kiosk/").html
