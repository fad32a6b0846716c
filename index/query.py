"""What is asked of the index. Our own small tree, never an engine's query string."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SORTS = ("relevance", "newest", "title", "date")


@dataclass(frozen=True)
class Range:
    """Numbers from `low` to `high`, both included; None leaves an end open."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Label:
    """Words of one language for a concept."""

    text: str
    language: str


@dataclass(frozen=True)
class Meaning:
    """Clauses of the query, by their places from 0, that name a concept.

    Entries filed under one of the facet ids match them too (`facets` are pairs of facet and id), and so do those whose texts
    have one of the `labels`, in whatever language.
    """

    places: tuple[int, ...]
    facets: tuple[tuple[str, str], ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Query:
    """`words` as the visitor typed them; `language` is the interface's; a filter's values are alternatives of one another."""

    words: str = ""
    language: str = "en"
    filters: Mapping[str, tuple[str | Range, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    size: int = 20
    meanings: tuple[Meaning, ...] = ()
    boosts: Mapping[tuple[str, str], float] = field(default_factory=dict)
