"""One index as a program holds it: the current Reader, opened anew when somebody has written, and the Writer."""

import threading
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.index import EmptyIndexError

from index.errors import IndexUnusable
from index.folder import Folder, generation_of, opened
from index.reader import Reader
from index.segment import Segment
from index.sums import check
from index.writer import Writer

ATTEMPTS = 5
"""How often opening is tried: a commit or a rebuild may take away what we have just seen and not yet opened."""


class Index:
    """The index in a folder. Any number of threads may call `reader`."""

    def __init__(self, path: Path, facet_names: tuple[str, ...]) -> None:
        self._folder = Folder(path)
        self._facet_names = facet_names
        self._lock = threading.Lock()
        self._seen: tuple[str, int] | None = None
        self._reader: Reader | None = None
        self._segments: dict[tuple[str, str], Segment] = {}
        self.writer = Writer(self._folder)

    def reader(self) -> Reader:
        """The Reader of the generation that is live now.

        Raises:
            IndexUnusable: there is none, or it is damaged, or of another version.
        """
        failure: Exception | None = None
        for _ in range(ATTEMPTS):
            live = self._folder.live()
            try:
                return self._current(live)
            except IndexUnusable:
                raise
            except Exception as error:
                failure = error
        raise IndexUnusable(f"the index cannot be read ({type(failure).__name__})") from failure

    def condemn(self, reader: Reader) -> None:
        """Let nobody read this reader's index any more: it broke while it was read. It must be rebuilt."""
        with self._lock:
            if reader is self._reader and self._seen:
                self._folder.forget(self._seen[0])
                self._reader = self._seen = None

    def _current(self, live: Path) -> Reader:
        generation = (live.name, generation_of(live))
        with self._lock:
            if self._reader is None or generation != self._seen:
                found = opened(live)
                before = _segments_of(found, live)
                for _, segment in before - self._segments.keys():
                    check(live, f"{segment}.")
                reader = self._open(live.name, _reader_of(found))
                if not self._segments.keys() <= before & _segments_of(found, live):
                    raise EmptyIndexError("segments were merged while they were opened")
                self._reader, self._seen = reader, generation
            return self._reader

    def _open(self, folder: str, whoosh_reader: Any) -> Reader:
        leaves = {(folder, leaf.segment().segment_id()): leaf for leaf, _ in whoosh_reader.leaf_readers()}
        spare, segments = dict(leaves), {}
        try:
            for name in leaves:
                segments[name] = self._segments.get(name) or Segment(spare.pop(name))
            reader = Reader(whoosh_reader, tuple(segments.values()), self._facet_names)
            self._segments = segments
            return reader
        finally:
            for leaf in spare.values():
                leaf.close()


def _reader_of(found: whoosh_index.FileIndex) -> Any:
    """Whoosh's reader, tried once: its own `reader` pauses and tries ten times where a file is gone, while a search waits."""
    toc = found._read_toc()
    return found._reader(found.storage, toc.schema, toc.segments, toc.generation)


def _segments_of(found: whoosh_index.FileIndex, live: Path) -> set[tuple[str, str]]:
    return {(live.name, segment.segment_id()) for segment in found._segments()}
