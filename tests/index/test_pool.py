"""Postings come out by their terms, whether they were all in memory or most of them on the disk."""

from pathlib import Path

import pytest

from index import pool
from index.pool import Gathered, Pool

POSTINGS = [
    (field, term, document, 1.0 + document % 3, value)
    for document in range(50)
    for field, term, value in (
        ("title", b"tilts", b"\0"),
        ("title", b"bridge", bytes(document % 5)),
        ("name", b"zusta", document.to_bytes(4, "little")),
        ("facets", f"level={document % 4}".encode(), b""),
        ("text", "міст".encode(), b"same"),
    )
]


@pytest.mark.parametrize("most_held", [1, 7, 60, len(POSTINGS), 1000])
def test_every_posting_comes_out_once_by_field_and_term(
    most_held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "MOST_HELD", most_held)
    gathering = Pool(tmp_path)
    for posting in POSTINGS:
        gathering.add(posting)
    found = list(gathering.iter_postings())
    assert [(each.field, each.term) for each in found] == sorted({posting[:2] for posting in POSTINGS})
    assert sorted(posting for each in found for posting in postings(each)) == sorted(POSTINGS)
    assert all(list(each.documents) == sorted(each.documents) for each in found)


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    assert list(Pool(tmp_path).iter_postings()) == []


def test_no_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "MOST_HELD", 10)
    gathering = Pool(tmp_path)
    for posting in POSTINGS:
        gathering.add(posting)
    gathering.cleanup()
    assert list(tmp_path.iterdir()) == list(gathering.iter_postings()) == []


def test_values_alike_in_their_bytes_alone_stay_apart(tmp_path: Path) -> None:
    """Joined, these look like three of the same length."""
    gathering, values = Pool(tmp_path), [bytes(4), bytes(2), bytes(6)]
    for document, value in enumerate(values):
        gathering.add(("title", b"tilts", document, 1.0, value))
    (found,) = gathering.iter_postings()
    assert list(found.values) == values


def postings(each: Gathered) -> list[tuple[str, bytes, int, float, bytes]]:
    found = zip(each.documents, each.weights, each.values, strict=True)
    return [(each.field, each.term, document, weight, value) for document, weight, value in found]
