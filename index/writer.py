"""Writing entries. One writer at a time; each call is one commit, and how far the log was read is part of it."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.reading import SegmentReader

from index.codec import Codec
from index.entry import Entry, ReadTo
from index.errors import IndexUnusable
from index.fields import RESERVED, columns, document, reserved_document
from index.folder import Folder
from index.pool import Pool
from index.sums import check, seal

CHUNK = 100_000
"""Entries a commit of a rebuild. Each commit is a segment, and every segment is asked for every key of a word, so few large ones
answer a first search many times faster; Whoosh keeps what does not fit in memory on disk while it writes."""

MOST_SEGMENTS = 5
"""More than these are worth merging when there is nothing else to do."""

GROWTH = 2
"""A segment is merged with others when it is at most so many times as large as they are together."""


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
            opened = self._folder.open()
            with _tidying(opened):
                _commit(opened, written.values(), {*gone, *written}, read_to)

    def rebuild(self, entries: Iterable[Entry], read_to: ReadTo, patience: float = 60.0) -> int:
        """Build a new index beside the live one and swap them; returns the number of entries.

        Raises:
            IndexBusy: somebody else went on writing for `patience` seconds.
        """
        with self._folder.locked(patience):
            self._folder.sweep()
            try:
                fresh = self._folder.make()
                count = _fill(fresh, entries, read_to)
                self._folder.point_to(fresh)
            except BaseException:
                self._folder.sweep()
                raise
            return count

    def merge(self) -> bool:
        """Merge the small segments if there are many; True when it was done."""
        with self._folder.locked():
            opened = self._folder.open()
            if len(opened._segments()) <= MOST_SEGMENTS:
                return False
            _check(opened)
            with _tidying(opened):
                _writer(opened).commit(mergetype=_merge_small)
                seal(_path(opened))
            return True


def count_small(sizes: Sequence[int]) -> int:
    """How many of these segments, given by their living entries from the fewest to the most, are merged: two at least, and
    each further one that is no more than `GROWTH` times as large as those before it together. So a large one is written anew
    only when as much has come to it, and never for five saves."""
    together = sum(sizes[:2])
    for count, size in enumerate(sizes[2:], start=2):
        if size > GROWTH * together:
            return count
        together += size
    return len(sizes)


def _merge_small(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """What Whoosh asks which segments stay, and to add what lives of the others to what is written."""
    by_size = sorted(segments, key=lambda segment: segment.doc_count())
    merged = by_size[: count_small([segment.doc_count() for segment in by_size])]
    for segment in segments:
        if segment in merged and segment.doc_count():
            with closing(SegmentReader(writer.storage, writer.schema, segment)) as reader:
                writer.add_reader(reader)
    return [segment for segment in segments if segment not in merged]


def _path(opened: whoosh_index.FileIndex) -> Path:
    return Path(opened.storage.folder)


def _check(opened: whoosh_index.FileIndex) -> None:
    """Make sure that what is written to, or merged, is sound: a merge would pass the damage on as if it were right.

    Raises:
        IndexUnusable: it is not.
    """
    try:
        check(_path(opened))
    except FileNotFoundError:
        raise IndexUnusable("a file of the index is gone") from None


@contextmanager
def _tidying(opened: whoosh_index.FileIndex) -> Iterator[None]:
    """Take away what a commit that fails has written, which may be what fills the disk.

    Raises:
        IndexUnusable: it failed because the index is damaged.
    """
    try:
        yield
    except BaseException:
        _check(opened)
        kept = {segment.segment_id() for segment in opened._segments()}
        kept |= {f"_MAIN_{opened.latest_generation()}"}
        for path in _path(opened).glob("*MAIN*"):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.partition(".")[0] not in kept or ".toc." in path.name:
                with suppress(OSError):
                    path.unlink()
        raise


def _writer(opened: whoosh_index.FileIndex) -> Any:
    """A writer of segments whose files stay apart: of those put together into one, every reader would hold a copy in memory.
    It takes no lock of its own, which it would not let go if it failed to begin; whoever calls holds the folder's."""
    writer: Any = opened.writer(_lk=False, codec=Codec())
    writer.compound = False
    writer.pool = Pool(Path(writer.temp_storage().folder))
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
    seal(_path(opened))


def _fill(folder: Path, entries: Iterable[Entry], read_to: ReadTo) -> int:
    opened = whoosh_index.open_dir(str(folder))
    remaining, count = iter(entries), 0
    following = next(remaining, None)
    while following is not None:
        chunk = [following, *islice(remaining, CHUNK - 1)]
        following = next(remaining, None)
        count += len(chunk)
        _commit(opened, chunk, (), None if following else read_to)
    if not count:
        _commit(opened, (), (), read_to)
    return count
