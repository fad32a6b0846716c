"""Whole paradigms: do the forms of a word find one another, as written and as typed, and do strangers stay apart?"""

import pytest

from tests.index.analysis import paradigms

FLOORS = {
    "am": (86, 86, 97, 100), "ar": (89, 89, 93, 100), "az": (95, 95, 99, 71), "de": (99, 99, 80, 73), "en": (97, 97, 100, 100),
    "es": (96, 96, 100, 93), "et": (98, 98, 25, 100), "fa": (98, 98, 96, 100), "fr": (99, 99, 82, 100), "hi": (99, 99, 99, 93),
    "it": (95, 95, 89, 100), "ka": (90, 90, 66, 85), "lt": (99, 99, 66, 93), "lv": (99, 99, 70, 100), "pl": (99, 99, 100, 100),
    "ps": (75, 75, 93, 86), "ro": (98, 98, 86, 100), "ru": (99, 99, 92, 100), "ti": (70, 70, 100, 93), "tr": (98, 98, 100, 100),
    "uk": (99, 99, 95, 100), "uz": (98, 98, 100, 78), "vi": (100, 100, 76, 100), "zh": (99, 99, 99, 100),
}  # fmt: skip
"""By language: the least recall, recall without diacritics, spellings that meet and strangers that stay apart, in per cent."""


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_a_language_reaches_its_floor(language: str) -> None:
    found = paradigms.measure(language)
    reached = (found.recall, found.bare_recall, found.spellings, found.apart)
    missed = [f"{form} ≠ {lemma}" for form, lemma in paradigms.apart(language)]
    assert all(share >= floor for share, floor in zip(reached, FLOORS[language], strict=True)), (reached, missed[:20])


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_a_paradigm_file_is_large_enough_to_mean_something(language: str) -> None:
    found = paradigms.read(language)
    assert len(found.forms) + len(found.spellings) >= (25 if language == "vi" else 100)


def test_every_language_has_a_file() -> None:
    assert {path.stem for path in paradigms.FOLDER.glob("*.txt")} == set(FLOORS)
