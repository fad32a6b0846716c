"""Words of a query that name a topic, a kind, an audience or a language, in whatever language they are said."""

from dataclasses import replace

import pytest

from catalogue.app import Catalogue
from catalogue.discovery.vocabulary import Vocabularies, Vocabulary
from catalogue.records import Title
from index import Meaning
from tests.building import a_title, a_topic
from tests.discovery.small import keep

LATVIAN = ("topic", "t-latvian")
LANGUAGE = ("topic", "t-language")
VOCABULARY = Vocabulary(
    [
        ("latviešu valoda", "lv", (LATVIAN,)),
        ("valoda", "lv", (LANGUAGE,)),
        ("Latvian", "en", (LATVIAN,)),
        ("вивчення мов", "uk", (LANGUAGE,)),
        ("mājoklis", "lv", (("topic", "t-housing"),)),
        ("mājoklis", "lv", (("kind", "kit"),)),
        ("!", "lv", (("kind", "game"),)),
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
    assert VOCABULARY.meanings(query, "lv") == tuple(Meaning(places, facets) for places, facets in meanings)


def _named(catalogue: Catalogue, vocabularies: Vocabularies, query: str, language: str) -> set[tuple[str, str]]:
    with catalogue.database.reading() as unit:
        meanings = vocabularies.current(unit).meanings(query, language)
    return {facet for meaning in meanings for facet in meaning.facets}


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
    instance: Catalogue, query: str, language: str, facet: tuple[str, str]
) -> None:
    assert facet in _named(instance, Vocabularies(), query, language)


def test_a_new_label_is_understood_at_once_and_an_old_one_no_longer(instance: Catalogue) -> None:
    vocabularies = Vocabularies()
    assert _named(instance, vocabularies, "dzeramnauda", "lv") == set()
    (topic,) = keep(
        instance, a_topic(key="t-money", titles=(a_title("dzeramnauda"), Title("tip", "en", "human", kind="parallel")))
    )
    assert _named(instance, vocabularies, "dzeramnaudas", "lv") == {("topic", "t-money")}
    keep(instance, replace(topic, titles=(a_title("nauda"),)))
    assert _named(instance, vocabularies, "dzeramnauda", "lv") == set()
    assert _named(instance, vocabularies, "nauda", "lv") == {("topic", "t-money")}


def test_a_draft_topic_is_not_understood(instance: Catalogue) -> None:
    keep(instance, a_topic(key="t-money", status="draft", titles=(a_title("dzeramnauda"),)))
    assert _named(instance, Vocabularies(), "dzeramnauda", "lv") == set()
