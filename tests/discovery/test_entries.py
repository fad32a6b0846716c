"""How the index files a record: its texts, names and numbers, and the ids it is counted under."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from catalogue.app import Catalogue
from catalogue.discovery.entries import FACETS, FOUND_TYPES, ages, entry_of, is_found, shown_title, surroundings
from catalogue.discovery.request import FILTERS
from catalogue.languages import INTERFACES, Interface, interface
from catalogue.records import RECORD_TYPES, Holding, Place, Record
from catalogue.records.codes import OLDEST_AGE
from index import Entry
from index.entry import TEXT_FIELDS
from tests import complete
from tests.building import a_branch, a_resource, a_title, a_topic, an_event, an_initiative, an_organisation
from tests.discovery.small import keep

FIRST = INTERFACES[0]


def _entry(catalogue: Catalogue, record: Record, *interfaces: Interface) -> Entry:
    with catalogue.database.reading() as unit:
        return entry_of(record, surroundings(unit), interfaces or INTERFACES)


def _interface(code: str) -> Interface:
    found = interface(code)
    assert found
    return found


def test_a_resource_is_filed_by_everything_it_can_be_found_by(instance: Catalogue) -> None:
    keep(
        instance,
        a_branch(key="liepaja"),
        replace(a_branch(key="jelgava"), place=replace(a_branch().place, town="Jelgava")),
        a_topic(key="world"),
        a_topic(key="language", broader=("world",)),
        a_topic(key="school", broader=("language",)),
    )
    book = replace(complete.resource(), topics=("school",), status="published", revision=7)
    entry = _entry(instance, book)
    assert (entry.key, entry.kind) == ("a-book", "bilingual-book")
    assert dict(entry.facets) == {
        "kind": ("bilingual-book",),
        "in": ("lv", "uk"),
        "teaches": ("lv",),
        "for": ("uk",),
        "level": ("pre-A1", "A1", "A2", "B1"),
        "topic": ("school", "language", "world"),
        "audience": ("child", "parent"),
        "age": ("3", "4", "5", "6", "3-5", "6-8"),
        "access": ("audio", "large-print"),
        "no-reading": ("yes",),
        "online": ("yes",),
        "branch": ("liepaja", "jelgava"),
        "town": ("Liepāja", "Jelgava"),
        "country": ("LV",),
    }
    assert entry.names == (
        "Леся Українка",
        "Lesia Ukrainka",
        "Łesia Ukrainka",
        "A | B",
        "Zvaigzne ABC",
        "Lasi | raksti",
    )
    assert entry.identifiers == ("a-book", "9789934000102", "03178471", "urn:nbn:lv:1")
    assert dict(entry.numbers) == {"revision": 7, "year": 2021, "added": int(complete.ADDED.timestamp())}
    assert {field for _, field, _ in entry.texts} <= set(TEXT_FIELDS)
    assert ("uk-Latn", "title", "'Ukrainska") in entry.texts
    assert ("lv", "text", "Otrās daļas teksts.") in entry.texts
    assert ("lv", "text", "Viegli.") in entry.texts


def test_an_activity_is_filed_by_place_providers_and_start(instance: Catalogue) -> None:
    keep(instance, a_branch(key="liepaja"), an_organisation(key="society", titles=(a_title("Biedrība"),)))
    entry = _entry(instance, replace(complete.event(), topics=()))
    assert entry.kind == "event"
    assert entry.names == ("Liepājas bibliotēka", "Biedrība")
    assert (entry.facets["branch"], entry.facets["town"], entry.facets["in"]) == (
        ("liepaja",),
        ("Liepāja",),
        ("lv", "uk"),
    )
    assert entry.numbers["starts"] == int(datetime(2026, 3, 24, 17, 30, tzinfo=UTC).timestamp())
    assert "free" not in entry.facets


def test_the_country_is_that_of_who_answers_for_it_and_of_who_holds_it(instance: Catalogue) -> None:
    keep(
        instance,
        a_branch(key="lyon", place=Place(town="Lyon", country="FR")),
        a_branch(key="liepaja"),
        a_branch(key="somewhere", place=Place(town="Somewhere")),
    )
    guide = a_resource(key="guide", kind="guide", owner="lyon")
    assert _entry(instance, guide).facets["country"] == ("FR",)
    assert _entry(instance, replace(guide, holdings=(Holding("liepaja"),))).facets["country"] == ("FR", "LV")
    assert _entry(instance, an_initiative(place=Place(country="PL"))).facets["country"] == ("PL",)
    assert "country" not in _entry(instance, replace(guide, owner="somewhere")).facets


def test_a_record_that_says_little_is_filed_by_little(instance: Catalogue) -> None:
    entry = _entry(instance, a_resource(key="bare"))
    assert dict(entry.facets) == {"kind": ("book",)}
    assert (entry.names, entry.identifiers, dict(entry.numbers)) == ((), ("bare",), {"revision": 0})


@pytest.mark.parametrize("record", complete.every(), ids=lambda record: record.key)
def test_only_published_resources_and_activities_are_found(record: Record) -> None:
    assert not is_found(record)
    assert is_found(replace(record, status="published")) is (record.type in FOUND_TYPES)


def test_every_facet_is_a_filter_and_every_type_is_known() -> None:
    assert set(FACETS) == set(FILTERS) - {"year"}
    assert set(FOUND_TYPES) <= set(RECORD_TYPES)


def test_titles_are_sorted_as_each_reader_sees_them(instance: Catalogue) -> None:
    first = a_resource(titles=(a_title("Ābece", "lv"), a_title("Zebra primer", "en", origin="human", kind="parallel")))
    second = a_resource(titles=(a_title("Cita", "lv"), a_title("Another", "en", origin="human", kind="parallel")))
    a, b = (_entry(instance, record).order for record in (first, second))
    assert a["lv"] < b["lv"]
    assert a["en"] > b["en"]
    assert set(a) == {each.code for each in INTERFACES}


@pytest.mark.parametrize(("code", "shown"), [("lv", "Ābece"), ("en", "Primer"), ("uk", "Букварь"), ("ar", "Primer")])
def test_a_reader_sees_the_title_in_their_language_or_the_stated_fallback(code: str, shown: str) -> None:
    titles = (
        a_title("Ābece", "lv"),
        a_title("Primer", "en", origin="human", kind="parallel"),
        a_title("Букварь", "ru", origin="human", kind="parallel"),
        a_title("بدائل", "ar", kind="alternative"),
    )
    assert shown_title(a_resource(titles=titles), _interface(code)).value == shown


def test_a_record_without_a_title_is_shown_by_its_key() -> None:
    assert shown_title(a_resource(key="bare", titles=()), FIRST).value == "bare"


@pytest.mark.parametrize(
    ("low", "high", "filed"),
    [
        (None, None, ()),
        (3, 6, ("3", "4", "5", "6", "3-5", "6-8")),
        (2, 2, ("2", "0-2")),
        (None, 1, ("0", "1", "0-2")),
        (16, None, ("16", "17", "18", "13-17")),
        (18, None, ("18",)),
        (40, 60, ("18",)),
        (0, 0, ("0", "0-2")),
    ],
)
def test_an_age_is_filed_under_each_of_its_years_and_bands(
    low: int | None, high: int | None, filed: tuple[str, ...]
) -> None:
    assert ages(low, high) == filed
    assert OLDEST_AGE == 18


def test_topics_in_a_circle_come_to_an_end(instance: Catalogue) -> None:
    first, _ = keep(instance, a_topic(key="first"), a_topic(key="second", broader=("first",)))
    keep(instance, replace(first, broader=("second",)))  # type: ignore[call-arg]
    assert _entry(instance, a_resource(topics=("first",))).facets["topic"] == ("first", "second")


def test_an_initiative_online_is_filed_as_online(instance: Catalogue) -> None:
    place = replace(an_initiative().place, town="", country="", online="https://example.org/")
    assert _entry(instance, an_initiative(place=place)).facets == {"kind": ("initiative",), "online": ("yes",)}
    assert "starts" in _entry(instance, an_event()).numbers
