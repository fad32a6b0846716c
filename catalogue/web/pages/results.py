"""A page of search results: the cards, the filters that add and remove themselves, order, pages, and honest remarks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from catalogue.discovery import Found, SearchRequest, Why
from catalogue.discovery.request import AGE_BANDS, FILTERS, MOST_PAGES, SORTS
from catalogue.languages import Wording
from catalogue.languages.names import language_name
from catalogue.records import Record, codes
from catalogue.web.pages.address import asking
from catalogue.web.pages.card import Card, card, found_card

SHOWN_VALUES = 7
"""Values of a filter that are seen at once; the others are one tap away."""

OPEN_FACETS = 4
AROUND = 2
"""Pages before and after this one that have a link of their own."""

_IN_CODE_ORDER = {"level": codes.LEVELS, "age": AGE_BANDS}
NAMED_FILTERS = ("topic", "branch")
"""Filters whose values are keys of records of that type, and are called by their titles."""

_YES_FACETS = ("no-reading", "free", "online")


@dataclass(frozen=True)
class FacetValue:
    """A value of a filter: its link adds it to the search, or removes it when it is chosen."""

    label: str
    count: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with the values the results have."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    is_open: bool


@dataclass(frozen=True)
class Choice:
    """A link that may be the one in force."""

    label: str
    url: str
    is_chosen: bool = False


@dataclass(frozen=True)
class ResultsPage:
    """Everything the page of results says. `languages` are the codes of those chosen, with spaces between."""

    title: str
    words: str
    kept: tuple[tuple[str, str], ...]
    total: int
    total_sentence: str
    cards: tuple[Card, ...]
    near_cards: tuple[Card, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Choice, ...]
    languages: str
    clear_url: str
    sorts: tuple[Choice, ...]
    pages: tuple[Choice | None, ...]
    previous_url: str
    next_url: str
    dropped: str
    suggestion: Choice | None
    read_as: str
    literal: Choice | None
    is_makeshift: bool


def search_url(request: SearchRequest) -> str:
    """The address of a search."""
    return asking("search", request.arguments())


def results_page(
    found: Found, branches: Mapping[str, Record], names: Mapping[str, str], wording: Wording
) -> ResultsPage:
    """The page for what was found; among `branches` are the libraries that hold it, `names` are the titles of topics and branches
    that filters may show."""
    request = found.request
    towns = request.filters.get("town", ())
    cards = tuple(
        found_card(
            card(each.record, branches, wording, towns),
            each.record,
            found.marker,
            why_sentence(each.why, names, wording),
            wording,
        )
        for each in found.findings
    )
    last = min(-(-found.total // request.size), MOST_PAGES) or 1
    return ResultsPage(
        title=request.q or wording.say("Search"),
        words=request.q,
        kept=tuple(pair for pair in request.arguments() if pair[0] not in ("q", "page")),
        total=found.total,
        total_sentence=wording.say_count("%(count)s result", "%(count)s results", found.total),
        cards=cards[: len(cards) - found.near],
        near_cards=cards[len(cards) - found.near :],
        facets=_facets(found, names, wording),
        chips=chips(request, names, wording, search_url),
        languages=" ".join(request.filters.get("in", ())),
        clear_url=search_url(request.cleared()),
        sorts=tuple(
            Choice(wording.label("sort", s), search_url(request.sorted_by(s)), s == request.sort) for s in SORTS
        ),
        pages=_pages(request, last, wording),
        previous_url=search_url(request.on_page(min(request.page, last + 1) - 1)) if request.page > 1 else "",
        next_url=search_url(request.on_page(request.page + 1)) if request.page < last else "",
        dropped=wording.say("Nothing has all your words. Left out: %(words)s", words=wording.listed(found.dropped))
        if found.dropped
        else "",
        suggestion=Choice(found.suggestion, search_url(request.asking(found.suggestion))) if found.suggestion else None,
        read_as=wording.say(
            "Typed on another keyboard layout? Here is what was found for “%(words)s”.", words=found.read_as
        )
        if found.read_as
        else "",
        literal=Choice(wording.say("Search for “%(words)s” as typed", words=request.q), search_url(request.literally()))
        if found.read_as
        else None,
        is_makeshift=found.is_makeshift,
    )


def facet_label(name: str, value: str, names: Mapping[str, str], wording: Wording) -> str:
    """What a value of a filter is called."""
    if name in NAMED_FILTERS:
        return names.get(value, value)
    if name in _YES_FACETS:
        return wording.label("facet", name)
    return wording.label(name, value)


def chips(
    request: SearchRequest, names: Mapping[str, str], wording: Wording, url: Callable[[SearchRequest], str]
) -> tuple[Choice, ...]:
    """The chosen filters; `url` is where a request without one of them leads."""
    return tuple(
        Choice(
            wording.label("facet", name)
            if name in _YES_FACETS
            else f"{wording.label('facet', name)}: {facet_label(name, value, names, wording)}",
            url(request.removing(name, value)),
            True,
        )
        for name, values in request.filters.items()
        for value in values
    )


def why_sentence(why: Why | None, names: Mapping[str, str], wording: Wording) -> str:
    """What a result was found through, empty when its words show it."""
    if why is None:
        return ""
    if why.name == "spelling":
        return wording.say("found through another spelling of the name")
    if why.name == "label":
        return wording.say(
            "found through %(language)s: %(words)s",
            language=language_name(why.language, wording.interface),
            words=why.value,
        )
    return wording.say(
        "found through %(filter)s: %(value)s",
        filter=wording.label("facet", why.name),
        value=facet_label(why.name, why.value, names, wording),
    )


def facet(name: str, found: Found, names: Mapping[str, str], wording: Wording, is_whole: bool = False) -> Facet:
    """A filter with the values that would change something; `is_whole` adds those that every result has."""
    counted = found.facets.get(name, {})
    is_chosen = name in found.request.filters
    values = tuple(
        FacetValue(
            facet_label(name, value, names, wording),
            wording.number(counted.get(value, 0)),
            search_url(_toggled(found.request, name, value)),
            found.request.has(name, value),
        )
        for value in _ordered(name, counted, found.request)
        if is_whole or is_chosen or counted.get(value, 0) != found.total
    )
    return Facet(name, wording.label("facet", name), values[:SHOWN_VALUES], values[SHOWN_VALUES:], is_chosen)


def _facets(found: Found, names: Mapping[str, str], wording: Wording) -> tuple[Facet, ...]:
    """The filters that leave a choice, the first few of them open."""
    leaving = [each for each in (facet(name, found, names, wording) for name in FILTERS) if each.values]
    return tuple(replace(each, is_open=each.is_open or place < OPEN_FACETS) for place, each in enumerate(leaving))


def _ordered(name: str, counted: Mapping[str, int], request: SearchRequest) -> Sequence[str]:
    """Chosen values first, then the frequent ones; levels and ages in their own order."""
    if name in _IN_CODE_ORDER:
        return [value for value in _IN_CODE_ORDER[name] if value in counted]
    chosen = request.filters.get(name, ())
    return [*chosen, *sorted(counted.keys() - set(chosen), key=lambda value: (-counted[value], value))]


def _toggled(request: SearchRequest, name: str, value: str) -> SearchRequest:
    return request.removing(name, value) if request.has(name, value) else request.adding(name, value)


def _pages(request: SearchRequest, last: int, wording: Wording) -> tuple[Choice | None, ...]:
    """Links to the first and last page and those around this one; None stands for a gap."""
    if last == 1:
        return ()
    wanted = sorted({1, last, *range(max(1, request.page - AROUND), min(last, request.page + AROUND) + 1)})
    links: list[Choice | None] = []
    before = 0
    for number in wanted:
        if number > before + 1:
            links.append(None)
        links.append(Choice(wording.number(number), search_url(request.on_page(number)), number == request.page))
        before = number
    return tuple(links)
