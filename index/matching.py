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
    are_in,
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
    named = {place for meaning in meanings if len(meaning.places) > 1 for place in meaning.places}
    says = _content(clauses, language, named)
    typed = [_clause_scores(collection, clause, language, beginning) for clause in clauses]
    found = list(typed)
    reasons = []
    for place, clause in enumerate(clauses):
        if clause.is_free and says[place]:
            so_named = name_scores(collection, name_keys(clause.words[0]))
            if len(so_named.places):
                reasons.append(Reason(_without(so_named.places, typed[place].places)))
                found[place] = joined((typed[place], so_named), np.maximum)
    for meaning in meanings:
        if not any(says[place] for place in meaning.places):
            continue
        reason, understood = _understood(collection, meaning, found, spoken)
        reasons.append(reason)
        for place in meaning.places:
            found[place] = joined((found[place], understood.times(1 / len(meaning.places))), np.maximum)
    if not any(len(each.places) for each, must in zip(found, says, strict=True) if must):
        says = [not clause.is_excluded for clause in clauses]
    asks = any(says_something and not clause.is_excluded for clause, says_something in zip(clauses, says, strict=True))
    places = united([each.places for each in found]) if asks else np.arange(collection.size)
    excluded = np.zeros(len(places), dtype=np.bool_)
    saying = np.ones(len(places), dtype=np.bool_)
    total = np.zeros(len(places), dtype=np.float32)
    required, holding, tells = [], [], []
    for clause, scored, said, says_something in zip(clauses, found, typed, says, strict=True):
        at = places.searchsorted(scored.places)
        if clause.is_excluded:
            excluded[at] = True
        elif says_something:
            total[at] += scored.scores
            holds = _mask(len(places), at)
            saying &= holds if said is scored else _mask(len(places), places.searchsorted(said.places))
            required.append(clause)
            holding.append(holds)
            tells.append(rarity(collection, len(at)))
        else:
            total[at] += np.float32(SMALL_WORD) * scored.scores
    return Matched(
        places, total, tuple(required), tuple(holding), tuple(tells), saying & ~excluded, excluded, tuple(reasons)
    )


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


def _understood(
    collection: Collection, meaning: Meaning, found: Sequence[Scored], spoken: Container[str]
) -> tuple[Reason, Scored]:
    """What a concept finds beyond the words that named it."""
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
    understood = joined(scored, np.maximum)
    needed = _without(understood.places, *(found[place].places for place in meaning.places))
    return Reason(needed, meaning.facets, tuple(labels)), understood


def _without(places: Places, *others: Places) -> Places:
    """The documents that are not in all of the other lists."""
    return places[~np.logical_and.reduce([are_in(places, each) for each in others])]


def _mask(size: int, places: Places) -> Mask:
    mask = np.zeros(size, dtype=np.bool_)
    mask[places] = True
    return mask
