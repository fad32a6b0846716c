"""A segment knows its own terms, and what it does not know it looks up."""

from pathlib import Path

import pytest

from index import Entry, Index, Query, ReadTo
from index.terms import WORD_FIELDS, is_noted, note, noted, noted_words

WORDS = [("title", word.encode(), number) for number, word in enumerate(("bridge", "tilts", "міст", "جسر"), 1)]


def test_every_term_noted_is_had_and_others_are_not(tmp_path: Path) -> None:
    note(tmp_path, "MAIN_1", WORDS)
    terms = noted(tmp_path, "MAIN_1")
    assert terms is not None
    assert all(terms.may_have(field, word.decode()) for field, word, _ in WORDS)
    assert not any(terms.may_have("text", word.decode()) for _, word, _ in WORDS)
    assert not any(terms.may_have("title", f"word{number}") for number in range(1000))


def test_a_segment_without_terms_has_none(tmp_path: Path) -> None:
    note(tmp_path, "MAIN_1", [])
    terms = noted(tmp_path, "MAIN_1")
    assert terms is not None
    assert not terms.may_have("title", "bridge")


def test_a_word_that_no_encoding_can_write_is_asked_for(tmp_path: Path) -> None:
    note(tmp_path, "MAIN_1", WORDS)
    terms = noted(tmp_path, "MAIN_1")
    assert terms is not None
    assert not terms.may_have("title", "\ud800")


def test_what_is_half_written_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as full, pytest.raises(OSError, match="no space"):
        full.setattr("index.sums.os.replace", _refuse)
        note(tmp_path, "MAIN_1", WORDS)
    assert noted(tmp_path, "MAIN_1") is None
    assert not is_noted(tmp_path, "MAIN_1")


def _refuse(*_: object) -> None:
    raise OSError("no space left")


def test_nothing_is_known_of_a_segment_that_was_not_noted(tmp_path: Path) -> None:
    assert noted(tmp_path, "MAIN_1") is noted_words(tmp_path, "MAIN_1", "title") is None
    assert not is_noted(tmp_path, "MAIN_1")


def test_a_commit_killed_before_its_terms_were_noted_is_searched_all_the_same(tmp_path: Path) -> None:
    index = Index(tmp_path, ())
    index.writer.rebuild([Entry("bridge", "book", texts=(("en", "title", "The bridge"),))], ReadTo("log", 1))
    noted_files = [*tmp_path.glob("index-*/*.keys"), *tmp_path.glob("index-*/*.words")]
    assert len(noted_files) == 2
    for path in noted_files:
        path.unlink()
        sums = path.parent / "sums"
        sums.unlink(missing_ok=True)
    reader = Index(tmp_path, ()).reader()
    assert [hit.key for hit in reader.find(Query("bridges")).hits] == ["bridge"]
    assert reader.complete("bri", "en") == ["bridge"]


def test_words_are_noted_as_they_stand_with_their_counts(tmp_path: Path) -> None:
    note(tmp_path, "MAIN_1", [*WORDS, ("title", b"en~bridge", 9), ("facets", b"kind=book", 9)])
    words = [("bridge", 1), ("tilts", 2), ("міст", 3), ("جسر", 4)]
    assert noted_words(tmp_path, "MAIN_1", "title") == words
    assert all(noted_words(tmp_path, "MAIN_1", field) == [] for field in ("name", "text", "spellings"))


def test_words_noted_are_those_whoosh_holds(tmp_path: Path) -> None:
    texts = (("lv", "title", "Ābece bērniem"), ("uk", "text", "Абетка для дітей"), ("en", "name", "Zane Zusta"))
    index = Index(tmp_path, ())
    index.writer.rebuild([Entry("primer", "book", texts=texts)], ReadTo("log", 1))
    (segment,) = index.reader()._collection.segments
    for field in WORD_FIELDS:
        assert segment._terms(field) == segment._read_terms(field) != []
