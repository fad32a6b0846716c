"""What a query is after, said by what the vocabulary knows instead of by words, so that the same want is one thing in every
language."""

from collections.abc import Sequence

from index import Clause, Label, Meaning, content, fold

TOPIC, WORD = "topic", "word"
"""Kinds of parts of a want: a topic of the catalogue, and an everyday thing that goes by its English word. The others are
named as the filters are."""

LONGEST_WANT = 255
_SUBJECTS = (TOPIC, WORD)
_BETWEEN = "|"


def want_of(meanings: Sequence[Meaning], asked: Sequence[Clause], language: str) -> str:
    """The topics and everyday things that a query names; if it names none, everything it names (a kind, a language, an
    audience) as long as no word of weight is left over. Empty when the vocabulary does not know what is wanted."""
    parts = {part for each in meanings if (part := _part(each))}
    subjects = {part for part in parts if part.partition("=")[0] in _SUBJECTS}
    named = {place for each in meanings for place in each.places}
    if not subjects and _weighty(asked, language) - named:
        return ""
    want = _BETWEEN.join(sorted(subjects or parts))
    return want if len(want) <= LONGEST_WANT else ""


def parts_of(want: str) -> tuple[tuple[str, str], ...]:
    """The parts of a want, each as its kind and its key, code or word."""
    split = (part.partition("=") for part in want.split(_BETWEEN) if part)
    return tuple((kind, value) for kind, _, value in split)


def everyday_word(labels: Sequence[Label]) -> str:
    """What an everyday thing goes by: its first English label, folded; empty when it has none."""
    return next((fold(label.text) for label in labels if label.language == "en"), "")


def _part(meaning: Meaning) -> str:
    topics = (value for name, value in meaning.facets if name == TOPIC)
    topic = next(topics, "")
    if topic:
        return f"{TOPIC}={topic}"
    if meaning.facets:
        name, value = meaning.facets[0]
        return f"{name}={value}"
    word = everyday_word(meaning.labels)
    return f"{WORD}={word}" if word else ""


def _weighty(asked: Sequence[Clause], language: str) -> set[int]:
    """The places of the clauses that say what is looked for."""
    free = [place for place, clause in enumerate(asked) if clause.is_free]
    says = dict(zip(free, content([asked[place].words[0] for place in free], language), strict=True))
    return {place for place, clause in enumerate(asked) if says.get(place, True) and not clause.is_excluded}
