"""Words of a query that name a topic, a kind, an audience or a language, in whatever language they are said."""

from dataclasses import replace

import pytest

from catalogue.app import WORDS, Catalogue
from catalogue.discovery.vocabulary import Concept, Vocabularies, Vocabulary
from catalogue.discovery.vocabulary import meanings as understood
from catalogue.records import Title
from catalogue.settings import part
from index import Label, clauses
from tests.building import a_title, a_topic
from tests.discovery.small import keep

LATVIAN = ("topic", "t-latvian")
LANGUAGE = ("topic", "t-language")
VOCABULARY = Vocabulary(
    [
        Concept((LATVIAN,), (Label("latviešu valoda", "lv"), Label("Latvian", "en"))),
        Concept((LANGUAGE,), (Label("valoda", "lv"), Label("вивчення мов", "uk"))),
        Concept((("topic", "t-housing"),), (Label("mājoklis", "lv"),)),
        Concept((("kind", "kit"),), (Label("mājoklis", "lv"),)),
        Concept((("kind", "game"),), (Label("!", "lv"),)),
        Concept((), (Label("maize", "lv"), Label("bread", "en"))),
        Concept((), (Label("maize", "en"), Label("kukurūza", "lv"))),
    ]
)


@pytest.mark.parametrize(
    ("query", "meanings"),
    [
        ("latviešu valoda", [((0, 1), (LATVIAN,))]),
        ("Latviešu valodas grāmata", [((0, 1), (LATVIAN,))]),
        ("latviesu valodu", [((0, 1), (LATVIAN,))]),
        ("grāmata par valodu", [((2,), (LANGUAGE,))]),
        ("valoda valoda", [((0,), (LANGUAGE,)), ((1,), (LANGUAGE,))]),
        ("learn LATVIAN now", [((1,), (LATVIAN,))]),
        ("вивчення мови", [((0, 1), (LANGUAGE,))]),
        ("mājokli", [((0,), (("topic", "t-housing"), ("kind", "kit")))]),
        ("latviešu", []),
        ("nothing of it", []),
        ("", []),
        ("!!!", []),
    ],
)
def test_words_name_concepts_inflected_unaccented_and_longest_first(
    query: str, meanings: list[tuple[tuple[int, ...], tuple[tuple[str, str], ...]]]
) -> None:
    named = understood((VOCABULARY,), clauses(query), "lv")
    assert [(meaning.places, meaning.facets) for meaning in named] == meanings


@pytest.mark.parametrize(("query", "language", "label"), [("maize", "lv", "bread"), ("maize", "en", "kukurūza")])
def test_a_word_means_what_it_does_in_the_language_it_is_said_in(query: str, language: str, label: str) -> None:
    (meaning,) = understood((VOCABULARY,), clauses(query), language)
    assert label in {each.text for each in meaning.labels} and len(meaning.labels) == 2


@pytest.mark.parametrize("query", ['"latviešu valoda"', "-latviešu -valoda", "title:valoda", "val*"])
def test_what_is_meant_letter_by_letter_names_nothing(query: str) -> None:
    assert understood((VOCABULARY,), clauses(query), "lv") == ()


@pytest.fixture
def vocabularies() -> Vocabularies:
    return Vocabularies(part("vocabulary") / WORDS)


def _named(catalogue: Catalogue, vocabularies: Vocabularies, query: str, language: str) -> set[tuple[str, str]]:
    with catalogue.database.reading() as unit:
        named = understood(vocabularies.current(unit), clauses(query), language)
    return {facet for meaning in named for facet in meaning.facets}


@pytest.mark.parametrize(
    ("query", "language", "facet"),
    [
        ("картинка книга гра", "uk", ("kind", "game")),
        ("Game", "en", ("kind", "game")),
        ("spēles", "lv", ("kind", "game")),
        ("bērniem", "lv", ("audience", "child")),
        ("children", "en", ("audience", "child")),
        ("ukraiņu", "lv", ("in", "uk")),
        ("ukraiņu valodā", "lv", ("in", "uk")),
        ("українська", "uk", ("in", "uk")),
        ("Ukrainian", "en", ("for", "uk")),
        ("Dari", "en", ("teaches", "prs")),
        ("العربية", "ar", ("in", "ar")),
    ],
)
def test_kinds_audiences_and_languages_are_named_in_every_interface_language(
    instance: Catalogue, vocabularies: Vocabularies, query: str, language: str, facet: tuple[str, str]
) -> None:
    assert facet in _named(instance, vocabularies, query, language)


def test_a_new_label_is_understood_at_once_and_an_old_one_no_longer(
    instance: Catalogue, vocabularies: Vocabularies
) -> None:
    assert _named(instance, vocabularies, "dzeramnauda", "lv") == set()
    (topic,) = keep(
        instance, a_topic(key="t-money", titles=(a_title("dzeramnauda"), Title("tip", "en", "human", kind="parallel")))
    )
    assert _named(instance, vocabularies, "dzeramnaudas", "lv") == {("topic", "t-money")}
    keep(instance, replace(topic, titles=(a_title("nauda"),)))
    assert _named(instance, vocabularies, "dzeramnauda", "lv") == set()
    assert _named(instance, vocabularies, "nauda", "lv") == {("topic", "t-money")}


def test_a_draft_topic_is_not_understood(instance: Catalogue, vocabularies: Vocabularies) -> None:
    keep(instance, a_topic(key="t-money", status="draft", titles=(a_title("dzeramnauda"),)))
    assert _named(instance, vocabularies, "dzeramnauda", "lv") == set()
