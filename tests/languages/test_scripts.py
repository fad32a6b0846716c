"""The script of a text, and whether it is the usual one of a language."""

import pytest

from catalogue.languages.scripts import in_script, script_of, usual_script


@pytest.mark.parametrize(
    ("text", "script"),
    [
        *(("Maize", "Latn"), ("Хліб", "Cyrl"), ("خبز", "Arab"), ("לחם", "Hebr"), ("ψωμί", "Grek"), ("პური", "Geor")),
        *(("ことば日本", "Hani"), ("Windows для дітей", "Cyrl"), ("1984", ""), ("", "")),
    ],
)
def test_the_script_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("language", "script"),
    [("uk", "Cyrl"), ("prs", "Arab"), ("ja", "Hani"), ("ltg", "Latn"), ("uk-Latn", "Latn"), ("und", ""), ("", "")],
)
def test_the_usual_script_of_a_language(language: str, script: str) -> None:
    assert usual_script(language) == script


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Khlib", "uk-Latn"),
        ("uk", "Хліб", "uk"),
        ("lv", "Maize", "lv"),
        ("ja", "日本", "ja"),
        ("und", "x", "und"),
    ],
)
def test_a_text_in_another_script_says_so(language: str, text: str, expected: str) -> None:
    assert in_script(language, text) == expected
