"""Folding, a test for each of its rules: spellings that must meet, and letters that must stay apart."""

import unicodedata

import pytest

from index import fold
from index.analysis import keys_of_word
from index.analysis.folding import lowered


def every_pair(*lines: str) -> list[tuple[str, str]]:
    """Each line's words with the fold they share, the last."""
    return [(word, line.split()[-1]) for line in lines for word in line.split()]


@pytest.mark.parametrize(
    ("typed", "folded"),
    every_pair(
        "ĀČĒĢĪĶĻŅŠŪŽ āčēģīķļņšūž acegiklnsuz",
        "Łódź łódź lodz",
        "été ETE ete",
        "Việt viêt viet",
        "naïve naive",
    ),
)
def test_accents_do_not_count(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ї", "і"), ("Йод", "Иод"), ("їжа", "іжа")])
def test_cyrillic_letters_with_a_mark_of_their_own_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(one)


@pytest.mark.parametrize("typed", ["圖書館", "图书馆", "圖书館"])
def test_traditional_chinese_signs_are_their_simplified_ones(typed: str) -> None:
    assert fold(typed) == "图书馆"


@pytest.mark.parametrize("typed", ["за́мок", "кни́га"])
def test_a_stress_mark_does_not_count(typed: str) -> None:
    assert fold(typed) == typed.replace("\u0301", "")


@pytest.mark.parametrize("word", ["हिन्दी", "किताब", "বাংলা", "தமிழ்", "සිංහල"])
def test_the_vowel_signs_of_indic_scripts_stay(word: str) -> None:
    assert fold(word) == unicodedata.normalize("NFC", word)
    assert len({fold(sign) for sign in ("की", "कि", "क")}) == 3


@pytest.mark.parametrize(
    ("typed", "folded"),
    every_pair("Ł ł l", "Đ đ d", "Ø ø o", "ẞ ß ss", "Æ æ ae", "Œ œ oe", "ı i", "Ə ə e", "Þ þ th", "Ħ ħ h"),
)
def test_letters_that_unicode_does_not_take_apart_are_folded_too(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("written", "typed"), [("Märchen", "Maerchen"), ("schön", "schoen"), ("ÜBUNG", "uebung"), ("Märchen", "Marchen")]
)
def test_german_umlauts_may_be_typed_as_two_letters(written: str, typed: str) -> None:
    assert fold(typed) in keys_of_word(written, "de").exact


def test_only_german_writes_umlauts_as_two_letters() -> None:
    assert "oeppima" not in keys_of_word("õppima", "et").exact
    assert keys_of_word("çözüm", "tr").exact == ("cozum",)


@pytest.mark.parametrize(("typed", "folded"), every_pair("Școală ŞCOALĂ şcoală scoala", "Țară Ţară tara"))
def test_romanian_letters_with_comma_and_with_cedilla_meet(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("text", "language", "small"),
    [("ISPARTA İZMİR", "tr", "ısparta izmir"), ("IŞIQ", "az-AZ", "ışıq"), ("IS", "en", "is"), ("IS", "", "is")],
)
def test_only_turkic_languages_have_two_kinds_of_i(text: str, language: str, small: str) -> None:
    assert lowered(text, language) == small


@pytest.mark.parametrize("typed", ["ISPARTA", "Isparta", "ısparta", "İsparta", "isparta"])
def test_every_turkish_i_meets_in_the_end(typed: str) -> None:
    assert fold(typed) == fold(lowered(typed, "tr")) == "isparta"


@pytest.mark.parametrize("apostrophe", "\u02bc\u2019'\u2018`\u02bb")
def test_apostrophes_do_not_count(apostrophe: str) -> None:
    assert fold(f"комп{apostrophe}ютер") == "компютер"
    assert fold(f"o{apostrophe}zbek g{apostrophe}oya") == "ozbek goya"


@pytest.mark.parametrize(("typed", "folded"), every_pair("Ґанок ганок", "Ёлка елка"))
def test_cyrillic_letters_that_people_leave_out_meet_their_neighbours(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(("typed", "folded"), every_pair("Ў oʻ o", "Ғ gʻ g", "Қ q", "Ҳ h"))
def test_uzbek_letters_meet_across_its_two_scripts(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(("typed", "folded"), every_pair("كِتَابٌ كـتـاب كتاب", "مُدَرِّس مدرس", "هٰذا هذا"))
def test_arabic_vowel_marks_and_stretching_do_not_count(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "folded"), every_pair("أ إ آ ٱ ا", "ى ي", "ة ه", "ؤ و", "ئ ي", "ی ې ۍ ي", "ک ك", "ګ گ", "ۀ ه")
)
def test_one_letter_table_serves_the_whole_arabic_script(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_a_word_joined_without_space_is_found_whole_and_by_its_parts() -> None:
    assert keys_of_word("کتاب\u200cها", "fa").exact == (fold("کتابها"), fold("کتاب"), fold("ها"))


@pytest.mark.parametrize("typed", ["٢٠٢٤", "۲۰۲۴", "२०२४", "2024", "２０２４"])
def test_any_digits_are_the_same_number(typed: str) -> None:
    assert fold(typed) == "2024"


@pytest.mark.parametrize(("typed", "folded"), every_pair("ሐ ኀ ሀ", "ሠ ሰ", "ዐ አ", "ፀ ጸ"))
def test_ethiopic_letters_that_sound_alike_meet(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize("word", ["grāmata", "їжак", "Йосип", "किताब", "cărți", "été", "مدرسة", "Việt", "skaitlių"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_spellings_have_the_same_keys(word: str, form: str) -> None:
    spelt = unicodedata.normalize(form, word)
    assert fold(spelt) == fold(word)
    assert all(keys_of_word(spelt, language) == keys_of_word(word, language) for language in ("lv", "uk", "lt", "ar"))


@pytest.mark.parametrize("word", ["Grāmata", "ЇЖАК", "किताबें", "مُدَرِّسَة", "İstanbul", "ﬁlm", "Ⅳ", "oʻzbek"])
def test_what_is_folded_stays_as_it_is(word: str) -> None:
    assert fold(fold(word)) == fold(word)
