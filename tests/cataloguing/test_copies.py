"""Copies of a catalogue: whole while others write, put back with everything in it, and never something else."""

import io
import sqlite3
from pathlib import Path

import pytest

from catalogue.app import Catalogue, open_current, prepare
from catalogue.cataloguing import describe
from catalogue.cataloguing.copies import CannotCopy, Copies, NewerCopy, NoCopy
from catalogue.discovery import SearchRequest
from catalogue.languages import SOURCE
from catalogue.settings import Settings
from catalogue.storage import Database
from tests.building import a_resource, a_title


def keep(catalogue: Catalogue, key: str) -> None:
    """Save a book under this key."""
    with catalogue.database.writing() as unit:
        describe(unit, a_resource(key=key, titles=(a_title(f"Grāmata {key}"),)), "test")


def copies_of(catalogue: Catalogue) -> Copies:
    return Copies(catalogue.database, catalogue.settings.backup_folder)


def keys(catalogue: Catalogue) -> list[str]:
    """The books there are."""
    with catalogue.database.reading() as unit:
        return [record.key for record in unit.records.of_type("resource")]


def test_a_copy_made_while_somebody_writes_is_whole(instance: Catalogue, tmp_path: Path) -> None:
    keep(instance, "first")
    with instance.database.writing() as unit:
        describe(unit, a_resource(key="second"), "test")
        copies_of(instance).write(tmp_path / "copy.sqlite")
    assert keys(instance) == ["first", "second"]
    copy = sqlite3.connect(tmp_path / "copy.sqlite")
    assert copy.execute("SELECT key FROM records").fetchall() == [("first",)]
    copy.close()
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_copy_never_overwrites(instance: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite").write_text("mine")
    with pytest.raises(CannotCopy, match="there already"):
        copies_of(instance).write(tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_text() == "mine"


def test_a_restored_catalogue_is_as_it_was_and_is_found(instance: Catalogue, tmp_path: Path) -> None:
    keep(instance, "first")
    copies_of(instance).write(tmp_path / "copy.sqlite")
    keep(instance, "second")
    instance.indexer.rebuild()
    restored = copies_of(instance).restore(tmp_path / "copy.sqlite")
    assert keys(instance) == ["first"]
    assert instance.search(SearchRequest(q="second"), SOURCE).is_makeshift, "the index of the old log must not be used"
    instance.indexer.rebuild()
    found = instance.search(SearchRequest(q="grāmata"), SOURCE)
    assert [each.record.key for each in found.findings] == ["first"] and not found.is_makeshift
    copies_of(instance).restore(restored.before)
    assert keys(instance) == ["first", "second"]


def test_a_copy_fills_an_empty_instance(instance: Catalogue, tmp_path: Path) -> None:
    keep(instance, "first")
    copies_of(instance).write(tmp_path / "copy.sqlite")
    other = Settings(tmp_path / "other")
    prepare(other)
    catalogue = open_current(other)
    restored = copies_of(catalogue).restore(tmp_path / "copy.sqlite")
    assert keys(catalogue) == ["first"]
    assert (restored.rows["records"], restored.rows["changes"]) == (1, 1)
    assert catalogue.database.inventory()["records"] == instance.database.inventory()["records"]
    catalogue.close()


@pytest.mark.parametrize("content", [b"", b"this is no database" * 500, b"SQLite format 3\x00" + b"\xff" * 5_000])
def test_what_is_no_copy_is_refused_and_nothing_changes(instance: Catalogue, tmp_path: Path, content: bytes) -> None:
    keep(instance, "first")
    (tmp_path / "copy.sqlite").write_bytes(content)
    with pytest.raises(CannotCopy):
        copies_of(instance).restore(tmp_path / "copy.sqlite")
    with pytest.raises(CannotCopy):
        copies_of(instance).restore(tmp_path / "nothing.sqlite")
    assert keys(instance) == ["first"]


def test_a_copy_of_a_newer_version_is_refused(instance: Catalogue, tmp_path: Path) -> None:
    copies_of(instance).write(tmp_path / "copy.sqlite")
    copy = sqlite3.connect(tmp_path / "copy.sqlite")
    copy.execute("UPDATE alembic_version SET version_num = '9999'")
    copy.commit()
    copy.close()
    with pytest.raises(NewerCopy):
        copies_of(instance).restore(tmp_path / "copy.sqlite")


def test_a_catalogue_of_this_version_needs_no_copy(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "instance")
    assert prepare(settings) is None
    assert prepare(settings) is None
    assert not settings.backup_folder.exists()


def test_a_copy_that_does_not_arrive_whole_is_not_put_back(
    instance: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(instance, "first")
    copies_of(instance).write(tmp_path / "copy.sqlite")
    keep(instance, "second")
    real = Database.copy_from

    def losing(database: Database, source: Path) -> None:
        real(database, source)
        if source.name == "copy.sqlite":
            with database.writing() as unit:
                unit.records._connection.exec_driver_sql("DELETE FROM records")

    monkeypatch.setattr(Database, "copy_from", losing)
    with pytest.raises(CannotCopy, match="did not arrive whole"):
        copies_of(instance).restore(tmp_path / "copy.sqlite")
    assert keys(instance) == ["first", "second"]


def test_kept_copies_are_listed_and_nothing_else_of_the_folder(instance: Catalogue) -> None:
    copies = copies_of(instance)
    assert copies.kept() == []
    made = copies.keep("kept")
    (made.parent / "other.sqlite").write_text("x")
    (made.parent / "kept-20260101-000000-000000.sqlite.unfinished").write_text("x")
    assert [each.name for each in copies.kept()] == [made.name]
    assert copies.path(made.name) == made
    assert copies.path("other.sqlite") is None and copies.path("../catalogue.sqlite") is None


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"x" * 100_000])
def test_what_is_brought_and_is_no_copy_leaves_nothing_behind(instance: Catalogue, content: bytes) -> None:
    copies = copies_of(instance)
    with pytest.raises(NoCopy):
        copies.bring(io.BytesIO(content))
    assert list(instance.settings.backup_folder.iterdir()) == []


def test_a_copy_brought_from_elsewhere_is_kept(instance: Catalogue, tmp_path: Path) -> None:
    keep(instance, "first")
    copies_of(instance).write(tmp_path / "copy.sqlite")
    with (tmp_path / "copy.sqlite").open("rb") as content:
        brought = copies_of(instance).bring(content)
    assert [each.name for each in copies_of(instance).kept()] == [brought.name]
