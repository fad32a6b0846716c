"""One index as a program holds it: readers of each generation, many threads, and damage noticed on opening."""

import gc
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import Entry, Index, IndexUnusable, Query, Reader, ReadTo, fields
from index.folder import Folder
from tests.building import an_entry, an_index

THREADS, COMMITS = 8, 12


def found(reader: Reader, typed: str = "") -> list[str]:
    return sorted(hit.key for hit in reader.find(Query(typed, size=100)).hits)


def test_the_reader_stays_until_somebody_writes(tmp_path: Path) -> None:
    index = an_index(tmp_path, an_entry(key="a"))
    first = index.reader()
    assert index.reader() is first
    index.writer.apply((), (), ReadTo("log", 2))
    assert index.reader() is not first


def delete(index: Index) -> None:
    index.writer.apply((), ["a"], ReadTo("log", 2))


def edit(index: Index) -> None:
    index.writer.apply([an_entry("jaunā", key="a")], (), ReadTo("log", 2))


def add(index: Index) -> None:
    index.writer.apply([an_entry("vecā", key="c")], (), ReadTo("log", 2))


def edit_and_merge(index: Index) -> None:
    for number in range(7):
        index.writer.apply([an_entry("jaunā", key="a")], (), ReadTo("log", 2 + number))
    assert index.writer.merge()


def rebuild(index: Index) -> None:
    index.writer.rebuild([an_entry("jaunā", key="a"), an_entry("otrā", key="b")], ReadTo("log", 2))


@pytest.mark.parametrize(
    ("change", "all_keys", "old_words", "new_words"),
    [
        (delete, ["b"], [], []),
        (edit, ["a", "b"], [], ["a"]),
        (add, ["a", "b", "c"], ["a", "c"], []),
        (edit_and_merge, ["a", "b"], [], ["a"]),
        (rebuild, ["a", "b"], [], ["a"]),
    ],
)
@pytest.mark.parametrize("is_warm", [True, False])
def test_a_change_is_seen_by_later_readers_and_not_by_earlier_ones(
    change: Callable[[Index], None],
    all_keys: list[str],
    old_words: list[str],
    new_words: list[str],
    is_warm: bool,
    tmp_path: Path,
) -> None:
    index = an_index(tmp_path, an_entry("vecā", key="a"), an_entry("otrā", key="b"))
    earlier = index.reader()
    if is_warm:
        assert found(earlier, "vecā") == ["a"]
    change(index)
    later = index.reader()
    assert (found(earlier), found(earlier, "vecā"), found(earlier, "jaunā")) == (["a", "b"], ["a"], [])
    assert (found(later), found(later, "vecā"), found(later, "jaunā")) == (all_keys, old_words, new_words)
    assert later.complete("vec", "lv") == (["vecā"] if old_words else [])


def test_another_program_that_holds_the_index_sees_the_change(tmp_path: Path) -> None:
    ours, theirs = an_index(tmp_path, an_entry(key="a")), Index(tmp_path, ())
    assert found(theirs.reader()) == ["a"]
    ours.writer.apply([an_entry(key="b")], ["a"], ReadTo("log", 2))
    assert found(theirs.reader()) == ["b"]


def test_threads_that_search_while_a_writer_commits_get_only_right_answers(tmp_path: Path) -> None:
    """Generation n holds, among others, n entries with the word `skola`, all of them from commit n."""
    others = [an_entry(f"grāmata {number}", key=f"g{number}") for number in range(40)]
    index = an_index(tmp_path, *others, *school(1))
    is_written = threading.Event()

    def search() -> list[str]:
        wrong, seen = [], 0
        while not is_written.is_set() or seen == 0:
            reader = index.reader()
            generation, schools = reader.read_to.sequence, reader.find(Query("skola", size=100))
            right = sorted(entry.key for entry in school(generation))
            if sorted(hit.key for hit in schools.hits) != right or schools.facets["level"] != {
                f"n{generation}": len(right)
            }:
                wrong.append(f"{generation}: {schools}")
            if reader.find(Query("grāmatas")).total != 40 or reader.complete("gram", "lv") != ["grāmata"]:
                wrong.append(f"{generation}: lost a book")
            if generation < seen:
                wrong.append(f"went back from {seen} to {generation}")
            seen = generation
        return wrong

    with ThreadPoolExecutor(THREADS) as pool:
        searching = [pool.submit(search) for _ in range(THREADS)]
        try:
            for number in range(2, COMMITS + 2):
                index.writer.apply(school(number), (), ReadTo("log", number))
                if number % 6 == 0:
                    index.writer.merge()
        finally:
            is_written.set()
        assert [each.result() for each in searching] == [[]] * THREADS
    assert index.reader().read_to.sequence == COMMITS + 1


def school(generation: int) -> list[Entry]:
    return [an_entry("skola", key=f"s{number}", facets={"level": (f"n{generation}",)}) for number in range(generation)]


# Whoosh, surprised by a folder that goes while it opens it, leaves a file to the garbage collector before it tries again.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:unclosed file:ResourceWarning")
def test_threads_that_search_while_the_index_is_rebuilt_get_only_right_answers(tmp_path: Path) -> None:
    index = an_index(tmp_path, an_entry("skola", key="r1"))
    is_written = threading.Event()

    def search() -> set[bool]:
        answers = set()
        while not is_written.is_set() or not answers:
            reader = index.reader()
            answers.add(found(reader, "skola") == [f"r{reader.read_to.sequence}"])
        return answers

    with ThreadPoolExecutor(4) as pool:
        searching = [pool.submit(search) for _ in range(4)]
        try:
            for number in range(2, 8):
                index.writer.rebuild([an_entry("skola", key=f"r{number}")], ReadTo("log", number))
        finally:
            is_written.set()
        assert [each.result() for each in searching] == [{True}] * 4


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_threads_may_share_one_reader_that_has_decoded_nothing_yet(tmp_path: Path) -> None:
    """Whoosh's readers share one file cursor, and bare ones answer wrongly here."""
    words = [f"vārds{number}" for number in range(60)]
    entries = [an_entry(" ".join(words[: number + 1]), key=f"r{number}") for number in range(60)]
    an_index(tmp_path, *entries)
    expected = {word: 60 - number for number, word in enumerate(words)}

    def totals(reader: Reader, first: int) -> dict[str, int]:
        return {word: reader.find(Query(word)).total for word in words[first:] + words[:first]}

    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(3):
            reader = Index(tmp_path, ()).reader()
            counted = [pool.submit(totals, reader, 7 * thread) for thread in range(THREADS)]
            assert [each.result() for each in counted] == [expected] * THREADS


def a_file(path: Path, ending: str) -> Path:
    return next(iter(Folder(path).live().glob(f"*{ending}")))


@pytest.fixture
def closing() -> Iterator[None]:
    """Closes the files that Whoosh stumbled over and left open."""
    yield
    gc.collect()


leaves_files_open = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


@leaves_files_open
@pytest.mark.usefixtures("closing")
@pytest.mark.parametrize("damage", [cut_short, emptied, Path.unlink])
@pytest.mark.parametrize("ending", [".trm", ".toc", ".arrays", ".keys", ".words"])
def test_a_damaged_file_is_noticed_on_opening(ending: str, damage: Callable[[Path], None], tmp_path: Path) -> None:
    an_index(tmp_path, *(an_entry(f"skola {number}", key=f"r{number}") for number in range(50)))
    damage(a_file(tmp_path, ending))
    with pytest.raises(IndexUnusable, match="cannot be read|damaged"):
        Index(tmp_path, ()).reader()


@leaves_files_open
@pytest.mark.usefixtures("closing")
def test_a_file_that_is_no_index_is_noticed(tmp_path: Path) -> None:
    an_index(tmp_path, an_entry())
    a_file(tmp_path, ".toc").write_bytes(pickle.dumps({"not": "an index"}))
    with pytest.raises(IndexUnusable, match="cannot be read"):
        Index(tmp_path, ()).reader()


@pytest.mark.parametrize("damage", ["", "../../etc", "index-none"])
def test_a_damaged_pointer_is_noticed_even_by_a_program_that_has_read(damage: str, tmp_path: Path) -> None:
    index = an_index(tmp_path, an_entry())
    assert index.reader().count == 1
    (tmp_path / "current").write_text(damage, "ascii")
    with pytest.raises(IndexUnusable, match="damaged|cannot be read"):
        index.reader()


def test_an_index_of_another_version_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(fields, "SCHEMA_STAMP", "tilts-0")
        an_index(tmp_path, an_entry())
    with pytest.raises(IndexUnusable, match="another version"):
        Index(tmp_path, ()).reader()


def test_a_rebuild_mends_whatever_was_damaged(tmp_path: Path) -> None:
    index = an_index(tmp_path, an_entry(key="a"))
    (tmp_path / "current").write_text("nonsense", "ascii")
    index.writer.rebuild([an_entry(key="b")], ReadTo("log", 2))
    assert found(index.reader()) == ["b"]


def test_an_empty_index_answers_with_nothing(tmp_path: Path) -> None:
    reader = an_index(tmp_path).reader()
    assert reader.count == 0 and reader.complete("a", "lv") == []
    for query in (Query(), Query("skola"), Query(sort="title"), Query(sort="newest"), Query(filters={"kind": ("x",)})):
        assert reader.find(query).total == 0
