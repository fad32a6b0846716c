"""Searching as a newcomer does it: words in their language, filters that add and remove themselves, pages, honest remarks."""

import pytest

from catalogue.app import Catalogue, create_app
from tests.building import a_branch, a_resource, a_text, a_title
from tests.inspecting import Client


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/lv/search?q=valodas+kafejnīcas", "i-language-cafe"),
        ("/lv/search?q=valodas+kafejnicas", "i-language-cafe"),
        ("/en/search?q=language+cafe", "i-language-cafe"),
        ("/uk/search?q=мовне+кафе", "i-language-cafe"),
        ("/ar/search?q=المقهى+اللغوي", "i-language-cafe"),
        ("/uk/search?q=латиської+мови", "fifty-languages"),
        ("/lv/search?q=straume", "straume"),
    ],
)
def test_words_in_four_languages_find(client: Client, address: str, key: str) -> None:
    page = client.open(f"{address}&size=100")
    assert any(link.endswith(f"/{key}") for link in page.links)


def test_three_questions_lead_to_an_ordinary_search(client: Client) -> None:
    page = client.open("/uk/search?for=uk&teaches=lv&level=A1")
    assert page.total > 0
    empty = client.open("/uk/search?for=&teaches=lv&level=")
    assert empty.total >= page.total


def test_a_filter_adds_itself_and_takes_itself_away(client: Client) -> None:
    page = client.open("/lv/search")
    (link,) = [link for link in page.links if link == "/lv/search?kind=picture-book"]
    narrowed = client.open(link)
    assert 0 < narrowed.total < page.total
    assert "/lv/search" in narrowed.links
    either = client.open("/lv/search?kind=picture-book&kind=course")
    assert either.total > narrowed.total


def test_counts_of_a_filter_are_what_choosing_it_finds(client: Client) -> None:
    page = client.open("/en/search?q=latvian")
    counted = [
        (link.get("href"), page.text(link).rsplit(" ", 1)[-1])
        for filters in page.find("aside")
        for link in filters.iter()
        if (link.get("href") or "").startswith("/en/search?q=latvian&")
    ]
    assert len(counted) > 10
    for address, count in counted[:12]:
        assert client.open(str(address)).total == int(count)


def test_pages_hold_every_result_once(client: Client) -> None:
    first = client.open("/lv/search?sort=title")
    seen: list[str] = []
    for number in range(1, -(-first.total // 20) + 1):
        page = client.open(f"/lv/search?sort=title&page={number}")
        seen += [link.get("href") or "" for heading in page.find("h2") for link in heading.iter() if link.get("href")]
    assert len(seen) == len(set(seen)) == first.total


def test_words_let_go_are_told(client: Client) -> None:
    page = client.open("/en/search?q=straume+qqqqqq")
    assert "qqqqqq" in page.text(page.find("p", class_="notice")[0])


def test_nothing_found_says_what_to_do_next(client: Client) -> None:
    page = client.open("/en/search?q=qqqqqq")
    assert page.total == 0
    assert "/en/libraries" in page.links


def test_a_record_found_through_a_concept_says_so(client: Client) -> None:
    page = client.open("/uk/search?q=audiobook")
    assert page.total > 0


def test_a_lost_index_leaves_a_simpler_search(instance: Catalogue) -> None:
    from_database = Client(create_app(instance))
    with instance.database.writing() as unit:
        unit.log.note(unit.records.save(a_branch()), "test")
        book = a_resource(
            titles=(a_title("Ābece"),), summaries=(a_text("Burti un skaņas."),), languages=("lv",), kind="textbook"
        )
        unit.log.note(unit.records.save(book), "test")
    page = from_database.open("/lv/search?q=abece")
    assert page.total == 1 and page.find("p", class_="notice")
    assert from_database.open("/lv/search?q=abece&kind=film").total == 0
    assert from_database.open("/lv/search?q=skanas&kind=textbook").total == 1
    assert from_database.open("/lv/").status == 200
