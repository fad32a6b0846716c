"""The easy view: in the address, in every language, and kept whatever link is followed."""

from urllib.parse import parse_qs, urlsplit

import pytest

from catalogue.languages import INTERFACES
from tests.inspecting import Client

ADDRESSES = (
    "/",
    "/search?q=valoda",
    "/guide/level?teaches=lv",
    "/resource/straume",
    "/list?keys=straume",
    "/for-librarians",
    "/about",
)


def _with_view(address: str) -> str:
    return address + ("&" if "?" in address else "?") + "view=easy"


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_link_of_the_easy_view_leaves_it_but_one(client: Client, address: str) -> None:
    page = client.open(_with_view(f"/lv{address}"))
    leaving = [
        link
        for link in page.links
        if link.startswith("/lv/") and "/cite." not in link and parse_qs(urlsplit(link).query).get("view") != ["easy"]
    ]
    assert len(set(leaving)) == 1
    assert urlsplit(leaving[0]).path == urlsplit(f"/lv{address}").path
    assert not any("view=easy" in link for link in client.open(leaving[0]).links if link != _with_view(leaving[0]))


@pytest.mark.parametrize("interface", INTERFACES, ids=lambda each: each.code)
def test_the_easy_view_is_there_in_every_language(client: Client, interface: object) -> None:
    page = client.open(f"/{interface.code}/search?q=latvian&view=easy")  # type: ignore[attr-defined]
    assert "easy-view" in str(page.find("body")[0].get("class"))


def test_what_a_thing_is_about_is_said_in_easy_words_where_there_are_any(client: Client) -> None:
    usual, easy = client.open("/lv/resource/straume"), client.open("/lv/resource/straume?view=easy")
    (said,) = easy.find("p", id="summary")
    (easy_before,) = usual.find("p", id="easy-summary")
    assert easy.text(said) == usual.text(easy_before)
    assert not easy.find("p", id="easy-summary")


def test_a_search_typed_in_the_easy_view_stays_there(client: Client) -> None:
    forms = client.open("/uk/?view=easy").find("form")
    hidden = [each for form in forms for each in form.iter() if each.get("name") == "view"]
    assert len(forms) == len(hidden) == 2
    assert {each.get("value") for each in hidden} == {"easy"}


@pytest.mark.parametrize("view", ["", "hard", "easy&view=hard", "%3Cb%3E"])
def test_any_other_view_is_no_error(client: Client, view: str) -> None:
    client.open(f"/en/search?q=latvian&view={view}")
