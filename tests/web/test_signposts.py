"""What search engines and browsers are told: every record's page once in each language, and no endless walk."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree.ElementTree import Element, fromstring

import pytest

from catalogue.app import Catalogue
from catalogue.languages import INTERFACES
from catalogue.web.interop import signposts
from tests.inspecting import Client


def _addresses(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (200, "application/xml")
    tree: Element = fromstring(response.get_data(as_text=True))
    return [urlsplit(each.text or "").path for each in tree.iter() if each.tag.endswith("}loc")]


def test_every_map_is_named_and_every_page_in_it_opens(client: Client) -> None:
    maps = _addresses(client, "/sitemap.xml")
    assert {f"/sitemap-{each.code}-1.xml" for each in INTERFACES} <= set(maps)
    pages = _addresses(client, "/sitemap-uk-1.xml")
    assert len(pages) == len(set(pages))
    assert {"/uk/", "/uk/resource/straume", "/uk/library/daugavpils", "/uk/events"} <= set(pages)
    for page in pages[::25]:
        assert client.get(page).status_code == 200


def test_only_what_is_published_is_mapped(client: Client, demonstration: Catalogue) -> None:
    with demonstration.database.reading() as unit:
        published = [record.key for record in unit.records.of_type(*signposts.RECORDS)]
    mapped = _addresses(client, "/sitemap-lv-1.xml")
    assert len(mapped) == len(published) + len(signposts.PAGES)


def test_many_records_are_spread_over_maps(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = set(_addresses(client, "/sitemap-lv-1.xml"))
    monkeypatch.setattr(signposts, "MOST", 100)
    parts = [part for part in _addresses(client, "/sitemap.xml") if "-lv-" in part]
    assert len(parts) > 2
    assert {page for part in parts for page in _addresses(client, part)} == whole


@pytest.mark.parametrize(
    "address",
    ["/sitemap-lv-0.xml", "/sitemap-lv-99.xml", "/sitemap-xx-1.xml", "/sitemap-LV-1.xml", "/opensearch-xx.xml"],
)
def test_there_are_no_other_maps(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_records_may_be_walked_and_searches_may_not(client: Client) -> None:
    said = client.get("/robots.txt").get_data(as_text=True)
    assert "Sitemap: http://localhost/sitemap.xml" in said
    rules = RobotFileParser()
    rules.parse(said.splitlines())
    assert rules.can_fetch("anyone", "/lv/resource/straume")
    assert not rules.can_fetch("anyone", "/api/v1/search")
    assert {"Disallow: /*/search", "Disallow: /*/guide", "Disallow: /*/list"} <= set(said.splitlines())


def test_a_browser_learns_how_to_search_in_the_pages_language(client: Client) -> None:
    (link,) = client.open("/fa/").find("link", rel="search")
    response = client.get(str(link.get("href")))
    assert response.mimetype == "application/opensearchdescription+xml"
    tree = fromstring(response.get_data(as_text=True))
    (url,) = [each for each in tree if each.tag.endswith("}Url")]
    assert url.get("template") == "http://localhost/fa/search?q={searchTerms}"
