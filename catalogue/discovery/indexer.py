"""Keeps the index in step with the catalogue by reading the change log, and repairs it when it cannot be trusted."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalogue.discovery.entries import FOUND_TYPES, entry_of, is_found, surroundings
from catalogue.languages import INTERFACES
from catalogue.storage import Database, DatabaseFailure, Unit
from index import Entry, Index, IndexBusy, IndexUnusable, ReadTo

CHUNK = 2_000
"""Changes read at a time; each chunk is one commit of the index."""

EVERY_SECONDS = 3.0
"""How often the follower looks for changes other processes have made."""

AFTER_FAILURE_SECONDS = 60.0
"""How long it leaves a rebuild alone that has failed: the disk may be full."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drift:
    """How the index differs from the catalogue: records it lacks, holds in an older form, or should not hold."""

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        return not (self.missing or self.stale or self.extra)


class Indexer:
    """Reads the log of one catalogue into one index."""

    def __init__(self, database: Database, index: Index) -> None:
        self._database = database
        self._index = index

    def catch_up(self) -> int:
        """Read the log to its end; returns how many entries were made or taken out.

        Raises:
            IndexUnusable: the index must be rebuilt.
            IndexBusy: another program is writing.
        """
        done = 0
        while True:
            with self._index.writer.locked():
                count = self._apply_next()
            if count is None:
                return done
            done += count

    def rebuild(self, tell: Callable[[int], None] = lambda count: None) -> int:
        """Build the index anew from the catalogue, and swap it in; returns the number of entries."""
        with self._database.reading() as unit:
            read_to = ReadTo(unit.log.id, unit.log.head())
            return self._index.writer.rebuild(_told(_entries(unit), tell), read_to)

    def position(self) -> tuple[int, int]:
        """How far the index has read, and where the log ends.

        Raises:
            IndexUnusable: the index cannot say.
        """
        with self._database.reading() as unit:
            return self._read_to(unit), unit.log.head()

    def check(self) -> Drift:
        """Compare every entry with its record."""
        with self._database.reading() as unit:
            wanted = {record.key: record.revision for record in unit.records.of_type(*FOUND_TYPES)}
        held = self._index.reader().revisions()
        return Drift(
            missing=tuple(sorted(wanted.keys() - held.keys())),
            stale=tuple(sorted(key for key in wanted.keys() & held.keys() if wanted[key] != held[key])),
            extra=tuple(sorted(held.keys() - wanted.keys())),
        )

    def has_read(self, sequence: int) -> bool:
        """True when the change at this sequence can be found."""
        try:
            return self._index.reader().read_to.sequence >= sequence
        except IndexUnusable:
            return False

    def merge(self) -> bool:
        """Idle work: one segment instead of many."""
        return self._index.writer.merge()

    def _apply_next(self) -> int | None:
        with self._database.reading() as unit:
            keys, read_to = unit.log.keys_after(self._read_to(unit), CHUNK)
            if not keys:
                return None
            around = surroundings(unit)
            records = [record for record in unit.records.get_many(list(keys)).values() if is_found(record)]
            entries = [entry_of(record, around, INTERFACES) for record in records]
            log = unit.log.id
        gone = keys.keys() - {entry.key for entry in entries}
        self._index.writer.apply(entries, sorted(gone), ReadTo(log, read_to))
        return len(keys)

    def _read_to(self, unit: Unit) -> int:
        reader = self._index.reader()
        reader.require_log(unit.log.id, unit.log.head())
        return reader.read_to.sequence


def _entries(unit: Unit) -> Iterator[Entry]:
    around = surroundings(unit)
    return (entry_of(record, around, INTERFACES) for record in unit.records.of_type(*FOUND_TYPES))


def _told(entries: Iterator[Entry], tell: Callable[[int], None]) -> Iterator[Entry]:
    for count, entry in enumerate(entries, start=1):
        tell(count)
        yield entry


class Follower:
    """The thread that reads the log as it grows. Every program that serves pages runs one."""

    def __init__(self, indexer: Indexer, rebuild: Callable[[], bool]) -> None:
        self._indexer = indexer
        self._rebuild = rebuild
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._progress = threading.Condition()
        self._thread = threading.Thread(target=self._follow, name="index follower", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being written, then end."""
        self._stopping.set()
        self._wake.set()
        self._thread.join()

    def join(self) -> None:
        """Wait as long as it follows."""
        while self._thread.is_alive():
            self._thread.join(1.0)

    def follow_to(self, sequence: int, seconds: float = 1.0) -> bool:
        """Wake up, and wait until the change at this sequence can be found; False when that takes longer than `seconds`."""
        self._wake.set()
        deadline = time.monotonic() + seconds
        with self._progress:
            while not self._indexer.has_read(sequence):
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._progress.wait(left)
        return True

    def _follow(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            is_well = self._work()
            with self._progress:
                self._progress.notify_all()
            if is_well:
                self._wake.wait(EVERY_SECONDS)
            else:
                self._stopping.wait(AFTER_FAILURE_SECONDS)

    def _work(self) -> bool:
        """Bring the index up to date, or begin to repair it; False when the repair failed."""
        try:
            if not self._indexer.catch_up():
                self._indexer.merge()
        except IndexUnusable as reason:
            _log.warning("Rebuilding the index: %s.", reason)
            return self._rebuild()
        except IndexBusy:
            pass
        except (DatabaseFailure, OSError) as error:
            # As text: whoever keeps the message would keep the error, and with it the files that were being written.
            _log.error("The index could not be brought up to date: %s", str(error))
        except Exception:
            _log.exception("The index could not be brought up to date.")
        return True


def rebuild_in_child() -> bool:
    """Run `catalogue index rebuild` as a program of its own, so that its memory is given back and pages go on; False when
    it failed, which it has then said itself."""
    done = subprocess.run(
        [sys.executable, "-m", "catalogue", "index", "rebuild"], check=False, stdout=subprocess.DEVNULL
    )
    return done.returncode == 0
