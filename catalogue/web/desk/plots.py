"""Numbers as pictures: where each bar of a plot stands and how far it reaches. Plots hold no text, which would shrink with them;
what they say stands beside them, and in a table beneath."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 100
STEP, WIDTH = 10, 8
"""From one bar to the next, and how much of that is bar; the unit is the picture's own."""

_ROUND = (1, 2, 5, 10)


@dataclass(frozen=True)
class Point:
    """A number to draw and how much of it is apart; `said` is both in a sentence."""

    number: int
    part: int
    said: str


@dataclass(frozen=True)
class Bar:
    """A bar that stands at `x` and reaches down to the foot of the plot, from `top`, its part from `part_top`."""

    x: int
    top: float
    height: float
    part_top: float
    part_height: float
    said: str


@dataclass(frozen=True)
class Plot:
    """Bars side by side; the highest number the plot has room for is `most`."""

    bars: tuple[Bar, ...]
    width: int
    most: int


def columns(points: Sequence[Point]) -> Plot:
    """The points as bars beside each other."""
    most = round_number(max((point.number for point in points), default=0))
    bars = []
    for place, point in enumerate(points):
        height, part_height = length(point.number, most, HEIGHT), length(point.part, most, HEIGHT)
        x = place * STEP + (STEP - WIDTH) // 2
        bars.append(Bar(x, HEIGHT - height, height, HEIGHT - part_height, part_height, point.said))
    return Plot(tuple(bars), max(len(bars), 1) * STEP, most)


def length(number: int, most: int, room: int) -> float:
    """How long a bar is that has so much room for the highest number; one of a small number can still be seen."""
    return max(round(room * number / most, 1), 1.0) if number and most else 0.0


def round_number(number: int) -> int:
    """The next number of the kind 1, 2, 5, 10, 20, 50 … that is not lower; at least 1."""
    unit = 10 ** (len(str(number)) - 1)
    return next((factor * unit for factor in _ROUND if factor * unit >= number), 1) or 1
