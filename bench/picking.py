"""Which questions are asked: the same for a seed, each made from one record, so that something always has all its words."""

import random
from collections.abc import Callable, Iterator, Sequence

from bench.filing import INTERFACE, asked_keys
from bench.question import FACETS, KINDS, Question
from bench.records import Made, entry
from index import fold, query_keys

_LEAST = 5
"""Letters of a word that is asked for: shorter ones may be among the small words that our index leaves out."""

_LEAST_MISSPELT = 7
_PREFIX = 3
_SEED = 29


def questions(
    things: Sequence[Made], count: int, is_known: Callable[[tuple[str, ...]], bool], seed: int = _SEED
) -> list[Question]:
    """So many questions of every kind about these things. No two of a kind share a key of a word."""
    return [question for kind in KINDS for question in _of_kind(kind, things, count, is_known, seed)]


def _of_kind(
    kind: str, things: Sequence[Made], count: int, is_known: Callable[[tuple[str, ...]], bool], seed: int
) -> Iterator[Question]:
    chance = random.Random(f"{seed} {kind}")
    used: set[str] = set()
    found = 0
    for thing in chance.sample(things, len(things)):
        question = _asked(kind, thing, chance, is_known)
        if question is None or any(not used.isdisjoint(keys) for keys in question.keys):
            continue
        used.update(key for keys in question.keys for key in keys)
        yield question
        found += 1
        if found == count:
            return


def _asked(
    kind: str, thing: Made, chance: random.Random, is_known: Callable[[tuple[str, ...]], bool]
) -> Question | None:
    match kind:
        case "completion":
            word = chance.choice(thing.title.split())
            prefix = word[:_PREFIX]
            return Question(kind, prefix, ((fold(prefix),),)) if len(word) > _PREFIX else None
        case "correction":
            return _misspelt(thing, chance, is_known)
        case "phrase":
            return _phrase(thing, chance)
    words = _three(thing, chance)
    if words is None:
        return None
    filters: tuple[tuple[str, str], ...] = ()
    if kind == "filters":
        ids = entry(thing).facets
        filters = tuple((name, ids[name][0]) for name in chance.sample(FACETS, 2))
    return Question(kind, " ".join(words), tuple(map(asked_keys, words)), filters)


def _three(thing: Made, chance: random.Random) -> list[str] | None:
    """A word of the title and two of the text, all different."""
    title = [word.lower() for word in thing.title.split() if len(word) >= _LEAST]
    text = [word for word in thing.text.rstrip(".").split() if len(word) >= _LEAST]
    if not title or len(text) < 2:
        return None
    words = [chance.choice(title), *chance.sample(text, 2)]
    return words if len(set(map(fold, words))) == len(words) else None


def _phrase(thing: Made, chance: random.Random) -> Question | None:
    """Two neighbours that have one spelling each: a peer cannot be asked for several at one place of a phrase."""
    text = thing.text.rstrip(".").split()
    at = chance.randrange(len(text) - 1)
    words = text[at : at + 2]
    spellings = [query_keys(word, INTERFACE).exact for word in words]
    if any(each != (fold(word),) for each, word in zip(spellings, words, strict=True)):
        return None
    return Question("phrase", " ".join(words), tuple(spellings))


def _misspelt(thing: Made, chance: random.Random, is_known: Callable[[tuple[str, ...]], bool]) -> Question | None:
    """A word of the title with two neighbouring letters swapped, such that no record has it."""
    word = chance.choice(thing.title.split()).lower()
    if len(word) < _LEAST_MISSPELT:
        return None
    at = chance.randrange(1, len(word) - 2)
    wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    keys = asked_keys(wrong)
    return None if wrong == word or is_known(keys) else Question("correction", wrong, (keys,), meant=fold(word))
