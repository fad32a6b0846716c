"""Which documents match the words of a query, how well, and why. Knows no filter, no page and no order."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis import WordKeys, analysed, fold, query_keys, query_spellings
from index.analysis.names import name_keys
from index.analysis.questions import content
from index.query import Label, Meaning
from index.scoring import (
    FIELD_WEIGHTS,
    IDENTIFIER_SCORE,
    LABEL,
    Collection,
    Places,
    Scores,
    identifier_places,
    label_places,
    meaning_scores,
    name_scores,
    phrase_scores,
    rarity,
    word_scores,
)
from index.syntax import Clause

Mask = NDArray[np.bool_]

SMALL_WORD = 0.5
"""What a word without a subject of its own (where, for) adds to the order of those that match without it."""

NEAR_ENOUGH = 0.35
"""The part of the best entry's weight an entry must reach to be found without having all words."""

PLENTY = 10
"""When so many have all words, nothing else is wanted."""


@dataclass(frozen=True)
class Reason:
    """Documents that a concept, or another spelling of a name, was needed for. A name has no facets and no labels."""

    matched: Mask
    facets: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[Label, Places], ...] = ()


@dataclass(frozen=True)
class Matched:
    """The words of a query laid over all documents.

    `required` are the clauses that ask for something, `holding` which documents hold each, by its words or by what they mean,
    `telling` how much each says; `saying` are the documents that hold all of them by their words, `excluded` those with a word
    that was not wanted.
    """

    scores: Scores
    required: tuple[Clause, ...]
    holding: tuple[Mask, ...]
    telling: tuple[float, ...]
    saying: Mask
    excluded: Mask
    reasons: tuple[Reason, ...]

    @property
    def size(self) -> int:
        """Bytes held."""
        return self.scores.nbytes + self.excluded.nbytes * (1 + len(self.holding) + len(self.reasons))

    def matching(self, among: Mask) -> "Matching":
        """What these words find, if only documents `among` these are looked at."""
        allowed = ~self.excluded
        nothing = np.zeros(len(allowed), dtype=np.bool_)
        if not self.holding:
            return Matching(allowed, nothing)
        every = np.logical_and.reduce(self.holding) & allowed
        having_all = int(np.count_nonzero(every & among))
        if having_all >= PLENTY:
            return Matching(every, nothing)
        weight = np.zeros(len(allowed), dtype=np.float32)
        for holds, tells in zip(self.holding, self.telling, strict=True):
            np.add(weight, np.float32(tells), out=weight, where=holds)
        weight[~allowed] = 0
        best = float(np.max(weight, where=among, initial=0))
        if best <= 0:
            return Matching(nothing, nothing)
        near = weight >= best * NEAR_ENOUGH
        if having_all:
            return Matching(every, near & ~every)
        best_of_all = among & (weight >= best * 0.999)
        dropped = tuple(
            " ".join(clause.words)
            for clause, holds in zip(self.required, self.holding, strict=True)
            if not (holds & best_of_all).any()
        )
        return Matching(near, nothing, dropped)


@dataclass(frozen=True)
class Matching:
    """The documents found: those with every word, or if there are none those that come near by the weight of the words they have.

    `near` are those that come near when some, but not plenty, have every word; `dropped` the words let go when none has.
    """

    found: Mask
    near: Mask
    dropped: tuple[str, ...] = ()


def match(
    collection: Collection,
    clauses: Sequence[Clause],
    language: str,
    meanings: Sequence[Meaning],
    spoken: Container[str],
    beginning: Callable[[str], Sequence[str]],
) -> Matched:
    """Lay the clauses over all documents of the collection. `spoken` are the languages of its texts and those by whose rules they
    are read, `beginning` gives the words that begin so."""
    meanings = [meaning for meaning in meanings if max(meaning.places, default=0) < len(clauses)]
    named = {place for meaning in meanings if len(meaning.places) > 1 for place in meaning.places}
    says = _content(clauses, language, named)
    by_clause = [_clause_scores(collection, clause, language, beginning) for clause in clauses]
    typed = [scores > 0 for scores in by_clause]
    held = list(typed)
    reasons = []
    for place, clause in enumerate(clauses):
        if clause.is_free and says[place]:
            places, scores = name_scores(collection, name_keys(clause.words[0]))
            if len(places):
                so_named = np.zeros(collection.size, dtype=np.bool_)
                so_named[places] = True
                reasons.append(Reason(so_named & ~typed[place]))
                by_clause[place][places] = np.maximum(by_clause[place][places], scores)
                held[place] = typed[place] | so_named
    for meaning in meanings:
        if not any(says[place] for place in meaning.places):
            continue
        reason, scores = _understood(collection, meaning, by_clause, spoken)
        reasons.append(reason)
        for place in meaning.places:
            by_clause[place] = np.maximum(by_clause[place], scores / len(meaning.places))
            held[place] = by_clause[place] > 0
    if not any(holds.any() for holds, must in zip(held, says, strict=True) if must):
        says = [not clause.is_excluded for clause in clauses]
    excluded = np.zeros(collection.size, dtype=np.bool_)
    saying = np.ones(collection.size, dtype=np.bool_)
    total = collection.nothing()
    required, holding, tells = [], [], []
    for clause, scores, said, holds, says_something in zip(clauses, by_clause, typed, held, says, strict=True):
        if clause.is_excluded:
            excluded |= holds
        elif says_something:
            total += scores
            saying &= said
            required.append(clause)
            holding.append(holds)
            tells.append(rarity(collection, int(np.count_nonzero(holds))))
        else:
            total += np.float32(SMALL_WORD) * scores
    return Matched(total, tuple(required), tuple(holding), tuple(tells), saying & ~excluded, excluded, tuple(reasons))


def _content(clauses: Sequence[Clause], language: str, named: set[int]) -> list[bool]:
    """For each clause whether it must be met: everything but the small words of a question."""
    free = [place for place, clause in enumerate(clauses) if clause.is_free]
    says = [not clause.is_excluded for clause in clauses]
    answers = content([clauses[place].words[0] for place in free], language)
    for place, says_something in zip(free, answers, strict=True):
        says[place] = says_something or place in named
    return says


def _clause_scores(
    collection: Collection, clause: Clause, language: str, beginning: Callable[[str], Sequence[str]]
) -> Scores:
    fields = (clause.field,) if clause.field else tuple(FIELD_WEIGHTS)
    if clause.is_beginning:
        return word_scores(collection, WordKeys(tuple(beginning(fold(clause.words[0])))), fields)
    if clause.is_phrase:
        return phrase_scores(collection, [query_spellings(word, language) for word in clause.words], fields)
    word = query_keys(clause.words[0], language)
    scores = word_scores(collection, word, fields)
    if clause.whole:
        scores = np.maximum(scores, word_scores(collection, query_keys(clause.whole, language), fields))
    if not clause.field:
        identified = identifier_places(collection, word)
        scores[identified] = np.maximum(scores[identified], np.float32(IDENTIFIER_SCORE))
    return scores


def _understood(
    collection: Collection, meaning: Meaning, by_clause: Sequence[Scores], spoken: Container[str]
) -> tuple[Reason, Scores]:
    """What a concept finds beyond the words that named it."""
    said = np.logical_and.reduce([by_clause[place] > 0 for place in meaning.places])
    scores = meaning_scores(collection, meaning.facets)
    labels = []
    for label in meaning.labels:
        if label.language not in spoken:
            continue
        words = analysed(label.text, label.language)
        for field in ("title", "text") if words else ():
            places = label_places(collection, field, words)
            if len(places):
                labels.append((label, places))
                score = FIELD_WEIGHTS[field] * LABEL * rarity(collection, len(places))
                scores[places] = np.maximum(scores[places], np.float32(score))
    return Reason((scores > 0) & ~said, meaning.facets, tuple(labels)), scores
