"""Records that may describe the same thing: found by their numbers, and by title, contributors and language."""

import sys
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

from catalogue.storage import Database, Unit
from index import fold

MOST_ALIKE = 50
"""Records of one group that are looked at; of more that share everything, the others come as these are merged."""

_PORTION = 500


class Duplicates:
    """The likely duplicates of one catalogue; found anew when something has changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._found: tuple[tuple[str, int, int], tuple[tuple[str, ...], ...]] | None = None
        self._finding = threading.Lock()

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Keys of records that may be the same thing, a tuple for each thing."""
        with self._finding, self._database.reading() as unit:
            different = unit.likeness.different()
            state = (unit.log.id, unit.log.head(), len(different))
            if self._found is None or self._found[0] != state:
                self._found = (state, tuple(_groups(_pairs(unit) - different)))
            return self._found[1]

    def tell_apart(self, keys: Iterable[str], by: str) -> None:
        """Remember that these are not the same thing, any two of them."""
        with self._database.writing() as unit:
            there = sorted(unit.records.types(keys))[:MOST_ALIKE]
            unit.likeness.tell_apart(combinations(there, 2), by)


def _pairs(unit: Unit) -> set[tuple[str, str]]:
    """Two and two records that look like the same, the smaller key first."""
    found: set[tuple[str, str]] = set()
    by_number: dict[tuple[str, str], list[str]] = defaultdict(list)
    for scheme, value, key in unit.likeness.shared_identifiers():
        by_number[scheme, value].append(key)
    for numbered in by_number.values():
        found.update(combinations(sorted(numbered)[:MOST_ALIKE], 2))
    by_title: dict[str, set[str]] = defaultdict(set)
    for key, title in unit.likeness.titles():
        by_title[_normal(title)].add(key)
    candidates = {title: keys for title, keys in by_title.items() if len(keys) > 1}
    described = _described(unit, sorted(set().union(*candidates.values())))
    for keys in candidates.values():
        by_description: dict[object, list[str]] = defaultdict(list)
        for key in sorted(keys & described.keys()):
            by_description[described[key][0]].append(key)
        for alike in by_description.values():
            pairs = combinations(alike[:MOST_ALIKE], 2)
            found.update(pair for pair in pairs if not _are_editions(described[pair[0]][1], described[pair[1]][1]))
    return found


def _described(unit: Unit, keys: list[str]) -> dict[str, tuple[object, frozenset[str]]]:
    """Of each record: contributors and languages in one spelling, and its ISBNs. A name is the same with the family name before
    or after the other."""
    found: dict[str, tuple[object, frozenset[str]]] = {}
    for start in range(0, len(keys), _PORTION):
        for key, makers, languages, isbns in unit.likeness.makers(keys[start : start + _PORTION]):
            names = {" ".join(sorted(_normal(name).split())) for name in makers}
            found[key] = ((tuple(sorted(names)), tuple(sorted(languages))), isbns)
    return found


@cache
def _signs() -> dict[int, str]:
    """Punctuation and symbols, as spaces."""
    return {code: " " for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] in "PS"}


def _normal(words: str) -> str:
    """Words without marks, capitals and punctuation."""
    folded = fold(words)
    return " ".join(folded.translate(_signs()).split()) or folded


def _are_editions(first: frozenset[str], second: frozenset[str]) -> bool:
    """True of two with ISBNs of their own: each edition has one."""
    return bool(first and second and not first & second)


def _groups(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """The records that pairs connect."""
    beside: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        beside[first].add(second)
        beside[second].add(first)
    seen: set[str] = set()
    for start in sorted(beside):
        waiting, group = [start], []
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                group.append(key)
                waiting += beside[key]
        if group:
            yield tuple(sorted(group))
