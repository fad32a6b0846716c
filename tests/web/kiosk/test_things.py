"""What a kiosk shows of things: those of its own library first, taken along by code, by typing and on paper."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from catalogue.app import Catalogue, create_app
from catalogue.cataloguing.kiosks import Kiosks
from catalogue.records import AttachedFile, Resource, Section
from catalogue.records.asked import Scope
from catalogue.records.kiosk import Kiosk
from catalogue.settings import Settings
from catalogue.web.pages.prose import prose, without_links
from tests.building import a_branch, a_resource, a_text
from tests.discovery.small import keep
from tests.inspecting import Client
from tests.kiosk_fixtures import HERE, READING_ROOM, THING, Paired


def test_the_librarys_own_copies_stand_first(at_kiosk: Client) -> None:
    page = at_kiosk.open(f"/kiosk/lv/resource/{THING}")
    held = [e for e in page.find("div") if "held" in (e.get("class") or "")]
    assert len(held) == 2 and "here" in (held[0].get("class") or "")
    assert "811.174 KAL" in page.text(held[0])


def test_a_thing_goes_along_by_code_and_by_typing_and_never_by_a_kiosks_address(at_kiosk: Client) -> None:
    page = at_kiosk.open(f"/kiosk/uk/resource/{THING}?text=large")
    (typed,) = page.find("p", class_="typed")
    assert page.text(typed) == f"localhost/uk/resource/{THING}"
    (code,) = page.find("img", class_="qr")
    assert (code.get("src") or "").startswith("data:image/svg+xml")


def test_the_code_names_the_catalogue_as_everybody_knows_it(demonstration: Catalogue, reading_room: Paired) -> None:
    known = Settings(demonstration.settings.home, address="https://tilts.example.org")
    client = Client(create_app(replace(demonstration, settings=known)))
    client.pair(reading_room.secret)
    page = client.open(f"/kiosk/lv/resource/{THING}")
    assert page.text(page.find("p", class_="typed")[0]) == f"tilts.example.org/lv/resource/{THING}"


def test_a_slip_speaks_to_the_visitor_and_to_the_librarian(at_kiosk: Client) -> None:
    page = at_kiosk.open(f"/kiosk/uk/slip/{THING}")
    (slip,) = page.find("article")
    words = page.text(slip)
    assert "811.174 KAL" in words and f"localhost/uk/resource/{THING}" in words
    assert {e.get("lang") for e in slip.iter() if e.get("lang")} >= {"lv"}
    own = page.text(at_kiosk.open(f"/kiosk/lv/slip/{THING}").find("article")[0])
    assert "811.174 KAL" in own and " · " not in own.split("811.174")[0]


def test_paper_has_an_end(app: Flask, kiosks: Kiosks) -> None:
    kiosk, secret = kiosks.add(READING_ROOM)
    device = Client(app)
    device.pair(secret)
    answers = [device.send("/kiosk/printing").status_code for _ in range(8)]
    assert answers == [204] * 6 + [429] * 2
    kiosks.drop(kiosk.key)


def test_without_a_printer_nothing_offers_paper(app: Flask, kiosks: Kiosks) -> None:
    kiosk, secret = kiosks.add(Kiosk("", "Bez printera", HERE, ("lv",)))
    device = Client(app)
    device.pair(secret)
    assert not [each for each in device.open(f"/kiosk/lv/resource/{THING}").links if "/slip/" in each]
    device.open(f"/kiosk/lv/slip/{THING}", 404)
    assert device.send("/kiosk/printing").status_code == 429
    kiosks.drop(kiosk.key)


@pytest.fixture
def device(instance: Catalogue) -> Client:
    """A kiosk of a small catalogue, with a thing that would like to lead out."""
    article: Resource = a_resource(
        key="guide",
        kind="guide",
        url="https://elsewhere.example.org/book",
        sections=(
            Section(
                headings=(a_text("Kā"),),
                bodies=(
                    a_text("Lasi [te](https://elsewhere.example.org/x?a=1&b=2) vai raksti [a@b.lv](mailto:a@b.lv)."),
                ),
            ),
        ),
        files=(AttachedFile(file="https://elsewhere.example.org/a.pdf", title="PDF"),),
    )
    keep(instance, a_branch(), article)
    instance.indexer.rebuild()
    _, secret = Kiosks(instance.database, ("lv",)).add(Kiosk("", "Zāle", "liepaja", ("lv",)))
    client = Client(create_app(instance))
    client.pair(secret)
    return client


def test_links_and_files_of_a_thing_are_words(device: Client) -> None:
    page = device.open("/kiosk/lv/resource/guide")
    assert all(each.startswith("/kiosk/") for each in page.links)
    assert "te (https://elsewhere.example.org/x?a=1&b=2)" in page.text() and "a@b.lv" in page.text()
    assert "elsewhere.example.org" in page.text() and "mailto" not in page.html and "a.pdf" not in page.html


def test_a_text_without_links_keeps_its_words() -> None:
    written = without_links(
        prose("**Lasi** [te](https://a.example.org/) un [https://b.example.org/](https://b.example.org/).")
    )
    assert written.markup == (
        '<p><strong>Lasi</strong> te (<bdi dir="ltr">https://a.example.org/</bdi>) un https://b.example.org/.</p>'
    )
    assert not written.leads_out


def test_searches_of_a_kiosk_count_for_its_library(instance: Catalogue, device: Client) -> None:
    device.open("/kiosk/lv/search?q=kā", headers={"User-Agent": "Mozilla/5.0 Chromium"})
    instance.tally.flush()
    told = instance.tally.told(Scope(date.today(), date.today() + timedelta(days=1)))
    assert {key: count.number for key, count in told.branches.items()} == {"liepaja": 1}
