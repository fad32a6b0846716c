"""The index is kept in step with the catalogue by its log, and can always be made again."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.app import Catalogue
from catalogue.discovery import Drift, Follower, Indexer, indexer, parse
from catalogue.languages import INTERFACES
from catalogue.records import Record
from index import Index, IndexBusy, IndexUnusable
from tests.building import a_branch, a_resource, a_title, a_topic, an_initiative
from tests.discovery.small import keep

ENTRIES = 7
"""Published records of the small catalogue."""

LIVE_AND_LAST = 2
"""Folders of the index there may be: the one before the live one is still open somewhere until the next rebuild."""


def _held(catalogue: Catalogue, key: str) -> Record:
    with catalogue.database.reading() as unit:
        record = unit.records.get(key)
    assert record is not None
    return record


def _keys(catalogue: Catalogue, words: str) -> set[str]:
    found = catalogue.search(parse([("q", words)]), INTERFACES[0])
    assert not found.is_makeshift
    return {finding.record.key for finding in found.findings}


def _facets(catalogue: Catalogue, name: str) -> dict[str, int]:
    return dict(catalogue.search(parse([]), INTERFACES[0]).facets[name])


def _reopened(catalogue: Catalogue) -> Indexer:
    """The indexer as another program would open it."""
    return Indexer(catalogue.database, Index(catalogue.settings.index_folder, ("kind",)))


def test_a_rebuild_files_every_published_record_and_tells_how_far_it_is(instance: Catalogue) -> None:
    told: list[int] = []
    keep(instance, a_resource(key="a"), a_resource(key="b"), a_resource(key="c", status="draft"), a_topic(key="t"))
    assert instance.indexer.rebuild(told.append) == 2
    assert told == [1, 2]
    assert instance.indexer.check() == Drift()
    assert instance.indexer.position() == (4, 4)


def test_an_empty_catalogue_has_an_empty_index(instance: Catalogue) -> None:
    assert instance.indexer.rebuild() == 0
    assert (instance.indexer.catch_up(), instance.indexer.check().is_none) == (0, True)
    assert instance.indexer.position() == (0, 0)


def test_catching_up_finds_what_is_new_changed_and_gone(changeable: Catalogue) -> None:
    assert changeable.indexer.catch_up() == 0
    grammar, flat = _held(changeable, "grammar"), _held(changeable, "flat-guide")
    keep(
        changeable,
        a_resource(key="new", titles=(a_title("Pavisam jauna"),)),
        replace(grammar, titles=(a_title("Sintakse"),)),
        replace(flat, status="withdrawn"),
    )
    assert changeable.indexer.check() == Drift(("new",), ("grammar",), ("flat-guide",))
    assert changeable.indexer.catch_up() == 3
    assert changeable.indexer.check().is_none
    assert _keys(changeable, "jauna") == {"new"}
    assert _keys(changeable, "sintakse") == {"grammar"}
    assert "grammar" not in _keys(changeable, "gramatika")
    assert "flat-guide" not in _keys(changeable, "dzīvokli")


def test_a_record_changed_twice_is_filed_once_as_it_is_last(changeable: Catalogue) -> None:
    (first,) = keep(changeable, a_resource(key="new", titles=(a_title("Pirmais"),)))
    keep(changeable, replace(first, titles=(a_title("Pēdējais"),)))
    assert changeable.indexer.catch_up() == 1
    assert (_keys(changeable, "pēdējais"), "new" in _keys(changeable, "pirmais")) == ({"new"}, False)


def test_more_changes_than_are_read_at_a_time_are_all_read(
    changeable: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "CHUNK", 3)
    keep(changeable, *(a_resource(key=f"new-{number}") for number in range(10)))
    assert changeable.indexer.catch_up() == 10
    assert changeable.indexer.check().is_none


def test_applying_the_same_changes_again_changes_nothing(changeable: Catalogue) -> None:
    before = shutil.copytree(changeable.settings.index_folder, changeable.settings.home / "before")
    keep(changeable, a_resource(key="new"))
    changeable.indexer.catch_up()
    shutil.rmtree(changeable.settings.index_folder)
    shutil.copytree(before, changeable.settings.index_folder)
    again = _reopened(changeable)
    assert (again.catch_up(), again.check().is_none) == (1, True)


def test_a_changed_branch_moves_what_it_holds_and_a_changed_topic_what_is_under_it(changeable: Catalogue) -> None:
    assert _facets(changeable, "town") == {"Liepāja": 4, "Sigulda": 2}
    branch = _held(changeable, "liepaja")
    keep(changeable, replace(branch, place=replace(a_branch().place, town="Grobiņa")))  # type: ignore[call-arg]
    changeable.indexer.catch_up()
    assert _facets(changeable, "town") == {"Grobiņa": 3, "Liepāja": 1, "Sigulda": 2}
    keep(changeable, a_topic(key="t-world"))
    keep(changeable, replace(_held(changeable, "t-language"), broader=("t-world",)))  # type: ignore[call-arg]
    changeable.indexer.catch_up()
    assert _facets(changeable, "topic")["t-world"] == _facets(changeable, "topic")["t-latvian"] == 3
    assert changeable.indexer.check().is_none


def test_an_organisation_with_another_name_is_found_by_it(changeable: Catalogue) -> None:
    keep(changeable, replace(_held(changeable, "society"), titles=(a_title("Jaunā pajumte"),)))
    changeable.indexer.catch_up()
    assert _keys(changeable, "pajumte") == {"song-evening"}


def test_without_an_index_catching_up_asks_for_a_rebuild(instance: Catalogue) -> None:
    keep(instance, a_resource(key="a"))
    for ask in (instance.indexer.catch_up, instance.indexer.position, instance.indexer.check):
        with pytest.raises(IndexUnusable, match="there is no index yet"):
            ask()
    assert not instance.indexer.has_read(1)
    instance.indexer.rebuild()
    assert instance.indexer.has_read(1)
    assert not instance.indexer.has_read(2)


def test_the_index_of_another_log_is_not_read_on(changeable: Catalogue) -> None:
    with changeable.database.writing() as unit:
        unit.log.renew()
    with pytest.raises(IndexUnusable, match="another catalogue, or to an older backup"):
        changeable.indexer.catch_up()
    changeable.indexer.rebuild()
    assert (changeable.indexer.catch_up(), changeable.indexer.check().is_none) == (0, True)


def test_an_index_that_has_read_past_the_end_of_the_log_is_not_read_on(changeable: Catalogue, tmp_path: Path) -> None:
    changeable.database.copy_to(tmp_path / "older.sqlite")
    keep(changeable, a_resource(key="new"))
    changeable.indexer.catch_up()
    changeable.close()
    for file in changeable.settings.home.glob("catalogue.sqlite*"):
        file.unlink()
    shutil.copy(tmp_path / "older.sqlite", changeable.settings.home / "catalogue.sqlite")
    with pytest.raises(IndexUnusable, match="an older backup"):
        changeable.indexer.catch_up()
    assert changeable.indexer.check() == Drift(extra=("new",))
    changeable.indexer.rebuild()
    assert changeable.indexer.check().is_none


@pytest.mark.parametrize("damage", ["deleted", "emptied", "half", "without-its-files"])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves damaged files open
def test_a_damaged_index_asks_for_a_rebuild_and_is_well_after_it(changeable: Catalogue, damage: str) -> None:
    folder = changeable.settings.index_folder
    files = [path for path in folder.glob("index-*/*") if path.is_file()]
    if damage == "deleted":
        shutil.rmtree(folder)
    for path in files if damage != "deleted" else ():
        if damage == "without-its-files":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 if damage == "half" else 0])
    keep(changeable, a_resource(key="new"))
    reopened = _reopened(changeable)
    with pytest.raises(IndexUnusable):
        reopened.catch_up()
    assert reopened.rebuild() == ENTRIES + 1
    assert (reopened.catch_up(), reopened.check().is_none) == (0, True)
    assert len(list(folder.glob("index-*"))) <= LIVE_AND_LAST


def test_a_rebuild_that_ends_half_way_leaves_the_live_index(changeable: Catalogue) -> None:
    keep(changeable, a_resource(key="new"))

    def stop(count: int) -> None:
        if count == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        changeable.indexer.rebuild(stop)
    assert _keys(changeable, "gramatika") == {"grammar"}
    assert (changeable.indexer.catch_up(), changeable.indexer.check().is_none) == (1, True)
    changeable.indexer.rebuild()
    assert len(list(changeable.settings.index_folder.glob("index-*"))) <= LIVE_AND_LAST


def test_changes_made_during_a_rebuild_are_read_afterwards(changeable: Catalogue) -> None:
    changeable.indexer.rebuild(lambda count: count == 2 and keep(changeable, a_resource(key="meanwhile")) and None)
    assert changeable.indexer.check() == Drift(missing=("meanwhile",))
    assert (changeable.indexer.catch_up(), changeable.indexer.check().is_none) == (1, True)


def test_while_another_program_writes_the_index_is_busy_and_search_goes_on(changeable: Catalogue) -> None:
    keep(changeable, a_resource(key="new"))
    other = Index(changeable.settings.index_folder, ("kind",))
    with other.writer.locked():
        with pytest.raises(IndexBusy, match="another program"):
            changeable.indexer.catch_up()
        assert _keys(changeable, "gramatika") == {"grammar"}
    assert changeable.indexer.catch_up() == 1


def test_while_another_thread_writes_the_index_is_busy(changeable: Catalogue) -> None:
    found: list[str] = []

    def catch_up() -> None:
        try:
            changeable.indexer.catch_up()
        except IndexBusy as busy:
            found.append(str(busy))

    def in_the_middle(count: int) -> None:
        if count == 1:
            thread = threading.Thread(target=catch_up)
            thread.start()
            thread.join()

    changeable.indexer.rebuild(in_the_middle)
    assert found == ["another thread is writing to the index"]


def test_many_small_commits_are_merged_when_there_is_time(changeable: Catalogue) -> None:
    for number in range(7):
        keep(changeable, a_resource(key=f"new-{number}", titles=(a_title(f"Jauna {number}"),)))
        changeable.indexer.catch_up()
    assert changeable.indexer.merge() is True
    assert changeable.indexer.merge() is False
    assert changeable.indexer.check().is_none
    assert len(_keys(changeable, "jauna")) == 7


@pytest.fixture
def follower(changeable: Catalogue) -> Iterator[Follower]:
    """A follower of the changeable catalogue that rebuilds in its own thread."""
    made = Follower(changeable.indexer, lambda: changeable.indexer.rebuild() > 0)
    made.start()
    yield made
    made.stop()


def test_the_follower_finds_a_save_as_soon_as_it_is_told(changeable: Catalogue, follower: Follower) -> None:
    for number in range(5):
        keep(changeable, a_resource(key=f"new-{number}"))
        with changeable.database.reading() as unit:
            head = unit.log.head()
        assert follower.follow_to(head, 30.0)
        assert f"new-{number}" in changeable.indexer._index.reader().revisions()


def test_the_follower_rebuilds_what_cannot_be_used(changeable: Catalogue, follower: Follower) -> None:
    with changeable.database.writing() as unit:
        unit.log.renew()
    keep(changeable, an_initiative(key="new"))
    with changeable.database.reading() as unit:
        head = unit.log.head()
    assert follower.follow_to(head, 30.0)
    assert changeable.indexer.check().is_none


def test_waiting_for_what_never_comes_ends(changeable: Catalogue, follower: Follower) -> None:
    assert not follower.follow_to(10_000, 0.05)
