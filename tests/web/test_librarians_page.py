"""The entrance for librarians of other places: what colleagues wrote, by kind, topic, country and language."""

import shutil
from urllib.parse import parse_qs, urlsplit

import pytest

from catalogue.app import Catalogue, create_app
from catalogue.records import Place
from catalogue.records.codes import PROFESSIONAL_KINDS
from tests.building import a_branch, a_resource, a_title
from tests.discovery.small import keep
from tests.inspecting import Client, Page

ENTRANCE = "/en/for-librarians"


def _way_in(page: Page, name: str) -> list[str]:
    (section,) = page.find("section", aria_labelledby=f"by-{name}")
    return [link.get("href") or "" for link in section.iter() if link.get("href")]


def test_each_kind_is_a_tile_with_its_count(client: Client) -> None:
    page = client.open(ENTRANCE)
    for kind in PROFESSIONAL_KINDS:
        (tile,) = [each for each in page.find("a") if each.get("href") == f"/en/search?kind={kind}"]
        assert str(client.open(f"/en/search?kind={kind}").total) in page.text(tile)


def test_its_search_stays_among_what_is_for_librarians(client: Client) -> None:
    page = client.open(ENTRANCE)
    kept = [(field.get("name"), field.get("value")) for field in page.find("input", type="hidden")]
    assert kept == [("kind", kind) for kind in PROFESSIONAL_KINDS]


@pytest.mark.parametrize("name", ["topic", "country", "in"])
def test_a_topic_country_or_language_leads_to_as_many_results_as_it_says(client: Client, name: str) -> None:
    page = client.open(ENTRANCE)
    addresses = _way_in(page, name)
    assert len(addresses) > 1
    for address in addresses[:3]:
        (link,) = [each for each in page.find("a") if each.get("href") == address]
        query = parse_qs(urlsplit(address).query)
        assert query["kind"] == list(PROFESSIONAL_KINDS) and len(query[name]) == 1
        assert page.text(link).endswith(f" {client.open(address).total}")


def test_every_language_is_a_way_in_even_one_that_all_are_in(client: Client) -> None:
    languages = [parse_qs(urlsplit(address).query)["in"][0] for address in _way_in(client.open(ENTRANCE), "in")]
    assert {"lv", "en", "uk"} <= set(languages)


def test_the_newest_come_first_and_lead_to_all(client: Client) -> None:
    page = client.open(ENTRANCE)
    assert 0 < len(page.find("li", class_="card")) <= 6
    everything = client.open(next(link for link in page.links if link.count("kind=") == len(PROFESSIONAL_KINDS)))
    assert everything.total > 10


@pytest.mark.parametrize("address", ["/lv/", "/lv/about", "/lv/resource/straume"])
def test_it_is_found_from_the_foot_of_every_page(client: Client, address: str) -> None:
    assert "/lv/for-librarians" in client.open(address).links


def test_one_country_alone_is_no_way_in(instance: Catalogue) -> None:
    keep(
        instance,
        a_branch(),
        a_branch(key="lyon", titles=(a_title("Bibliothèque", "fr"),), place=Place(town="Lyon", country="FR")),
        a_resource(key="guide", kind="guide", owner="liepaja"),
    )
    instance.indexer.rebuild()
    client = Client(create_app(instance))
    assert "Country" not in client.open(ENTRANCE).text()
    assert "Country" not in client.open("/en/search").text()
    keep(instance, a_resource(key="tool", kind="tool", owner="lyon"))
    instance.indexer.catch_up()
    page = client.open(ENTRANCE)
    assert "Latvia" in page.text() and "France" in page.text()
    assert client.open("/en/search?country=FR").total == 1
    assert "Country: France" in client.open("/en/search?country=FR").text()


def test_nothing_written_yet_is_said(instance: Catalogue) -> None:
    instance.indexer.rebuild()
    page = Client(create_app(instance)).open(ENTRANCE)
    assert "Nothing is listed yet." in page.text() and not page.find("ul", class_="kinds")


def test_without_the_index_the_entrance_stands(instance: Catalogue) -> None:
    keep(instance, a_resource(key="guide", kind="guide"), a_resource(key="novel"))
    shutil.rmtree(instance.settings.index_folder, ignore_errors=True)
    page = Client(create_app(instance)).open(ENTRANCE)
    assert len(page.find("li", class_="card")) == 1
    assert "/en/search?kind=strategy" in page.links


@pytest.mark.parametrize(
    "given", ["q=%00&kind=boat", "country=%F0%28", "page=-9&size=99999", "view=easy&x=" + "y" * 5_000]
)
def test_what_is_not_asked_for_is_left_aside(client: Client, given: str) -> None:
    assert client.open(f"{ENTRANCE}?{given}").find("ul", class_="kinds")
