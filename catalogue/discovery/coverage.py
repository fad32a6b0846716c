"""What the published records cover: how many there are of each value of a filter, and of two values together. Counted in the
index, where no record need be opened."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from index import Index, IndexUnusable

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Crossing:
    """The records of each value of one filter, in all, and with each value of another."""

    rows: Mapping[str, int]
    columns: Mapping[str, int]
    cells: Mapping[tuple[str, str], int]


class Coverage:
    """Counts one catalogue."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __call__(self, rows: str, columns: str) -> Crossing | None:
        """Two filters crossed; None while the index cannot be used."""
        try:
            reader = self._index.reader()
            return Crossing(reader.counted(rows), reader.counted(columns), reader.crossed(rows, columns))
        except IndexUnusable as reason:
            _log.warning("Nothing can be counted: %s.", reason)
            return None
