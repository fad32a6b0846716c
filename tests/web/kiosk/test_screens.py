"""Every screen of a kiosk in every language: well made, translated, and with no way out."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from flask import Flask

from catalogue.app import Catalogue, create_app
from catalogue.cataloguing.kiosks import Kiosks
from catalogue.languages import ACCENTED, INTERFACES, MIRRORED
from catalogue.records.kiosk import Beginning
from catalogue.storage import DatabaseFailure
from catalogue.web import kiosk as door
from tests.inspecting import LETTERS, Client, Page
from tests.kiosk_fixtures import HERE, READING_ROOM, THING, Paired

SCREENS = {
    "home": "",
    "kinds": "kinds",
    "guide": "guide/level?teaches=lv",
    "words": "words?q=valoda",
    "search": "search?q=valoda&kind=course",
    "nothing": "search?q=zzzzqqqq&kind=game",
    "narrow": "narrow?q=valoda",
    "resource": f"resource/{THING}",
    "article": "resource/guide-first-visit",
    "initiative": "initiative/i-language-cafe",
    "event": "event/e-valoda-ir-tas-kas-vieno",
    "library": f"library/{HERE}",
    "initiatives": "initiatives",
    "events": "events",
    "slip": f"slip/{THING}",
}
OFFERED = (*INTERFACES, ACCENTED, MIRRORED)


def test_every_screen_is_looked_at() -> None:
    assert {name for name in SCREENS if name not in ("article", "nothing")} == {
        name for _, name, _ in door.ROUTES if name != "attract"
    }


def ways(page: Page) -> list[str]:
    """Everything on a page that leads somewhere."""
    sent = [form.get("action") or "" for form in page.find("form")]
    assert all(form.get("method") == "get" for form in page.find("form"))
    return page.links + sent


@pytest.mark.parametrize("interface", OFFERED, ids=lambda each: each.code)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_in_its_language_and_leads_nowhere_else(at_kiosk: Client, interface, screen: str) -> None:  # type: ignore[no-untyped-def]
    page = at_kiosk.open(f"/kiosk/{interface.code}/{SCREENS[screen]}")
    (html,) = page.find("html")
    assert (html.get("lang"), html.get("dir")) == (interface.code, interface.direction)
    found = ways(page)
    assert found and all(urlsplit(each).path.startswith("/kiosk/") and not urlsplit(each).netloc for each in found)
    assert not page.find("iframe") and not page.find("object") and not page.find("video")
    assert all(not script.get("src", "").startswith("http") for script in page.find("script"))


@pytest.mark.parametrize("screen", [name for name in SCREENS if name not in ("article", "library", "resource", "slip")])
def test_every_word_of_a_screen_can_be_translated(at_kiosk: Client, screen: str) -> None:
    """In the accented language every message is in brackets; what is another language's says so, or is a record's."""
    page = at_kiosk.open(f"/kiosk/{ACCENTED.code}/{SCREENS[screen]}")
    labels = [page.text(button) for button in page.find("button") if button.get("data-stays") is None]
    spoken = {each.own_name for each in OFFERED}
    assert not [each for each in labels if LETTERS.search(each) and "[" not in each and each not in spoken]


def test_the_first_screen_greets_in_every_language_of_the_kiosk(at_kiosk: Client) -> None:
    page = at_kiosk.open("/kiosk/")
    greetings = [e for e in page.find("span") if e.get("data-greeting") is not None]
    assert [e.get("lang") for e in greetings] == [each.code for each in OFFERED]
    assert page.text(greetings[0]) == "Laipni lūdzam Latgales bibliotēkā!"
    (own,) = page.find("a", lang="fa", hreflang="fa")
    assert (own.get("dir"), page.text(own), own.get("href")) == ("rtl", "فارسی", "/kiosk/fa/")
    assert page.find("section", aria_labelledby="newest") and page.find("section", aria_labelledby="coming")


@pytest.mark.parametrize(
    ("beginning", "address"),
    [
        (Beginning.CHOICES, "/kiosk/uk/"),
        (Beginning.GUIDE, "/kiosk/uk/guide/speak"),
        (Beginning.WORDS, "/kiosk/uk/words"),
    ],
)
def test_a_chosen_language_leads_where_the_library_wants(
    app: Flask, kiosks: Kiosks, beginning: Beginning, address: str
) -> None:
    kiosk, secret = kiosks.add(replace(READING_ROOM, beginning=beginning, languages=("lv", "uk")))
    device = Client(app)
    device.pair(secret)
    assert address in device.open("/kiosk/").links
    assert "/kiosk/ar/" not in device.open("/kiosk/").links
    assert device.get("/kiosk/ar/").headers["Location"] == "/kiosk/"
    assert {e.get("lang") for e in device.open("/kiosk/uk/").find("a", data_same="") if e.get("lang")} == {"lv", "uk"}
    kiosks.drop(kiosk.key)


def test_larger_text_and_lower_controls_stay_until_somebody_starts_over(at_kiosk: Client) -> None:
    for screen in ("home", "guide", "search", "resource"):
        address = f"/kiosk/uk/{SCREENS[screen]}"
        page = at_kiosk.open(f"{address}{'&' if '?' in address else '?'}text=large&controls=low")
        assert page.find("html")[0].get("class") == "kiosk large low"
        kept = [each for each in page.links if each != "/kiosk/" and "hreflang" not in each]
        toggles = {e.get("href") for e in page.find("a", data_same="") if not e.get("lang")}
        assert all("text=large" in each and "controls=low" in each for each in kept if each not in toggles)
        assert "/kiosk/" in page.links
    fields = {e.get("name"): e.get("value") for e in at_kiosk.open("/kiosk/uk/words?text=large").find("input")}
    assert fields.get("text") == "large" and "controls" not in fields


def test_another_language_keeps_the_search_and_the_thing(at_kiosk: Client) -> None:
    page = at_kiosk.open("/kiosk/lv/search?q=valoda&kind=course&page=1&nonsense=1")
    assert "/kiosk/ar/search?q=valoda&kind=course" in page.links
    assert f"/kiosk/fa-AF/resource/{THING}" in at_kiosk.open(f"/kiosk/lv/resource/{THING}").links
    assert "/kiosk/uk/words?q=valoda" in at_kiosk.open("/kiosk/lv/words?q=valoda").links


def test_what_is_not_there_has_a_way_home_and_no_other(at_kiosk: Client) -> None:
    for address in (
        "/kiosk/lv/resource/nothing-like-that",
        "/kiosk/lv/nowhere",
        "/kiosk/xx/",
        "/kiosk/lv/slip/straume-x",
    ):
        page = at_kiosk.open(address, 200 if address == "/kiosk/xx/" else 404)
        assert "/kiosk/" in page.links or address == "/kiosk/xx/"
        assert all(each.startswith("/kiosk/") for each in ways(page))


def test_the_question_whether_somebody_is_there_is_asked_in_three_languages(at_kiosk: Client) -> None:
    (warning,) = at_kiosk.open("/kiosk/uk/").find("dialog", role="alertdialog")
    assert [e.get("lang") for e in warning if e.get("lang")] == ["uk", "lv", "en"]
    (body,) = at_kiosk.open("/kiosk/uk/").find("body")
    assert int(body.get("data-warning") or 0) >= 20 and body.get("data-idle") == "60"


def test_a_catalogue_that_rests_says_so_in_every_language(
    demonstration: Catalogue, app: Flask, at_kiosk: Client
) -> None:
    page = Client(app).open("/kiosk/resting")
    assert {e.get("lang") for e in page.find("div") if e.get("lang")} == {each.code for each in OFFERED}
    (body,) = page.find("body")
    assert body.get("data-start") == "/kiosk/" and not page.links
    worker = at_kiosk.get("/kiosk/worker.js").get_data(as_text=True)
    assert "/kiosk/resting" in worker and "/kiosk/lv" not in worker


def test_a_fault_of_ours_has_a_way_home(
    demonstration: Catalogue, reading_room: Paired, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    client = Client(create_app(demonstration))
    client.pair(reading_room.secret)
    monkeypatch.setattr("catalogue.web.kiosk.search.answer", fail)
    assert client.open("/kiosk/lv/search?q=x", 500).links == ["/kiosk/"]


def test_a_database_that_is_away_is_a_catalogue_that_rests(
    demonstration: Catalogue, reading_room: Paired, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(create_app(demonstration))
    client.pair(reading_room.secret)

    def fail(*_: object) -> None:
        raise DatabaseFailure("reading", None, OSError("disk I/O error"))

    monkeypatch.setattr(Kiosks, "known_by", fail)
    for address in ("/kiosk/", "/kiosk/uk/search?q=x", "/kiosk/resting"):
        assert client.open(address, 503).links == ["/kiosk/"]
