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
    LABEL,
    Collection,
    Places,
    Scored,
    Scores,
    alike,
    identifier_scores,
    joined,
    label_places,
    meaning_scores,
    name_scores,
    phrase_scores,
    rarity,
    united,
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

    places: Places
    facets: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[Label, Places], ...] = ()


@dataclass(frozen=True)
class Matched:
    """The words of a query laid over the documents that have any of them, or over all when it has none to look for.

    `places` are the documents in ascending order; scores and masks go along with them. `required` are the clauses that ask for
    something, `holding` which documents hold each, by its words or by what they mean, `telling` how much each says; `saying` are
    the documents that hold all of them by their words, `excluded` those with a word that was not wanted.
    """

    places: Places
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
        reasons = sum(
            reason.places.nbytes + sum(places.nbytes for _, places in reason.labels) for reason in self.reasons
        )
        return self.places.nbytes + self.scores.nbytes + self.excluded.nbytes * (2 + len(self.holding)) + reasons

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
    """Lay the clauses over the documents of the collection. `spoken` are the languages of its texts and those by whose rules they
    are read, `beginning` gives the words that begin so."""
    meanings = [meaning for meaning in meanings if max(meaning.places, default=0) < len(clauses)]
    together = {place for meaning in meanings if len(meaning.places) > 1 for place in meaning.places}
    says = _content(clauses, language, together)
    typed = [_clause_scores(collection, clause, language, beginning) for clause in clauses]
    named = [
        name_scores(collection, name_keys(clause.words[0]) if clause.is_free and must else ())
        for clause, must in zip(clauses, says, strict=True)
    ]
    understood = [
        _understood(collection, meaning, spoken) for meaning in meanings if any(says[place] for place in meaning.places)
    ]
    asks = any(not clause.is_excluded for clause in clauses)
    some = united([each.places for each in (*typed, *named, *(each.scored for each in understood))])
    places = some if asks else np.arange(collection.size)

    by_clause = [_laid_over(places, scored) for scored in typed]
    said = [scores > 0 for scores in by_clause]
    reasons = []
    for scores, by_words, scored in zip(by_clause, said, named, strict=True):
        if len(scored.places):
            at = places.searchsorted(scored.places)
            reasons.append(Reason(scored.places[~by_words[at]]))
            scores[at] = np.maximum(scores[at], scored.scores)
    for understanding in understood:
        at = places.searchsorted(understanding.scored.places)
        meant = [by_clause[place] for place in understanding.meaning.places]
        needed = ~np.logical_and.reduce([scores[at] > 0 for scores in meant])
        reasons.append(Reason(understanding.scored.places[needed], understanding.meaning.facets, understanding.labels))
        for scores in meant:
            scores[at] = np.maximum(scores[at], understanding.scored.scores / len(meant))
    held = [scores > 0 for scores in by_clause]

    if not any(holds.any() for holds, must in zip(held, says, strict=True) if must):
        says = [not clause.is_excluded for clause in clauses]
    excluded = np.zeros(len(places), dtype=np.bool_)
    saying = np.ones(len(places), dtype=np.bool_)
    total = np.zeros(len(places), dtype=np.float32)
    required, holding, tells = [], [], []
    for clause, scores, by_words, holds, must in zip(clauses, by_clause, said, held, says, strict=True):
        if clause.is_excluded:
            excluded |= holds
        elif must:
            total += scores
            saying &= by_words
            required.append(clause)
            holding.append(holds)
            tells.append(rarity(collection, int(np.count_nonzero(holds))))
        else:
            total += np.float32(SMALL_WORD) * scores
    return Matched(
        places, total, tuple(required), tuple(holding), tuple(tells), saying & ~excluded, excluded, tuple(reasons)
    )


def _laid_over(places: Places, scored: Scored) -> Scores:
    """The score of every document, 0 for those that have none."""
    scores = np.zeros(len(places), dtype=np.float32)
    scores[places.searchsorted(scored.places)] = scored.scores
    return scores


def _content(clauses: Sequence[Clause], language: str, together: Container[int]) -> list[bool]:
    """For each clause whether it must be met: everything but the small words of a question, unless they name something together
    with others."""
    free = [place for place, clause in enumerate(clauses) if clause.is_free]
    says = [not clause.is_excluded for clause in clauses]
    answers = content([clauses[place].words[0] for place in free], language)
    for place, says_something in zip(free, answers, strict=True):
        says[place] = says_something or place in together
    return says


def _clause_scores(
    collection: Collection, clause: Clause, language: str, beginning: Callable[[str], Sequence[str]]
) -> Scored:
    fields = (clause.field,) if clause.field else tuple(FIELD_WEIGHTS)
    if clause.is_beginning:
        return word_scores(collection, WordKeys(tuple(beginning(fold(clause.words[0])))), fields)
    if clause.is_phrase:
        return phrase_scores(collection, [query_spellings(word, language) for word in clause.words], fields)
    word = query_keys(clause.words[0], language)
    found = [word_scores(collection, word, fields)]
    if clause.whole:
        found.append(word_scores(collection, query_keys(clause.whole, language), fields))
    if not clause.field:
        found.append(identifier_scores(collection, word))
    return joined(found, np.maximum)


@dataclass(frozen=True)
class _Understood:
    """The documents that a concept finds, and which of them say which of its labels."""

    meaning: Meaning
    scored: Scored
    labels: tuple[tuple[Label, Places], ...]


def _understood(collection: Collection, meaning: Meaning, spoken: Container[str]) -> _Understood:
    scored = [meaning_scores(collection, meaning.facets)]
    labels = []
    for label in meaning.labels:
        if label.language not in spoken:
            continue
        words = analysed(label.text, label.language)
        for field in ("title", "text") if words else ():
            places = label_places(collection, field, words)
            if len(places):
                labels.append((label, places))
                scored.append(alike(places, FIELD_WEIGHTS[field] * LABEL * rarity(collection, len(places))))
    return _Understood(meaning, joined(scored, np.maximum), tuple(labels))
