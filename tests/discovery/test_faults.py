"""The index under faults of the machine: two writers, damaged files, no right to write, a full disk, and many kills. Searches
go on and are never wrong, and the index is mended without a person."""

import gc
import logging
import os
import random
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from catalogue.app import Catalogue, open_current
from catalogue.discovery import Follower, Search, parse
from catalogue.languages import INTERFACES
from catalogue.settings import Settings
from index import Index, IndexBusy
from index.folder import Folder
from index.segment import Segment
from tests.building import a_resource, a_text, a_title
from tests.discovery.saving import PROCESSES
from tests.discovery.small import keep
from tests.discovery.test_crash import MOST_SAVES, _saved_before_death

NOBODY = 65534

QUESTIONS: tuple[tuple[tuple[str, str], ...], ...] = (
    *((("q", words),) for words in ("", "gramatika", "Latviešu", "Лісова пісня", "الطويلة", "gram*", "xyzzyq")),
    (("q", '"Latviešu gramatika"'),),
    *((("sort", sort),) for sort in ("title", "newest", "date")),
    (("kind", "book"),),
    (("year", "1900-2020"), ("sort", "title")),
)

Answer = tuple[tuple[str, ...], int, tuple[tuple[str, str, int], ...]]
"""Keys, their number, and every count of every facet."""


def answers(catalogue: Catalogue) -> Iterator[tuple[str, bool, Answer]]:
    """Each question, whether it was answered without the index, and the answer."""
    for question in QUESTIONS:
        found = catalogue.search(parse(question), INTERFACES[0])
        counted = sorted((name, id_, count) for name, ids in found.facets.items() for id_, count in ids.items())
        keys = tuple(finding.record.key for finding in found.findings)
        yield " ".join(map("=".join, question)), found.is_makeshift, (keys, found.total, tuple(counted))


def right_answers(catalogue: Catalogue) -> dict[str, Answer]:
    """Answers of a sound index."""
    found = list(answers(catalogue))
    assert not any(is_makeshift for _, is_makeshift, _ in found)
    return {question: answer for question, _, answer in found}


def keys_of(catalogue: Catalogue, words: str) -> list[str]:
    found = catalogue.search(parse([("q", words)]), INTERFACES[0])
    assert not found.is_makeshift
    return [finding.record.key for finding in found.findings]


def a_round(catalogue: Catalogue) -> bool:
    """What the follower does each time it looks."""

    def rebuild() -> bool:
        return bool(catalogue.indexer.rebuild())

    return Follower(catalogue.indexer, rebuild)._work()


# Two writers


def hold(index: Path, told: Connection) -> None:
    """Write to the index until told to stop."""
    with Index(index, ()).writer.locked():
        told.send("held")
        told.recv()


def test_of_two_programs_that_write_one_is_told_so_and_nothing_is_lost(changeable: Catalogue) -> None:
    ours, theirs = PROCESSES.Pipe()
    other = PROCESSES.Process(target=hold, args=(changeable.settings.index_folder, theirs))
    other.start()
    assert ours.recv() == "held"
    keep(changeable, a_resource(key="new", titles=(a_title("Pavisam jauna"),)))
    with pytest.raises(IndexBusy, match="another program"):
        changeable.indexer.catch_up()
    assert a_round(changeable) is True
    assert (keys_of(changeable, "pavisam"), "grammar" in keys_of(changeable, "gramatika")) == ([], True)
    ours.send("stop")
    other.join()
    assert a_round(changeable) is True
    assert (keys_of(changeable, "pavisam"), changeable.indexer.check().is_none) == (["new"], True)


def save_and_index(home: Path, name: str) -> int:
    """Save ten books, index after each, and count how often the other was writing."""
    catalogue, busy = open_current(Settings(home)), 0
    for number in range(10):
        keep(catalogue, a_resource(key=f"{name}-{number}", titles=(a_title(f"Grāmata {name}{number}x"),)))
        try:
            catalogue.indexer.catch_up()
            catalogue.indexer.merge()
        except IndexBusy:
            busy += 1
    catalogue.close()
    return busy


def test_two_programs_that_save_and_index_at_once_lose_nothing(changeable: Catalogue) -> None:
    with ProcessPoolExecutor(2, PROCESSES) as pool:
        writing = [pool.submit(save_and_index, changeable.settings.home, name) for name in ("ours", "theirs")]
        assert all(each.result() <= 10 for each in writing)
    changeable.indexer.catch_up()
    assert changeable.indexer.check().is_none
    for name in ("ours", "theirs"):
        assert [keys_of(changeable, f"{name}{number}x") for number in range(10)] == [
            [f"{name}-{number}"] for number in range(10)
        ]


# Damage


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def flipped(path: Path) -> None:
    """One byte in the middle."""
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 0xFF
    path.write_bytes(held)


DAMAGES = (cut, emptied, flipped, Path.unlink)

KINDS = (
    "*.trm",
    "*.pst",
    "*.arrays",
    "*.keys",
    "*.words",
    "*._stored.col",
    "*_len.col",
    "*.number_*.col",
    "*.order_*.col",
    "*.toc",
    "sums",
    "../current",
)


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Tracebacks of what is broken on purpose are not shown."""
    caplog.set_level(logging.CRITICAL)
    yield caplog
    gc.collect()


leaves_files_open = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@leaves_files_open
@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_never_gives_a_wrong_answer_and_is_mended_by_the_follower(
    kind: str, damage: Callable[[Path], None], changeable: Catalogue
) -> None:
    right = right_answers(changeable)
    for file in sorted(Folder(changeable.settings.index_folder).live().glob(kind))[:2]:
        damage(file)
        reopened = open_current(changeable.settings)
        for question, is_makeshift, answer in answers(reopened):
            assert is_makeshift or answer == right[question], (file.name, question)
        assert isinstance(reopened.search.complete("gram", INTERFACES[0]), list)
        assert isinstance(reopened.search.like("grammar"), list)
        assert a_round(reopened) is True
        assert right_answers(reopened) == right
        assert reopened.search.complete("gram", INTERFACES[0]) == ["gramatika"]
        assert reopened.indexer.check().is_none
        reopened.close()


@leaves_files_open
@pytest.mark.usefixtures("quiet")
def test_a_damaged_segment_is_not_merged_into_a_sound_one(changeable: Catalogue) -> None:
    """The damage comes when the program has long had the files open."""
    right = right_answers(changeable)
    (numbers,) = Folder(changeable.settings.index_folder).live().glob("*.number_added.col")
    sound = numbers.read_bytes()
    for number in range(8):
        keep(changeable, a_resource(key=f"new-{number}"))
        changeable.indexer.catch_up()
    numbers.unlink()
    numbers.write_bytes(bytes(len(sound)))
    assert a_round(changeable) is True
    assert changeable.indexer.check().is_none
    newest = [key for key in right_answers(changeable)["sort=newest"][0] if not key.startswith("new-")]
    assert newest == list(right["sort=newest"][0])


def broken(*_: object) -> None:
    raise zlib.error("invalid block type")


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(
    "ask",
    [
        lambda search: search(parse([("q", "gramatika")]), INTERFACES[0]).is_makeshift,
        lambda search: search.complete("gram", INTERFACES[0]) == [],
        lambda search: search.like("grammar") == [],
    ],
    ids=["search", "complete", "like"],
)
def test_damage_that_only_reading_shows_is_mended_too(
    ask: Callable[[Search], bool], changeable: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keys_of(changeable, "gramatika")
    with monkeypatch.context() as damaged:
        damaged.setattr(Segment, "postings", broken)
        damaged.setattr(Segment, "facet", broken)
        assert ask(open_current(changeable.settings).search)
    assert a_round(changeable) is True
    assert keys_of(changeable, "gramatika") == before
    assert changeable.search.complete("gram", INTERFACES[0]) == ["gramatika"]


def test_a_reader_that_breaks_late_does_not_take_away_the_index_built_since(changeable: Catalogue) -> None:
    index = Index(changeable.settings.index_folder, ())
    old = index.reader()
    changeable.indexer.rebuild()
    index.condemn(old)
    assert index.reader() is not old
    index.condemn(old)
    assert index.reader().count == old.count


# No right to write


@pytest.fixture
def shared(small: Catalogue) -> Iterator[Settings]:
    """A copy of the small catalogue where every user can read the index and write everything else."""
    home = Path(tempfile.mkdtemp(prefix="tilts-shared-"))
    small.database.copy_to(home / "catalogue.sqlite")
    settings = Settings(home)
    shutil.copytree(small.settings.index_folder, settings.index_folder)
    for path in (home, *home.rglob("*")):
        is_index = settings.index_folder in (path, *path.parents)
        path.chmod((0o555 if path.is_dir() else 0o444) if is_index else (0o777 if path.is_dir() else 0o666))
    yield settings
    for path in (settings.index_folder, *settings.index_folder.glob("index-*")):
        path.chmod(0o755)
    shutil.rmtree(home)


def search_where_the_index_cannot_be_written(home: Path) -> list[str]:
    """Save, follow, search; returns what the log says."""
    said: list[str] = []
    catalogue = open_current(Settings(home))
    before = right_answers(catalogue)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("catalogue").addHandler(handler)
    keep(catalogue, a_resource(key="new", titles=(a_title("Pavisam jauna"),)))
    assert a_round(catalogue) is True
    assert right_answers(catalogue) == before
    with pytest.raises(PermissionError):
        catalogue.indexer.rebuild()
    catalogue.close()
    fresh = open_current(Settings(home))
    assert right_answers(fresh) == before
    fresh.close()
    return said


def test_searches_go_on_where_the_index_cannot_be_written(shared: Settings) -> None:
    with ProcessPoolExecutor(1, PROCESSES) as pool:
        (said,) = pool.submit(search_where_the_index_cannot_be_written, shared.home).result()
    assert said.startswith("The index could not be brought up to date: ") and "Permission denied" in said
    for path in (shared.index_folder, *shared.index_folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    catalogue = open_current(shared)
    assert a_round(catalogue) is True
    assert (keys_of(catalogue, "pavisam"), catalogue.indexer.check().is_none) == (["new"], True)
    catalogue.close()


# A full disk


@pytest.fixture
def small_disk(changeable: Catalogue) -> Iterator[Catalogue]:
    """The changeable catalogue, its index on a disk of two megabytes."""
    folder = changeable.settings.index_folder
    kept = shutil.copytree(folder, folder.parent / "kept")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"needs a small disk, which only root can mount: {mounted.stderr.strip()}")
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    yield changeable
    gc.collect()
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with open(filler, "wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            pass
    return filler


@pytest.mark.skipif(not shutil.which("mount"), reason="needs mount")
@leaves_files_open
@pytest.mark.usefixtures("quiet")
def test_a_full_disk_stops_the_index_and_not_the_searches(
    small_disk: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    folder = small_disk.settings.index_folder
    right = right_answers(small_disk)
    filler = fill(folder)
    files = set(folder.rglob("*"))
    words = " ".join(f"vārds{number}" for number in range(400))
    keep(small_disk, a_resource(key="new", titles=(a_title("Pavisam jauna"),), summaries=(a_text(words),)))
    for _ in range(3):
        caplog.set_level(logging.ERROR)
        assert a_round(small_disk) is True
        (said,) = (record.getMessage() for record in caplog.records)
        assert said == "The index could not be brought up to date: [Errno 28] No space left on device"
        with pytest.raises(OSError, match="No space left"):
            small_disk.indexer.rebuild()
        assert right_answers(small_disk) == right
        assert set(folder.rglob("*")) <= files
        caplog.clear()
        gc.collect()
    reopened = open_current(small_disk.settings)
    assert right_answers(reopened) == right
    reopened.close()
    filler.unlink()
    assert a_round(small_disk) is True
    assert (keys_of(small_disk, "pavisam"), small_disk.indexer.check().is_none) == (["new"], True)
    assert small_disk.indexer.rebuild() == len(right["q="][0]) + 1
    gc.collect()


# Many kills

KILLS = 20
"""In each step."""


@pytest.mark.long
@pytest.mark.parametrize("step", ["commit", "merge", "rebuild"])
def test_nothing_reported_is_lost_by_a_kill_in_any_step(step: str, instance: Catalogue) -> None:
    """The program merges when it has made some six commits, and rebuilds after every twenty-fifth record. No kill makes a
    rebuild necessary."""
    instance.indexer.rebuild()
    chance = random.Random(step)
    saved: list[str] = []
    for _ in range(KILLS):
        last = int(saved[-1].split("-")[1]) if saved else 0
        first = (last // 25 + 1) * 25 if step == "rebuild" else last + 2
        count = {"commit": chance.randint(1, 3), "merge": chance.randint(5, MOST_SAVES), "rebuild": 1}[step]
        saved += _saved_before_death(instance.settings.home, first, count, chance)
        reopened = open_current(instance.settings)
        with reopened.database.reading() as unit:
            assert set(unit.records.types(saved)) == set(saved)
        reopened.indexer.catch_up()
        assert reopened.indexer.check().is_none
        assert keys_of(reopened, f"n{saved[-1].split('-')[1]}x") == [saved[-1]]
        reopened.close()
