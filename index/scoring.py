"""Scores of words over the whole index, as arrays: Okapi BM25 field by field, exactly as Whoosh's BM25F computes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
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

    def nothing(self) -> Scores:
        """A score of 0 for every document."""
        return np.zeros(self.size, dtype=np.float32)


def word_scores(collection: Collection, word: WordKeys, fields: Iterable[str] = FIELD_WEIGHTS) -> Scores:
    """The score of every document for one word, 0 where it does not occur.

    In each field it is the mean of the word as typed, its lemmas and its stems, by their weights; of several keys of one tier the
    best counts, and a tier that no document has does not count. A sum would let a word of many keys outweigh a rarer one, a name
    above all, that has one.
    """
    scores = collection.nothing()
    for field in fields:
        tiers = [(tier, _tier_scores(collection, field, keys)) for tier, keys in _tiers(collection, field, word)]
        whole = sum(tier for tier, found in tiers if found)
        for tier, found in tiers:
            share = np.float32(FIELD_WEIGHTS[field] * tier / whole) if found else 0
            for places, added in found:
                scores[places] += share * added
    return scores


def identifier_places(collection: Collection, word: WordKeys) -> Places:
    """The documents with the word as an identifier."""
    return np.concatenate(
        [
            segment.postings("identifiers", key)[0].astype(np.int64) + offset
            for segment, offset in zip(collection.segments, collection.offsets, strict=True)
            for key in word.exact
        ]
    )


def name_scores(collection: Collection, keys: Sequence[str]) -> tuple[Places, Scores]:
    """The documents with a name that one of the keys is another spelling of, in ascending order, and the score of each."""
    found = [
        scored
        for field in ("name", "title")
        for key in keys
        for scored in term_scores(collection, field, key, FIELD_WEIGHTS[field] * NAME)
    ]
    if not found:
        return np.array([], dtype=np.int64), np.array([], dtype=np.float32)
    places, which = np.unique(np.concatenate([each for each, _ in found]), return_inverse=True)
    return places, np.bincount(which, np.concatenate([scores for _, scores in found])).astype(np.float32)


def phrase_scores(
    collection: Collection, words: Sequence[Sequence[str]], fields: Iterable[str] = FIELD_WEIGHTS
) -> Scores:
    """The score of every document with the words, given by their spellings, one after the other; counted as one rare word."""
    scores = collection.nothing()
    for field in fields:
        for segment, offset in zip(collection.segments, collection.offsets, strict=True):
            runs = [_occurrences(segment, field, spelt) for spelt in words]
            ends = reduce(lambda before, here: np.intersect1d(before + 1, here, assume_unique=True), runs)
            places, times = np.unique(ends >> 32, return_counts=True)
            scores[places + offset] += np.float32(FIELD_WEIGHTS[field] * len(words)) * (1 + np.log(times))
    return scores


def label_places(collection: Collection, field: str, words: Sequence[WordKeys]) -> Places:
    """The documents with all words of a label in a field, inflected as they may be, in ascending order."""
    found = [np.array([], dtype=np.int64)]
    for segment, offset in zip(collection.segments, collection.offsets, strict=True):
        held: list[NDArray[np.int32]] = []
        for word in words:
            held.append(np.unique(np.concatenate([segment.postings(field, key)[0] for key in word.all])))
            if not len(held[-1]):
                break
        else:
            together = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), held)
            found.append(together.astype(np.int64) + offset)
    return np.concatenate(found)


def rarity(collection: Collection, holding: int) -> float:
    """How much it says of a document that it is one of so many: BM25's idf."""
    return log(collection.size / (holding + 1)) + 1


def meaning_scores(collection: Collection, facets: Sequence[tuple[str, str]]) -> Scores:
    """A score for every document filed under one of the facet ids, the higher the fewer there are."""
    scores = collection.nothing()
    for name, id_ in facets:
        found = [segment.postings("facets", f"{name}={id_}")[0] for segment in collection.segments]
        score = np.float32(MEANING_WEIGHT * rarity(collection, sum(map(len, found))))
        for places, offset in zip(found, collection.offsets, strict=True):
            scores[places + offset] = np.maximum(scores[places + offset], score)
    return scores


def term_scores(collection: Collection, field: str, key: str, boost: float) -> Iterator[tuple[Places, Scores]]:
    """BM25 of one key in one field, times `boost`: segment by segment, the documents that hold it and the score of each."""
    found = [segment.postings(field, key) for segment in collection.segments]
    holding = sum(len(places) for places, _ in found)
    if not holding:
        return
    idf = rarity(collection, holding)
    average = collection.average_lengths[field] or 1.0
    for segment, offset, (places, weights) in zip(collection.segments, collection.offsets, found, strict=True):
        if len(places):
            length = segment.lengths(field)[places]
            value = idf * (weights * (K1 + 1)) / (weights + K1 * ((1 - B) + B * length / average))
            yield places.astype(np.int64) + offset, (boost * value).astype(np.float32)


def _tiers(collection: Collection, field: str, word: WordKeys) -> Iterator[tuple[float, Sequence[str]]]:
    """The keys that a document can have in a field, by the weight of their tier."""
    yield EXACT, word.exact
    if field not in UNANALYSED:
        for tier, keys in ((LEMMA, word.lemma), (RULE, word.rule)):
            yield tier, [key for key in keys if key.partition(DERIVED)[0] in collection.languages]


def _tier_scores(collection: Collection, field: str, keys: Sequence[str]) -> list[tuple[Places, Scores]]:
    """The documents with one of the keys, each once, with the score of the key that scores most."""
    by_key = [found for key in keys if (found := list(term_scores(collection, field, key, 1.0)))]
    if len(by_key) < 2:
        return by_key[0] if by_key else []
    places = np.concatenate([places for found in by_key for places, _ in found])
    scores = np.concatenate([scores for found in by_key for _, scores in found])
    # Stable is quick here: it merges what is already in order.
    order = np.argsort(places, kind="stable")
    places = places[order]
    firsts = np.flatnonzero(np.concatenate(([True], places[1:] != places[:-1])))
    return [(places[firsts], np.maximum.reduceat(scores[order], firsts))]


def _occurrences(segment: Segment, field: str, keys: Sequence[str]) -> NDArray[np.int64]:
    found = [segment.occurrences(field, key) for key in keys]
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))
