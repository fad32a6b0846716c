"""The words of several segments, counted once each."""

import pytest

from index.suggest import SegmentWords, Words, spellings

LARGE = SegmentWords([("gramata", 5), ("grams", 3), ("griba", 9), ("skola", 2)])
SMALL = SegmentWords([("gramata", 1), ("gramatika", 8), ("grams", 4)])


def test_words_of_all_segments_are_counted_together() -> None:
    words = Words([LARGE, SMALL])
    assert words.beginning("gra") == ("gramatika", "grams", "gramata")
    assert [words.count(word) for word in ("grams", "gramata", "nekas")] == [7, 6, 0]


def test_a_word_is_shown_as_most_entries_of_all_segments_write_it() -> None:
    written = [spellings([("gramata=grāmata", 2), ("gramata=gramatā", 1)]), spellings([("gramata=grāmata", 1)])]
    assert Words([LARGE, SMALL], written).shown("gramata") == "grāmata"
    assert Words([LARGE, SMALL], written[1:]).shown("gramata") == "gramata"


@pytest.mark.parametrize(
    ("typed", "meant"), [("skoal", ["skola"]), ("gramta", ["gramata"]), ("rgams", ["grams"]), ("gr", [])]
)
def test_slips_are_put_right_by_words_of_any_segment(typed: str, meant: list[str]) -> None:
    assert Words([SMALL, LARGE]).near(typed) == meant


def test_of_words_equally_near_the_most_frequent_comes_first() -> None:
    assert Words([LARGE, SegmentWords([("gremi", 1), ("grama", 2)])]).near("grami") == ["grams", "grama", "gremi"]
