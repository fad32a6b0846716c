"""An address says what is asked for; whatever else stands in it is left out, and nothing in it can do harm."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.discovery.request import (
    FILTERS,
    LONGEST_QUERY,
    MOST_PAGES,
    MOST_SIZE,
    MOST_VALUES,
    SearchRequest,
    index_filters,
    parse,
    span,
)
from catalogue.records import codes
from index import SORTS, Range

LANGUAGES = st.sampled_from(["lv", "uk", "ar", "prs", "uk-Latn", "es-419", "nl-BE"])
SPANS = st.tuples(st.integers(0, 9999), st.integers(0, 9999)).map(lambda ends: f"{min(ends)}-{max(ends)}")
NAMES = st.text(min_size=1, max_size=30)
VALUES = {
    "kind": st.sampled_from([*codes.RESOURCE_KINDS, *codes.ACTIVITY_KINDS]),
    "in": LANGUAGES,
    "teaches": LANGUAGES,
    "for": LANGUAGES,
    "level": st.sampled_from(codes.LEVELS),
    "topic": NAMES,
    "audience": st.sampled_from(codes.AUDIENCES),
    "age": SPANS,
    "access": st.sampled_from(codes.ACCESS_FEATURES),
    "no-reading": st.just("yes"),
    "free": st.just("yes"),
    "online": st.just("yes"),
    "town": NAMES,
    "country": st.sampled_from(["LV", "FR", "PL"]),
    "branch": NAMES,
    "year": SPANS | st.integers(0, 9999).map(str),
}
PAIRS = st.lists(
    st.one_of(
        *(st.tuples(st.just(name), values) for name, values in VALUES.items()),
        st.tuples(st.just("q"), st.text(max_size=60)),
        st.tuples(st.just("sort"), st.sampled_from(SORTS)),
        st.tuples(st.sampled_from(["page", "size"]), st.integers(-5, 1000).map(str)),
        st.tuples(st.text(max_size=8), st.text(max_size=20)),
    ),
    max_size=12,
)


def test_every_filter_has_values_to_be_tried_with() -> None:
    assert set(VALUES) == set(FILTERS)


@given(PAIRS)
def test_what_was_parsed_is_written_and_parsed_to_the_same(pairs: list[tuple[str, str]]) -> None:
    request = parse(pairs)
    assert parse(request.arguments()) == request
    address = urlencode(request.arguments())
    assert parse(parse_qsl(address, keep_blank_values=True)) == request


@given(PAIRS)
def test_whatever_is_asked_stays_within_bounds(pairs: list[tuple[str, str]]) -> None:
    request = parse(pairs)
    assert 1 <= request.page <= MOST_PAGES
    assert 1 <= request.size <= MOST_SIZE
    assert request.sort in SORTS
    assert len(request.q) <= LONGEST_QUERY
    assert set(request.filters) <= set(FILTERS)
    assert all(0 < len(values) <= MOST_VALUES for values in request.filters.values())
    index_filters(request)


@pytest.mark.parametrize(
    ("value", "page"),
    [
        ("1", 1),
        ("7", 7),
        ("0", 1),
        ("-1", 1),
        ("501", MOST_PAGES),
        ("9" * 5_000, MOST_PAGES),
        ("-" + "9" * 5_000, 1),
        ("", 1),
        ("two", 1),
        ("1e3", 1),
        ("٣", 1),
        ("1.5", 1),
        ("1\x00", 1),
    ],
)
def test_a_page_is_a_number_within_bounds_whatever_is_written(value: str, page: int) -> None:
    assert parse([("page", value)]).page == page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  latviešu   valoda ", "latviešu valoda"),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("a\u202eb\u2066c", "abc"),
        ("кав'ярня", "кав'ярня"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\x00\u202e", ""),
        ("a\tb\nc", "a b c"),
        ("x" * 10_000, "x" * LONGEST_QUERY),
    ],
)
def test_the_words_are_kept_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert parse([("q", typed)]).q == kept


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "boat"),
        ("in", "Latvian"),
        ("in", "lv\x00"),
        ("level", "A3"),
        ("audience", ""),
        ("free", "no"),
        ("year", "2020-2015"),
        ("year", "soon"),
        ("year", "99999"),
        ("age", "-1"),
        ("topic", ""),
        ("topic", "x" * 81),
        ("town", "Rīga\u202e"),
        ("town", " Rīga"),
        ("country", "lv"),
        ("country", "Latvia"),
        ("sort", "price"),
        ("format", "pdf"),
        ("q", ""),
    ],
)
def test_unknown_names_and_values_are_left_out(name: str, value: str) -> None:
    assert parse([(name, value)]) == SearchRequest()


def test_a_filter_given_twice_means_either_and_once_each() -> None:
    assert parse([("in", "lv"), ("in", "uk"), ("in", "lv")]).filters == {"in": ("lv", "uk")}


def test_more_values_than_anybody_needs_are_left_out() -> None:
    request = parse([("year", str(year)) for year in range(1_000, 9_000)])
    assert len(request.filters["year"]) == MOST_VALUES


def test_what_stands_at_its_default_is_not_written() -> None:
    assert SearchRequest().arguments() == []
    assert parse([("page", "2"), ("sort", "title"), ("q", "a")]).arguments() == [
        ("q", "a"),
        ("sort", "title"),
        ("page", "2"),
    ]


def test_a_changed_search_begins_at_its_first_page() -> None:
    request = parse([("q", "valoda"), ("in", "lv"), ("page", "3")])
    assert request.adding("in", "uk") == parse([("q", "valoda"), ("in", "lv"), ("in", "uk")])
    assert request.adding("in", "lv").filters == request.filters
    assert request.removing("in", "lv") == parse([("q", "valoda")])
    assert request.removing("in", "uk").filters == request.filters
    assert request.sorted_by("title").page == request.asking("cita").page == request.cleared().page == 1
    assert request.on_page(4).page == 4
    assert request.has("in", "lv")
    assert not request.has("in", "uk")
    assert (SearchRequest().is_open, request.is_open) == (True, False)


@pytest.mark.parametrize(
    ("value", "ends"),
    [
        ("2015", (2015, 2015)),
        ("2015-2020", (2015, 2020)),
        ("3-3", (3, 3)),
        ("5-3", None),
        ("x", None),
        ("", None),
        ("1-2-3", None),
    ],
)
def test_a_span_is_a_number_or_two_in_order(value: str, ends: tuple[int, int] | None) -> None:
    assert span(value) == ends


def test_the_index_is_asked_for_years_as_numbers_and_for_ages_one_by_one() -> None:
    request = parse(
        [("year", "2015-2020"), ("year", "1911"), ("age", "4-5"), ("age", "3-5"), ("age", "17-99"), ("in", "lv")]
    )
    assert index_filters(request) == {
        "year": (Range(2015, 2020), Range(1911, 1911)),
        "age": ("4", "5", "3-5", "17", "18"),
        "in": ("lv",),
    }
