"""The guided way: answers narrow an ordinary search, none leads to an empty page, and the end is a search to share."""

from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element

import pytest

from catalogue.web.pages.guide import STEPS
from tests.inspecting import Client, Page


def _links(page: Page, list_name: str) -> list[Element]:
    return [each for list_ in page.find("ul", class_=list_name) for each in list_.iter() if each.get("href")]


def _answers(page: Page) -> list[str]:
    return [str(link.get("href")) for link in _links(page, "answers") if "#" not in str(link.get("href"))]


def _count(page: Page, address: str) -> int:
    (link,) = [link for link in _links(page, "answers") if link.get("href") == address]
    return int(page.text(link).rsplit(" ", 1)[-1])


def test_the_way_begins_with_the_language_one_speaks(client: Client) -> None:
    assert client.get("/uk/guide").headers["Location"] == "/uk/guide/speak"
    page = client.open("/uk/guide/speak")
    assert any(address == "/uk/guide/learn?for=uk" for address in _answers(page))


@pytest.mark.parametrize("step", STEPS)
def test_what_an_answer_promises_is_what_the_search_finds(client: Client, step: str) -> None:
    page = client.open(f"/en/guide/{step}?free=yes")
    for address in _answers(page)[:-1]:
        promised = _count(page, address)
        query = urlsplit(address).query
        assert client.open(f"/en/search?{query}").total == promised > 0


def test_following_any_first_or_last_answer_ends_in_a_search_with_results(client: Client) -> None:
    for choose in (0, -2):
        address = "/ar/guide/speak"
        while "/guide/" in address:
            response = client.get(address)
            if response.status_code == 302:
                address = response.headers["Location"]
                continue
            address = _answers(client.open(address))[choose]
        assert urlsplit(address).path == "/ar/search"
        assert client.open(address).total > 0


def test_not_minding_asks_the_next_question_and_the_last_one_shows_everything(client: Client) -> None:
    assert _answers(client.open("/lv/guide/level?teaches=lv"))[-1] == "/lv/guide/whom?teaches=lv"
    assert _answers(client.open("/lv/guide/where?teaches=lv"))[-1] == "/lv/search?teaches=lv"


def test_a_question_without_a_choice_left_is_not_asked(client: Client) -> None:
    response = client.get("/en/guide/level?branch=nowhere")
    assert response.headers["Location"] == "/en/guide/whom?branch=nowhere"


def test_an_answer_can_be_taken_back(client: Client) -> None:
    page = client.open("/en/guide/how?for=uk&teaches=lv")
    back = [link.get("href") for link in _links(page, "chips") if "#" not in str(link.get("href"))]
    assert back == ["/en/guide/how?for=uk", "/en/guide/how?teaches=lv"]


def test_looking_at_pictures_is_a_way_to_learn(client: Client) -> None:
    answers = _answers(client.open("/fa/guide/how"))
    assert [dict(parse_qsl(urlsplit(address).query)) for address in answers].count({"no-reading": "yes"}) == 1


def test_a_changed_language_keeps_the_question_and_the_answers(client: Client) -> None:
    page = client.open("/en/guide/level?for=uk&teaches=lv")
    assert "/fa-AF/guide/level?teaches=lv&for=uk" in page.links


@pytest.mark.parametrize("address", ["/en/guide/nonsense", "/en/guide/"])
def test_there_is_no_other_question(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
