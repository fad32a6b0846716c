"""Finding. A Reader is one generation of the index, seen by all threads; a newer generation gets a new Reader.

Nothing is ever refreshed: a refreshed Whoosh searcher goes on finding what was deleted.
"""

from collections.abc import Mapping
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np

from index.analysis import fold, query_keys, words
from index.entry import TEXT_FIELDS, ReadTo
from index.facets import Mask, counts, filter_mask
from index.fields import SCHEMA_STAMP
from index.folder import IndexUnusable
from index.query import Query
from index.results import Hit, Results
from index.scoring import Collection, Scores, meaning_scores, word_scores
from index.segment import Segment
from index.suggest import Words

MOST_WORDS = 32
"""Words of a query that are looked up; the rest of a longer one is left out."""

MOST_COMPLETIONS = 10
COMPLETED_FIELDS = ("title", "name")


class Reader:
    """Answers queries on one generation of the index."""

    def __init__(self, whoosh_reader: Any, segments: tuple[Segment, ...], facet_names: tuple[str, ...]) -> None:
        offsets, size = [], 0
        for segment in segments:
            offsets.append(size)
            size += segment.size
        averages = {name: whoosh_reader.field_length(name) / size if size else 0.0 for name in TEXT_FIELDS}
        self._collection = Collection(segments, tuple(offsets), size, averages)
        self._facet_names = facet_names
        self._live = _live_documents(whoosh_reader, size)
        self._gone = size - int(self._live.sum())
        self._held: dict[str, bool] = {}
        self.read_to, stamp = self._reserved()
        if stamp != SCHEMA_STAMP:
            raise IndexUnusable("the index was written by another version")

    @property
    def count(self) -> int:
        """Entries that can be found."""
        return int(self._live.sum())

    def require_log(self, log: str, head: int) -> None:
        """Make sure that this index was made from this log, and from no later state of it than there is.

        Raises:
            IndexUnusable: it was not.
        """
        if self.read_to.log != log or self.read_to.sequence > head:
            raise IndexUnusable("the index belongs to another catalogue, or to an older backup of it")

    def find(self, query: Query) -> Results:
        """The entries that have all the words, or as many of them as any entry has."""
        masks = {name: filter_mask(self._collection, name, values) for name, values in query.filters.items() if values}
        filtered = self._all_of(masks)
        scores, matching, dropped, why = self._match(query, filtered)
        matching &= self._live
        found = matching & filtered
        return Results(
            total=int(found.sum()),
            hits=self._page(query, scores, found, why),
            facets=self._count_facets(matching, masks),
            dropped=dropped,
        )

    def complete(self, prefix: str, language: str) -> list[str]:
        """Words of titles and names that begin as typed, the most frequent first."""
        folded = fold(prefix.strip())
        if not folded:
            return []
        return list(islice(filter(self._is_held, self._words.beginning(folded)), MOST_COMPLETIONS))

    def revisions(self) -> dict[str, int]:
        """The revision each entry was made from: what a check compares with the catalogue."""
        found = {}
        for segment, offset in zip(self._collection.segments, self._collection.offsets, strict=True):
            revisions = segment.numbers("revision")
            for place in np.flatnonzero(self._live[offset : offset + segment.size]):
                found[segment.stored(int(place))[0]] = int(revisions[place])
        return found

    def _is_held(self, word: str) -> bool:
        """True of a word that an entry still has; the words of those taken out stay in the files until they are merged. Only
        a word no more frequent than entries are gone can be without one, so most need not be looked up."""
        if self._words.count(word) > self._gone:
            return True
        if word not in self._held:
            self._held[word] = any(
                self._live[segment.postings(name, word)[0] + offset].any()
                for segment, offset in zip(self._collection.segments, self._collection.offsets, strict=True)
                for name in COMPLETED_FIELDS
            )
        return self._held[word]

    def _match(self, query: Query, filtered: Mask) -> tuple[Scores, Mask, tuple[str, ...], list[Any]]:
        """Score of each document, which of them match, the words let go, and what each meaning matched."""
        asked = words(query.words)[:MOST_WORDS]
        if not asked:
            everything = np.ones(self._collection.size, dtype=np.bool_)
            return np.zeros(self._collection.size, dtype=np.float32), everything, (), []
        by_word = [word_scores(self._collection, query_keys(token.word, query.language)) for token in asked]
        typed = [scores > 0 for scores in by_word]
        why = []
        for meaning in query.meanings:
            scores = meaning_scores(self._collection, meaning.facets)
            said = np.logical_and.reduce([typed[place] for place in meaning.places if place < len(typed)])
            why.append((meaning, (scores > 0) & ~said))
            for place in meaning.places:
                if place < len(by_word):
                    by_word[place] = np.maximum(by_word[place], scores / len(meaning.places))
        held = np.add.reduce([scores > 0 for scores in by_word], dtype=np.int16)
        most = int(held[self._live & filtered].max(initial=0))
        if most == 0:
            nothing = np.zeros(self._collection.size, dtype=np.bool_)
            return nothing.astype(np.float32), nothing, (), why
        matching = held >= most
        met = matching & self._live & filtered
        dropped = tuple(token.word for token, scores in zip(asked, by_word, strict=True) if not (scores[met] > 0).any())
        total = np.add.reduce(by_word)
        for (name, id_), boost in query.boosts.items():
            total += boost * filter_mask(self._collection, name, (id_,))
        return total, matching, dropped, why

    def _page(self, query: Query, scores: Scores, found: Mask, why: list[Any]) -> tuple[Hit, ...]:
        places = np.flatnonzero(found)
        wanted = query.page * query.size
        order = self._sorted(query, places, scores, wanted)[wanted - query.size : wanted]
        return tuple(self._hit(int(places[at]), scores, why) for at in order)

    def _sorted(self, query: Query, places: Any, scores: Scores, wanted: int) -> Any:
        if query.sort == "title":
            keys = np.concatenate([segment.order(query.language) for segment in self._collection.segments])[places]
            return np.argsort(keys, kind="stable")
        if query.sort in ("newest", "date"):
            name = "added" if query.sort == "newest" else "starts"
            numbers = np.concatenate([segment.numbers(name) for segment in self._collection.segments])[places]
            return np.argsort(-numbers if query.sort == "newest" else _missing_last(numbers), kind="stable")
        rank = -scores[places]
        if 0 < wanted < len(rank) // 4:
            first = np.flatnonzero(rank <= np.partition(rank, wanted - 1)[wanted - 1])
            return first[np.argsort(rank[first], kind="stable")]
        return np.argsort(rank, kind="stable")

    def _hit(self, place: int, scores: Scores, why: list[Any]) -> Hit:
        segment, local = self._locate(place)
        key, kind = segment.stored(local)
        return Hit(key, kind, round(float(scores[place]), 3), self._reason(place, why))

    def _reason(self, place: int, why: list[Any]) -> tuple[str, str] | None:
        for meaning, matched in why:
            if matched[place]:
                for name, id_ in meaning.facets:
                    if self._is_filed_under(place, name, id_):
                        return name, id_
        return None

    def _is_filed_under(self, place: int, name: str, id_: str) -> bool:
        segment, local = self._locate(place)
        places, _ = segment.postings("facets", f"{name}={id_}")
        at = int(np.searchsorted(places, local))
        return at < len(places) and int(places[at]) == local

    def _count_facets(self, matching: Mask, masks: Mapping[str, Mask]) -> dict[str, dict[str, int]]:
        everything = matching & self._all_of(masks)
        found = {}
        for name in self._facet_names:
            under = everything
            if name in masks:
                under = matching & self._all_of({other: mask for other, mask in masks.items() if other != name})
            found[name] = counts(self._collection, name, under)
        return found

    def _all_of(self, masks: Mapping[str, Mask]) -> Mask:
        together = self._live.copy()
        for mask in masks.values():
            together &= mask
        return together

    def _locate(self, place: int) -> tuple[Segment, int]:
        at = int(np.searchsorted(self._collection.offsets, place, side="right")) - 1
        return self._collection.segments[at], place - self._collection.offsets[at]

    def _reserved(self) -> tuple[ReadTo, str]:
        """What the one living reserved document says; it is taken out of what can be found."""
        for segment, offset in zip(self._collection.segments, self._collection.offsets, strict=True):
            for place in segment.reserved_places():
                if self._live[offset + place]:
                    self._live[offset + place] = False
                    said = segment.reserved(place)
                    return ReadTo(said["log"], said["sequence"]), said["stamp"]
        raise IndexUnusable("the index does not say how far it has read")

    @cached_property
    def _words(self) -> Words:
        return Words(
            term for segment in self._collection.segments for name in COMPLETED_FIELDS for term in segment.terms(name)
        )


def _live_documents(whoosh_reader: Any, size: int) -> Mask:
    live = np.zeros(size, dtype=np.bool_)
    live[np.fromiter(whoosh_reader.all_doc_ids(), dtype=np.int64)] = True
    return live


def _missing_last(numbers: Any) -> Any:
    return np.where(numbers < 0, np.iinfo(np.int64).max, numbers)
