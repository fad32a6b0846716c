"""Writing: whole commits or none, one writer at a time, and how far the log was read as part of each commit."""

import struct
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import Entry, Index, IndexBusy, IndexUnusable, Query, Range, ReadTo, writer
from index.writer import MOST_SEGMENTS, count_small
from tests.building import an_entry, an_index


def found(index: Index, typed: str = "") -> list[str]:
    return sorted(hit.key for hit in index.reader().find(Query(typed, size=100)).hits)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return an_index(tmp_path / "index", an_entry("viens", key="a"), an_entry("divi", key="b"))


def test_an_edited_entry_takes_the_place_of_the_old_one(index: Index) -> None:
    index.writer.apply([an_entry("trīs", key="a")], (), ReadTo("log", 2))
    assert (found(index), found(index, "viens"), found(index, "trīs")) == (["a", "b"], [], ["a"])


def test_an_entry_that_is_gone_is_not_found(index: Index) -> None:
    index.writer.apply((), ["a", "never-there"], ReadTo("log", 2))
    assert (found(index), index.reader().count) == (["b"], 1)


def test_applying_twice_is_harmless(index: Index) -> None:
    for _ in range(2):
        index.writer.apply([an_entry("trīs", key="c")], ["a"], ReadTo("log", 2))
    assert found(index) == ["b", "c"]
    assert index.reader().read_to == ReadTo("log", 2)


def test_of_two_entries_with_one_key_the_last_counts(index: Index) -> None:
    index.writer.apply([an_entry("vecais", key="c"), an_entry("jaunais", key="c")], (), ReadTo("log", 2))
    assert (found(index), found(index, "vecais"), found(index, "jaunais")) == (["a", "b", "c"], [], ["c"])


def test_an_entry_both_gone_and_there_is_there(index: Index) -> None:
    index.writer.apply([an_entry("atkal", key="a")], ["a"], ReadTo("log", 2))
    assert found(index, "atkal") == ["a"]


def test_how_far_the_log_was_read_is_part_of_the_commit(index: Index) -> None:
    assert index.reader().read_to == ReadTo("log", 1)
    index.writer.apply((), (), ReadTo("log", 7))
    assert index.reader().read_to == ReadTo("log", 7)
    assert index.reader().count == 2


def failing(*entries: Entry) -> Iterator[Entry]:
    yield from entries
    raise RuntimeError("half-way")


def test_a_batch_that_fails_half_way_leaves_entries_and_place_in_the_log_as_they_were(index: Index) -> None:
    with pytest.raises(RuntimeError, match="half-way"):
        index.writer.apply(failing(an_entry("trīs", key="c")), ["a"], ReadTo("log", 9))
    assert found(index) == ["a", "b"] and index.reader().read_to == ReadTo("log", 1)
    index.writer.apply([an_entry("trīs", key="c")], ["a"], ReadTo("log", 9))
    assert found(index) == ["b", "c"]


def test_an_entry_that_cannot_be_written_stops_its_whole_batch(index: Index) -> None:
    with pytest.raises(struct.error):
        index.writer.apply([an_entry(key="c"), an_entry(key="d", numbers={"year": 2**80})], (), ReadTo("log", 2))
    assert found(index) == ["a", "b"]
    index.writer.apply([an_entry(key="c")], (), ReadTo("log", 2))
    assert found(index) == ["a", "b", "c"]


def test_a_rebuild_replaces_everything(index: Index) -> None:
    assert index.writer.rebuild([an_entry(key="x"), an_entry(key="y")], ReadTo("other", 5)) == 2
    assert found(index) == ["x", "y"] and index.reader().read_to == ReadTo("other", 5)


def test_a_rebuild_that_fails_leaves_the_live_index_alone(index: Index) -> None:
    with pytest.raises(RuntimeError, match="half-way"):
        index.writer.rebuild(failing(an_entry(key="x")), ReadTo("log", 5))
    assert found(index) == ["a", "b"]
    index.writer.apply([an_entry(key="c")], (), ReadTo("log", 2))
    assert found(index) == ["a", "b", "c"]


def test_a_rebuild_in_several_commits_holds_every_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "CHUNK", 3)
    for count in (0, 2, 3, 7):
        index = an_index(tmp_path / str(count), *(an_entry(key=f"r{number}") for number in range(count)))
        assert len(found(index)) == index.reader().count == count


def test_nothing_is_written_where_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="no index yet"):
        Index(tmp_path, ()).writer.apply([an_entry()], (), ReadTo("log", 1))


def test_many_segments_are_merged_into_one_and_say_the_same(index: Index) -> None:
    for number in range(8):
        entry = an_entry(
            f"skola numur {number}",
            key=f"r{number}",
            facets={"kind": ("book",)},
            numbers={"year": 2000 + number, "added": 50 - number},
            order={"lv": b"%d" % (9 - number)},
        )
        index.writer.apply([entry], ["r0"] if number else (), ReadTo("log", 2 + number))
    asked = [Query("skola"), Query("numur 7"), Query(sort="title", language="lv"), Query(filters={"kind": ("book",)})]
    asked += [Query(filters={"year": (Range(2003, 2005),)}), Query(sort="newest")]
    before, read_to = [index.reader().find(each) for each in asked], index.reader().read_to
    assert index.writer.merge() is True
    after = [index.reader().find(each) for each in asked]
    assert [[hit.key for hit in each.hits] for each in after] == [[hit.key for hit in each.hits] for each in before]
    assert [(each.total, each.facets) for each in after] == [(each.total, each.facets) for each in before]
    assert index.reader().read_to == read_to
    assert index.reader().revisions().keys() == {"a", "b", *(f"r{number}" for number in range(1, 8))}


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [
        ([1, 1, 1, 1, 1, 1], 6),
        ([1, 1, 1, 1, 1, 100_000], 5),
        ([0, 1, 1, 1, 5, 100_000], 5),
        ([1, 1, 1, 4, 9, 100_000], 5),
        ([1, 40, 41, 42, 100, 100_000], 5),
        ([1, 40, 400, 4_000, 40_000, 100_000], 2),
        ([1, 1, 9, 100, 40_000, 70_000, 70_000], 2),
        ([20_000, 30_000, 100_000, 100_000, 100_000, 100_000], 6),
    ],
)
def test_a_large_segment_is_merged_only_when_as_much_has_come(sizes: list[int], merged: int) -> None:
    assert count_small(sizes) == merged


def test_a_catalogue_with_one_large_segment_keeps_it_through_many_saves(tmp_path: Path) -> None:
    index = an_index(tmp_path, *(an_entry(f"skola {number}", key=f"old-{number}") for number in range(100)))
    (large,) = index.reader()._collection.segments
    for number in range(30):
        index.writer.apply([an_entry("skola", key=f"new-{number}")], [f"old-{number}"], ReadTo("log", 2 + number))
        index.writer.merge()
        assert len(index.reader()._collection.segments) <= MOST_SEGMENTS
        assert large in index.reader()._collection.segments
    kept = {f"old-{number}" for number in range(30, 100)} | {f"new-{number}" for number in range(30)}
    assert {hit.key for hit in index.reader().find(Query("skola", size=1000)).hits} == kept


def test_segments_of_which_nothing_lives_are_left_out(tmp_path: Path) -> None:
    index = an_index(tmp_path, *(an_entry(f"skola {number}", key=f"old-{number}") for number in range(20)))
    for number in range(6):
        index.writer.apply([an_entry("skola", key="same")], (), ReadTo("log", 2 + number))
    assert index.writer.merge() is True
    assert [segment.size for segment in index.reader()._collection.segments] == [21, 2]
    assert index.reader().find(Query("skola", size=1000)).total == 21


def test_few_segments_are_left_alone(index: Index) -> None:
    index.writer.apply([an_entry(key="c")], (), ReadTo("log", 2))
    assert index.writer.merge() is False


def test_only_one_writes_at_a_time(index: Index, tmp_path: Path) -> None:
    other = Index(tmp_path / "index", ())
    with index.writer.locked():
        with pytest.raises(IndexBusy, match="another program"):
            other.writer.apply((), (), ReadTo("log", 2))
        with ThreadPoolExecutor(1) as pool, pytest.raises(IndexBusy, match="another thread"):
            pool.submit(index.writer.apply, (), (), ReadTo("log", 2)).result()
        index.writer.apply((), ["a"], ReadTo("log", 3))
    other.writer.apply((), (), ReadTo("log", 4))
    assert (found(index), index.reader().read_to) == (["b"], ReadTo("log", 4))


def test_who_is_patient_writes_when_the_other_is_done(index: Index) -> None:
    held, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        with index.writer.locked():
            held.set()
            may_go.wait(20)

    with ThreadPoolExecutor(2) as pool:
        holding = pool.submit(hold)
        held.wait(20)
        waiting = pool.submit(index.writer.rebuild, [an_entry(key="z")], ReadTo("log", 2))
        may_go.set()
        assert waiting.result() == 1
        holding.result()
    assert found(index) == ["z"]


def test_the_lock_is_free_after_a_failure(index: Index, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), index.writer.locked():
        raise RuntimeError
    with Index(tmp_path / "index", ()).writer.locked():
        pass
