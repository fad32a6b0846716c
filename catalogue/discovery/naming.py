"""What librarians type to name a language, a topic or a library, in any language, and what it can mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest

from catalogue.discovery.vocabulary import NAMED_LANGUAGES
from catalogue.languages import INTERFACES
from catalogue.languages.names import language_name, own_name
from catalogue.records.rules import is_language
from catalogue.storage import Database
from index import fold

MOST_OFFERED = 8


@dataclass(frozen=True)
class Names:
    """Folded names, and the codes or keys each can mean."""

    meant: Mapping[str, frozenset[str]]

    def named(self, word: str) -> tuple[str, ...]:
        """What a whole name can mean."""
        return tuple(sorted(self.meant.get(fold(word), ())))

    def offered(self, begun: str) -> tuple[str, ...]:
        """What a name that begins, or has a word that begins, like this can mean; the shortest names first."""
        asked = fold(begun)
        if not asked:
            return ()
        fitting = (name for name in self.meant if name.startswith(asked) or f" {asked}" in name)
        best = nsmallest(MOST_OFFERED * 3, fitting, key=lambda name: (not name.startswith(asked), len(name), name))
        return tuple(dict.fromkeys(code for name in best for code in sorted(self.meant[name])))[:MOST_OFFERED]


class Naming:
    """The names of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[tuple[str, ...], tuple[tuple[str, int], Names]] = {}

    def languages(self) -> Names:
        """Every language CLDR has a name for, in the interface languages and its own."""
        return _languages()

    def records(self, *types: str) -> Names:
        """The published records of these types by their titles in all languages; kept until one of them is saved."""
        with self._database.reading() as unit:
            state = (unit.log.id, max(map(unit.log.last_of, types)))
            kept = self._kept.get(types)
            if kept is None or kept[0] != state:
                found = unit.records.of_type(*types)
                kept = self._kept[types] = (
                    state,
                    _names((name.value, each.key) for each in found for name in each.titles),
                )
            return kept[1]


@cache
def _languages() -> Names:
    """Languages without regions: those of records."""
    named = (str(code) for each in INTERFACES for code in each.babel.languages)
    known = {code for code in named if "_" not in code and is_language(code)} | {*NAMED_LANGUAGES}
    in_interfaces = ((language_name(code, each), code) for each in INTERFACES for code in known)
    own = ((own_name(code), code) for code in NAMED_LANGUAGES)
    return _names([*in_interfaces, *own, *((code, code) for code in known)])


def _names(pairs: Iterable[tuple[str, str]]) -> Names:
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(fold(name), set()).add(code)
    return Names({name: frozenset(codes) for name, codes in found.items()})
