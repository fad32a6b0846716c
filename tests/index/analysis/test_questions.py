"""Whole questions, as newcomers ask them, and the words of theirs that say what they look for.

Files `asked/<language>.tsv` hold a question and its content words a line.
"""

from pathlib import Path

import pytest

from index import clauses, fold
from index.analysis.questions import content, likely_language, stop_words

ASKED = Path(__file__).parent / "asked"
LANGUAGES = sorted(path.stem for path in ASKED.glob("*.tsv"))


def questions(language: str) -> list[tuple[str, str]]:
    lines = (ASKED / f"{language}.tsv").read_text("utf-8").splitlines()
    return [(question, words) for question, _, words in (line.partition("\t") for line in lines) if question]


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"zh"}))
def test_the_content_of_a_question_is_what_a_speaker_says_it_is(language: str) -> None:
    for question, words in questions(language):
        typed = [clause.words[0] for clause in clauses(question)]
        kept = [word for word, says in zip(typed, content(typed, language), strict=True) if says]
        assert kept == [clause.words[0] for clause in clauses(words)], question


def test_chinese_questions_fall_into_words_at_their_small_words() -> None:
    right = sum(
        {clause.words[0] for clause in clauses(words)} <= {clause.words[0] for clause in clauses(question)}
        for question, words in questions("zh")
    )
    assert right >= 8


def test_small_words_are_known_in_traditional_signs_too() -> None:
    traditional, simplified = clauses("在哪裡可以學習"), clauses("在哪里可以学习")
    assert [fold(clause.words[0]) for clause in traditional] == [clause.words[0] for clause in simplified] == ["学习"]


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"zh"}))
def test_most_questions_are_known_for_the_language_they_are_in(language: str) -> None:
    asked = [tuple(clause.words[0] for clause in clauses(question)) for question, _ in questions(language)]
    assert sum(likely_language(words, "en") == language for words in asked) >= 0.8 * len(asked)


def test_a_small_word_of_one_language_is_a_subject_in_another() -> None:
    assert "car" in stop_words("fr")
    assert content(["car", "rental"], "fr") == (True, True)
    assert content(["car", "il", "parle"], "en")[0] is False


def test_a_query_of_small_words_alone_asks_for_them() -> None:
    assert content(["kur", "tu", "esi"], "lv") == (True, True, True)
    assert content([], "lv") == ()
