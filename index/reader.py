"""Finding. A Reader is one generation of the index, seen by all threads; a newer generation gets a new Reader.

Nothing is ever refreshed: a refreshed Whoosh searcher goes on finding what was deleted.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analysis import fold, words
from index.analysis.languages import language_of
from index.entry import TEXT_FIELDS, ReadTo
from index.errors import IndexUnusable
from index.facets import Mask, counts, crossed, filter_mask, ids_of
from index.fields import SCHEMA_STAMP, TEXT_LANGUAGE
from index.kept import Kept
from index.matching import Matched, Reason, match
from index.query import Query
from index.results import Hit, Results, Why
from index.scoring import Collection, Places, Scored, alike, are_in, joined, rarity
from index.segment import Segment
from index.suggest import Words
from index.syntax import Clause, clauses

MOST_COMPLETIONS = 10
COMPLETED_FIELDS = ("title", "name")

MOST_PREFIXES = 4_096
"""Beginnings whose completions a Reader keeps."""

MOST_ANSWERS = 1_000
"""Answers a Reader keeps whole: one of a page with all facets takes about 20 kB."""

MOST_REMEMBERED = 48_000_000
"""Bytes of matched queries a Reader keeps: turning the page or setting a filter does not match the words again."""

LIKENESS = {"topic": 1.0, "teaches": 0.7, "level": 0.5, "for": 0.4, "in": 0.3, "kind": 0.3, "audience": 0.3}
"""How much it makes two entries alike to share an id of a facet."""


class Reader:
    """Answers queries on one generation of the index."""

    def __init__(self, whoosh_reader: Any, segments: tuple[Segment, ...], facet_names: tuple[str, ...]) -> None:
        offsets, size = [], 0
        for segment in segments:
            offsets.append(size)
            size += segment.size
        averages = {name: whoosh_reader.field_length(name) / size if size else 0.0 for name in TEXT_FIELDS}
        tags = frozenset(id_ for segment in segments for id_ in segment.facet(TEXT_LANGUAGE).ids)
        rules = frozenset(language.code for tag in tags if (language := language_of(tag)))
        self._spoken = tags | rules
        self._collection = Collection(segments, tuple(offsets), size, averages, rules)
        self._facet_names = facet_names
        self._live = _live_documents(whoosh_reader, size)
        self._gone = size - int(self._live.sum())
        self._held: dict[str, bool] = {}
        self._completions: Kept[list[str]] = Kept(MOST_PREFIXES)
        self._ranks: dict[str, NDArray[np.int64]] = {}
        self._matches: Kept[Matched] = Kept(MOST_REMEMBERED, lambda matched: matched.size)
        self._answers: Kept[Results] = Kept(MOST_ANSWERS)
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
        """The entries that have all the words, or as many of them as any entry has. Answers are kept: a generation never
        changes."""
        wanted = _fixed(query)
        return self._answers.get(wanted) or self._answers.keep(wanted, self._find(query))

    def _find(self, query: Query) -> Results:
        masks = {name: filter_mask(self._collection, name, values) for name, values in query.filters.items() if values}
        asked = clauses(query.words)
        matched = self._match(query, asked)
        among = self._all_of(masks)[matched.places]
        matching = matched.matching(among)
        found = matching.found & among
        scores = matched.scores
        for (name, id_), boost in query.boosts.items() if asked else ():
            scores = scores + boost * filter_mask(self._collection, name, (id_,))[matched.places]
        total = int(np.count_nonzero(found))
        ranked = (found & matched.saying, found & ~matched.saying, matching.near & among)
        masked = ranked if query.sort == "relevance" else (found,)
        hits = self._page(query, Scored(matched.places, scores), masked, matched.reasons)
        return Results(
            total=total,
            hits=hits,
            near=max(0, (query.page - 1) * query.size + len(hits) - total) if hits else 0,
            facets=self._count_facets(matched.places[matching.found], masks),
            suggestion=self._suggestion(query, asked, matched),
            dropped=matching.dropped,
        )

    def prepare(self) -> None:
        """Sort the words that the first completion and the first correction look through, which takes seconds with many
        entries."""
        for known in (self._words, self._all_words):
            known.near("word")

    def complete(self, prefix: str, language: str) -> list[str]:
        """What may be meant by a beginning: its last word completed from titles and names, the most frequent first, such that
        some entry has all the words."""
        prefix = prefix.lstrip()
        known = self._completions.get((prefix, language))
        return self._completions.keep((prefix, language), self._complete(prefix, language)) if known is None else known

    def _complete(self, prefix: str, language: str) -> list[str]:
        typed = words(prefix)
        if not typed or typed[-1].end < len(prefix.rstrip()):
            return []
        before, last = prefix[: typed[-1].start], typed[-1]
        together = self._holding_all(before, language) if len(typed) > 1 else None
        found = (
            before + self._words.shown(word)
            for word in self._words.beginning(fold(last.word))
            if (self._is_held(word) if together is None else self._is_among(word, together))
        )
        return list(islice(found, MOST_COMPLETIONS))

    def like(self, key: str, most: int = 6) -> tuple[Hit, ...]:
        """Entries that share topics, languages, level and kind with this one, the most alike first; a rare topic makes
        more alike than a common one."""
        place = self._place_of(key)
        if place is None:
            return ()
        segment, local = self._locate(place)
        shared = [
            (weight, np.flatnonzero(filter_mask(self._collection, name, (id_,))))
            for name, weight in LIKENESS.items()
            for id_ in ids_of(segment.facet(name), local)
        ]
        scored = joined([alike(each, weight * rarity(self._collection, len(each))) for weight, each in shared], np.add)
        return self._page(Query(size=most), scored, (self._live[scored.places] & (scored.places != place),), ())

    def holds(self, name: str, id_: str) -> bool:
        """True when an entry is filed under this id of a facet."""
        return bool((filter_mask(self._collection, name, (id_,)) & self._live).any())

    def counted(self, name: str) -> dict[str, int]:
        """How many entries are filed under each id of a facet."""
        return counts(self._collection, name, np.flatnonzero(self._live))

    def crossed(self, rows: str, columns: str) -> dict[tuple[str, str], int]:
        """How many entries are filed under both an id of one facet and an id of another."""
        return crossed(self._collection, rows, columns, self._live)

    def revisions(self) -> dict[str, int]:
        """The revision each entry was made from: what a check compares with the catalogue."""
        found = {}
        for segment, offset in zip(self._collection.segments, self._collection.offsets, strict=True):
            revisions = segment.numbers("revision")
            for place in np.flatnonzero(self._live[offset : offset + segment.size]):
                found[segment.stored(int(place))[0]] = int(revisions[place])
        return found

    def _match(self, query: Query, asked: Sequence[Clause]) -> Matched:
        """The words laid over all documents, remembered for the next page and the next filter."""
        wanted = (asked, query.language, query.meanings)
        known = self._matches.get(wanted)
        if known is None:
            found = match(self._collection, asked, query.language, query.meanings, self._spoken, self._words_beginning)
            known = self._matches.keep(wanted, found)
        return known

    def _words_beginning(self, prefix: str) -> Sequence[str]:
        return self._all_words.beginning(prefix)

    def _suggestion(self, query: Query, asked: Sequence[Clause], matched: Matched) -> str:
        """The query with each word nobody has put right, empty when there is nothing to put right."""
        missing = [
            clause.words[0]
            for clause, holds in zip(matched.required, matched.holding, strict=True)
            if clause.is_free and not (holds & self._live[matched.places] if self._gone else holds).any()
        ]
        better = query.words
        for word in missing:
            near = next((other for other in self._all_words.near(fold(word)) if self._is_held(other)), None)
            if near:
                better = better.replace(word, self._words.shown(near), 1)
        return better if better != query.words else ""

    def _holding_all(self, text: str, language: str) -> Mask:
        matched = self._match(Query(text, language), clauses(text))
        together = np.zeros(self._collection.size, dtype=np.bool_)
        together[matched.places[np.logical_and.reduce((*matched.holding, self._live[matched.places]))]] = True
        return together

    def _is_among(self, word: str, mask: Mask) -> bool:
        return any(
            mask[segment.postings(name, word)[0] + offset].any()
            for segment, offset in zip(self._collection.segments, self._collection.offsets, strict=True)
            for name in COMPLETED_FIELDS
        )

    def _is_held(self, word: str) -> bool:
        """True of a word that an entry still has; the words of those taken out stay in the files until they are merged. Only
        a word no more frequent than entries are gone can be without one, so most need not be looked up."""
        if self._words.count(word) > self._gone:
            return True
        if word not in self._held:
            self._held[word] = any(
                self._live[segment.postings(name, word)[0] + offset].any()
                for segment, offset in zip(self._collection.segments, self._collection.offsets, strict=True)
                for name in TEXT_FIELDS
            )
        return self._held[word]

    def _page(self, query: Query, scored: Scored, found: Sequence[Mask], reasons: Sequence[Reason]) -> tuple[Hit, ...]:
        """One page; the documents of each mask come before the next one's."""
        left, wanted, order = query.page * query.size - query.size, query.size, list[int]()
        for mask in found:
            under = np.flatnonzero(mask)
            order += under[self._sorted(query, scored, under, left + wanted)[left : left + wanted]].tolist()
            wanted -= max(min(len(under) - left, wanted), 0)
            left = max(left - len(under), 0)
            if not wanted:
                break
        places = scored.places[order]
        held = [(reason, are_in(places, reason.places)) for reason in reasons]
        needed = [[reason for reason, holds in held if holds[at]] for at in range(len(places))]
        return tuple(map(self._hit, places.tolist(), scored.scores[order].tolist(), needed))

    def _sorted(self, query: Query, scored: Scored, under: Any, wanted: int) -> Any:
        if query.sort == "relevance":
            return _first(-scored.scores[under], wanted)
        return _first(self._rank(query.sort, query.language)[scored.places[under]], wanted)

    def _rank(self, sort: str, language: str) -> NDArray[np.int64]:
        """The place of every document in an order, those alike by their age in the index."""
        name = f"title {language}" if sort == "title" else sort
        if name not in self._ranks:
            keys = np.empty(self._collection.size, dtype=np.int64)
            keys[self._order(sort, language)] = np.arange(self._collection.size)
            self._ranks[name] = keys
        return self._ranks[name]

    def _order(self, sort: str, language: str) -> Any:
        segments = self._collection.segments
        if sort == "title":
            titles = [title for segment in segments for title in segment.order(language)]
            return sorted(range(len(titles)), key=titles.__getitem__)
        name = "added" if sort == "newest" else "starts"
        numbers = np.concatenate([segment.numbers(name) for segment in segments])
        return np.argsort(-numbers if sort == "newest" else _missing_last(numbers), kind="stable")

    def _hit(self, place: int, score: float, reasons: Sequence[Reason]) -> Hit:
        segment, local = self._locate(place)
        key, kind = segment.stored(local)
        return Hit(key, kind, round(score, 3), self._why(place, reasons))

    def _why(self, place: int, reasons: Sequence[Reason]) -> Why | None:
        for reason in reasons:
            if not reason.facets and not reason.labels:
                return Why("spelling")
            for name, id_ in reason.facets:
                segment, local = self._locate(place)
                if _is_in(segment.postings("facets", f"{name}={id_}")[0], local):
                    return Why(name, id_)
            for label, places in reason.labels:
                if _is_in(places, place):
                    return Why("label", label.text, label.language)
        return None

    def _count_facets(self, matching: Places, masks: Mapping[str, Mask]) -> dict[str, dict[str, int]]:
        everything = matching[self._all_of(masks)[matching]]
        found = {}
        for name in self._facet_names:
            under = everything
            if name in masks:
                others = self._all_of({other: mask for other, mask in masks.items() if other != name})
                under = matching[others[matching]]
            found[name] = counts(self._collection, name, under)
        return found

    def _all_of(self, masks: Mapping[str, Mask]) -> Mask:
        together = self._live.copy()
        for mask in masks.values():
            together &= mask
        return together

    def _locate(self, place: int) -> tuple[Segment, int]:
        at = bisect_right(self._collection.offsets, place) - 1
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

    def _place_of(self, key: str) -> int | None:
        for segment, offset in zip(self._collection.segments, self._collection.offsets, strict=True):
            for place in segment.postings("key", key)[0]:
                if self._live[offset + place]:
                    return int(offset + place)
        return None

    @cached_property
    def _words(self) -> Words:
        """The words people see first: those of titles and names."""
        segments = self._collection.segments
        return Words([each.words(COMPLETED_FIELDS) for each in segments], [each.spellings for each in segments])

    @cached_property
    def _all_words(self) -> Words:
        return Words([segment.words(TEXT_FIELDS) for segment in self._collection.segments])


def _fixed(query: Query) -> Any:
    """The query as something that can be looked up."""
    asked = (query.words, query.language, query.meanings, query.sort, query.page, query.size)
    return (*asked, tuple(sorted(query.filters.items())), tuple(sorted(query.boosts.items())))


def _live_documents(whoosh_reader: Any, size: int) -> Mask:
    live = np.zeros(size, dtype=np.bool_)
    live[np.fromiter(whoosh_reader.all_doc_ids(), dtype=np.int64)] = True
    return live


def _first(ranks: Any, wanted: int) -> Any:
    """The order of the `wanted` smallest; of all, when they are many of them."""
    if 0 < wanted < len(ranks) // 4:
        first = np.flatnonzero(ranks <= np.partition(ranks, wanted - 1)[wanted - 1])
        return first[np.argsort(ranks[first], kind="stable")]
    return np.argsort(ranks, kind="stable")


def _is_in(places: Any, place: int) -> bool:
    """True when a document is in an ascending list."""
    at = int(np.searchsorted(places, place))
    return at < len(places) and int(places[at]) == place


def _missing_last(numbers: Any) -> Any:
    return np.where(numbers < 0, np.iinfo(np.int64).max, numbers)
