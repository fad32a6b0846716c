"""Library codes of languages become those of the web, and back."""

import pytest

from catalogue.languages.bibliographic import from_bibliographic, to_bibliographic


@pytest.mark.parametrize(
    ("code", "language"),
    [
        *(("lav", "lv"), ("ukr", "uk"), ("per", "fa"), ("rum", "ro"), ("fre", "fr"), ("ger", "de"), ("geo", "ka")),
        *(("eng", "en"), ("ara", "ar"), ("pol", "pl"), ("ita", "it"), ("rus", "ru"), ("tur", "tr"), ("ltg", "ltg")),
    ],
)
def test_codes_go_both_ways(code: str, language: str) -> None:
    assert (from_bibliographic(code), to_bibliographic(language)) == (language, code)


@pytest.mark.parametrize(
    ("code", "language"), [("FRA", "fr"), ("deu ", "de"), ("scr", "hr"), ("mol", "ro"), ("fas", "fa")]
)
def test_other_spellings_are_read(code: str, language: str) -> None:
    assert from_bibliographic(code) == language


@pytest.mark.parametrize("code", ["und", "mul", "zxx", "mis", "", "|||", "lv", "lavukr"])
def test_what_names_no_language_is_none(code: str) -> None:
    assert from_bibliographic(code) == ""


@pytest.mark.parametrize("language", ["uk-Latn", "fr-CA", "xx", ""])
def test_what_the_codes_cannot_say_is_not_said(language: str) -> None:
    assert to_bibliographic(language) == ""
