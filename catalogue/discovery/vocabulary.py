"""Words of a query that name a concept: a topic, a kind, an audience or a language, said in any language.

The labels are compared by the index's own keys, so inflected and unaccented words are understood too. A changed label
re-indexes nothing: entries hold ids, and the words are looked up when somebody asks.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from catalogue.languages import INTERFACES, Interface, Wording
from catalogue.languages.names import language_name
from catalogue.records import Topic, codes
from catalogue.storage import Unit
from index import Meaning, keys, query_keys, words

_NAMED_LANGUAGES = [
    "lv",
    "en",
    "uk",
    "ru",
    "fr",
    "it",
    "pl",
    "ro",
    "ar",
    "fa",
    "prs",
    "ps",
    "tr",
    "hi",
    "uz",
    "ka",
    "az",
    "es",
    "de",
    "et",
    "lt",
    "zh",
    "vi",
    "am",
    "ti",
    "be",
    "bg",
    "cs",
    "el",
    "fi",
    "he",
    "hu",
    "hy",
    "ja",
    "kk",
    "ko",
    "ku",
    "ckb",
    "ky",
    "la",
    "nl",
    "no",
    "pt",
    "sk",
    "sl",
    "so",
    "sq",
    "sr",
    "sv",
    "tg",
    "th",
    "tk",
    "ur",
    "yue",
    "ltg",
]

_LANGUAGE_PHRASES = {
    "lv": ("{} valoda",),
    "en": ("{} language",),
    "uk": ("{} мова",),
    "ar": ("اللغة {}", "لغة {}"),
    "ru": ("{} язык",),
}
"""How a language is called in a sentence, beside its name alone."""

_RUSSIAN = Interface("ru", "Русский", "ru", ("en",))


@dataclass(frozen=True)
class Label:
    """One label as the keys of its words, and the facet ids it stands for."""

    words: tuple[frozenset[str], ...]
    facets: tuple[tuple[str, str], ...]


class Vocabulary:
    """All labels, found by any key of their first word."""

    def __init__(self, labels: Iterable[tuple[str, str, tuple[tuple[str, str], ...]]]) -> None:
        self._by_key: dict[str, list[Label]] = {}
        for text, language, facets in labels:
            found = tuple(keys(token.word, language) for token in words(text))
            if found:
                label = Label(found, facets)
                for key in found[0]:
                    self._by_key.setdefault(key, []).append(label)

    def meanings(self, query: str, language: str) -> tuple[Meaning, ...]:
        """What the words name, longest labels first; no word is used by two labels of different length."""
        asked = [frozenset(query_keys(token.word, language).all) for token in words(query)]
        found: list[Meaning] = []
        place = 0
        while place < len(asked):
            labels = self._longest(asked, place)
            length = max((len(label.words) for label in labels), default=0)
            if labels:
                facets = dict.fromkeys(facet for label in labels for facet in label.facets)
                found.append(Meaning(tuple(range(place, place + length)), tuple(facets)))
            place += length or 1
        return tuple(found)

    def _longest(self, asked: Sequence[frozenset[str]], place: int) -> list[Label]:
        fitting = {
            id(label): label
            for key in asked[place]
            for label in self._by_key.get(key, ())
            if _fits(label, asked[place : place + len(label.words)])
        }
        length = max((len(label.words) for label in fitting.values()), default=0)
        return [label for label in fitting.values() if len(label.words) == length]


def _fits(label: Label, asked: Sequence[frozenset[str]]) -> bool:
    return len(asked) == len(label.words) and all(
        ours & theirs for ours, theirs in zip(label.words, asked, strict=True)
    )


class Vocabularies:
    """The vocabulary as the catalogue's topics stand now; made again when one of them has changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: tuple[str, int] | None = None
        self._vocabulary = Vocabulary(())

    def current(self, unit: Unit) -> Vocabulary:
        """The vocabulary of the moment this Unit sees."""
        now = (unit.log.id, unit.log.last_of("topic"))
        with self._lock:
            if now != self._seen:
                topics = unit.records.of_type("topic")
                self._vocabulary = Vocabulary((*_fixed_labels(), *_topic_labels(topics)))
                self._seen = now
            return self._vocabulary


def _topic_labels(topics: Iterable[object]) -> Iterable[tuple[str, str, tuple[tuple[str, str], ...]]]:
    for topic in topics:
        if isinstance(topic, Topic):
            for title in topic.titles:
                yield title.value, title.language, (("topic", topic.key),)


@cache
def _fixed_labels() -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """The labels that no record changes, put together when somebody first searches and not at every start."""
    return (*_code_labels(), *_language_labels())


def _code_labels() -> Iterable[tuple[str, str, tuple[tuple[str, str], ...]]]:
    lists = (
        ("kind", (*codes.RESOURCE_KINDS, *codes.ACTIVITY_KINDS)),
        ("audience", codes.AUDIENCES),
        ("access", codes.ACCESS_FEATURES),
    )
    for interface in INTERFACES:
        wording = Wording(interface)
        for name, values in lists:
            for code in values:
                yield wording.label(name, code), interface.code, ((name, code),)


def _language_labels() -> Iterable[tuple[str, str, tuple[tuple[str, str], ...]]]:
    for interface in (*INTERFACES, _RUSSIAN):
        for language in _NAMED_LANGUAGES:
            facets = (("teaches", language), ("in", language), ("for", language))
            name = language_name(language, interface)
            yield name, interface.code, facets
            for phrase in _LANGUAGE_PHRASES.get(interface.code, ()):
                yield phrase.format(name), interface.code, facets
