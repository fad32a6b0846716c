"""Pages of results as they were last made. What a tile, a poster's code or a whole class asks for is asked again and again, and
making the page costs many times what giving the same one once more does."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from time import monotonic

from catalogue.records.asked import Asked
from index import Kept

MOST_HELD = 8_000_000
"""Characters of all pages that are kept; the least recently asked go first."""

LASTS = 300
"""Seconds for which a page is given at most: with time activities end and libraries close."""


@dataclass(frozen=True)
class Rendering:
    """A page, and what is counted each time somebody asks for it. It does not last when the next one may be better."""

    html: str
    asked: Asked | None
    lasts: bool


class Rendered:
    """Pages by their address. They are the same for everybody: there are no readers' accounts and no cookies."""

    def __init__(self) -> None:
        self._kept: Kept[Rendering] = Kept(MOST_HELD, lambda rendering: len(rendering.html))

    def page(self, address: str, state: Hashable, make: Callable[[], Rendering]) -> Rendering:
        """The page at this whole address, made anew when it is not kept or the state of the catalogue is another one; a state
        that is None is never the same."""
        if state is None:
            return make()
        key = (address, state, int(monotonic() // LASTS))
        rendering = self._kept.get(key) or make()
        return self._kept.keep(key, rendering) if rendering.lasts else rendering
