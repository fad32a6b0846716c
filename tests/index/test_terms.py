"""A segment knows its own terms, and what it does not know it looks up."""

from pathlib import Path

from index import Entry, Index, Query, ReadTo
from index.terms import is_noted, note, noted

WORDS = [("title", word.encode()) for word in ["bridge", "tilts", "міст", "جسر"]]


def test_every_term_noted_is_had_and_others_are_not(tmp_path: Path) -> None:
    note(tmp_path, "MAIN_1", WORDS)
    terms = noted(tmp_path, "MAIN_1")
    assert terms is not None
    assert all(terms.may_have(field, word.decode()) for field, word in WORDS)
    assert not any(terms.may_have("text", word.decode()) for _, word in WORDS)
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


def test_nothing_is_known_of_a_segment_that_was_not_noted(tmp_path: Path) -> None:
    assert noted(tmp_path, "MAIN_1") is None
    assert not is_noted(tmp_path, "MAIN_1")


def test_a_commit_killed_before_its_terms_were_noted_is_searched_all_the_same(tmp_path: Path) -> None:
    index = Index(tmp_path, ())
    index.writer.rebuild([Entry("bridge", "book", texts=(("en", "title", "The bridge"),))], ReadTo("log", 1))
    noted_files = list(tmp_path.glob("index-*/*.keys"))
    assert noted_files
    for path in noted_files:
        path.unlink()
        sums = path.parent / "sums"
        sums.unlink(missing_ok=True)
    assert [hit.key for hit in Index(tmp_path, ()).reader().find(Query("bridges")).hits] == ["bridge"]
