"""Texts and their translations: which one a reader is shown, and which translation has fallen behind."""

import pytest

from catalogue.records import Text
from catalogue.records.text import (
    fingerprint,
    in_order,
    is_outdated,
    original,
    pick,
    restamped,
    translated,
    with_one_main,
)
from tests.building import a_text, a_title

LV = a_text("Par skolu.", "lv")
UK = a_text("Про школу.", "uk", origin="human")
EN = a_text("On school.", "en", origin="machine")


@pytest.mark.parametrize(
    ("languages", "shown"),
    [
        (("uk", "en"), UK),
        (("en",), EN),
        (("ar", "en", "lv"), EN),
        (("fr",), LV),
        ((), LV),
    ],
)
def test_a_reader_is_shown_the_first_language_there_is_else_the_original(
    languages: tuple[str, ...], shown: Text
) -> None:
    assert pick((EN, UK, LV), languages) == shown


def test_a_language_also_stands_for_its_variants() -> None:
    latin, other = a_text("Pro shkolu.", "uk-Latn"), a_text("À propos.", "fr-CA")
    assert pick((latin, UK), ("uk",)) == UK
    assert pick((LV, latin), ("uk",)) == latin
    assert pick((LV, other), ("fr-FR",)) == other


def test_where_nothing_is_original_the_first_text_is_shown() -> None:
    assert pick((EN, UK), ("ar",)) == EN
    assert pick((), ("ar",)) is None


def test_the_original_is_the_first_that_is_no_translation() -> None:
    assert original((EN, LV)) == LV
    assert original((EN, UK)) is None


def test_a_translation_is_outdated_once_its_source_was_edited() -> None:
    made = translated("Про школу.", "uk", LV)
    assert (made.origin, made.made_from) == ("human", fingerprint(LV.value))
    assert not is_outdated(made, (LV, made))
    assert is_outdated(made, (a_text("Par skolām.", "lv"), made))


@pytest.mark.parametrize("text", [LV, UK, a_text("X", "en", made_from="0" * 16)])
def test_an_original_or_a_translation_of_unknown_source_is_never_outdated(text: Text) -> None:
    assert not is_outdated(text, (a_text("Edited.", "lv"), text))


def test_a_translation_without_an_original_is_not_outdated() -> None:
    assert not is_outdated(translated("Про школу.", "uk", LV), ())


def test_a_fingerprint_changes_with_any_letter_and_can_be_taken_of_anything() -> None:
    assert fingerprint("skola") == fingerprint("skola") != fingerprint("Skola")
    assert len(fingerprint("\ud800")) == 16


def test_a_new_translation_is_stamped_with_the_present_original_and_others_keep_their_stamp() -> None:
    old = translated("Old.", "fr", a_text("Cits.", "lv"))
    stamped = restamped((LV, UK, old))
    assert [text.made_from for text in stamped] == ["", fingerprint(LV.value), old.made_from]
    assert restamped((UK,)) == (UK,)


def test_just_one_title_is_the_main_one() -> None:
    first, second = a_title("Viens", "lv"), a_title("Один", "uk")
    assert [title.kind for title in with_one_main((first, second))] == ["main", "parallel"]


def test_the_main_title_is_an_original_even_behind_translations() -> None:
    titles = (a_title("One", "en", origin="machine"), a_title("Viens", "lv", kind="parallel"))
    assert [title.kind for title in with_one_main(titles)] == ["parallel", "main"]
    assert [title.kind for title in with_one_main(titles[:1])] == ["main"]


def test_alternative_and_romanised_titles_stay_what_they_are() -> None:
    titles = (a_title("Odyn", "uk-Latn", kind="romanised"), a_title("Cits", kind="alternative"))
    assert with_one_main(titles) == titles
    assert with_one_main(()) == ()


def test_texts_are_kept_in_one_order() -> None:
    titles = (
        a_title("Z", "lv", kind="alternative"),
        a_title("Y", "uk", origin="human"),
        a_title("X", "fr", kind="parallel"),
        a_title("W", "lv"),
    )
    assert [title.value for title in in_order(titles)] == ["W", "Y", "X", "Z"]
    assert in_order((UK, EN, LV)) == (LV, EN, UK)
    assert in_order(in_order(titles)) == in_order(reversed(titles))
