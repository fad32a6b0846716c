"""Whether a thing is in: as somebody has said here, or as the library's own system tells behind a link."""

import pytest

from catalogue.records import Holding, Identifier, problems
from tests.building import a_branch, a_resource
from tests.desk_fixtures import Desk
from tests.discovery.small import keep

OPAC = "https://opac.example.org/search?isbn={isbn}"


def test_a_link_into_the_librarys_own_system_asks_for_this_thing(desk: Desk) -> None:
    book = (Identifier("isbn", "9789934000102"),)
    keep(
        desk.catalogue,
        a_branch(key="rezekne", availability=OPAC),
        a_resource(key="gramata", identifiers=book, holdings=(Holding("rezekne", copies=2, lent=1),)),
        a_resource(key="izdota", holdings=(Holding("rezekne", lent=1),)),
    )
    page = desk.browser().page("/en/resource/gramata")
    assert 'href="https://opac.example.org/search?isbn=9789934000102"' in page and "lent out just now" not in page
    page = desk.browser().page("/en/resource/izdota")
    assert "opac.example.org" not in page and "lent out just now" in page


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("https://a.example/?q={title}", "https://a.example/?q=Ka%C4%B7is%20%26%20suns%2F%3F%23"),
        ("https://a.example/{call_number}?b={isbn}", ""),
        ("https://a.example/", ""),
        ("https://a.example/{isbn}{other}", ""),
        ("", ""),
    ],
)
def test_what_stands_in_braces_is_filled_in_safely(template: str, address: str) -> None:
    assert a_branch(availability=template).availability_of("978", "", "Kaķis & suns/?#") == address


@pytest.mark.parametrize(
    "template", ["javascript:alert({isbn})", "https://{isbn}", "https://a.example/{x}", "https://a.example/", "{"]
)
def test_an_address_that_leads_nowhere_is_asked_about(template: str) -> None:
    branch = a_branch(availability=template)
    assert [each.code for each in problems(branch)] == (["bad-address"] if template != "https://{isbn}" else [])


def test_no_more_copies_are_lent_than_there_are() -> None:
    (problem,) = problems(a_resource(holdings=(Holding("liepaja", copies=1, lent=2),)))
    assert (problem.field, problem.code) == ("lent", "out-of-range")
