"""Languages, countries and weekdays by their names, from CLDR."""

import pytest

from catalogue.languages import INTERFACES, Interface, direction, interface, own_name
from catalogue.languages.names import country_name, language_name, weekday_name

BY_CODE = {each.code: each for each in INTERFACES}


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("lv", "uk", "Латиська"),
        ("uk", "lv", "Ukraiņu"),
        ("prs", "en", "Dari"),
        ("ckb", "en", "Central Kurdish"),
        ("uk-Latn", "en", "Ukrainian (Latin)"),
        ("xx", "lv", "xx"),
    ],
)
def test_a_language_is_named_for_its_reader(language: str, code: str, name: str) -> None:
    assert language_name(language, BY_CODE[code]) == name


@pytest.mark.parametrize(
    ("language", "name"),
    [("lv", "Latviešu"), ("ar", "العربية"), ("prs", "دری"), ("zz", "zz"), ("not a code", "not a code")],
)
def test_a_language_is_named_by_its_speakers(language: str, name: str) -> None:
    assert own_name(language) == name


def test_countries_and_weekdays_have_names() -> None:
    assert country_name("LV", BY_CODE["ar"]) == "لاتفيا"
    assert weekday_name(0, BY_CODE["uk"]) == "Понеділок"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "rtl"), ("prs", "rtl"), ("uk", "ltr"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("ckb", "rtl")],
)
def test_a_text_runs_in_the_direction_of_its_script(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_an_interface_is_found_in_any_case_and_only_when_offered() -> None:
    assert interface("LV") == BY_CODE["lv"]
    assert interface("tlh") is None


@pytest.mark.parametrize("each", INTERFACES, ids=lambda each: each.code)
def test_an_interface_prefers_itself(each: Interface) -> None:
    assert each.preferences[0] == each.code
    assert each.direction == direction(each.code)
