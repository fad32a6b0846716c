"""Typed words and the words in texts they find, language by language; and the few that must not meet."""

import pytest

from index import fold, keys, query_keys
from index.analysis import keys_of_text, keys_of_word, query_spellings

PARADIGMS = {
    "lv": (
        "grāmata grāmatas grāmatai grāmatu grāmatā grāmatām grāmatās gramatam",
        "valoda valodas valodai valodu valodā valodām valodās",
        "bibliotēka bibliotēkas bibliotēku bibliotēkā biblioteka bibliotekas",
        "skola skolas skolai skolu skolā skolām",
        "jauns jauna jaunam jauno jaunajiem jaunajā",
        "bērns bērna bērnam bērni bērniem bērnus berniem",
    ),
    "uk": (
        "книга книги книгу книгою книгам книгами книгах",
        "мова мови мову мовою мовам мовах",
        "підручник підручника підручники підручників підручнику",
        "бібліотека бібліотеки бібліотеку бібліотекою",
        "комп'ютер комп’ютера компʼютером компютери",
        "проєкт проект проєкти",
        "український українська українського українською",
        "ґанок ганок",
        "її іі",
        "Київ Киів Києва",
        "український украінськии украінська",
    ),
    "ru": (
        "книга книги книгу книгой книгам книгах",
        "язык языка языку языки языков",
        "учебник учебника учебники учебников",
        "ёлка елка ёлки елки",
        "русский русскии русского",
        "файл фаила фаилов",
    ),
    "en": ("book books", "library libraries", "learn learns learning learned", "child's childs"),
    "pl": ("książka książki książkę książką ksiazka ksiazki", "język języka językiem jezyka"),
    "fr": ("école écoles ecole l’école d'école", "livre livres", "bibliothèque bibliothèques bibliotheque"),
    "it": ("libro libri", "acqua l'acqua dell’acqua", "biblioteca"),
    "ro": ("școală școala scoala şcoala", "limba limbă limbi"),
    "tr": ("kitap kitaplar kitapları", "IŞIK ışık isik Işık"),
    "ar": ("كتاب كِتَاب الكتاب كتـاب", "مدرسة المدرسة مدرسه", "مكتبة المكتبة مكتبه"),
    "fa": ("کتاب کتاب‌ها كتاب", "زبان زبان‌ها", "کودک كودك"),
    "prs": ("کتاب کتاب‌ها كتاب",),
    "hi": ("किताब किताबें किताबों", "संबंध सम्बन्ध संबंधों सम्बन्धों", "भाषाएँ भाषाएं"),
    "az": ("məktəb mǝktǝb mekteb",),
    "de": ("Buch Buches", "Märchen Marchen Maerchen märchen"),
}
"""A line holds words that find one another, the first the headword."""

STRANGERS = {
    "lv": ("kāzas skola", "māja meita", "grāmata gramatika"),
    "uk": ("гриб гроб", "рик рік", "їжа іржа", "мій май", "її и"),
    "ru": ("книга кнут", "май маис"),
    "hi": ("किताब कबाब", "हिन्दी हद"),
    "ar": ("كتاب باب",),
    "tr": ("kitap katip",),
}


def typed_and_found() -> list[tuple[str, str, str]]:
    return [
        (language, typed, word)
        for language, lines in PARADIGMS.items()
        for line in lines
        for word in line.split()[:1]
        for typed in line.split()[1:]
    ]


@pytest.mark.parametrize(("language", "typed", "word"), typed_and_found())
def test_a_form_finds_its_headword_and_the_headword_its_forms(language: str, typed: str, word: str) -> None:
    assert keys(typed, language) & keys(word, language)
    assert set(query_keys(typed, "en").all) & keys(word, language)
    assert set(query_keys(word, "en").all) & keys(typed, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [(language, *line.split()) for language, lines in STRANGERS.items() for line in lines],
)
def test_words_that_only_look_alike_do_not_meet(language: str, one: str, other: str) -> None:
    assert not keys(one, language) & keys(other, language)


def test_lemmas_and_stems_are_marked_with_their_language() -> None:
    assert keys_of_word("grāmatām", "lv").exact == ("gramatam",)
    assert "lv~gramata" in keys_of_word("grāmatām", "lv").lemma
    assert keys_of_word("grāmatām", "lv").rule == ("lv~~gramat",)


def test_stems_of_different_languages_do_not_meet() -> None:
    assert not {*keys_of_word("роки", "uk").lemma} & {*keys_of_word("роки", "ru").lemma}


def test_the_article_before_a_french_word_is_left_off_only_in_french_and_italian() -> None:
    assert "ecole" in keys_of_word("l’école", "fr").exact
    assert "acqua" in keys_of_word("DELL’ACQUA", "it").exact
    assert keys_of_word("l’école", "en").exact == ("lecole",)
    assert keys_of_word("aujourd'hui", "fr").exact == ("aujourdhui",)


def test_nobody_knows_the_language_of_a_query_so_every_language_of_its_script_cuts_it() -> None:
    found = query_keys("книги", "lv")
    assert found.exact == ("книги",)
    assert {key.split("~")[0] for key in found.lemma} >= {"uk", "ru"}


@pytest.mark.parametrize(
    "word", ["grāmatām", "l’école", "книги", "фаилов", "сім'ї", "सम्बन्ध", "图书", "کتاب‌ها", "123", "წიგნი"]
)
def test_a_word_of_a_phrase_has_the_spellings_of_a_word_and_nothing_else(word: str) -> None:
    for language in ("lv", "fr", "uk", "hi", "xx"):
        assert query_spellings(word, language) == query_keys(word, language).exact


def test_the_interface_language_comes_first_among_those_of_a_query() -> None:
    assert query_keys("школа", "ru").lemma[0].startswith("ru~")
    assert query_keys("школа", "uk").lemma[0].startswith("uk~")


def test_a_word_of_the_dictionary_is_no_other_without_its_marks() -> None:
    assert keys_of_word("мои", "ru").exact == ("мои",)
    assert keys_of_word("маиор", "ru").exact == ("маиор", "майор")


def test_a_word_without_any_rules_is_found_as_it_stands() -> None:
    assert query_keys("წიგნი", "lv").exact == (fold("წიგნი"),)


def test_a_sign_alone_is_no_word() -> None:
    assert list(keys_of_text("ـ ! …", "ar")) == []
    assert keys("", "lv") == frozenset()


def test_a_text_meets_on_the_keys_of_all_its_words() -> None:
    assert keys("Jaunas grāmatas", "lv") == keys("jaunas", "lv") | keys("grāmatas", "lv")


def test_a_german_compound_is_found_by_its_parts() -> None:
    assert keys("Sprachkurszertifikat", "de") & keys("Zertifikat", "de")


def test_a_lone_ideograph_finds_the_words_it_is_in_and_a_word_only_itself() -> None:
    text = keys("图书馆", "zh")
    assert set(query_keys("书", "lv").all) & text
    assert set(query_keys("图书", "lv").all) & text
    assert not set(query_keys("图画", "lv").all) & text


def test_vietnamese_typed_with_tones_finds_its_own_word_before_one_that_only_looks_alike() -> None:
    typed = query_keys("hoà", "vi")
    assert set(typed.lemma) & set(keys_of_word("hòa", "vi").lemma)
    assert not set(typed.lemma) & set(keys_of_word("hoa", "vi").lemma)
    assert set(typed.exact) & set(keys_of_word("hoa", "vi").exact)
