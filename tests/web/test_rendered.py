"""A page of results is given again as it was made, and only as long as nothing it shows has changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from catalogue.app import Catalogue, create_app
from catalogue.discovery import Search
from catalogue.records import Record
from catalogue.records.asked import Scope
from catalogue.web import rendered
from tests.building import a_resource, a_title
from tests.discovery.small import keep
from tests.inspecting import Client

ADDRESS = "/lv/search?q=gramata"


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of every search that was really made."""
    made: list[str] = []
    make = Search.__call__

    def noted(search: Search, request: object, interface: object) -> object:
        made.append(request.q)  # type: ignore[attr-defined]
        return make(search, request, interface)  # type: ignore[arg-type]

    monkeypatch.setattr(Search, "__call__", noted)
    return made


@pytest.fixture
def put(instance: Catalogue) -> Callable[[Record], None]:
    """Saves a record, which can be found at once."""
    instance.indexer.rebuild()

    def put(record: Record) -> None:
        keep(instance, record)
        instance.indexer.catch_up()

    return put


@pytest.fixture
def reader(instance: Catalogue, put: Callable[[Record], None]) -> Client:
    """A visitor of a catalogue with one book."""
    put(a_resource(key="book", titles=(a_title("Zaļā grāmata"),)))
    return Client(create_app(instance))


def test_the_same_page_is_made_once(reader: Client, searches: list[str]) -> None:
    first, again = reader.open(ADDRESS), reader.open(ADDRESS)
    assert first.total == again.total == 1 and searches == ["gramata"]


def test_other_words_languages_and_views_have_pages_of_their_own(reader: Client, searches: list[str]) -> None:
    addresses = (ADDRESS, "/en/search?q=gramata", "/lv/search?q=grāmata", f"{ADDRESS}&view=easy")
    assert len({reader.open(address).html for address in addresses}) == len(searches) == len(addresses)


def test_what_was_saved_is_on_the_next_page(reader: Client, instance: Catalogue, put: Callable[[Record], None]) -> None:
    assert reader.open(ADDRESS).total == 1
    put(a_resource(key="other", titles=(a_title("Otra grāmata"),)))
    assert reader.open(ADDRESS).total == 2
    with instance.database.reading() as unit:
        book = unit.records.get("book")
    assert book is not None
    put(replace(book, titles=(a_title("Sarkana grāmata"),)))
    page = reader.open(ADDRESS)
    assert page.total == 2 and "Sarkana" in page.text() and "Zaļā" not in page.text()


def test_every_visit_is_counted(reader: Client, instance: Catalogue) -> None:
    for _ in range(3):
        reader.open(ADDRESS)
    instance.tally.flush()
    today = date.today()
    told = instance.tally.told(Scope(today, today + timedelta(days=1)))
    assert sum(count.number for count in told.days.values()) == 3


def _break(*_: object) -> None:
    raise OSError("the disk is slow today")


def test_a_page_made_without_the_index_is_not_kept(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Search, "_from_index", _break)
        assert reader.open(ADDRESS).find("p", class_="notice")
    assert not reader.open(ADDRESS).find("p", class_="notice")


def test_a_page_ages(reader: Client, searches: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    now = rendered.monotonic()
    monkeypatch.setattr(rendered, "monotonic", lambda: now)
    reader.open(ADDRESS)
    monkeypatch.setattr(rendered, "monotonic", lambda: now + rendered.LASTS)
    reader.open(ADDRESS)
    assert len(searches) == 2
