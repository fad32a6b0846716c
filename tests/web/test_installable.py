"""The catalogue as an app: a manifest in each language, small pictures, and a worker that keeps no page of the catalogue."""

import json
import struct

import pytest

from catalogue.languages import INTERFACES, Interface
from tests.inspecting import Client


@pytest.mark.parametrize("interface", INTERFACES, ids=lambda each: each.code)
def test_every_language_has_its_own_manifest(client: Client, interface: Interface) -> None:
    (link,) = client.open(f"/{interface.code}/about").find("link", rel="manifest")
    response = client.get(str(link.get("href")))
    assert response.mimetype == "application/manifest+json"
    manifest = json.loads(response.get_data(as_text=True))
    assert (manifest["lang"], manifest["dir"]) == (interface.code, interface.direction)
    assert (manifest["start_url"], manifest["scope"]) == (f"/{interface.code}/", "/")
    assert manifest["name"] and manifest["short_name"] and manifest["display"] == "standalone"


def test_the_pictures_are_there_in_the_sizes_they_say_and_small(client: Client) -> None:
    manifest = json.loads(client.get("/lv/manifest.webmanifest").get_data(as_text=True))
    assert {each["purpose"] for each in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        with client.get(icon["src"]) as picture:
            content = picture.get_data()
            assert (picture.status_code, picture.mimetype) == (200, icon["type"])
        assert len(content) < 10_000
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", content[16:24])
            assert icon["sizes"] == f"{width}x{height}"


@pytest.mark.parametrize("code", ["xx", "LV", "kiosk", "desk"])
def test_there_is_no_other_manifest(client: Client, code: str) -> None:
    assert client.get(f"/{code}/manifest.webmanifest", follow_redirects=False).status_code in (308, 404)


def test_the_worker_is_asked_for_anew_and_may_see_the_whole_catalogue(client: Client) -> None:
    response = client.get("/worker.js")
    assert response.mimetype == "text/javascript"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Service-Worker-Allowed"] == "/"


def test_the_worker_keeps_files_that_are_there_and_nothing_else(client: Client) -> None:
    said = client.get("/worker.js").get_data(as_text=True)
    kept = json.loads(said.split("const KEPT = ", 1)[1].split(";", 1)[0])
    assert kept and all(address.startswith("/static/") for address in kept)
    for address in kept:
        with client.get(address) as file:
            assert file.status_code == 200


def test_all_that_the_offline_page_is_made_of_is_kept(client: Client) -> None:
    said = client.get("/worker.js").get_data(as_text=True)
    page = client.open("/fa/offline")
    parts = [*(e.get("src") for tag in ("script", "img") for e in page.find(tag))]
    parts += [e.get("href") for e in page.find("link", rel="stylesheet")]
    assert parts and all(f'"{part}"' in said for part in parts)


def test_the_offline_page_leads_back_to_where_one_wanted_to_go_and_is_not_for_search_engines(client: Client) -> None:
    page = client.open("/uk/offline")
    assert "" in page.links
    assert page.find("meta", name="robots") and not page.find("link", rel="canonical")
