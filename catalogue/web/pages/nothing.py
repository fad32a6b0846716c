"""What a page of results offers when nothing was found: filters to take away, things that come nearest, and people to ask."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from catalogue.discovery import Found, SearchRequest
from catalogue.languages import Wording
from catalogue.records import Branch, Contact
from catalogue.web.pages.address import way_to
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
    """What is offered; `lifted` are filters whose taking away finds something, with how much. `clear_url` is empty when
    taking all of them away finds nothing, or is the same."""

    lifted: tuple[FacetValue, ...]
    clear_url: str
    nearest_title: str
    nearest: tuple[Card, ...]
    counters: tuple[Counter, ...]
    note_url: str


@dataclass(frozen=True)
class Instead:
    """What other searches find: without each of the filters, without all of them, and that of which the nearest things are."""

    lifted: Mapping[str, Found]
    cleared: Found | None
    nearest: Found


def instead(request: SearchRequest, language: str, search: Callable[[SearchRequest], Found]) -> Instead:
    """Search for what comes near: of the searches that find something the one that finds least; if none does, for what there is
    for speakers of the visitor's language."""

    def found(filters: Mapping[str, tuple[str, ...]]) -> Found | None:
        answer = search(replace(request, filters=filters, page=1, size=MOST_NEAREST))
        return answer if answer.total else None

    names = list(request.filters)[:MOST_LIFTED]
    each = {
        name: found({other: request.filters[other] for other in request.filters if other != name}) for name in names
    }
    lifted = {name: answer for name, answer in each.items() if answer}
    cleared = found({}) if len(request.filters) > 1 else None
    finding = [*lifted.values(), *([cleared] if cleared else [])]
    nearest = min(finding, key=lambda answer: answer.total, default=None)
    return Instead(lifted, cleared, nearest or search(for_speakers(language)))


def for_speakers(language: str) -> SearchRequest:
    """What there is for whoever speaks a language."""
    return SearchRequest(filters={"for": (language,)}, size=MOST_NEAREST)


def nothing(
    request: SearchRequest,
    found: Instead,
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
                wording.number(answer.total),
                search_url(replace(answer.request, size=request.size)),
                False,
            )
            for name, answer in found.lifted.items()
        ),
        clear_url=search_url(request.cleared()) if found.cleared else "",
        nearest_title=wording.say("These come near:")
        if found.lifted or found.cleared
        else f"{wording.label('facet', 'for')}: {wording.label('for', wording.interface.spoken)}",
        nearest=cards,
        counters=tuple(
            Counter(
                title_of(each, wording),
                way_to("library", key=each.key),
                open_today(each, today, wording),
                each.contact,
            )
            for each in asked
        ),
        note_url=url_for("public.missed", **request.on_page(1).parameters()),  # type: ignore[arg-type]
    )
