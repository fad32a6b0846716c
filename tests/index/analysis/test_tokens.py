"""Cutting text into words, in every script that readers type."""

import pytest

from index.analysis import tokens, words
from index.analysis.tokens import LONGEST_WORD


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sveika, pasaule!", ["Sveika", "pasaule"]),
        ("mācību-grāmata, 2. daļa", ["mācību", "grāmata", "2", "daļa"]),
        ("C un R: 10 stundas", ["C", "un", "R", "10", "stundas"]),
        ("комп'ютер комп’ютер компʼютер комп`ютер", ["комп'ютер", "комп’ютер", "компʼютер", "комп`ютер"]),
        ("«Цитата» і 'лапки'", ["Цитата", "і", "лапки"]),
        ("l’école d'été", ["l’école", "d'été"]),
        ("oʻzbek tili gʻoya", ["oʻzbek", "tili", "gʻoya"]),
        ("हिन्दी की किताब।", ["हिन्दी", "की", "किताब"]),
        ("کتاب‌های کودکان، ۲۰۲۴", ["کتاب‌های", "کودکان", "۲۰۲۴"]),
        ("أين المكتبة؟", ["أين", "المكتبة"]),
        ("كِتَابٌ جديد", ["كِتَابٌ", "جديد"]),
        ("ქართული ენა", ["ქართული", "ენა"]),
        ("የላትቪያ ቋንቋ።", ["የላትቪያ", "ቋንቋ"]),
        ("tiếng Việt", ["tiếng", "Việt"]),
        ("école".replace("é", "e\u0301"), ["e\u0301cole"]),
        ("", []),
        ("… — !?", []),
    ],
)
def test_words_are_found_whole_in_every_script(text: str, expected: list[str]) -> None:
    assert [token.word for token in tokens(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本語", ["日本", "本語"]),
        ("书", ["书"]),
        ("学习拉脱维亚语 A1", ["学习", "习拉", "拉脱", "脱维", "维亚", "亚语", "A1"]),
        ("2024年", ["2024", "年"]),
        ("DVD影片", ["DVD", "影片"]),
    ],
)
def test_a_script_without_spaces_is_cut_into_neighbours(text: str, expected: list[str]) -> None:
    assert [token.word for token in tokens(text)] == expected


@pytest.mark.parametrize("text", ["Ko, kur un cik?", "комп’ютер і книга", "学习拉脱维亚语 A1", "کتاب‌های کودکان"])
def test_a_word_says_where_it_stands(text: str) -> None:
    assert all(text[token.start : token.end] == token.word for token in tokens(text))


def test_an_endless_word_is_cut_short() -> None:
    (token,) = tokens("a" * 10_000)
    assert len(token.word) == LONGEST_WORD and token.end == 10_000


def test_a_query_counts_only_words_that_fold_to_something() -> None:
    assert [token.word for token in words("ـــ grāmata ـ")] == ["grāmata"]
