"""Side by side: our index, SQLite's FTS5 and tantivy hold the same and find the same. Times are not judged here."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bench import search
from bench.engines import fts5, ours, tantivy
from bench.figures import Paced, spread
from bench.filing import asked_keys, filed
from bench.picking import questions
from bench.question import KINDS, Engine, Question, read, write
from bench.records import Made, entry, made
from bench.search import all_agree, run, show
from index import fold

COUNT = 300
EACH = 12

needs_tantivy = pytest.mark.skipif(not tantivy.version(), reason="needs tantivy: pip install tantivy")


@pytest.fixture(scope="module")
def things() -> list[Made]:
    """The records all engines hold."""
    return list(made(COUNT))


@pytest.fixture(scope="module")
def folder(things: list[Made], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where our index, in three commits, and FTS5 were built."""
    folder = tmp_path_factory.mktemp("engines")
    ours.build(folder / "ours", map(entry, things), COUNT, segments=3)
    _fill(fts5.Builder(folder / "fts5"), things)
    return folder


@pytest.fixture(scope="module")
def peer(folder: Path) -> Iterator[fts5.Fts5]:
    """FTS5."""
    found = fts5.opened(folder / "fts5")
    yield found
    found.close()


@pytest.fixture(scope="module")
def asked(things: list[Made], peer: fts5.Fts5) -> list[Question]:
    """Some questions of every kind."""
    return questions(things, EACH, peer.holds)


def _fill(builder: Any, things: list[Made]) -> None:
    documents = (filed(entry(thing)) for thing in things)
    while chunk := list(islice(documents, 100)):
        builder.add(chunk)
        builder.add_aside(chunk)
    builder.finish()


def _of(kind: str, asked: list[Question]) -> list[Question]:
    return [question for question in asked if question.kind == kind]


def _assert_same_totals(kind: str, asked: list[Question], one: Engine, other: Engine) -> None:
    for question in _of(kind, asked):
        first, second = one.answer(question), other.answer(question)
        assert first and second and first.total == second.total > 0, question


def test_every_kind_of_question_is_asked_as_often_as_wanted(asked: list[Question]) -> None:
    assert {kind: len(_of(kind, asked)) for kind in KINDS} == dict.fromkeys(KINDS, EACH)


def test_the_same_questions_are_asked_every_time(things: list[Made], peer: fts5.Fts5, asked: list[Question]) -> None:
    assert questions(things, EACH, peer.holds) == asked


def test_no_two_questions_of_a_kind_share_a_key(asked: list[Question]) -> None:
    keys = [key for question in _of("search", asked) for key in {key for each in question.keys for key in each}]
    assert len(keys) == len(set(keys))


def test_questions_survive_the_way_to_another_process(asked: list[Question], tmp_path: Path) -> None:
    write(asked, tmp_path / "questions.json")
    assert read(tmp_path / "questions.json") == asked


@pytest.mark.parametrize("kind", ["search", "near", "facets", "filters", "newest", "title", "phrase"])
def test_ours_and_fts5_find_as_many(kind: str, asked: list[Question], folder: Path, peer: fts5.Fts5) -> None:
    _assert_same_totals(kind, asked, ours.opened(folder / "ours"), peer)


def test_few_records_with_all_words_are_followed_by_those_with_some(
    asked: list[Question], folder: Path, peer: fts5.Fts5
) -> None:
    for engine in (ours.opened(folder / "ours"), peer):
        answers = [engine.answer(question) for question in _of("near", asked)]
        assert any(answer and 0 < answer.total < len(answer.keys) for answer in answers)


def test_ours_and_fts5_count_facets_alike(asked: list[Question], folder: Path, peer: fts5.Fts5) -> None:
    engine = ours.opened(folder / "ours")
    for question in _of("facets", asked):
        first, second = engine.answer(question), peer.answer(question)
        assert first and second and first.facets == second.facets
        assert any(first.facets.values())


@pytest.mark.parametrize("kind", ["newest", "title"])
def test_ours_and_fts5_sort_alike(kind: str, asked: list[Question], folder: Path, peer: fts5.Fts5) -> None:
    engine = ours.opened(folder / "ours")
    for question in _of(kind, asked):
        first, second = engine.answer(question), peer.answer(question)
        assert first and second and first.keys == second.keys


def test_ours_and_fts5_complete_alike(asked: list[Question], folder: Path, peer: fts5.Fts5) -> None:
    engine = ours.opened(folder / "ours")
    for question in _of("completion", asked):
        first, second = engine.answer(question), peer.answer(question)
        assert first and second and tuple(map(fold, first.words)) == second.words != ()


def test_misspelt_words_are_in_no_record(asked: list[Question], folder: Path, peer: fts5.Fts5) -> None:
    engine = ours.opened(folder / "ours")
    for question in _of("correction", asked):
        answer = engine.answer(question)
        assert peer.answer(question) is None and not peer.holds(asked_keys(question.words))
        assert answer and answer.total == 0


@pytest.fixture(scope="module")
def other_peer(things: list[Made], tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """tantivy."""
    folder = tmp_path_factory.mktemp("tantivy")
    _fill(tantivy.Builder(folder), things)
    return tantivy.opened(folder)


@needs_tantivy
@pytest.mark.parametrize("kind", ["search", "near", "facets", "filters", "newest", "title", "phrase"])
def test_fts5_and_tantivy_find_as_many(kind: str, asked: list[Question], peer: fts5.Fts5, other_peer: Engine) -> None:
    _assert_same_totals(kind, asked, peer, other_peer)


def test_the_whole_run_says_all_its_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "QUESTIONS", EACH)
    figures = run(COUNT, tmp_path, segments=2)
    assert all_agree(figures)
    assert json.loads(json.dumps(figures))["kinds"].keys() == {*KINDS, "known"}
    assert figures["kinds"]["search"]["warm"]["ours"]["median"] > 0
    assert figures["built"]["size_mb"]["ours"] > 0
    console = Console(width=140, record=True, quiet=False, file=(tmp_path / "shown.txt").open("w", encoding="utf-8"))
    with console.file:
        show(figures, console)
    assert "three words, five facets" in (tmp_path / "shown.txt").read_text("utf-8")


@pytest.mark.long
def test_ten_thousand_records_are_found_alike(tmp_path: Path) -> None:
    assert all_agree(run(10_000, tmp_path))


def test_the_time_to_make_things_is_told_apart() -> None:
    paced = Paced(iter("ab"))
    assert list(paced) == ["a", "b"]
    assert paced.seconds > 0


def test_a_spread_is_median_and_nearly_the_worst() -> None:
    found = spread([0.001 * number for number in range(1, 101)])
    assert (found.median, found.p95) == (50.5, 96.0)
