"""Which rules cut which language's endings, and how they cut."""

import pytest

from index.analysis import latvian
from index.analysis.stemmers import languages_of, rules_of, stems
from index.analysis.suffixes import UKRAINIAN, Suffixes


@pytest.mark.parametrize(
    ("language", "rules"), [("lv", "lv"), ("uk-UA", "uk"), ("prs", "fa"), ("fa-AF", "fa"), ("sr-Latn", "sr"), ("", "")]
)
def test_a_language_follows_the_rules_of_its_family(language: str, rules: str) -> None:
    assert rules_of(language) == rules


@pytest.mark.parametrize(
    ("word", "some", "none"),
    [
        ("grāmata", {"lv", "en", "fr", "pl"}, {"uk", "ar"}),
        ("книга", {"uk", "ru"}, {"lv", "ar"}),
        ("كتاب", {"ar", "fa"}, {"uk"}),
        ("کتاب", {"ar", "fa"}, {"hi"}),
        ("किताब", {"hi"}, {"lv"}),
    ],
)
def test_a_script_tells_which_languages_a_word_may_be_in(word: str, some: set[str], none: set[str]) -> None:
    found = set(languages_of(word))
    assert some <= found and not none & found


@pytest.mark.parametrize("word", ["2024", "წიგნი", "书"])
def test_a_word_in_a_script_without_rules_may_be_in_none_of_them(word: str) -> None:
    assert languages_of(word) == ()


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("gramata", "gramat"),
        ("gramatam", "gramat"),
        ("gramatas", "gramat"),
        ("valodai", "valod"),
        ("majas", "maj"),
        ("jaunajiem", "jaun"),
        ("skolenu", "skolen"),
        ("suns", "sun"),
        ("upju", "up"),
        ("gulbju", "gulb"),
        ("prus", "pru"),
        ("sprus", "spru"),
        ("es", "es"),
        ("un", "un"),
        ("trs", "trs"),
    ],
)
def test_latvian_endings_are_cut_where_enough_vowels_stay(word: str, stem: str) -> None:
    assert latvian.stem(word) == stem


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("книгами", "книг"),
        ("мовою", "мов"),
        ("мові", "мов"),
        ("новому", "нов"),
        ("вчитися", "вчи"),
        ("вчити", "вчи"),
        ("дім", "дім"),
        ("їх", "їх"),
    ],
)
def test_ukrainian_endings_are_cut(word: str, stem: str) -> None:
    assert UKRAINIAN.stem(word) == stem


def test_the_longest_ending_goes_and_three_letters_stay() -> None:
    suffixes = Suffixes(("ami", "mi", "i"))
    assert suffixes.stem("knigami") == "knig"
    assert suffixes.stem("dami") == "dam"


def test_endings_are_cut_as_often_as_the_language_piles_them_up() -> None:
    assert Suffixes(("lar", "im", "da"), rounds=3).stem("kitablarimda") == "kitab"


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("pl", "książkami"),
        ("ro", "cărților"),
        ("fr", "préférées"),
        ("tr", "çocukları"),
        ("ru", "ёлками"),
        ("lv", "ēkām"),
    ],
)
def test_a_word_typed_without_its_marks_is_cut_alike(language: str, word: str) -> None:
    from_written = stems(word, language)
    assert set(stems(_bare(word), language)) & set(from_written)


@pytest.mark.parametrize("language", ["ka", "so", "am", "xx", ""])
def test_a_language_without_rules_has_no_stems(language: str) -> None:
    assert stems("grāmata", language) == ()


def _bare(word: str) -> str:
    return word.translate(str.maketrans("ążęăâșțéèçıūēāё", "azeaasteeciueaе"))
