"""Words of a query that name a concept: a topic, a kind, an audience, a language or a thing of everyday life, said in
any language.

A concept is known by its labels. They are compared by the index's own keys, so inflected and unaccented words are understood too,
and a concept named in one language is looked for by its labels in the others. A changed label re-indexes nothing:
entries hold ids, and the words are looked up when somebody asks.

Topics are the catalogue's own. The everyday words stand in `vocabulary/words.csv`, one row a concept, one column a
language; ids of the form `kind=book` stand for a value of that facet.
"""

import csv
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.discovery.wants import everyday_word
from catalogue.languages import INTERFACES, Wording
from catalogue.languages.names import name_in
from catalogue.records import Topic, codes
from catalogue.storage import Unit
from index import Clause, Label, Labels, Meaning, fold, likely_language, query_keys

LANGUAGES = (
    "lv", "en", "uk", "ru", "fr", "it", "pl", "ro", "ar", "fa", "prs", "ps", "tr", "hi", "uz", "ka", "az", "es", "de", "et", "lt",
    "zh", "vi", "am", "ti",
)  # fmt: skip
"""The languages words are understood in."""

NAMED_LANGUAGES = (
    *LANGUAGES, "be", "bg", "cs", "el", "fi", "he", "hu", "hy", "ja", "kk", "ko", "ku", "ckb", "ky", "la", "nl", "no", "pt", "sk",
    "sl", "so", "sq", "sr", "sv", "tg", "th", "tk", "ur", "yue", "ltg",
)  # fmt: skip
"""The languages that are understood by their names."""

_PHRASES = {
    "lv": "{} valoda",
    "en": "{} language",
    "uk": "{} мова",
    "ar": "اللغة {}",
    "ru": "{} язык",
    "pl": "język {}",
    "fr": "langue {}",
    "de": "{} Sprache",
    "it": "lingua {}",
    "es": "idioma {}",
    "ro": "limba {}",
    "fa": "زبان {}",
    "tr": "{} dili",
    "lt": "{} kalba",
    "et": "{} keel",
}
"""How a language is called in a sentence, beside its name alone."""

PATIENCE = 0.3
"""Seconds a search waits for changed labels; a big thesaurus takes longer, and the search goes on with the old ones."""


@dataclass(frozen=True)
class Concept:
    """Something that can be named: the facet ids it stands for, if any, and its labels."""

    facets: tuple[tuple[str, str], ...]
    labels: tuple[Label, ...]


class Vocabulary:
    """Concepts, found by any of their labels."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._named = [(label, concept) for concept in concepts for label in concept.labels]
        self._labels = Labels([label for label, _ in self._named])

    def named_at(self, asked: Sequence[frozenset[str]], place: int) -> list[tuple[int, Label, Concept]]:
        """The labels that the words from this place on spell, each with the number of its words."""
        return [(length, *self._named[number]) for length, number in self._labels.spelt_at(asked, place)]

    def beginning(self, begun: str, language: str) -> list[tuple[str, Concept]]:
        """The labels in a language that begin so, folded, with what they name."""
        found = (self._named[number] for number in self._labels.beginning(begun, language))
        return [(label.text, concept) for label, concept in found]


def meanings(vocabularies: Sequence[Vocabulary], asked: Sequence[Clause], language: str) -> tuple[Meaning, ...]:
    """What the clauses of a query name, longest labels first; no word is used by two labels of different length.

    A word may be one thing in the language the query is in and another elsewhere (*maize* is Latvian for bread): then only the
    first counts.
    """
    words = [clause.words[0] for clause in asked if clause.is_free]
    spoken = likely_language(tuple(words), language)
    keys = [frozenset(query_keys(clause.words[0], language).all) if clause.is_free else frozenset() for clause in asked]
    found = []
    place = 0
    while place < len(keys):
        named = [each for vocabulary in vocabularies for each in vocabulary.named_at(keys, place)]
        length = max((words for words, _, _ in named), default=0)
        longest = [(label, concept) for words, label, concept in named if words == length]
        spoken_ones = [(label, concept) for label, concept in longest if label.language == spoken]
        concepts = dict.fromkeys(concept for _, concept in spoken_ones or longest)
        if concepts:
            found.append(_meaning(range(place, place + length), concepts))
        place += length or 1
    return tuple(found)


def _meaning(places: Iterable[int], concepts: Iterable[Concept]) -> Meaning:
    concepts = tuple(concepts)
    return Meaning(
        tuple(places),
        tuple(dict.fromkeys(facet for concept in concepts for facet in concept.facets)),
        tuple(dict.fromkeys(label for concept in concepts for label in concept.labels)),
    )


class Vocabularies:
    """The vocabulary of the everyday and that of the catalogue's topics as they stand now, made again when one has changed."""

    def __init__(self, words: Path) -> None:
        self._words = words
        self._lock = threading.Lock()
        self._seen: tuple[str, int] | None = None
        self._topics = Vocabulary(())
        self._making: threading.Thread | None = None

    def current(self, unit: Unit) -> tuple[Vocabulary, ...]:
        """The vocabularies of the moment this Unit sees, or of one shortly before."""
        now = (unit.log.id, unit.log.last_of("topic"))
        with self._lock:
            if now != self._seen and self._making is None:
                concepts = tuple(topic_concepts(unit.records.of_type("topic")))
                self._making = threading.Thread(target=self._make, args=(now, concepts), daemon=True)
                self._making.start()
            making = self._making
        if making:
            making.join(None if self._seen is None else PATIENCE)
        return everyday(self._words), self._topics

    def everyday_names(self, language: str) -> Mapping[str, str]:
        """What everyday things are called in a language, by the English words they go by."""
        return _everyday_names(self._words, language)

    def topics_beginning(self, unit: Unit, begun: str, language: str) -> list[tuple[str, Concept]]:
        """The topics with a label in a language that begins so, folded, and the label; the shortest first."""
        _, topics = self.current(unit)
        return sorted(topics.beginning(begun, language), key=lambda found: (len(found[0]), found[0]))

    def _make(self, now: tuple[str, int], concepts: Iterable[Concept]) -> None:
        try:
            made = Vocabulary(concepts)
            with self._lock:
                self._topics, self._seen = made, now
        finally:
            self._making = None


def topic_concepts(topics: Iterable[object]) -> Iterator[Concept]:
    """The topics as concepts, by all their labels."""
    for topic in topics:
        if isinstance(topic, Topic):
            yield Concept((("topic", topic.key),), tuple(Label(title.value, title.language) for title in topic.titles))


@cache
def everyday(words: Path) -> Vocabulary:
    """The concepts no record changes, put together once a program."""
    return Vocabulary((*_code_concepts(), *_language_concepts(), *read_words(words)))


@cache
def _everyday_names(words: Path, language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for concept in read_words(words):
        name = next((label.text for label in concept.labels if label.language == language), "")
        if name:
            found.setdefault(everyday_word(concept.labels), name)
    return found


def read_words(path: Path) -> Iterator[Concept]:
    """The concepts of a spreadsheet of words: a row a concept, a column a language, several words with ` | ` between them."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name, is_facet, value = (row.pop("concept") or "").partition("=")
            labels = tuple(
                Label(word.strip(), language)
                for language, cell in row.items()
                for word in (cell or "").split(" | ")
                if word.strip()
            )
            yield Concept(((name, value),) if is_facet else (), labels)


def _code_concepts() -> Iterator[Concept]:
    lists = (
        ("kind", (*codes.RESOURCE_KINDS, *codes.ACTIVITY_KINDS)),
        ("audience", codes.AUDIENCES),
        ("access", codes.ACCESS_FEATURES),
    )
    wordings = [Wording(interface) for interface in INTERFACES]
    for name, values in lists:
        for code in values:
            labels = tuple(Label(wording.label(name, code), wording.interface.code) for wording in wordings)
            yield Concept(((name, code),), labels)


def _language_concepts() -> Iterator[Concept]:
    for named in NAMED_LANGUAGES:
        labels = []
        for language in LANGUAGES:
            name = name_in(named, language)
            if name:
                labels.append(Label(name, language))
                if language in _PHRASES and fold(_PHRASES[language].format("").strip()) not in fold(name):
                    labels.append(Label(_PHRASES[language].format(name), language))
        yield Concept((("teaches", named), ("in", named), ("for", named)), tuple(labels))
