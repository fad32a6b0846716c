"""Scores of words over the whole index, as arrays: Okapi BM25 field by field, exactly as Whoosh's BM25F computes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from index.analysis import WordKeys
from index.segment import Segment

K1 = 1.2
B = 0.75
FIELD_WEIGHTS = {"title": 4.0, "name": 2.0, "text": 1.0}
EXACT, RULE = 1.0, 0.4
"""The word as typed counts more than one that only shares its stem."""
IDENTIFIER_SCORE = 100.0
MEANING_SCORE = 3.0
"""An entry filed under the concept that a word names; about as good as the word in its title."""

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Collection:
    """The segments of one generation, numbered through, with the averages that scores need."""

    segments: tuple[Segment, ...]
    offsets: tuple[int, ...]
    size: int
    average_lengths: Mapping[str, float]


def word_scores(collection: Collection, word: WordKeys) -> Scores:
    """The score of every document for one word, 0 where it does not occur."""
    scores = np.zeros(collection.size, dtype=np.float32)
    for field, weight in FIELD_WEIGHTS.items():
        for tier, keys in ((EXACT, word.exact), (RULE, word.rule)):
            for key in keys:
                add_term(scores, collection, field, key, weight * tier)
    for key in word.exact:
        _add_flat(scores, collection, "identifiers", key, IDENTIFIER_SCORE)
    return scores


def meaning_scores(collection: Collection, facets: Sequence[tuple[str, str]]) -> Scores:
    """A flat score for every document filed under one of the facet ids."""
    scores = np.zeros(collection.size, dtype=np.float32)
    for name, id_ in facets:
        _add_flat(scores, collection, "facets", f"{name}={id_}", MEANING_SCORE)
    return np.minimum(scores, MEANING_SCORE)


def add_term(scores: Scores, collection: Collection, field: str, key: str, boost: float) -> None:
    """Add BM25 of one key in one field, times `boost`."""
    found = [segment.postings(field, key) for segment in collection.segments]
    holding = sum(len(places) for places, _ in found)
    if not holding:
        return
    idf = log(collection.size / (holding + 1)) + 1
    average = collection.average_lengths[field] or 1.0
    for segment, offset, (places, weights) in zip(collection.segments, collection.offsets, found, strict=True):
        if len(places):
            length = segment.lengths(field)[places]
            value = idf * (weights * (K1 + 1)) / (weights + K1 * ((1 - B) + B * length / average))
            scores[places + offset] += np.float32(boost) * value


def _add_flat(scores: Scores, collection: Collection, field: str, term: str, value: float) -> None:
    for segment, offset in zip(collection.segments, collection.offsets, strict=True):
        places, _ = segment.postings(field, term)
        scores[places + offset] = value
