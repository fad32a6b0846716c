"""Writing entries. One writer at a time; each call is one commit, and how far the log was read is part of it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec

from index.entry import Entry, ReadTo
from index.fields import RESERVED, columns, document, reserved_document
from index.folder import Folder

CHUNK = 10_000
"""Entries a commit of a rebuild; bigger pools are slower (Whoosh flattens them at commit)."""

MOST_SEGMENTS = 5
"""More than these are worth merging when there is nothing else to do."""

_MEMORY_MB = 256
_BLOCK = 1024
"""Postings written, and read, together."""


class Writer:
    """Brings the index of one folder up to date."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def locked(self, patience: float = 0.0) -> AbstractContextManager[None]:
        """Keep other writers out over several calls.

        Raises:
            IndexBusy: somebody else wrote for `patience` seconds.
        """
        return self._folder.locked(patience)

    def apply(self, entries: Iterable[Entry], gone: Iterable[str], read_to: ReadTo) -> None:
        """Replace these entries, take out those gone, and remember `read_to`: all in one commit or not at all. Of several
        entries with one key the last counts.

        Raises:
            IndexUnusable: there is nothing to write to; rebuild.
            IndexBusy: somebody else writes.
        """
        with self._folder.locked():
            written = {entry.key: entry for entry in entries}
            _commit(self._folder.open(), written.values(), {*gone, *written}, read_to)

    def rebuild(self, entries: Iterable[Entry], read_to: ReadTo, patience: float = 60.0) -> int:
        """Build a new index beside the live one and swap them; returns the number of entries.

        Raises:
            IndexBusy: somebody else went on writing for `patience` seconds.
        """
        with self._folder.locked(patience):
            self._folder.sweep()
            fresh = self._folder.make()
            count = _fill(fresh, entries, read_to)
            self._folder.point_to(fresh)
            return count

    def merge(self) -> bool:
        """Merge the segments into one if there are many; True when it was done."""
        with self._folder.locked():
            opened = self._folder.open()
            if len(opened._segments()) <= MOST_SEGMENTS:
                return False
            _writer(opened).commit(optimize=True)
            return True


def _writer(opened: whoosh_index.FileIndex) -> Any:
    """A writer of segments whose files stay apart: of those put together into one, every reader would hold a copy in memory."""
    writer: Any = opened.writer(timeout=5, limitmb=_MEMORY_MB, codec=W3Codec(blocklimit=_BLOCK))
    writer.compound = False
    return writer


def _commit(
    opened: whoosh_index.FileIndex, entries: Iterable[Entry], gone: Iterable[str] = (), read_to: ReadTo | None = None
) -> None:
    entries = list(entries)
    known = opened.schema.names()
    writer = _writer(opened)
    try:
        for name, column in columns(entries).items():
            if name not in known:
                writer.add_field(name, column)
        for key in gone:
            writer.delete_by_term("key", key)
        for entry in entries:
            writer.add_document(**document(entry))
        if read_to:
            writer.delete_by_term("key", RESERVED)
            writer.add_document(**reserved_document(read_to))
    except BaseException:
        writer.cancel()
        raise
    writer.commit(merge=False)


def _fill(folder: Path, entries: Iterable[Entry], read_to: ReadTo) -> int:
    opened = whoosh_index.open_dir(str(folder))
    remaining, count = iter(entries), 0
    while len(chunk := list(islice(remaining, CHUNK))) == CHUNK:
        _commit(opened, chunk)
        count += CHUNK
    _commit(opened, chunk, (), read_to)
    return count + len(chunk)
