"""The demonstration catalogue is large and multilingual enough to show what the catalogue can do."""

import pytest

from catalogue.app import Catalogue
from catalogue.cataloguing import import_file, try_import
from catalogue.records import Branch, Event, Initiative, Record, Resource, Topic
from catalogue.records.codes import PROFESSIONAL_KINDS
from catalogue.settings import part

FILE = part("demo") / "demonstration.csv"
TOPICS = part("vocabulary") / "topics.csv"
LATVIAN_BRANCHES = 10


@pytest.fixture(scope="module")
def records(demonstration: Catalogue) -> dict[type[Record], list[Record]]:
    """All published records by type."""
    with demonstration.database.reading() as unit:
        types = (Resource, Branch, Initiative, Event, Topic)
        return {each: list(unit.records.of_type(each.type)) for each in types}


def _languages(record: Record, field: str) -> set[str]:
    return {text.language for name, text in record.texts() if name == field}


def test_every_row_is_taken_and_every_column_known(instance: Catalogue) -> None:
    topics = import_file(instance.database, TOPICS, "test")
    assert (topics.refusals, topics.unknown_columns, topics.changed) == ((), (), 0)
    tried = try_import(instance.database, FILE)
    assert (tried.refusals, tried.unknown_columns, tried.changed) == ((), (), 0)


def test_loading_it_again_leaves_what_is_there(demonstration: Catalogue) -> None:
    tried = try_import(demonstration.database, FILE)
    assert (tried.refusals, tried.added, tried.changed) == ((), 0, 0)


def test_there_is_enough_to_search(records: dict[type[Record], list[Record]]) -> None:
    assert len(records[Resource]) >= 80
    assert len(records[Initiative]) >= 6
    assert len(records[Event]) >= 6
    kinds = {record.shown_kind for record in records[Resource]}
    assert set(PROFESSIONAL_KINDS) <= kinds


def test_the_ten_latvian_libraries_are_on_the_map(records: dict[type[Record], list[Record]]) -> None:
    found = [each for each in records[Branch] if isinstance(each, Branch) and each.place.country == "LV"]
    assert len(found) == LATVIAN_BRANCHES
    assert len({each.place.town for each in found}) == LATVIAN_BRANCHES
    for each in found:
        assert each.place.latitude is not None
        assert each.place.longitude is not None
        assert (55.6 < each.place.latitude < 58.1, 20.9 < each.place.longitude < 28.3) == (True, True), each.key


def test_every_resource_speaks_latvian_english_and_a_third_language(records: dict[type[Record], list[Record]]) -> None:
    for record in records[Resource]:
        for field in ("title", "summary"):
            languages = _languages(record, field)
            assert {"lv", "en"} <= languages, (record.key, field)
        assert len(_languages(record, "title") | _languages(record, "summary")) >= 3, record.key


def test_what_a_machine_translated_says_so(records: dict[type[Record], list[Record]]) -> None:
    summaries = [text for record in records[Resource] for text in record.summaries]
    assert {text.origin for text in summaries if text.language in ("uk", "ar")} <= {"machine", "human", "original"}
    assert all(text.made_from for text in summaries if text.is_translation)


def test_everything_named_is_published_too(demonstration: Catalogue, records: dict[type[Record], list[Record]]) -> None:
    named = {key for found in records.values() for record in found for _, key in record.relations()}
    with demonstration.database.reading() as unit:
        assert {
            key for key, record in unit.records.get_many(sorted(named)).items() if record.status == "published"
        } == named
