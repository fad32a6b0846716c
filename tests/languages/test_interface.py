"""The interface languages: each listed once, found by its code in any letters, and written in its own direction."""

import pytest

from catalogue.languages import ACCENTED, INTERFACES, MIRRORED, SOURCE, Interface, direction, interface

EVERY = (*INTERFACES, ACCENTED, MIRRORED)


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.code)
def test_an_interface_language_is_known_to_cldr_and_runs_in_its_direction(each: Interface) -> None:
    assert each.babel.language == each.code.split("-")[0]
    assert each.direction == direction(each.code)
    assert each.preferences[0] == each.code and len(set(each.preferences)) == len(each.preferences)


def test_each_has_a_code_and_a_name_of_its_own() -> None:
    assert len({each.code.casefold() for each in EVERY}) == len({each.own_name for each in EVERY}) == len(EVERY)


def test_readers_of_every_language_are_shown_texts_in_latvian_or_english_at_last() -> None:
    assert all({"lv", "en"} <= set(each.preferences) for each in EVERY)


@pytest.mark.parametrize("code", ["uk", "UK", "Uk"])
def test_a_language_is_found_in_any_case_of_letters(code: str) -> None:
    assert interface(code) == interface("uk") is not None


@pytest.mark.parametrize("code", ["", "xx", "uk-UA", "en-XA", "../lv"])
def test_a_language_that_is_not_offered_is_none(code: str) -> None:
    assert interface(code) is None


def test_invented_languages_are_found_only_where_they_are_offered() -> None:
    assert interface("EN-xa", EVERY) == ACCENTED
    assert [each.is_invented for each in (*INTERFACES, ACCENTED)] == [False] * len(INTERFACES) + [True]
    assert SOURCE in INTERFACES


@pytest.mark.parametrize("language", ["ar", "fa", "prs", "ps", "fa-AF", "ur-PK", "uz-Arab", "he"])
def test_a_language_in_arabic_or_hebrew_letters_runs_from_right_to_left(language: str) -> None:
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["lv", "uk", "ar-Latn", "fa-Latn-AF", "uz", "", "xx"])
def test_any_other_runs_from_left_to_right(language: str) -> None:
    assert direction(language) == "ltr"
