"""Copies of a catalogue: whole while others write, put back with everything in it, and never something else."""

import sqlite3
from pathlib import Path

import pytest

from catalogue import backup
from catalogue.app import Catalogue, open_current, prepare
from catalogue.cataloguing import describe
from catalogue.discovery import SearchRequest
from catalogue.languages import SOURCE
from catalogue.settings import Settings
from catalogue.storage import NewerCatalogue
from tests.building import a_resource, a_title


def keep(catalogue: Catalogue, key: str) -> None:
    """Save a book under this key."""
    with catalogue.database.writing() as unit:
        describe(unit, a_resource(key=key, titles=(a_title(f"Grāmata {key}"),)), "test")


def keys(catalogue: Catalogue) -> list[str]:
    """The books there are."""
    with catalogue.database.reading() as unit:
        return [record.key for record in unit.records.of_type("resource")]


def test_a_copy_made_while_somebody_writes_is_whole(instance: Catalogue, tmp_path: Path) -> None:
    keep(instance, "first")
    with instance.database.writing() as unit:
        describe(unit, a_resource(key="second"), "test")
        backup.back_up(instance.database, tmp_path / "copy.sqlite")
    assert keys(instance) == ["first", "second"]
    copy = sqlite3.connect(tmp_path / "copy.sqlite")
    assert copy.execute("SELECT key FROM records").fetchall() == [("first",)]
    copy.close()
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_copy_never_overwrites(instance: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite").write_text("mine")
    with pytest.raises(backup.CannotCopy, match="there already"):
        backup.back_up(instance.database, tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_text() == "mine"


def test_a_restored_catalogue_is_as_it_was_and_is_found(instance: Catalogue, tmp_path: Path) -> None:
    keep(instance, "first")
    backup.back_up(instance.database, tmp_path / "copy.sqlite")
    keep(instance, "second")
    instance.indexer.rebuild()
    kept = backup.restore(instance.settings, instance.database, tmp_path / "copy.sqlite")
    assert keys(instance) == ["first"]
    assert instance.search(SearchRequest(q="second"), SOURCE).is_makeshift, "the index of the old log must not be used"
    instance.indexer.rebuild()
    found = instance.search(SearchRequest(q="grāmata"), SOURCE)
    assert [each.record.key for each in found.findings] == ["first"] and not found.is_makeshift
    backup.restore(instance.settings, instance.database, kept)
    assert keys(instance) == ["first", "second"]


def test_a_copy_fills_an_empty_instance(instance: Catalogue, tmp_path: Path) -> None:
    keep(instance, "first")
    backup.back_up(instance.database, tmp_path / "copy.sqlite")
    other = Settings(tmp_path / "other")
    prepare(other)
    catalogue = open_current(other)
    backup.restore(other, catalogue.database, tmp_path / "copy.sqlite")
    assert keys(catalogue) == ["first"]
    catalogue.close()


@pytest.mark.parametrize("content", [b"", b"this is no database" * 500, b"SQLite format 3\x00" + b"\xff" * 5_000])
def test_what_is_no_copy_is_refused_and_nothing_changes(instance: Catalogue, tmp_path: Path, content: bytes) -> None:
    keep(instance, "first")
    (tmp_path / "copy.sqlite").write_bytes(content)
    with pytest.raises(backup.CannotCopy):
        backup.restore(instance.settings, instance.database, tmp_path / "copy.sqlite")
    with pytest.raises(backup.CannotCopy):
        backup.restore(instance.settings, instance.database, tmp_path / "nothing.sqlite")
    assert keys(instance) == ["first"]


def test_a_copy_of_a_newer_version_is_refused(instance: Catalogue, tmp_path: Path) -> None:
    backup.back_up(instance.database, tmp_path / "copy.sqlite")
    copy = sqlite3.connect(tmp_path / "copy.sqlite")
    copy.execute("UPDATE alembic_version SET version_num = '9999'")
    copy.commit()
    copy.close()
    with pytest.raises(NewerCatalogue):
        backup.restore(instance.settings, instance.database, tmp_path / "copy.sqlite")


def test_a_catalogue_of_this_version_needs_no_copy(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "instance")
    assert prepare(settings) is None
    assert prepare(settings) is None
    assert not settings.backup_folder.exists()
