"""Which language reads a word, where its lemmas come from, and how its endings are cut."""

import pytest

from index.analysis import latvian
from index.analysis.folding import fold
from index.analysis.languages import LANGUAGES, language_of, languages_of
from index.analysis.suffixes import AZERBAIJANI, UKRAINIAN, UZBEK, Slots, Suffixes, endings_of


@pytest.mark.parametrize(("tag", "code"), [("lv", "lv"), ("uk-UA", "uk"), ("prs", "fa"), ("fa-AF", "fa")])
def test_a_language_follows_the_rules_of_its_family(tag: str, code: str) -> None:
    language = language_of(tag)
    assert language and language.code == code


@pytest.mark.parametrize("tag", ["sr-Latn", "xx", ""])
def test_a_language_we_do_not_know_has_no_rules(tag: str) -> None:
    assert language_of(tag) is None


def test_there_are_twenty_four_languages() -> None:
    wanted = "lv en uk ru fr it pl ro ar fa ps tr hi uz ka az es de et lt zh vi am ti"
    assert set(LANGUAGES) == set(wanted.split())


@pytest.mark.parametrize(
    ("word", "some", "none"),
    [
        ("grāmata", {"lv", "en", "fr", "pl"}, {"uk", "ar"}),
        ("книга", {"uk", "ru"}, {"lv", "ar"}),
        ("كتاب", {"ar", "fa"}, {"uk"}),
        ("کتاب", {"ar", "fa"}, {"hi"}),
        ("किताब", {"hi"}, {"lv"}),
        ("წიგნი", {"ka"}, {"ru"}),
        ("መጽሐፍ", {"am", "ti"}, {"ar"}),
        ("китоб", {"uz"}, {"az"}),
    ],
)
def test_a_script_tells_which_languages_a_word_may_be_in(word: str, some: set[str], none: set[str]) -> None:
    found = set(languages_of(word))
    assert some <= found and not none & found


@pytest.mark.parametrize("word", ["2024", "βιβλίο"])
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
    suffixes = Suffixes(endings_of("i mi ami"))
    assert suffixes.stem("knigami") == "knig"
    assert suffixes.stem("dami") == "dam"


def test_endings_are_cut_as_often_as_the_language_piles_them_up() -> None:
    assert Suffixes(endings_of("lar im da"), rounds=3).stem("kitablarimda") == "kitab"


@pytest.mark.parametrize(
    ("slots", "form", "lemma"),
    [(AZERBAIJANI, "kitablarimda", "kitab"), (AZERBAIJANI, "kitabxanaya", "kitabxana"), (UZBEK, "uylarimizdan", "uy")],
)
def test_endings_in_slots_leave_the_word_they_were_put_to(slots: Slots, form: str, lemma: str) -> None:
    assert lemma in slots.stems(form)


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("lv", "grāmatām", "grāmata"),
        ("lv", "nepārlasu", "pārlasīt"),
        ("uk", "книгами", "книга"),
        ("ru", "людьми", "человек"),
        ("ru", "загуглил", "загуглить"),
        ("pl", "książkami", "książka"),
        ("fa", "کتاب‌هایم", "کتاب"),
        ("ar", "وبالمدارس", "مدرسة"),
        ("de", "Häusern", "Haus"),
        ("ka", "წიგნებს", "წიგნი"),
        ("uz", "kitoblarimizdan", "kitob"),
    ],
)
def test_forms_have_the_lemma_a_dictionary_gives_them(language: str, form: str, lemma: str) -> None:
    lemmas, _ = LANGUAGES[language].analysed(form)
    assert fold(lemma) in lemmas


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("pl", "ksiazkami", "książka"),
        ("ro", "cartilor", "carte"),
        ("fr", "preferees", "préférer"),
        ("lv", "ekam", "ēka"),
    ],
)
def test_a_form_typed_without_its_marks_has_the_same_lemma(language: str, form: str, lemma: str) -> None:
    lemmas, _ = LANGUAGES[language].analysed(form)
    assert fold(lemma) in lemmas


def test_a_word_the_dictionary_knows_is_left_alone_by_rules_unless_the_language_needs_both() -> None:
    assert LANGUAGES["pl"].analysed("książkami")[1] == ()
    assert LANGUAGES["pl"].analysed("zyzgobrańskiego")[1]
    assert LANGUAGES["lv"].analysed("grāmatām")[1]
