"""Persian verbs and plurals that the dictionary leaves out."""

import pytest

from index.analysis.folding import fold
from index.analysis.persian import lemmas


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("خواندم", "خواندن"),
        ("نوشته", "نوشتن"),
        ("بنویسید", "نوشتن"),
        ("ببینم", "دیدن"),
        ("نرفتم", "رفتن"),
        ("بیاموزم", "آموختن"),
        ("مدارکم", "مدرک"),
        ("پناهندگانی", "پناهنده"),
        ("دروس", "درس"),
    ],
)
def test_a_form_meets_its_lemma(form: str, lemma: str) -> None:
    assert fold(lemma) in lemmas(form)


@pytest.mark.parametrize("word", ["بچه", "نان", "درخت", "میز"])
def test_a_word_that_begins_like_a_prefix_is_no_verb(word: str) -> None:
    assert not [lemma for lemma in lemmas(word) if lemma.endswith(("دن", "تن"))]
