"""How the index files a thing. Plain values only, so that another engine can stand behind the same face."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TEXT_FIELDS = ("title", "name", "text")
"""Fields of an entry's texts, from the weightiest; `name` is for people and bodies."""


@dataclass(frozen=True)
class Entry:
    """One thing to be found.

    `texts` are (language, field, text) with a field of TEXT_FIELDS; `names` are folded only, never stemmed; `identifiers` match
    whole; `facets` are ids under a facet's name; `numbers` sort and filter by range; `order` holds the key that sorts
    the title for readers of each interface language.
    """

    key: str
    kind: str
    texts: tuple[tuple[str, str, str], ...] = ()
    names: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    order: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadTo:
    """How far in which change log an index has read."""

    log: str
    sequence: int
