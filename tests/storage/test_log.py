"""The change log: append-only, in the order of commits, with each record as it became."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace

import pytest
import sqlalchemy as sa

from catalogue.records import Conflict, Record
from catalogue.records.change import DESCRIBED, TOUCHED
from catalogue.storage import Database
from catalogue.storage.dialect import make_engine, writing
from tests.building import a_resource, a_title, a_topic

THREADS, SAVES = 4, 40


def _save(database: Database, record: Record, batch: str = "") -> tuple[Record, int]:
    with database.writing() as unit:
        kept = unit.records.save(record)
        return kept, unit.log.note(kept, "test", batch)


def test_every_change_gets_a_higher_sequence(database: Database) -> None:
    sequences = [_save(database, a_topic(key=f"t{number}"))[1] for number in range(5)]
    assert sequences == sorted(set(sequences))
    with database.reading() as unit:
        assert unit.log.head() == sequences[-1]


def test_the_sequence_of_a_change_that_was_taken_back_is_below_the_next(database: Database) -> None:
    _, before = _save(database, a_topic(key="before"))
    with pytest.raises(RuntimeError), database.writing() as unit:
        unit.log.note(unit.records.save(a_topic(key="never")), "test")
        raise RuntimeError
    _, after = _save(database, a_topic(key="after"))
    with database.reading() as unit:
        assert unit.log.keys_after(0, 10) == ({"before": before, "after": after}, after)


def test_the_history_of_a_record_holds_it_as_it_was_each_time_newest_first(database: Database) -> None:
    first, _ = _save(database, a_resource(key="book", titles=(a_title("Gramata", "lv"),)), batch="b1")
    second, _ = _save(database, replace(first, titles=(a_title("Grāmata", "lv"),)))
    with database.reading() as unit:
        changes = list(unit.log.history("book"))
    assert [change.snapshot for change in changes] == [second, first]
    assert [(change.action, change.revision, change.batch) for change in changes] == [
        (DESCRIBED, 2, ""),
        (DESCRIBED, 1, "b1"),
    ]
    assert all(change.by == "test" and change.at.tzinfo is not None for change in changes)


def test_touching_notes_records_once_each_and_without_a_snapshot(database: Database) -> None:
    for key in ("a", "b"):
        _save(database, a_topic(key=key))
    with database.writing() as unit:
        unit.log.touch(["b", "a", "b", "not-there"], "test", "batch")
    with database.reading() as unit:
        keys, head = unit.log.keys_after(2, 10)
        changes = [change for key in ("a", "b") for change in unit.log.history(key)]
    assert (sorted(keys), head) == (["a", "b"], 4)
    touched = [change for change in changes if change.action == TOUCHED]
    assert [(change.key, change.revision, change.snapshot, change.batch) for change in touched] == [
        ("a", 1, None, "batch"),
        ("b", 1, None, "batch"),
    ]


def test_touching_nothing_notes_nothing(database: Database) -> None:
    with database.writing() as unit:
        unit.log.touch([], "test")
        assert unit.log.head() == 0


def test_more_records_than_go_into_one_statement_are_touched_in_one_call(database: Database) -> None:
    keys = [f"t{number:04}" for number in range(600)]
    with database.writing() as unit:
        for key in keys:
            unit.records.save(a_topic(key=key))
        unit.log.touch(keys, "test")
        assert sorted(unit.log.keys_after(0, 5_000)[0]) == keys


def test_reading_on_is_in_order_and_says_how_far_it_went(database: Database) -> None:
    kept, _ = _save(database, a_topic(key="a"))
    _save(database, a_topic(key="b"))
    _save(database, kept)
    _save(database, a_topic(key="c"))
    with database.reading() as unit:
        assert unit.log.keys_after(0, 3) == ({"a": 3, "b": 2}, 3)
        assert unit.log.keys_after(3, 3) == ({"c": 4}, 4)
        assert unit.log.keys_after(4, 3) == ({}, 4)


def test_the_last_change_of_a_type_is_known(database: Database) -> None:
    _save(database, a_topic(key="a"))
    _save(database, a_resource(key="b"))
    with database.reading() as unit:
        assert (unit.log.last_of("topic"), unit.log.last_of("resource"), unit.log.last_of("event")) == (1, 2, 0)


def test_a_renewed_log_has_another_id_and_keeps_its_changes(database: Database) -> None:
    _save(database, a_topic(key="a"))
    with database.writing() as unit:
        before = unit.log.id
        unit.log.renew()
    with database.reading() as unit:
        assert unit.log.id not in ("", before)
        assert unit.log.head() == 1


def test_a_sequence_is_never_given_twice_even_when_the_last_change_is_gone(
    on_sqlite: Database, sqlite_url: str
) -> None:
    _save(on_sqlite, a_topic(key="a"))
    engine = make_engine(sqlite_url)
    with writing(engine) as connection, connection.begin():
        connection.execute(sa.text("DELETE FROM changes"))
    engine.dispose()
    assert _save(on_sqlite, a_topic(key="b"))[1] == 2


def test_who_has_read_to_a_sequence_misses_nothing_that_is_committed_later(database: Database) -> None:
    written = threading.Event()
    late: list[int] = []

    def write(thread: int) -> None:
        for number in range(SAVES):
            with database.writing() as unit:
                first = unit.log.note(unit.records.save(a_topic(key=f"t{thread}-{number}-a")), "test")
                second = unit.log.note(unit.records.save(a_topic(key=f"t{thread}-{number}-b")), "test")
                assert second == first + 1

    def read() -> int:
        seen: set[int] = set()
        while True:
            is_last = written.is_set()
            with database.reading() as unit:
                found = set(unit.log.keys_after(0, 10_000)[0].values())
            late.extend(sequence for sequence in found - seen if seen and sequence < max(seen))
            seen |= found
            if is_last:
                return len(seen)

    with ThreadPoolExecutor(THREADS + 1) as threads:
        reading = threads.submit(read)
        writers = [threads.submit(write, thread) for thread in range(THREADS)]
        wait(writers)
        written.set()
        for writer in writers:
            writer.result()
        assert reading.result() == THREADS * SAVES * 2
    assert late == []


@pytest.mark.postgresql
def test_a_second_writer_waits_until_the_first_has_committed(
    on_postgresql: Database, migrated_postgresql_url: str
) -> None:
    ends: list[str] = []
    with ThreadPoolExecutor(1) as threads:
        with on_postgresql.writing() as first:
            first.log.note(first.records.save(a_topic(key="first")), "test")
            second = threads.submit(_save, on_postgresql, a_topic(key="second"))
            _until(lambda: _is_anybody_waiting(migrated_postgresql_url) or second.done())
            ends.append("second" if second.done() else "first")
        _, sequence = second.result()
    with on_postgresql.reading() as unit:
        assert unit.log.keys_after(0, 10)[0] == {"first": 1, "second": 2}
    assert (ends, sequence) == (["first"], 2)


@pytest.mark.postgresql
def test_two_writers_of_the_same_records_in_another_order_do_not_block_each_other_for_ever(
    on_postgresql: Database, migrated_postgresql_url: str
) -> None:
    a, b = (_save(on_postgresql, a_topic(key=key))[0] for key in ("a", "b"))
    with ThreadPoolExecutor(1) as threads:
        with on_postgresql.writing() as unit:
            unit.log.note(unit.records.save(a), "test")
            second = threads.submit(_save, on_postgresql, b)
            _until(lambda: _is_anybody_waiting(migrated_postgresql_url) or second.done())
            unit.log.note(unit.records.save(b), "test")
        with pytest.raises(Conflict):
            second.result()


def _is_anybody_waiting(url: str) -> bool:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = connection.scalar(sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted"))
    engine.dispose()
    return bool(found)


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(10_000):
        if condition():
            return
    raise AssertionError("it never came to that")
