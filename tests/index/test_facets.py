"""Counts beside the filters: exact, each with its own filter lifted, over all segments."""

from collections import Counter
from pathlib import Path

import pytest

from index import Entry, Index, Query, Range, ReadTo
from tests.building import an_entry, an_index

KINDS, LEVELS = ("book", "game", "film"), ("A1", "A2", "B1", "B2")


def entries() -> list[Entry]:
    return [
        an_entry(
            "skola" if number % 2 else "māja",
            key=f"r{number}",
            facets={"kind": (KINDS[number % 3],), "level": LEVELS[number % 4 : number % 4 + 1 + number % 2]},
            numbers={"year": 2000 + number % 10},
        )
        for number in range(60)
    ]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Three segments, with entries edited and taken out."""
    written = entries()
    index = an_index(tmp_path_factory.mktemp("index"), *written[:30], an_entry(key="gone", facets={"kind": ("game",)}))
    index.writer.apply(written[30:], (), ReadTo("log", 2))
    index.writer.apply(written[:10], ("gone",), ReadTo("log", 3))
    return index


def counted(kept: list[Entry], name: str) -> dict[str, int]:
    return dict(Counter(id_ for entry in kept for id_ in entry.facets[name]))


def test_every_id_is_counted_once_an_entry(index: Index) -> None:
    facets = index.reader().find(Query()).facets
    assert facets == {"kind": counted(entries(), "kind"), "level": counted(entries(), "level"), "topic": {}}


def test_only_what_was_found_is_counted(index: Index) -> None:
    kept = [entry for entry in entries() if entry.texts[0][2] == "skola"]
    assert index.reader().find(Query("skola")).facets["kind"] == counted(kept, "kind")


def test_a_facet_is_counted_as_if_its_own_filter_were_lifted(index: Index) -> None:
    found = index.reader().find(Query(filters={"kind": ("game",), "level": ("A1", "B1")}))
    games = [entry for entry in entries() if "game" in entry.facets["kind"]]
    at_level = [entry for entry in entries() if {"A1", "B1"} & {*entry.facets["level"]}]
    assert found.facets["level"] == counted(games, "level")
    assert found.facets["kind"] == counted(at_level, "kind")
    assert found.total == len([entry for entry in games if entry in at_level])


def test_a_filter_by_a_range_counts_too(index: Index) -> None:
    found = index.reader().find(Query(filters={"year": (Range(2003, 2004), Range(2009, None))}))
    kept = [entry for entry in entries() if entry.numbers["year"] in (2003, 2004, 2009)]
    assert (found.total, found.facets["kind"]) == (len(kept), counted(kept, "kind"))


def test_the_counts_of_a_value_are_what_choosing_it_finds(index: Index) -> None:
    reader = index.reader()
    for kind, count in reader.find(Query("skola")).facets["kind"].items():
        assert reader.find(Query("skola", filters={"kind": (kind,)})).total == count


def test_one_id_that_begins_like_another_is_not_counted_with_it(tmp_path: Path) -> None:
    ids = ("a", "a=b", "ab", "ā")
    index = an_index(tmp_path, an_entry(facets={"kind": ids, "kinds": ("x",)}))
    assert index.reader().find(Query()).facets["kind"] == dict.fromkeys(ids, 1)
    assert index.reader().find(Query(filters={"kind": ("b",)})).total == 0


def test_two_facets_are_counted_together_whatever_was_edited_or_taken_out(index: Index) -> None:
    reader = index.reader()
    expected = Counter(
        (kind, level) for each in entries() for kind in each.facets["kind"] for level in each.facets["level"]
    )
    assert reader.crossed("kind", "level") == dict(expected)
    assert reader.crossed("level", "kind") == {(level, kind): count for (kind, level), count in expected.items()}
    assert reader.counted("kind") == counted(entries(), "kind")


def test_a_facet_nothing_is_filed_under_crosses_with_nothing(tmp_path: Path) -> None:
    index = an_index(tmp_path, an_entry(key="a", facets={"kind": ("book",)}))
    assert index.reader().crossed("kind", "level") == index.reader().crossed("level", "kind") == {}
