"""What a visitor asks for, as it stands in an address: known parameters only, every number within bounds.

`parse` and `arguments` are inverse to one another; every link that changes a search is made from a changed request.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalogue.records import codes
from catalogue.records.rules import cleaned, is_country, is_language
from index import SORTS, Range

MOST_PAGES = 500
MOST_SIZE = 100
LONGEST_QUERY = 1000
MOST_VALUES = 20
"""Values of one filter, and letters of a query, that are read; the rest is left out."""

LITERAL = "literal"
"""The parameter that says not to read words as if typed on another keyboard."""

_YES = ("yes",)


def _is_name(value: str) -> bool:
    return 0 < len(value) <= 80 and value == cleaned(value)


def _is_span(value: str) -> bool:
    return span(value) is not None


FILTERS = {
    "kind": (*codes.RESOURCE_KINDS, *codes.ACTIVITY_KINDS).__contains__,
    "teaches": is_language,
    "level": codes.LEVELS.__contains__,
    "in": is_language,
    "for": is_language,
    "topic": _is_name,
    "audience": codes.AUDIENCES.__contains__,
    "age": _is_span,
    "access": codes.ACCESS_FEATURES.__contains__,
    "no-reading": _YES.__contains__,
    "free": _YES.__contains__,
    "online": _YES.__contains__,
    "town": _is_name,
    "country": is_country,
    "branch": _is_name,
    "year": _is_span,
}
"""Every filter, in the order pages show them, with what a value of it must be; other values are left out."""

AGE_BANDS = ("0-2", "3-5", "6-8", "9-12", "13-17")


@dataclass(frozen=True)
class SearchRequest:
    """One search: words, filters, order and page. `is_literal` when the words are meant exactly as they were typed."""

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    size: int = 20
    is_literal: bool = False

    @property
    def is_open(self) -> bool:
        """True when nothing was asked: no words and no filter."""
        return not self.q and not self.filters

    def has(self, name: str, value: str) -> bool:
        """True when this filter is set to this value, perhaps among others."""
        return value in self.filters.get(name, ())

    def adding(self, name: str, value: str) -> "SearchRequest":
        """The same search narrowed by one more value, from its first page."""
        values = tuple(dict.fromkeys((*self.filters.get(name, ()), value)))
        return replace(self, filters={**self.filters, name: values}, page=1)

    def removing(self, name: str, value: str) -> "SearchRequest":
        """The same search without this value, from its first page."""
        values = tuple(each for each in self.filters.get(name, ()) if each != value)
        others = {other: kept for other, kept in self.filters.items() if other != name}
        return replace(self, filters={**others, name: values} if values else others, page=1)

    def cleared(self) -> "SearchRequest":
        """The same words without any filter."""
        return replace(self, filters={}, page=1)

    def on_page(self, page: int) -> "SearchRequest":
        """Another page of the same search."""
        return replace(self, page=page)

    def sorted_by(self, sort: str) -> "SearchRequest":
        """The same search in another order, from its first page."""
        return replace(self, sort=sort, page=1)

    def asking(self, words: str) -> "SearchRequest":
        """The same filters with other words, from the first page."""
        return replace(self, q=words, page=1, is_literal=False)

    def literally(self) -> "SearchRequest":
        """The same search for exactly what was typed."""
        return replace(self, page=1, is_literal=True)

    def arguments(self) -> list[tuple[str, str]]:
        """The pairs that `parse` reads; what stands at its default is left out."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name in FILTERS for value in self.filters.get(name, ())]
        defaults = SearchRequest()
        for name in ("sort", "page", "size"):
            value = getattr(self, name)
            if value != getattr(defaults, name):
                pairs.append((name, str(value)))
        if self.is_literal:
            pairs.append((LITERAL, "yes"))
        return pairs

    def parameters(self) -> dict[str, list[str]]:
        """The same by name, each with all its values."""
        found: dict[str, list[str]] = {}
        for name, value in self.arguments():
            found.setdefault(name, []).append(value)
        return found


def parse(arguments: Iterable[tuple[str, str]]) -> SearchRequest:
    """The request of an address's pairs. Unknown names and values are left out, numbers brought within their bounds."""
    given: dict[str, list[str]] = {}
    for name, value in arguments:
        if name in FILTERS or name in ("q", "sort", "page", "size", LITERAL):
            given.setdefault(name, []).append(value)
    filters = {}
    for name, fits in FILTERS.items():
        values = [value for value in given.get(name, [])[:MOST_VALUES] if fits(value)]
        if values:
            filters[name] = tuple(dict.fromkeys(values))
    sort = given.get("sort", ["relevance"])[0]
    return SearchRequest(
        q=" ".join(cleaned(given.get("q", [""])[0][:LONGEST_QUERY]).split()),
        filters=filters,
        sort=sort if sort in SORTS else "relevance",
        page=_number(given.get("page", ["1"])[0], 1, 1, MOST_PAGES),
        size=_number(given.get("size", ["20"])[0], 20, 1, MOST_SIZE),
        is_literal=given.get(LITERAL, [""])[0] in _YES,
    )


def span(value: str) -> tuple[int, int] | None:
    """`2015` or `2015-2020` as its two ends, None when it is neither."""
    match = re.fullmatch(r"([0-9]{1,4})(?:-([0-9]{1,4}))?", value)
    if not match:
        return None
    low = int(match[1])
    high = int(match[2]) if match[2] else low
    return (low, high) if low <= high else None


def index_filters(request: SearchRequest) -> dict[str, tuple[str | Range, ...]]:
    """The filters as the index knows them: a year is a number, an age is every year of life it takes in."""
    found: dict[str, tuple[str | Range, ...]] = {}
    for name, values in request.filters.items():
        if name == "year":
            found[name] = tuple(Range(*ends) for ends in map(span, values) if ends)
        elif name == "age":
            found[name] = tuple(id_ for value in values for id_ in _ages(value))
        else:
            found[name] = tuple(values)
    return found


def _ages(value: str) -> Sequence[str]:
    if value in AGE_BANDS:
        return (value,)
    ends = span(value)
    return [str(age) for age in range(ends[0], min(ends[1], codes.OLDEST_AGE) + 1)] if ends else []


def _number(value: str, default: int, least: int, most: int) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", value):
        return most if re.fullmatch(r"[0-9]+", value) else default
    return max(least, min(most, int(value)))
