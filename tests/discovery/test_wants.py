"""Wants: what a query is after is the same in every language, and said only when it is known."""

import pytest

from catalogue.app import Catalogue
from catalogue.discovery import Search, SearchRequest
from catalogue.discovery.wants import parts_of
from catalogue.languages.interface import SOURCE, interface


@pytest.fixture
def search(small: Catalogue) -> Search:
    return small.search


def want(search: Search, words: str, language: str) -> str:
    return search(SearchRequest(words), interface(language) or SOURCE).want


@pytest.mark.parametrize(
    ("words", "language"), [("housing", "en"), ("житло", "uk"), ("السكن", "ar"), ("mājokļi", "lv")]
)
def test_a_topic_is_one_want_in_every_language(search: Search, words: str, language: str) -> None:
    assert want(search, words, language) == "topic=t-housing"


@pytest.mark.parametrize(("words", "language"), [("bread", "en"), ("хліб", "uk"), ("maize", "lv")])
def test_so_is_an_everyday_thing_that_no_topic_is_about(search: Search, words: str, language: str) -> None:
    assert parts_of(want(search, words, language))[0][0] == "word"
    assert want(search, words, language) == want(search, "bread", "en")


def test_the_form_of_a_thing_counts_only_where_nothing_else_is_said(search: Search) -> None:
    assert want(search, "books about housing", "en") == want(search, "housing books", "en") == "topic=t-housing"
    assert dict(parts_of(want(search, "dictionary", "en"))) == {"kind": "dictionary"}
    assert want(search, "dictionary Kowalski", "en") == ""


def test_what_nobody_knows_is_no_want(search: Search) -> None:
    assert want(search, "zzyzx", "en") == want(search, "", "en") == ""


def test_an_everyday_thing_has_a_name_in_other_languages(search: Search) -> None:
    ((_, word),) = parts_of(want(search, "хліб", "uk"))
    assert search.everyday(word, "lv").startswith("maiz") and search.everyday("no such word", "lv") == "no such word"
