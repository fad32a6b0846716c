"""One segment of the index as arrays. A segment never changes once written, so its arrays are shared by all threads and by
every later reader; only what is read through Whoosh, which has one file cursor, takes the lock."""

import threading
import weakref
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.util.numeric import byte_to_length

from index.entry import TEXT_FIELDS
from index.fields import NO_NUMBER, RESERVED
from index.suggest import SegmentWords, Spellings, spellings
from index.terms import SPELLINGS, Postings, Terms

Places = NDArray[np.int32]
Weights = NDArray[np.float32]

_LENGTHS = np.array([byte_to_length(number) for number in range(256)], dtype=np.float32)
"""What each of Whoosh's 256 rounded lengths stands for."""


@dataclass(frozen=True)
class FacetArrays:
    """Which document is filed under which ids: the codes (into `ids`) of document d are `codes[starts[d]:starts[d + 1]]`."""

    ids: tuple[str, ...]
    starts: Places
    codes: Places
    documents: Places


class Segment:
    """The parts of one segment. Postings lie ready in its files, the rest is made when it is first asked for."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._lengths: dict[str, Weights] = {}
        self._facets: dict[str, FacetArrays] = {}
        self._columns: dict[str, Any] = {}
        self._words: dict[tuple[str, ...], SegmentWords] = {}
        self.size: int = reader.doc_count_all()
        weakref.finalize(self, reader.close)
        self._terms = Terms(Path(reader.storage().folder), reader.segment().segment_id())
        self._written = self._open_columns()

    def postings(self, field: str, term: str) -> Postings:
        """The documents that hold a term, in ascending order, and how often."""
        return self._terms.postings(field, term)

    def occurrences(self, field: str, word: str) -> NDArray[np.int64]:
        """Every place of a word as it stands, ascending: the document in the upper half of a number, the place in the lower."""
        return self._terms.occurrences(field, word)

    def lengths(self, field: str) -> Weights:
        """Words in a field of each document, in Whoosh's own rounding."""
        with self._lock:
            if field not in self._lengths:
                written = self._reader._perdoc._cached_reader(f"_{field}_len", LENGTHS_COLUMN)
                rounded = np.zeros(self.size, dtype=np.uint8) if written is None else self._numbers(written)
                self._lengths[field] = _LENGTHS[rounded]
            return self._lengths[field]

    def facet(self, name: str) -> FacetArrays:
        """Every document's ids of one facet."""
        with self._lock:
            if name not in self._facets:
                self._facets[name] = self._decode_facet(name)
            return self._facets[name]

    def numbers(self, name: str) -> NDArray[np.int64]:
        """A number of each document, NO_NUMBER where it has none."""
        column = f"number_{name}"
        with self._lock:
            if column not in self._columns:
                written = self._written.get(column)
                self._columns[column] = (
                    np.full(self.size, NO_NUMBER, dtype=np.int64) if written is None else self._numbers(written)
                )
            found: NDArray[np.int64] = self._columns[column]
            return found

    def order(self, language: str) -> list[bytes]:
        """The sort key of each document's title in a language."""
        with self._lock:
            keys = self._written.get(f"order_{language}")
            return [b""] * self.size if keys is None else [keys[place] for place in range(self.size)]

    def stored(self, place: int) -> tuple[str, str]:
        """Key and kind of one document."""
        with self._lock:
            values = self._reader.stored_fields(place)
        return values["key"], values.get("kind", "")

    def reserved_places(self) -> list[int]:
        """Where reserved documents stand; an old one may be deleted but not yet gone."""
        return [int(place) for place in self.postings("key", RESERVED)[0]]

    def reserved(self, place: int) -> dict[str, Any]:
        """What a reserved document says."""
        with self._lock:
            found: dict[str, Any] = self._reader.stored_fields(place)["reserved"]
        return found

    def words(self, fields: tuple[str, ...]) -> SegmentWords:
        """The words of some fields as they stand, no lemmas or stems."""
        with self._lock:
            if fields not in self._words:
                self._words[fields] = SegmentWords(chain.from_iterable(map(self._terms.words, fields)))
            return self._words[fields]

    @cached_property
    def spellings(self) -> Spellings:
        """How the words of titles and names are written."""
        with self._lock:
            return spellings(self._terms.words(SPELLINGS))

    def _open_columns(self) -> dict[str, Any]:
        """The columns this segment has, every file of them open: a merge deletes the files, and one that is gone looks to
        Whoosh like one that was never written."""
        self._reader.stored_fields(0)
        for name in TEXT_FIELDS:
            self._reader.doc_field_length(0, name)
        columns = [name for name in self._reader.schema.names() if name.startswith(("number_", "order_"))]
        return {name: self._reader.column_reader(name) for name in columns if self._reader.has_column(name)}

    def _numbers(self, column: Any) -> NDArray[Any]:
        """A column of numbers as one array. Whoosh reads them one by one, and does not write the defaults at the end."""
        column = getattr(column, "_reader", column)
        raw = column._dbfile.get(column._basepos, column._count * column._fixedlen)
        found = np.full(self.size, column._default, dtype=np.dtype(column._typecode))
        found[: column._count] = np.frombuffer(raw, dtype=np.dtype(f">{column._typecode}"))
        return found

    def _decode_facet(self, name: str) -> FacetArrays:
        prefix = f"{name}="
        ids: list[str] = []
        places: list[Places] = [np.array([], dtype=np.int32)]
        codes: list[Places] = [np.array([], dtype=np.int32)]
        for raw in self._reader.expand_prefix("facets", prefix):
            term = raw.decode() if isinstance(raw, bytes) else raw
            found, _ = self.postings("facets", term)
            places.append(found)
            codes.append(np.full(len(found), len(ids), dtype=np.int32))
            ids.append(term.removeprefix(prefix))
        documents = np.concatenate(places)
        order = np.argsort(documents, kind="stable")
        documents = documents[order]
        starts = np.searchsorted(documents, np.arange(self.size + 1)).astype(np.int32)
        return FacetArrays(tuple(ids), starts, np.concatenate(codes)[order], documents)
