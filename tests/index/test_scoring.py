"""Our arrays against Whoosh's own BM25F over the same postings: the same entries with the same scores."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query
from whoosh.scoring import BM25F

from index import Entry, Index, Meaning, Query, ReadTo, query_keys, words
from index.analysis.names import name_keys
from index.fields import RESERVED
from index.folder import Folder
from index.scoring import EXACT, FIELD_WEIGHTS, IDENTIFIER_SCORE, K1, LEMMA, NAME, RULE, B
from tests.building import an_entry, an_index

WORDS = ["grāmata", "grāmatas", "valoda", "valodas", "skola", "bērni", "школа", "книга", "книги", "мова", "livre", "école",
         "lecture", "reading", "books"]  # fmt: skip
LEVELS = ("A1", "A2", "B1")


def some_entries(count: int, seed: int) -> list[Entry]:
    """Entries of words drawn by lot, in texts of very different lengths."""
    draw = random.Random(seed)

    def a_line(most: int) -> str:
        return " ".join(draw.choices(WORDS, k=draw.randint(1, most)))

    return [
        an_entry(
            key=f"{seed}-{number}",
            texts=(
                (draw.choice(("lv", "uk", "fr", "en")), "title", a_line(6)),
                ("lv", "text", a_line(60)),
                ("uk", "name", a_line(3)),
            ),
            facets={"level": (draw.choice(LEVELS),)},
        )
        for number in range(count)
    ]


@pytest.fixture
def one_segment(tmp_path: Path) -> Index:
    return an_index(tmp_path / "index", *some_entries(60, seed=1))


@pytest.fixture
def four_segments(tmp_path: Path) -> Index:
    index = an_index(tmp_path / "index", *some_entries(30, seed=1))
    for seed in (2, 3, 4):
        index.writer.apply(some_entries(15, seed), (), ReadTo("log", seed))
    return index


def by_whoosh(path: Path, typed: str, filters: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, float]:
    """Scores of everything that has all the words and passes the filters, from Whoosh's scores of single keys: for each word
    the weighted mean of its tiers in every field or, if that is more, the other spellings of a name."""
    chosen = [
        whoosh_query.Or([whoosh_query.Term("facets", f"{name}={value}".encode()) for value in values])
        for name, values in (filters or {}).items()
    ]
    live = Folder(path).live()
    with whoosh_index.open_dir(str(live)).searcher(weighting=BM25F(B=B, K1=K1)) as searcher:

        def scores(terms: Sequence[whoosh_query.Query]) -> dict[str, float]:
            results = searcher.search(whoosh_query.Or(terms), limit=None)
            return {hit["key"]: hit.score for hit in results if hit["key"] != RESERVED}

        def mean(tiers: list[tuple[float, list[whoosh_query.Term]]]) -> dict[str, float]:
            """The best key of each tier that anything has, by the weight of the tier."""
            found = [(tier, highest([scores([term]) for term in terms])) for tier, terms in tiers]
            held = [(tier, of_tier) for tier, of_tier in found if of_tier]
            whole = sum(tier for tier, _ in held)
            return added([{key: tier / whole * score for key, score in of_tier.items()} for tier, of_tier in held])

        by_word = []
        for token in words(typed):
            said = added([mean(tiers) for tiers in word_terms(token.word)])
            named = scores(name_terms(token.word))
            by_word.append({key: max(said.get(key, 0.0), named.get(key, 0.0)) for key in said.keys() | named.keys()})
        passing = set(scores([whoosh_query.And(chosen)])) if chosen else set.union(*map(set, by_word))
    everywhere = set.intersection(passing, *map(set, by_word))
    return {key: sum(found[key] for found in by_word) for key in everywhere}


def highest(found: list[dict[str, float]]) -> dict[str, float]:
    return {key: max(each.get(key, 0.0) for each in found) for key in set().union(*found)}


def added(found: list[dict[str, float]]) -> dict[str, float]:
    return {key: sum(each.get(key, 0.0) for each in found) for key in set().union(*found)}


def word_terms(typed: str) -> list[list[tuple[float, list[whoosh_query.Term]]]]:
    """For each field the tiers of a word, each with its weight and the keys it asks for."""
    keys = query_keys(typed, "en")
    tiers = ((EXACT, keys.exact), (LEMMA, keys.lemma), (RULE, keys.rule))
    return [
        [
            (tier, [whoosh_query.Term(field, key.encode(), boost=weight) for key in found])
            for tier, found in (tiers[:1] if field == "name" else tiers)
        ]
        for field, weight in FIELD_WEIGHTS.items()
    ]


def name_terms(typed: str) -> list[whoosh_query.Term]:
    return [
        whoosh_query.Term(field, key.encode(), boost=FIELD_WEIGHTS[field] * NAME)
        for field in ("name", "title")
        for key in name_keys(typed)
    ]


def by_us(index: Index, typed: str, filters: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, float]:
    found = index.reader().find(Query(typed, size=1000, filters=filters or {}))
    assert found.total + found.near == len(found.hits)
    return {hit.key: hit.score for hit in found.hits[: found.total]}


def random_queries(count: int, seed: int) -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    draw = random.Random(seed)
    return [
        (
            " ".join(draw.sample(WORDS, k=draw.randint(1, 4))),
            {"level": tuple(draw.sample(LEVELS, k=draw.randint(1, 2)))} if draw.random() < 0.4 else {},
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("segments", ["one_segment", "four_segments"])
def test_entries_totals_and_scores_are_those_of_whoosh(
    segments: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    index: Index = request.getfixturevalue(segments)
    found_something = 0
    for typed, filters in random_queries(60, seed=7):
        whooshs = by_whoosh(tmp_path / "index", typed, filters)
        if whooshs:
            found_something += 1
            assert by_us(index, typed, filters) == pytest.approx(whooshs, abs=1e-2), typed
    assert found_something > 40


@pytest.mark.parametrize("segments", ["one_segment", "four_segments"])
def test_facets_are_counted_as_one_would_by_hand(segments: str, request: pytest.FixtureRequest) -> None:
    index: Index = request.getfixturevalue(segments)
    for typed, filters in random_queries(20, seed=8):
        counted = index.reader().find(Query(typed, size=1000, filters=filters)).facets["level"]
        for level in LEVELS:
            lifted = index.reader().find(Query(typed, size=1000, filters={**filters, "level": (level,)}))
            if not filters:
                assert counted.get(level, 0) == (lifted.total if not lifted.dropped else 0), typed


def test_entries_that_were_taken_out_change_no_score_before_they_are_merged_away(tmp_path: Path) -> None:
    index = an_index(tmp_path / "index", *some_entries(60, seed=1))
    by_us(index, "grāmata valoda")
    index.writer.apply((), [f"1-{number}" for number in range(20)], ReadTo("log", 2))
    warm, cold = by_us(index, "grāmata valoda"), by_us(Index(tmp_path / "index", ()), "grāmata valoda")
    assert warm == cold == pytest.approx(by_whoosh(tmp_path / "index", "grāmata valoda"), abs=1e-2)


def test_a_word_in_the_title_counts_more_than_in_a_name_and_that_more_than_in_a_text(tmp_path: Path) -> None:
    fields = ("text", "title", "name")
    index = an_index(
        tmp_path, *(an_entry(key=field, texts=(("lv", field, "skola"),)) for field in fields), an_entry(key="other")
    )
    assert [hit.key for hit in index.reader().find(Query("skola")).hits] == ["title", "name", "text"]


def test_the_word_as_typed_counts_more_than_another_form_of_it(tmp_path: Path) -> None:
    index = an_index(tmp_path, an_entry("skolas", key="form"), an_entry("skola", key="typed"))
    assert [hit.key for hit in index.reader().find(Query("skola")).hits] == ["typed", "form"]


def test_a_word_of_many_keys_says_no_more_than_a_name_of_one(tmp_path: Path) -> None:
    """Both are in one text of a hundred: neither the inflected word nor the unknown name is ahead."""
    others = (an_entry("zeme", key=f"other {number}") for number in range(100))
    index = an_index(tmp_path, an_entry("grāmatas", key="word"), an_entry("Qxzw", key="name"), *others)
    scores = [index.reader().find(Query(typed)).hits[0].score for typed in ("grāmatas", "Qxzw")]
    assert scores[0] == pytest.approx(scores[1])


def test_a_language_with_many_keys_a_word_is_not_pushed_down(tmp_path: Path) -> None:
    """The same title, in a language with stems and in one without, is equally long."""
    index = an_index(
        tmp_path,
        an_entry("Omnia mea mecum", language="la", key="la"),
        an_entry("Omnia mea mecum", language="lt", key="lt"),
    )
    (segment,) = index.reader()._collection.segments
    assert sorted(segment.lengths("title"))[-2:] == [3, 3]


def test_an_identifier_beats_any_text(tmp_path: Path) -> None:
    index = an_index(
        tmp_path,
        an_entry("9789934000102 " * 5, key="text"),
        an_entry(key="book", identifiers=("9789934000102",)),
    )
    first, second = index.reader().find(Query("9789934000102")).hits
    assert (first.key, second.key) == ("book", "text")
    assert first.score == IDENTIFIER_SCORE


def test_of_the_concepts_a_word_names_the_rarer_is_worth_more(tmp_path: Path) -> None:
    entries = [an_entry(key=key, facets={"topic": ids}) for key, ids in (("a", ("t1",)), ("b", ("t1", "t2")))]
    reader = an_index(tmp_path, *entries).reader()
    either = Meaning((0,), (("topic", "t1"), ("topic", "t2")))
    assert [hit.key for hit in reader.find(Query("nekas", meanings=(either,))).hits] == ["b", "a"]
