"""What a page of results offers when nothing was found: filters to take away, things that come nearest, and people to ask."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from catalogue.discovery import Found, SearchRequest
from catalogue.languages import Wording
from catalogue.records import Branch, Contact
from catalogue.web.pages.card import Card
from catalogue.web.pages.places import open_today
from catalogue.web.pages.results import FacetValue, facet_label, search_url
from catalogue.web.pages.shown import Shown, title_of

MOST_NEAREST = 3
MOST_LIFTED = 5
"""Filters that are tried one by one; a search of more is a machine's."""


@dataclass(frozen=True)
class Counter:
    """A library to ask, with today's hours."""

    title: Shown
    url: str
    open_today: str
    contact: Contact


@dataclass(frozen=True)
class Nothing:
    """What is offered; `lifted` are filters whose taking away finds something, with how much."""

    lifted: tuple[FacetValue, ...]
    nearest: tuple[Card, ...]
    counters: tuple[Counter, ...]
    note_url: str


def without_one_filter(request: SearchRequest) -> dict[str, SearchRequest]:
    """The same search with each filter lifted in turn, only for its nearest things."""
    names = list(request.filters)[:MOST_LIFTED]
    return {
        name: replace(
            request, filters={n: v for n, v in request.filters.items() if n != name}, page=1, size=MOST_NEAREST
        )
        for name in names
    }


def for_speakers(language: str) -> SearchRequest:
    """What there is for whoever speaks a language."""
    return SearchRequest(filters={"for": (language,)}, size=MOST_NEAREST)


def nearest(
    request: SearchRequest, language: str, search: Callable[[SearchRequest], Found]
) -> tuple[Mapping[str, Found], Found]:
    """What is found without each of the filters, and of that the least, which is nearest to what was asked; if nothing is, what
    there is for speakers of the visitor's language."""
    lifted = {name: found for name, each in without_one_filter(request).items() if (found := search(each)).total}
    return lifted, min(lifted.values(), key=lambda found: found.total, default=None) or search(for_speakers(language))


def nothing(
    request: SearchRequest,
    lifted: Mapping[str, Found],
    cards: tuple[Card, ...],
    branches: Sequence[Branch],
    names: Mapping[str, str],
    today: date,
    wording: Wording,
) -> Nothing:
    """What is offered instead; libraries are those searched in, or those of the town searched in."""
    towns, keys = request.filters.get("town", ()), request.filters.get("branch", ())
    asked = [each for each in branches if each.key in keys] or [each for each in branches if each.place.town in towns]
    return Nothing(
        lifted=tuple(
            FacetValue(
                f"{wording.label('facet', name)}: "
                + wording.listed(facet_label(name, value, names, wording) for value in request.filters[name]),
                wording.number(found.total),
                search_url(replace(found.request, size=request.size)),
                False,
            )
            for name, found in lifted.items()
        ),
        nearest=cards,
        counters=tuple(
            Counter(
                title_of(each, wording),
                url_for("public.library", key=each.key),
                open_today(each, today, wording),
                each.contact,
            )
            for each in asked
        ),
        note_url=url_for("public.missed", **request.on_page(1).parameters()),  # type: ignore[arg-type]
    )
