"""Scores of words over the whole index, as arrays: Okapi BM25 field by field, exactly as Whoosh's BM25F computes it.

Only documents that score are ever in an array: one as long as the catalogue costs more to get from the system than to fill.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from math import log

import numpy as np
from numpy.typing import NDArray

from index.analysis import WordKeys
from index.fields import DERIVED, UNANALYSED
from index.segment import Segment

K1 = 1.2
B = 0.75
FIELD_WEIGHTS = {"title": 2.0, "name": 1.5, "text": 1.0}
EXACT, LEMMA, RULE, NAME, LABEL = 1.0, 0.7, 0.4, 0.2, 0.3
"""The word as typed counts most, then one with its lemma, one cut to its stem, another spelling of a name, and the word another
language has for what it names."""
IDENTIFIER_SCORE = 100.0
MEANING_WEIGHT = 0.6
"""An entry filed under the concept that a word names, times how rare that is; about as good as the word in its summary."""

Scores = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Collection:
    """The segments of one generation, numbered through, with the averages that scores need and the languages (by their rules)
    that texts are in: of no other can there be a lemma or stem."""

    segments: tuple[Segment, ...]
    offsets: tuple[int, ...]
    size: int
    average_lengths: Mapping[str, float]
    languages: frozenset[str]

    @cached_property
    def dampings(self) -> Mapping[str, Scores]:
        """What BM25 adds to the times a word occurs, for each document and field: the longer the text, the more."""
        return {field: self._damping(field) for field in self.average_lengths}

    def _damping(self, field: str) -> Scores:
        lengths = np.concatenate([segment.lengths(field) for segment in self.segments])
        return np.float32(K1) * (np.float32(1 - B) + np.float32(B / (self.average_lengths[field] or 1.0)) * lengths)


@dataclass(frozen=True)
class Scored:
    """Some documents in ascending order, each once, and the score of each, which is more than 0."""

    places: Places
    scores: Scores

    def times(self, share: float) -> "Scored":
        """The same with a share of each score."""
        return Scored(self.places, np.float32(share) * self.scores)


_NOTHING = Scored(np.array([], dtype=np.int64), np.array([], dtype=np.float32))


def alike(places: Places, score: float) -> Scored:
    """Documents that all have one score."""
    return Scored(places, np.full(len(places), score, dtype=np.float32))


def joined(found: Iterable[Scored], join: np.ufunc) -> Scored:
    """The documents of all, their scores added or the best of them taken (`np.add`, `np.maximum`)."""
    found = [each for each in found if len(each.places)]
    if len(found) < 2:
        return found[0] if found else _NOTHING
    places = np.concatenate([each.places for each in found])
    # Stable is quick here: it merges what is already in order.
    order = places.argsort(kind="stable")
    places = places[order]
    firsts = _firsts(places)
    scores = np.concatenate([each.scores for each in found])[order]
    return Scored(places[firsts], join.reduceat(scores, firsts))


def united(found: Sequence[Places]) -> Places:
    """All documents of these, in ascending order and each once."""
    places = np.sort(np.concatenate((_NOTHING.places, *found)), kind="stable")
    return places[_firsts(places)]


def are_in(places: Places, others: Places) -> NDArray[np.bool_]:
    """Which of the documents are among others in ascending order."""
    if not len(others):
        return np.zeros(len(places), dtype=np.bool_)
    return others[np.minimum(others.searchsorted(places), len(others) - 1)] == places


def word_scores(collection: Collection, word: WordKeys, fields: Iterable[str] = FIELD_WEIGHTS) -> Scored:
    """The documents with a word.

    In each field the score is the mean of the word as typed, its lemmas and its stems, by their weights; of several keys of one
    tier the best counts, and a tier that no document has does not count. A sum would let a word of many keys outweigh a rarer
    one, a name above all, that has one.
    """
    found = []
    for field in fields:
        tiers = [(tier, _tier_scores(collection, field, keys)) for tier, keys in _tiers(collection, field, word)]
        whole = sum(tier for tier, of_tier in tiers if len(of_tier.places))
        found += [of_tier.times(FIELD_WEIGHTS[field] * tier / whole) for tier, of_tier in tiers if len(of_tier.places)]
    return joined(found, np.add)


def identifier_scores(collection: Collection, word: WordKeys) -> Scored:
    """The documents with the word as an identifier."""
    found = [_places(collection, "identifiers", key) for key in word.exact]
    return joined([alike(places, IDENTIFIER_SCORE) for places in found], np.maximum)


def name_scores(collection: Collection, keys: Sequence[str]) -> Scored:
    """The documents with a name that one of the keys is another spelling of."""
    return joined(
        [
            _term_scores(collection, field, key).times(FIELD_WEIGHTS[field] * NAME)
            for field in ("name", "title")
            for key in keys
        ],
        np.add,
    )


def phrase_scores(
    collection: Collection, words: Sequence[Sequence[str]], fields: Iterable[str] = FIELD_WEIGHTS
) -> Scored:
    """The documents with the words, given by their spellings, one after the other; counted as one rare word."""
    found = []
    for field in fields:
        for segment, offset in zip(collection.segments, collection.offsets, strict=True):
            runs = (_occurrences(segment, field, spelt) for spelt in words)
            ends = reduce(lambda before, here: _common(before + 1, here), runs)
            if len(ends):
                places = ends >> 32
                firsts = _firsts(places)
                times = np.diff(firsts, append=len(places))
                scores = np.float32(FIELD_WEIGHTS[field] * len(words)) * (1 + np.log(times, dtype=np.float32))
                found.append(Scored(places[firsts] + offset, scores))
    return joined(found, np.add)


def label_places(collection: Collection, field: str, words: Sequence[WordKeys]) -> Places:
    """The documents with all words of a label in a field, inflected as they may be, in ascending order."""
    found = _NOTHING.places
    for at, word in enumerate(words):
        held = united([_places(collection, field, key) for key in word.all])
        found = _common(found, held) if at else held
        if not len(found):
            break
    return found


def rarity(collection: Collection, holding: int) -> float:
    """How much it says of a document that it is one of so many: BM25's idf."""
    return log(collection.size / (holding + 1)) + 1


def meaning_scores(collection: Collection, facets: Sequence[tuple[str, str]]) -> Scored:
    """The documents filed under one of the facet ids; the fewer an id has, the higher they score."""
    found = [_places(collection, "facets", f"{name}={id_}") for name, id_ in facets]
    return joined([alike(each, MEANING_WEIGHT * rarity(collection, len(each))) for each in found], np.maximum)


def _tiers(collection: Collection, field: str, word: WordKeys) -> Iterator[tuple[float, Sequence[str]]]:
    """The keys that a document can have in a field, by the weight of their tier."""
    yield EXACT, word.exact
    if field not in UNANALYSED:
        for tier, keys in ((LEMMA, word.lemma), (RULE, word.rule)):
            yield tier, [key for key in keys if key.partition(DERIVED)[0] in collection.languages]


def _tier_scores(collection: Collection, field: str, keys: Sequence[str]) -> Scored:
    """The documents with one of the keys, with the score of the key that scores most."""
    return joined([_term_scores(collection, field, key) for key in keys], np.maximum)


def _term_scores(collection: Collection, field: str, key: str) -> Scored:
    """The documents with a key in a field, by BM25."""
    found = [segment.postings(field, key) for segment in collection.segments]
    holding = sum(len(places) for places, _ in found)
    if not holding:
        return _NOTHING
    counted = zip(found, collection.offsets, strict=True)
    places = np.concatenate([places.astype(np.int64) + offset for (places, _), offset in counted])
    weights = np.concatenate([weights for _, weights in found])
    scale = np.float32(rarity(collection, holding) * (K1 + 1))
    return Scored(places, scale * weights / (weights + collection.dampings[field][places]))


def _places(collection: Collection, field: str, key: str) -> Places:
    """The documents with a key in a field."""
    found = zip(collection.segments, collection.offsets, strict=True)
    return np.concatenate([segment.postings(field, key)[0].astype(np.int64) + offset for segment, offset in found])


def _occurrences(segment: Segment, field: str, keys: Sequence[str]) -> NDArray[np.int64]:
    return united([segment.occurrences(field, key) for key in keys])


def _common(one: Places, other: Places) -> Places:
    """What two ascending lists share."""
    both = np.sort(np.concatenate((one, other)), kind="stable")
    return both[:-1][both[1:] == both[:-1]]


def _firsts(ascending: Places) -> Places:
    """Where each number of a list stands for the first time."""
    is_first = np.ones(len(ascending), dtype=np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=is_first[1:])
    return np.flatnonzero(is_first)
