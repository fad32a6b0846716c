"""Our arrays against Whoosh's own BM25F over the same postings: the same entries with the same scores."""

import random
from pathlib import Path

import pytest
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query
from whoosh.scoring import BM25F

from index import Entry, Index, Meaning, Query, ReadTo, query_keys, words
from index.fields import RESERVED
from index.folder import Folder
from index.scoring import EXACT, FIELD_WEIGHTS, IDENTIFIER_SCORE, K1, MEANING_SCORE, RULE, B
from tests.building import an_entry, an_index

WORDS = ["grāmata", "grāmatas", "valoda", "valodas", "skola", "bērni", "школа", "книга", "книги", "мова", "livre", "école",
         "lecture", "reading", "books"]  # fmt: skip
QUERIES = ("grāmata", "valodas", "книги", "books", "école valoda", "grāmatu skola мова", "lecture reading livre bērni")


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


def by_whoosh(path: Path, typed: str) -> dict[str, float]:
    """Scores of everything that has any of the words, as Whoosh computes them."""
    terms = [
        whoosh_query.Term(field, key.encode(), boost=weight * tier)
        for token in words(typed)
        for field, weight in FIELD_WEIGHTS.items()
        for tier, keys in (
            (EXACT, query_keys(token.word, "en").exact),
            (RULE, query_keys(token.word, "en").rule),
        )
        for key in keys
    ]
    live = Folder(path).live()
    with whoosh_index.open_dir(str(live)).searcher(weighting=BM25F(B=B, K1=K1)) as searcher:
        results = searcher.search(whoosh_query.Or(terms), limit=None)
        return {hit["key"]: hit.score for hit in results if hit["key"] != RESERVED}


def by_us(index: Index, typed: str) -> dict[str, float]:
    """Scores of every entry as found word by word, so that entries without one of the words are there too."""
    found: dict[str, float] = {}
    for token in words(typed):
        for hit in index.reader().find(Query(token.word, size=1000)).hits:
            found[hit.key] = found.get(hit.key, 0.0) + hit.score
    return found


@pytest.mark.parametrize("typed", QUERIES)
@pytest.mark.parametrize("segments", ["one_segment", "four_segments"])
def test_scores_are_those_of_whoosh(segments: str, typed: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    ours, whooshs = by_us(request.getfixturevalue(segments), typed), by_whoosh(tmp_path / "index", typed)
    assert len(ours) > 5
    assert ours == pytest.approx(whooshs, abs=1e-2)


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


def test_a_language_with_many_keys_a_word_is_not_pushed_down(tmp_path: Path) -> None:
    """The same title, in a language with stems and in one without, is equally long."""
    index = an_index(
        tmp_path,
        an_entry("Omnia mea mecum", language="la", key="la"),
        an_entry("Omnia mea mecum", language="lt", key="lt"),
    )
    found = {hit.key: hit.score for hit in index.reader().find(Query("omnia", language="la")).hits}
    exact_only = found["la"]
    assert found["lt"] - exact_only == pytest.approx(exact_only * RULE, rel=0.5)
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


def test_a_named_concept_is_worth_the_same_for_every_entry_under_it(tmp_path: Path) -> None:
    entries = [an_entry(key=key, facets={"topic": ids}) for key, ids in (("a", ("t1",)), ("b", ("t1", "t2")))]
    reader = an_index(tmp_path, *entries).reader()
    either = Meaning((0,), (("topic", "t1"), ("topic", "t2")))
    hits = reader.find(Query("nekas", meanings=(either,))).hits
    assert {hit.key: hit.score for hit in hits} == {"a": MEANING_SCORE, "b": MEANING_SCORE}
