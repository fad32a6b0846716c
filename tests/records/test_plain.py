"""Records as plain JSON and back: nothing lost, nothing added, and a wrong value named by its path."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.records import RECORD_TYPES, Malformed, Place, Record, Resource, from_plain, to_plain
from tests.building import a_branch, a_resource, a_title, an_event

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
PLACES = st.builds(Place, latitude=st.none() | NUMBERS, longitude=st.none() | NUMBERS)


@st.composite
def any_record(draw: st.DrawFn) -> Record:
    """A record of any type with anything in its fields."""
    kind = draw(st.sampled_from(list(RECORD_TYPES.values())))
    places = {"place": PLACES} if hasattr(kind, "place") else {}
    return draw(st.builds(kind, **{field.name: ... for field in dataclasses.fields(kind)} | places))


def there_and_back(record: Record) -> Record:
    return from_plain(json.loads(json.dumps(to_plain(record))))


@given(record=any_record())
@settings(max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_record_comes_back_as_it_went(record: Record) -> None:
    assert there_and_back(record) == record
    assert type(there_and_back(record)) is type(record)


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_an_empty_record_of_every_type_is_only_its_type(kind: type[Record]) -> None:
    assert to_plain(kind()) == {"type": kind.type}
    assert there_and_back(kind()) == kind()


def test_a_plain_record_shows_its_type_first_and_nothing_that_was_not_said() -> None:
    plain = to_plain(a_resource(age_from=0, is_free=False, holdings=()))
    assert list(plain)[0] == "type"
    assert plain == {
        "type": "resource",
        "key": "book",
        "status": "published",
        "titles": [{"value": "Grāmata", "language": "lv"}],
        "age_from": 0,
        "is_free": False,
    }


def test_a_nought_is_not_the_same_as_nothing() -> None:
    assert there_and_back(a_branch(place=Place(latitude=0.0, longitude=0.0))).place.latitude == 0.0
    assert there_and_back(a_resource(age_from=0, is_free=False)).is_free is False
    assert there_and_back(a_resource()).is_free is None


def test_a_record_written_before_a_field_existed_reads_as_one_that_never_used_it() -> None:
    written = {"type": "resource", "titles": [{"value": "Grāmata", "language": "lv"}]}
    assert from_plain(written) == Resource(titles=(a_title(),))


def resource(**given: Any) -> dict[str, Any]:
    return {"type": "resource", **given}


@pytest.mark.parametrize(
    ("plain", "path", "expected"),
    [
        ([], "record", "an object"),
        (None, "record", "an object"),
        ({}, "type", "one of resource, "),
        ({"type": "book"}, "type", "one of resource, "),
        ({"type": ["resource"]}, "type", "one of resource, "),
        (resource(colour="red"), "colour", "no such field"),
        (resource(key=7), "key", "text"),
        (resource(key=None), "key", "text"),
        (resource(year="2026"), "year", "a whole number"),
        (resource(year=True), "year", "a whole number"),
        (resource(year=1.5), "year", "a whole number"),
        (resource(is_free=1), "is_free", "true or false"),
        (resource(needs_no_reading=None), "needs_no_reading", "true or false"),
        (resource(titles={}), "titles", "a list"),
        (resource(titles="Grāmata"), "titles", "a list"),
        (resource(titles=["Grāmata"]), "titles[0]", "an object"),
        (resource(titles=[{"value": "a", "language": "lv"}, {"value": "b"}]), "titles[1].language", "a value"),
        (resource(titles=[{"value": "a", "language": "lv", "size": 1}]), "titles[0].size", "no such field"),
        (resource(topics=["a", 1]), "topics[1]", "text"),
        (resource(cover=[]), "cover", "an object"),
        (resource(cover={"file": "a", "alternatives": [{}]}), "cover.alternatives[0].language", "a value"),
        (resource(url_checked="yesterday"), "url_checked", "a date"),
        (resource(url_checked=20260324), "url_checked", "a date"),
        (resource(added="noon"), "added", "a date and time"),
        (resource(holdings=[{"branch": "a", "copies": "2"}]), "holdings[0].copies", "a whole number"),
        ({"type": "branch", "place": {"latitude": "56"}}, "place.latitude", "a number"),
        ({"type": "branch", "place": {"latitude": 10**400}}, "place.latitude", "a number"),
        ({"type": "branch", "hours": [{"weekday": "mo", "opens": "10:00"}]}, "hours[0].closes", "a value"),
        ({"type": "event", "starts": ["2027"]}, "starts", "a date and time"),
    ],
)
def test_a_wrong_value_is_named_by_its_path(plain: object, path: str, expected: str) -> None:
    with pytest.raises(Malformed) as error:
        from_plain(plain)
    assert error.value.path == path
    assert error.value.expected.startswith(expected)


def test_a_whole_number_will_do_where_a_fraction_is_possible() -> None:
    record = from_plain({"type": "branch", "place": {"latitude": 56, "longitude": 21}})
    assert record == from_plain({"type": "branch", "place": {"latitude": 56.0, "longitude": 21.0}})


def test_moments_are_written_as_iso_8601() -> None:
    assert to_plain(an_event())["starts"] == "2027-03-24T17:30:00"
