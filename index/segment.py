"""One segment of the index as arrays. A segment never changes once written, so its arrays are shared by all threads and by
every later reader; only decoding, which moves Whoosh's one file cursor, takes the lock."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.fields import NO_NUMBER, RESERVED

MOST_POSTINGS = 4_000_000
"""Postings a segment keeps decoded (8 bytes each); the least recently used go first."""

Places = NDArray[np.int32]
Weights = NDArray[np.float32]


@dataclass(frozen=True)
class FacetArrays:
    """Which document (`places`) is filed under which id (`codes` into `ids`)."""

    ids: tuple[str, ...]
    places: Places
    codes: Places


class Segment:
    """The decoded parts of one segment."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._postings: OrderedDict[tuple[str, str], tuple[Places, Weights]] = OrderedDict()
        self._held = 0
        self._lengths: dict[str, Weights] = {}
        self._facets: dict[str, FacetArrays] = {}
        self._columns: dict[str, Any] = {}
        self._terms: dict[str, list[tuple[str, int]]] = {}
        self.size: int = reader.doc_count_all()

    def postings(self, field: str, term: str) -> tuple[Places, Weights]:
        """The documents that hold a term, in ascending order, and how often."""
        wanted = (field, term)
        with self._lock:
            found = self._postings.get(wanted)
            if found is None:
                found = self._decode(field, term)
                self._postings[wanted] = found
                self._held += len(found[0])
                while self._held > MOST_POSTINGS and len(self._postings) > 1:
                    _, (dropped, _) = self._postings.popitem(last=False)
                    self._held -= len(dropped)
            else:
                self._postings.move_to_end(wanted)
            return found

    def lengths(self, field: str) -> Weights:
        """Words in a field of each document, in Whoosh's own rounding."""
        with self._lock:
            if field not in self._lengths:
                read = self._reader.doc_field_length
                self._lengths[field] = np.array(
                    [read(place, field) or 0 for place in range(self.size)], dtype=np.float32
                )
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
                self._columns[column] = np.array(self._column(column, NO_NUMBER), dtype=np.int64)
            found: NDArray[np.int64] = self._columns[column]
            return found

    def order(self, language: str) -> NDArray[np.object_]:
        """The sort key of each document's title in a language."""
        column = f"order_{language}"
        with self._lock:
            if column not in self._columns:
                self._columns[column] = np.array(self._column(column, b"") + [None], dtype=object)[:-1]
            found: NDArray[np.object_] = self._columns[column]
            return found

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

    def terms(self, field: str) -> list[tuple[str, int]]:
        """The folded words of a field, stems left out, with the number of documents that hold each."""
        with self._lock:
            if field not in self._terms:
                found = []
                for raw, info in self._reader.iter_field(field):
                    term = raw.decode()
                    if "~" not in term:
                        found.append((term, info.doc_frequency()))
                self._terms[field] = found
            return self._terms[field]

    def _column(self, name: str, default: Any) -> list[Any]:
        if not self._reader.has_column(name):
            return [default] * self.size
        read = self._reader.column_reader(name)
        return [read[place] for place in range(self.size)]

    def _decode(self, field: str, term: str) -> tuple[Places, Weights]:
        """The postings as they were written. Whoosh's own `postings` leaves out what was deleted by the time it is asked, and
        scores would then depend on when a word was first looked up."""
        places: list[int] = []
        weights: list[float] = []
        raw = term.encode("utf-8", "replace")
        if (field, raw) in self._reader:
            matcher = self._reader._terms.matcher(field, raw, self._reader.schema[field].format)
            while matcher.is_active():
                places.append(matcher.id())
                weights.append(matcher.weight())
                matcher.next()
        return np.array(places, dtype=np.int32), np.array(weights, dtype=np.float32)

    def _decode_facet(self, name: str) -> FacetArrays:
        prefix = f"{name}="
        ids: list[str] = []
        places: list[Places] = []
        codes: list[Places] = []
        for raw in self._reader.expand_prefix("facets", prefix):
            term = raw.decode() if isinstance(raw, bytes) else raw
            found, _ = self._decode("facets", term)
            places.append(found)
            codes.append(np.full(len(found), len(ids), dtype=np.int32))
            ids.append(term.removeprefix(prefix))
        empty = np.array([], dtype=np.int32)
        return FacetArrays(
            tuple(ids), np.concatenate(places) if places else empty, np.concatenate(codes) if codes else empty
        )
