"""Alphabetical order as each language's readers know it, with ICU and without."""

import pytest

from catalogue.languages import alphabet, has_icu

ORDERED = {
    "en": ["10 stories", "1984", "Apple", "école", "zebra"],
    "lv": ["Abele", "Cēsis", "Čakste", "Gulbene", "Ģirts", "Kuldīga", "Ķekava", "Sigulda", "Šķēde", "Zilupe", "Žagare"],
    "uk": ["гора", "ґанок", "дім", "житло", "зима", "іній", "їжак", "йод", "книга"],
    "ru": ["1984", "еда", "ёж", "ель", "жук", "яма", "Abele"],
    "pl": ["2 bajki", "lampa", "łąka", "mapa", "sad", "śnieg", "zamek", "źrebak", "żaba"],
    "ro": ["abac", "ăla", "ban", "sat", "școală", "tot", "țară"],
    "tr": ["Ankara", "Çay", "Isparta", "Işık", "İstanbul", "İzmir", "kitap", "Şile", "Uşak"],
    "es": ["nube", "ñandú", "ocho"],
    "ps": ["پلار", "تاریخ", "ټول", "ځای", "څوک", "ښار", "کتاب", "نن", "ور"],
    "fa": ["آب", "ابر", "پدر", "کتاب", "گل", "یار"],
    "ar": ["أب", "اتحاد", "باب", "تاب", "جبل", "كتاب", "مدرسة", "يد"],
}


@pytest.fixture
def without_icu(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that ICU has no wheel for."""
    monkeypatch.setattr(alphabet, "_collator", lambda language: None)


@pytest.mark.parametrize("language", ORDERED)
def test_words_stand_in_the_readers_order_without_icu(without_icu: None, language: str) -> None:
    assert sorted(set(ORDERED[language]), key=lambda word: alphabet.sort_key(word, language)) == ORDERED[language]


@pytest.mark.skipif(not has_icu(), reason="ICU has no ready-made files for this machine: see requirements-icu.txt")
@pytest.mark.parametrize("language", ORDERED)
def test_words_stand_in_the_readers_order_with_icu(language: str) -> None:
    assert sorted(set(ORDERED[language]), key=lambda word: alphabet.sort_key(word, language)) == ORDERED[language]


@pytest.mark.parametrize("has_collator", [True, False])
def test_latvian_long_vowels_stand_behind_the_short_ones(has_collator: bool, request: pytest.FixtureRequest) -> None:
    if not has_collator:
        request.getfixturevalue("without_icu")
    words = ["1984", "ekrāns", "ēka", "irbe", "yoga", "īsts", "jods", "kazas", "kāzas", "mazs", "māja"]
    assert sorted(words, key=lambda word: alphabet.sort_key(word, "lv")) == words


def test_a_persian_title_stands_in_its_place_on_whatever_keyboard_it_was_typed(without_icu: None) -> None:
    assert alphabet.sort_key("كتاب ي", "fa") == alphabet.sort_key("کتاب ی", "fa")


@pytest.mark.parametrize("quoted", ["«Ābece»", "“Ābece”", " (Ābece)", "¿Ābece"])
def test_signs_before_the_first_letter_do_not_count(without_icu: None, quoted: str) -> None:
    assert alphabet.sort_key(quoted, "lv").startswith(alphabet.sort_key("Ābece", "lv"))


@pytest.mark.parametrize("text", ["", "\u202e", "a" * 10_000, "१२३", "漢字", "🙂"])
def test_any_text_has_a_place(without_icu: None, text: str) -> None:
    assert isinstance(alphabet.sort_key(text, "lv"), bytes)
