"""The index on disk: numbered folders, a pointer file that names the live one, and one lock for whoever writes.

A rebuild fills a new folder beside the live one and swaps the pointer (a folder that is open cannot be renamed on Windows).
"""

import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from index.errors import IndexBusy, IndexUnusable
from index.fields import make_schema
from index.sums import check

_POINTER = "current"


def generation_of(folder: Path) -> int:
    """The number of the latest commit to a folder, -1 where there was none."""
    found: int = whoosh_index.TOC._latest_generation(FileStorage(str(folder)), whoosh_index._DEF_INDEX_NAME)
    return found


def opened(folder: Path) -> whoosh_index.FileIndex:
    """A folder as Whoosh opens it. The file that lists the segments is checked first: Whoosh would leave a damaged one open.

    Raises:
        IndexUnusable: that file is damaged. Other damage to a pickle surfaces as any exception.
    """
    check(folder, f"_MAIN_{generation_of(folder)}.")
    return whoosh_index.open_dir(str(folder))


class Folder:
    """The place of one index."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine = threading.RLock()
        self._depth = 0

    def live(self) -> Path:
        """The folder readers open.

        Raises:
            IndexUnusable: there is none.
        """
        try:
            name = (self.path / _POINTER).read_text("ascii").strip()
        except (OSError, ValueError):
            raise IndexUnusable("there is no index yet") from None
        if not name.startswith("index-") or "/" in name or "\\" in name:
            raise IndexUnusable("the pointer to the index is damaged")
        return self.path / name

    def open(self) -> whoosh_index.FileIndex:
        """The live index as Whoosh opens it.

        Raises:
            IndexUnusable: it cannot be opened.
        """
        live = self.live()
        try:
            return opened(live)
        except IndexUnusable:
            raise
        except Exception as error:
            raise IndexUnusable(f"the index cannot be opened ({type(error).__name__})") from error

    def make(self) -> Path:
        """A new, empty index that nobody reads yet."""
        fresh = self.path / f"index-{secrets.token_hex(4)}"
        fresh.mkdir(parents=True)
        whoosh_index.create_in(str(fresh), make_schema())
        return fresh

    def point_to(self, folder: Path) -> None:
        """Make this the live one, in one step."""
        fresh = self.path / f"{_POINTER}.{secrets.token_hex(4)}"
        with open(fresh, "w", encoding="ascii") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, self.path / _POINTER)

    def forget(self, name: str) -> None:
        """Point to none if this is the live folder, as far as that may be written."""
        with suppress(OSError, IndexUnusable):
            if self.live().name == name:
                (self.path / _POINTER).unlink()

    def sweep(self) -> None:
        """Remove what earlier rebuilds left. Call it with the lock held; a folder still open elsewhere may stay."""
        try:
            kept = self.live().name
        except IndexUnusable:
            kept = ""
        for folder in self.path.glob("index-*"):
            if folder.name != kept:
                shutil.rmtree(folder, ignore_errors=True)
        for file in self.path.glob(f"{_POINTER}.*"):
            file.unlink(missing_ok=True)

    @contextmanager
    def locked(self, patience: float = 0.0) -> Iterator[None]:
        """Hold the writer's lock; a thread that holds it may take it again. It goes with its process, however that ends.

        Raises:
            IndexBusy: somebody else held it for `patience` seconds.
        """
        if not self._mine.acquire(timeout=max(patience, 0.001)):
            raise IndexBusy("another thread is writing to the index")
        try:
            if self._depth:
                yield
                return
            lock = self._acquired(patience)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                lock.release()
        finally:
            self._mine.release()

    def _acquired(self, patience: float) -> Any:
        self.path.mkdir(parents=True, exist_ok=True)
        lock = FileStorage(str(self.path)).lock("lock")
        deadline = time.monotonic() + patience
        while not lock.acquire():
            if time.monotonic() >= deadline:
                raise IndexBusy("another program is writing to the index")
            time.sleep(0.05)
        return lock
