"""Plots: bars that keep their proportions, in pictures that end at round numbers."""

import pytest

from catalogue.web.desk.plots import HEIGHT, Point, columns, length, round_number


@pytest.mark.parametrize(
    ("number", "rounded"),
    [(0, 1), (1, 1), (3, 5), (5, 5), (7, 10), (11, 20), (99, 100), (100, 100), (101, 200), (4_999, 5_000)],
)
def test_a_plot_ends_at_a_round_number(number: int, rounded: int) -> None:
    assert round_number(number) == rounded


def test_bars_stand_on_the_foot_and_keep_their_proportion() -> None:
    plot = columns([Point(50, 25, "Monday: 50"), Point(0, 0, "Tuesday: 0")])
    full, none = plot.bars
    assert plot.most == 50 and (full.top, full.height) == (0, HEIGHT)
    assert (full.part_top, full.part_height) == (HEIGHT / 2, HEIGHT / 2)
    assert (none.height, none.top, none.said) == (0, HEIGHT, "Tuesday: 0") and none.x > full.x


def test_a_small_number_beside_a_large_one_can_be_seen() -> None:
    assert length(1, 100_000, 100) == 1.0 and length(0, 100_000, 100) == 0.0


def test_a_plot_of_nothing_is_empty() -> None:
    assert columns([]).bars == () and columns([Point(0, 0, "")]).most == 1
