"""Broken links at the desk, and the ways to what keeps the catalogue good."""

from datetime import UTC, datetime, timedelta

import pytest

from catalogue.cataloguing.links import Links
from tests.building import a_resource, a_title
from tests.desk_fixtures import Desk
from tests.discovery.small import keep

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_broken_links_are_listed_with_the_descriptions_they_stand_in(desk: Desk) -> None:
    address = "https://example.org/?q=<script>&b=1"
    keep(desk.catalogue, a_resource(key="a", url="https://example.org/a", titles=(a_title("Lapa bez lapas"),)))
    browser = desk.signed_in("katalogs")
    assert "No address has been asked yet." in browser.page("/desk/links")
    links = Links(desk.catalogue.database)
    links.check(lambda _: "404", MONDAY)
    assert "No link is broken." in browser.page("/desk/links")
    links.check(lambda _: "404", MONDAY + timedelta(days=1))
    page = browser.page("/desk/links")
    assert "https://example.org/a" in page and "Lapa bez lapas" in page and "There is no such page." in page
    assert "23 November 2026" in page and "24 November 2026" in page and address not in page


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("tulkotaja", set()),
        ("katalogs", {"duplicates", "links", "together"}),
        ("redaktore", {"duplicates", "links", "together", "topics"}),
    ],
)
def test_the_first_page_leads_to_what_one_may_do(desk: Desk, name: str, ways: set[str]) -> None:
    page = desk.signed_in(name).page("/desk/")
    found = {each for each in ("duplicates", "links", "together", "topics") if f'href="/desk/{each}"' in page}
    assert found == ways
