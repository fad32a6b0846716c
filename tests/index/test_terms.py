"""A segment knows its own terms and no others."""

from array import array
from pathlib import Path

import numpy as np
import pytest

from index import terms
from index.fields import PLACES
from index.pool import Gathered
from index.terms import WORD_FIELDS, Terms, TermsWriter

WORDS = ("bridge", "tilts", "міст", "جسر")


def gathered(field: str, term: str, *postings: tuple[int, list[int]]) -> Gathered:
    """A term in some documents, at some places in each."""
    return Gathered(
        field,
        term.encode(),
        array("I", [document for document, _ in postings]),
        array("f", [len(places) for _, places in postings]),
        [array("I", places).tobytes() for _, places in postings],
    )


def written(folder: Path, *found: Gathered) -> Terms:
    writer = TermsWriter(folder, "MAIN_1")
    for each in found:
        writer.add(each)
    writer.close()
    return Terms(folder, "MAIN_1")


def test_postings_are_those_written(tmp_path: Path) -> None:
    often = gathered("title", "bridge", (2, [0]), (5, [1, 7]), (90_000, [3]))
    found = written(tmp_path, often, gathered("text", "bridge", (4, [0]), (6, [9])))
    places, weights = found.postings("title", "bridge")
    assert (places.tolist(), weights.tolist()) == ([2, 5, 90_000], [1.0, 2.0, 1.0])
    places, weights = found.postings("text", "bridge")
    assert (places.tolist(), weights.tolist()) == ([4, 6], [1.0, 1.0])


def test_places_are_those_written(tmp_path: Path) -> None:
    found = written(tmp_path, gathered("title", f"{PLACES}bridge", (2, [0]), (5, [1, 70_000])))
    packed = found.occurrences("title", "bridge")
    assert list(zip((packed >> 32).tolist(), (packed & 0xFFFFFFFF).tolist(), strict=True)) == [
        (2, 0),
        (5, 1),
        (5, 70_000),
    ]


def test_a_term_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    found = written(tmp_path, *(gathered("title", word, (0, [0])) for word in WORDS))
    for field, word in (("text", "bridge"), ("title", "bridg"), ("title", ""), ("title", "\ud800")):
        assert [len(array) for array in found.postings(field, word)] == [0, 0]
        assert len(found.occurrences(field, word)) == 0


def test_terms_with_one_checksum_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "crc32", lambda _: 7)
    found = written(tmp_path, *(gathered("title", word, (at, [0])) for at, word in enumerate(WORDS)))
    assert [found.postings("title", word)[0].tolist() for word in WORDS] == [[0], [1], [2], [3]]
    assert len(found.postings("title", "nowhere")[0]) == 0


def test_what_is_read_cannot_be_written_to(tmp_path: Path) -> None:
    """It is shared by all threads, and by all processes."""
    found = written(tmp_path, gathered("title", "bridge", (2, [0]), (5, [1, 7])))
    for array_ in found.postings("title", "bridge"):
        with pytest.raises(ValueError, match="read-only"):
            array_ += np.ones(1, dtype=array_.dtype)


def test_words_are_kept_as_they_stand_with_their_counts(tmp_path: Path) -> None:
    words = [gathered("title", word, *((at, [0]) for at in range(number))) for number, word in enumerate(WORDS, 1)]
    found = written(
        tmp_path, *words, gathered("title", "en~bridge", (0, [0])), gathered("facets", "kind=book", (0, [0]))
    )
    assert found.words("title") == list(zip(WORDS, (1, 2, 3, 4), strict=True))
    assert all(found.words(field) == [] for field in WORD_FIELDS if field != "title")
