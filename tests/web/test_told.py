"""What other sites are told of a page: one absolute address, the same page in other languages, a card to share, the record."""

import json

import pytest

from catalogue.app import Catalogue, create_app
from catalogue.languages import INTERFACES
from tests.building import a_resource, a_text, a_title
from tests.inspecting import Client, Page


def _card(page: Page) -> dict[str, str]:
    found = {str(e.get("property")): str(e.get("content")) for e in page.find("meta") if e.get("property")}
    return {name.removeprefix("og:"): value for name, value in found.items()}


def test_a_record_has_a_card_to_share(client: Client) -> None:
    page = client.open("/uk/resource/straume")
    card = _card(page)
    assert card["title"] == page.text(page.find("h1")[0])
    assert (card["type"], card["locale"], card["site_name"]) == ("video.movie", "uk_UA", "Tilts")
    assert card["url"] == "http://localhost/uk/resource/straume"
    (description,) = page.find("meta", name="description")
    assert card["description"] == description.get("content")


@pytest.mark.parametrize(
    ("address", "type_"),
    [("/lv/resource/straume", "Movie"), ("/lv/library/daugavpils", "Library"), ("/lv/event/e-valoda-ir-tas-kas-vieno", "Event")],
)  # fmt: skip
def test_a_page_holds_its_record_for_search_engines(client: Client, address: str, type_: str) -> None:
    (script,) = client.open(address).find("script", type="application/ld+json")
    found = json.loads(script.text or "")
    assert (found["@type"], found["@id"]) == (type_, f"http://localhost{address}")


def test_an_invented_record_is_not_told_as_a_fact(client: Client) -> None:
    assert not client.open("/en/initiative/i-language-cafe").find("script", type="application/ld+json")


def test_nothing_in_a_record_ends_the_script_it_stands_in(instance: Catalogue) -> None:
    awkward = '</script><script>alert("1")</script> <!-- \u2028 & \'"'
    with instance.database.writing() as unit:
        kept = a_resource(key="odd", titles=(a_title(awkward),), summaries=(a_text(awkward),))
        unit.log.note(unit.records.save(kept), "test")
    page = Client(create_app(instance)).open("/lv/resource/odd")
    (script,) = page.find("script", type="application/ld+json")
    assert "\u2028" not in (script.text or "")
    assert json.loads(script.text or "")["name"] == " ".join(awkward.split())


@pytest.mark.parametrize("path", ["/", "/about", "/resource/straume", "/libraries"])
def test_a_page_names_its_one_address_and_the_same_page_in_every_language(client: Client, path: str) -> None:
    page = client.open(f"/uk{path}")
    (canonical,) = page.find("link", rel="canonical")
    assert canonical.get("href") == f"http://localhost/uk{path}"
    others = {e.get("hreflang"): e.get("href") for e in page.find("link", rel="alternate")}
    assert {each.code: f"http://localhost/{each.code}{path}" for each in INTERFACES}.items() <= others.items()
    assert others["x-default"] == ("http://localhost/" if path == "/" else f"http://localhost/en{path}")


def test_the_easy_view_and_the_towns_of_a_search_are_the_same_page(client: Client) -> None:
    for address in ("/uk/resource/straume?view=easy", "/uk/resource/straume?town=Liep%C4%81ja"):
        (canonical,) = client.open(address).find("link", rel="canonical")
        assert canonical.get("href") == "http://localhost/uk/resource/straume"


@pytest.mark.parametrize(("address", "status"), [("/uk/search?q=valoda", 200), ("/uk/list", 200), ("/uk/nothing", 404)])
def test_what_has_no_end_or_is_not_there_has_no_address_for_search_engines(
    client: Client, address: str, status: int
) -> None:
    page = client.open(address, status)
    assert not page.find("link", rel="canonical") and not page.find("link", rel="alternate")
