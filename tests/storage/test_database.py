"""Units: whole or not at all, one moment at a time, and no save lost between threads."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from catalogue.records import Conflict, Topic
from catalogue.storage import Database, DatabaseFailure, Unreachable, failure_in_words
from catalogue.storage.dialect import BUSY_MS, make_engine
from tests.building import a_resource, a_title, a_topic

THREADS, SAVES = 4, 100


def test_a_writing_unit_is_committed_at_its_end(database: Database) -> None:
    with database.writing() as unit:
        unit.records.save(a_topic(key="school"))
    with database.reading() as unit:
        assert unit.records.get("school") is not None


def test_a_writing_unit_that_fails_leaves_neither_record_nor_change(database: Database) -> None:
    with pytest.raises(RuntimeError, match="half-way"), database.writing() as unit:
        unit.log.note(unit.records.save(a_topic(key="school")), "test")
        raise RuntimeError("half-way")
    with database.reading() as unit:
        assert unit.records.get("school") is None
        assert unit.log.head() == 0


def test_an_attempt_that_fails_leaves_the_rest_of_its_unit(database: Database) -> None:
    with database.writing() as unit:
        unit.records.save(a_topic(key="before"))
        with pytest.raises(Conflict), unit.attempt():
            unit.records.save(a_topic(key="within"))
            unit.records.save(a_topic(key="before"))
        unit.records.save(a_topic(key="after"))
    with database.reading() as unit:
        assert set(unit.records.types(["before", "within", "after"])) == {"before", "after"}


def test_a_reading_unit_sees_one_moment_while_others_write(database: Database) -> None:
    with database.writing() as unit:
        kept = unit.records.save(a_topic(key="school", titles=(a_title("Skola", "lv"),)))
    with database.reading() as reading:
        first = reading.records.get("school")
        with database.writing() as writing:
            writing.log.note(writing.records.save(replace(kept, titles=(a_title("Skolas", "lv"),))), "test")
            writing.records.save(a_topic(key="later"))
        assert reading.records.get("school") == first
        assert reading.records.get("later") is None
        assert reading.log.head() == 0
    with database.reading() as unit:
        assert unit.records.get("later") is not None


def test_a_reading_unit_cannot_write(database: Database) -> None:
    with pytest.raises(DatabaseFailure), database.reading() as unit:
        unit.records.save(a_topic(key="school"))
    with database.writing() as unit:
        assert unit.records.get("school") is None
        unit.records.save(a_topic(key="school"))


def test_four_threads_of_a_hundred_saves_lose_none(database: Database) -> None:
    with database.writing() as unit:
        unit.records.save(a_topic(key="counted", notation="0"))

    def count_up(_: int) -> int:
        conflicts = saved = 0
        while saved < SAVES:
            with database.reading() as unit:
                read = unit.records.get("counted")
            assert isinstance(read, Topic)
            try:
                with database.writing() as unit:
                    kept = unit.records.save(replace(read, notation=str(int(read.notation) + 1)))
                    unit.log.note(kept, "test")
                saved += 1
            except Conflict:
                conflicts += 1
        return conflicts

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(count_up, range(THREADS)))
    with database.reading() as unit:
        counted = unit.records.get("counted")
        changes = list(unit.log.history("counted"))
    assert isinstance(counted, Topic)
    assert counted.notation == str(THREADS * SAVES)
    assert counted.revision == THREADS * SAVES + 1
    assert [change.revision for change in changes] == list(range(THREADS * SAVES + 1, 1, -1))


def test_a_save_from_a_stale_revision_is_a_conflict_and_writes_nothing(database: Database) -> None:
    with database.writing() as unit:
        first = unit.records.save(a_topic(key="school", titles=(a_title("Skola", "lv"),)))
    with database.writing() as unit:
        unit.records.save(replace(first, titles=(a_title("Skolas", "lv"),)))
    with pytest.raises(Conflict) as conflict, database.writing() as unit:
        unit.records.save(replace(first, titles=(a_title("Sk.", "lv"),)))
    assert (conflict.value.key, conflict.value.expected, conflict.value.found) == ("school", 1, 2)
    with database.reading() as unit:
        kept = unit.records.get("school")
    assert kept is not None
    assert [title.value for title in kept.titles] == ["Skolas"]


def test_two_threads_that_make_the_same_new_record_at_once_get_one_record_and_conflicts(database: Database) -> None:
    together = threading.Barrier(THREADS)

    def make(_: int) -> bool:
        together.wait()
        try:
            with database.writing() as unit:
                unit.records.save(a_topic(key="new"))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(THREADS) as threads:
        made = list(threads.map(make, range(THREADS)))
    assert made.count(True) == 1


def test_a_record_may_not_name_one_that_is_not_there(database: Database) -> None:
    with pytest.raises(DatabaseFailure), database.writing() as unit:
        unit.records.save(a_resource(key="book", topics=("nowhere",)))


def test_sqlite_is_set_up_so_that_nothing_is_lost(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    with engine.connect() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    engine.dispose()
    full = 2
    assert said == {"journal_mode": "wal", "synchronous": full, "busy_timeout": BUSY_MS, "foreign_keys": 1}


def test_a_writing_unit_keeps_other_writers_out_from_its_start(on_sqlite: Database, tmp_path: Path) -> None:
    other = sa.create_engine(
        f"sqlite:///{tmp_path / 'catalogue.sqlite'}", connect_args={"isolation_level": None, "timeout": 0}
    )
    with on_sqlite.writing(), other.connect() as connection, pytest.raises(sa.exc.OperationalError) as busy:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    other.dispose()
    assert failure_in_words(busy.value).startswith("Nothing was saved: another program holds the database")


def test_a_copy_made_while_others_write_is_whole(on_sqlite: Database, tmp_path: Path) -> None:
    with on_sqlite.writing() as unit:
        unit.log.note(unit.records.save(a_topic(key="kept")), "test")
    with on_sqlite.reading() as unit:
        unit.log.head()
    with on_sqlite.writing() as unit:
        unit.records.save(a_topic(key="not-yet"))
        on_sqlite.copy_to(tmp_path / "copy.sqlite")
    copy = Database(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    assert copy.is_current()
    with copy.reading() as unit:
        assert set(unit.records.types(["kept", "not-yet"])) == {"kept"}
        assert unit.log.head() == 1
    copy.close()


@pytest.mark.postgresql
def test_postgresql_is_copied_with_its_own_tool(on_postgresql: Database, tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="pg_dump"):
        on_postgresql.copy_to(tmp_path / "copy.sqlite")


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"This is no database, whatever its name says." * 50)
    database = Database(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    with pytest.raises(DatabaseFailure) as failure:
        database.is_current()
    database.close()
    assert failure_in_words(failure.value) == "The database file is damaged. Restore a backup."
