"""What we rely on in Whoosh, documented or not. Run it before any change of Whoosh's version."""

import gc
import multiprocessing
import os
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from index import Entry, Index, Query, Range, Reader, ReadTo, library, writer
from index.codec import BLOCK
from index.fields import DERIVED, NO_NUMBER, PLACES, RESERVED
from index.folder import Folder
from index.segment import Segment
from tests.building import an_entry, an_index

OPEN_FILES = Path("/proc/self/fd")


def found(reader: Reader, typed: str = "", **given: Any) -> list[str]:
    return [hit.key for hit in reader.find(Query(typed, size=100, **given)).hits]


def opened(path: Path) -> whoosh_index.FileIndex:
    """The live index without anything of ours in between."""
    return whoosh_index.open_dir(str(Folder(path).live()))


def refuse(*_: object, **__: object) -> None:
    raise OSError("no space left")


@pytest.mark.parametrize("step", ["create_file", "rename_file"])
def test_a_commit_that_raises_lets_the_next_writer_in_and_changes_nothing(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`rename_file` is the last step of a commit: the new table of contents takes its place."""
    index = an_index(tmp_path, an_entry("vecā", key="a"))
    with monkeypatch.context() as full, pytest.raises(OSError, match="no space left"):
        full.setattr(FileStorage, step, refuse)
        index.writer.apply([an_entry("jaunā", key="b")], ["a"], ReadTo("log", 2))
    assert (found(index.reader()), index.reader().read_to) == (["a"], ReadTo("log", 1))
    index.writer.apply([an_entry("jaunā", key="b")], ["a"], ReadTo("log", 2))
    assert (found(Index(tmp_path, ()).reader()), index.reader().read_to) == (["b"], ReadTo("log", 2))


def test_a_merge_that_raises_lets_the_next_one_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = an_index(tmp_path, an_entry(key="r0"))
    commit_often(tmp_path, 8)
    with monkeypatch.context() as full, pytest.raises(OSError, match="no space left"):
        full.setattr(FileStorage, "rename_file", refuse)
        index.writer.merge()
    assert index.writer.merge() is True
    assert len(found(Index(tmp_path, ()).reader())) == 9


def test_segments_merged_by_another_program_while_they_are_opened_are_opened_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_many_segments(tmp_path)
    merged: list[bool] = []

    def segment(leaf: Any) -> Segment:
        if not merged:
            merged.append(Index(tmp_path, ()).writer.merge())
        return Segment(leaf)

    monkeypatch.setattr(library, "Segment", segment)
    reader = Index(tmp_path, ()).reader()
    assert merged == [True]
    assert found(reader, filters={"year": (Range(2003, 2004),)}) == ["r3", "r4"]
    assert len(reader._collection.segments) == 1


def commit_often(path: Path, count: int) -> None:
    """So many commits of one entry each."""
    index = Index(path, ())
    for number in range(1, count + 1):
        index.writer.apply([an_entry(f"numur n{number}x", key=f"r{number}")], (), ReadTo("log", number + 1))


def merge(path: Path) -> bool:
    return Index(path, ()).writer.merge()


@pytest.fixture
def another_process() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


def test_a_reader_that_has_read_nothing_yet_knows_its_columns_after_a_merge(tmp_path: Path) -> None:
    """Whoosh opens the file of a column when it is first asked for, and takes one that is gone for one that never was."""
    index = in_many_segments(tmp_path)
    old = index.reader()
    assert Index(tmp_path, ()).writer.merge()
    assert found(old, filters={"year": (Range(2003, 2004),)}) == ["r3", "r4"]
    assert found(old, sort="title", language="lv") == [f"r{number}" for number in range(7, -1, -1)]
    assert all(hit.score > 0 for hit in old.find(Query("grāmata")).hits)
    assert old.revisions().keys() == {f"r{number}" for number in range(8)}


def test_a_reader_sees_its_generation_while_another_process_commits_and_merges(
    another_process: ProcessPoolExecutor, tmp_path: Path
) -> None:
    """What the old reader is asked for it has not read from the disk before, and by then the files are deleted."""
    index = an_index(tmp_path, *(an_entry(f"vecā v{number}x", key=f"v{number}") for number in range(16)))
    old, asked = index.reader(), iter(range(16))
    for step in (commit_often, merge):
        files = set(Folder(tmp_path).live().iterdir())
        another_process.submit(step, tmp_path, *((8,) if step is commit_often else ())).result()
        for number in (next(asked), next(asked)):
            assert found(old, f"v{number}x") == [f"v{number}"]
        assert (old.find(Query("vecā")).total, found(old, "numur")) == (16, [])
    assert not files & set(Folder(tmp_path).live().glob("*.pst"))
    assert (old.count, index.reader().count, len(found(index.reader(), "numur"))) == (16, 24, 8)


def delete(writing: Any) -> None:
    writing.delete_by_term("key", "a")


def edit(writing: Any) -> None:
    writing.update_document(key="a", kind="edited")


@pytest.mark.parametrize("is_optimised", [False, True])
@pytest.mark.parametrize(("change", "later"), [(delete, {"b": "book"}), (edit, {"a": "edited", "b": "book"})])
def test_a_change_is_seen_by_a_bare_reader_opened_after_it_and_not_by_one_opened_before(
    change: Callable[[Any], None], later: dict[str, str], is_optimised: bool, tmp_path: Path
) -> None:
    """We open a new reader each time: one that is refreshed goes on finding what was deleted. Columns must be open before
    a merge deletes their files."""
    an_index(tmp_path, an_entry(key="a"), an_entry(key="b"))
    with opened(tmp_path).reader() as before:
        before.stored_fields(0)
        writing = writer._writer(opened(tmp_path))
        change(writing)
        writing.commit(merge=False, optimize=is_optimised)
        with opened(tmp_path).reader() as after:
            assert len(after.leaf_readers()) == (1 if is_optimised or change is delete else 2)
            assert (stored(before), stored(after)) == ({"a": "book", "b": "book"}, later)
            assert (len(ids(before, "key", "a")), len(ids(after, "key", "a"))) == (1, "a" in later)
            assert (before.doc_count(), after.doc_count()) == (3, len(later) + 1)


def stored(reader: Any) -> dict[str, str]:
    return {each["key"]: each["kind"] for each in reader.all_stored_fields() if each["key"] != RESERVED}


def ids(reader: Any, field: str, term: str) -> set[int]:
    return set(reader.postings(field, term).all_ids()) if (field, term) in reader else set()


def test_numbers_are_kept_exactly_and_ranges_include_their_ends(tmp_path: Path) -> None:
    chance = random.Random(20260324)
    edges = [0, -1, 1, 255, 256, 65_535, 65_536, 2**31, -(2**31), 2**53 + 1, 2**62, NO_NUMBER + 1]
    numbers = {f"r{place}": number for place, number in enumerate([*edges, *(chance.randrange(3000) for _ in edges)])}
    entries = [an_entry(key=key, numbers={"year": number}) for key, number in numbers.items()]
    index = an_index(tmp_path, *entries[::2], an_entry(key="without"))
    for entry in entries[1::2]:
        index.writer.apply([entry], (), ReadTo("log", 2))
    for _ in ("segments", "merged"):
        for _ in range(40):
            low, high = sorted(chance.choices(list(numbers.values()), k=2))
            wanted = sorted(key for key, number in numbers.items() if low <= number <= high)
            assert sorted(found(index.reader(), filters={"year": (Range(low, high),)})) == wanted
        open_ended = {"year": (Range(low=0),)}
        assert "without" not in found(index.reader(), filters=open_ended)
        index.writer.merge()


def in_many_segments(path: Path) -> Index:
    index = an_index(path)
    for number in range(8):
        entry = an_entry(key=f"r{number}", numbers={"year": 2000 + number}, order={"lv": b"%d" % (9 - number)})
        index.writer.apply([entry], (), ReadTo("log", 2))
    return index


def test_columns_that_only_fit_a_pattern_survive_a_merge_because_we_declare_them(tmp_path: Path) -> None:
    assert in_many_segments(tmp_path).writer.merge()
    reader = Index(tmp_path, ()).reader()
    assert found(reader, filters={"year": (Range(2003, 2004),)}) == ["r3", "r4"]
    assert found(reader, sort="title", language="lv") == [f"r{number}" for number in range(7, -1, -1)]


def test_columns_that_are_not_declared_are_lost_in_a_merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, Whoosh has learnt it and `fields.columns` can go."""
    monkeypatch.setattr(writer, "columns", lambda entries: {})
    index = in_many_segments(tmp_path)
    live = Folder(tmp_path).live()
    assert len(list(live.glob("*.number_year.col"))) == len(list(live.glob("*.order_lv.col"))) == 8
    assert index.writer.merge()
    assert not [*live.glob("*.number_*"), *live.glob("*.order_*")]


def shelf(count: int, first: int = 0) -> list[Entry]:
    """Entries whose words occur in all, in every third, in a block and one more, exactly a block's worth, and once."""
    return [
        an_entry(
            " ".join(
                ["skola"] * (1 + number % 4)
                + ["kaķis"] * (number % 3 == 0)
                + ["mežs"] * (first <= number <= first + BLOCK)
                + ["upe"] * (first <= number < first + BLOCK)
                + [f"n{number}x"]
            ),
            key=f"r{number}",
            facets={"kind": ("book",), "level": ("A1",) if number % 5 else ("A2", "B1")},
        )
        for number in range(first, first + count)
    ]


@pytest.fixture(scope="module")
def long_lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three segments, two of them with lists of several blocks, and every seventh entry of the first deleted."""
    path = tmp_path_factory.mktemp("long")
    index = an_index(path, *shelf(2 * BLOCK + 400))
    index.writer.apply(shelf(BLOCK + 1, 10_000), [f"r{number}" for number in range(0, 2000, 7)], ReadTo("log", 2))
    index.writer.apply(shelf(3, 20_000), (), ReadTo("log", 3))
    return path


TERMS = (
    *(("title", term) for term in ("skola", "lv~~skol", "kakis", "mezs", "upe", "n7x", "n10000x", "nowhere")),
    *(("facets", term) for term in ("kind=book", "level=A1", "level=B1", "level=C2")),
    *(("key", term) for term in ("r0", "r1", "r10000", RESERVED)),
)


@pytest.mark.parametrize("is_merged", [False, True])
def test_what_a_segment_reads_is_what_whooshs_own_postings_say(
    is_merged: bool, long_lists: Path, tmp_path: Path
) -> None:
    """`index/codec.py` writes both, Whoosh's in the place of its own `add_postings`; a merge reads Whoosh's and writes both."""
    path = copied(long_lists, tmp_path)
    if is_merged:
        writer._writer(opened(path)).commit(optimize=True)
    reader = opened(path).reader()
    assert len(reader.leaf_readers()) == (1 if is_merged else 3)
    for leaf, _ in reader.leaf_readers():
        segment = Segment(leaf)
        live = np.array(sorted(leaf.all_doc_ids()))
        for field, term in TERMS:
            places, weights = segment.postings(field, term)
            assert (np.diff(places) > 0).all()
            is_live = np.isin(places, live)
            theirs = list(postings(leaf, field, term))
            assert list(zip(places[is_live], weights[is_live], strict=True)) == [each[:2] for each in theirs]
            if field == "title" and DERIVED not in term:
                packed = segment.occurrences(field, term)
                packed = packed[np.isin(packed >> 32, live)]
                theirs = list(postings(leaf, field, f"{PLACES}{term}"))
                expected = [(place, at) for place, _, positions in theirs for at in positions]
                assert list(zip(packed >> 32, packed & 0xFFFFFFFF, strict=True)) == expected


def test_segments_hold_deleted_entries_too(long_lists: Path) -> None:
    """Scores do not change with what is deleted until segments are merged."""
    reader = Index(long_lists, ()).reader()
    first = reader._collection.segments[0]
    assert len(first.postings("title", "skola")[0]) == first.size - 1 == 2 * BLOCK + 400
    assert reader.find(Query("skola")).total == 3 * BLOCK + 404 - len(range(0, 2000, 7))


def copied(path: Path, to: Path) -> Path:
    live = Folder(path).live()
    (to / live.name).mkdir()
    for file in live.iterdir():
        (to / live.name / file.name).write_bytes(file.read_bytes())
    (to / "current").write_text(live.name, "ascii")
    return to


def postings(leaf: Any, field: str, term: str) -> Iterator[tuple[int, float, list[int]]]:
    """Document, weight and positions as Whoosh itself hands them over."""
    if (field, term) not in leaf:
        return
    matcher = leaf.postings(field, term)
    while matcher.is_active():
        yield matcher.id(), matcher.weight(), matcher.value_as("positions") if field == "title" else []
        matcher.next()


def open_files(path: Path) -> list[str]:
    """The index's files that this process has open."""
    links = (os.readlink(link) for link in OPEN_FILES.iterdir() if link.is_symlink())
    return sorted(link for link in links if link.startswith(str(path)))


def use(reader: Reader) -> None:
    """Read from every kind of file."""
    reader.find(Query("numur", filters={"year": (Range(1, 3000),)}))
    reader.find(Query(sort="title", language="lv"))
    reader.complete("num", "lv")
    assert reader.count == len(reader.revisions()) > 0


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="counts open files through /proc")
def test_no_file_stays_open_after_its_reader_is_gone(tmp_path: Path) -> None:
    """Segments of files apart: a reader holds those of its own segments, and only as long as it lives."""
    index = in_many_segments(tmp_path)
    use(index.reader())
    assert len({Path(file).name.split(".")[0] for file in open_files(tmp_path)}) == 9
    index.writer.merge()
    use(index.reader())
    gc.collect()
    assert len({Path(file).name.split(".")[0] for file in open_files(tmp_path)}) == 1
    assert not [file for file in open_files(tmp_path) if file.endswith("(deleted)")]
    index.writer.rebuild([an_entry("numur", key="a")], ReadTo("log", 2))
    use(index.reader())
    gc.collect()
    assert {Path(file).parent for file in open_files(tmp_path)} == {Folder(tmp_path).live()}
    del index
    gc.collect()
    assert open_files(tmp_path) == []
