"""The lists of initiatives and events: their cards, and the filters that add and remove themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalogue.discovery import Narrowing
from catalogue.discovery.narrowing import WEEK, counted
from catalogue.languages import Wording
from catalogue.records import Activity
from catalogue.records.codes import AUDIENCES
from catalogue.web.pages.address import way_to
from catalogue.web.pages.calendar import CalendarLinks, calendar_links
from catalogue.web.pages.card import Card
from catalogue.web.pages.results import Choice, Facet, FacetValue, facet_label

INITIATIVES, EVENTS = "initiatives", "events"

_SHOWN = (WEEK, "town", "in", "audience", "free")
"""Filters that have a place on the page, in its order; the organiser is only asked for by a library's links."""


@dataclass(frozen=True)
class ActivitiesPage:
    """A list of initiatives, or of events with those past, which no map shows."""

    cards: tuple[Card, ...]
    past: tuple[Card, ...]
    total_sentence: str
    chips: tuple[Choice, ...]
    clear_url: str
    facets: tuple[Facet, ...]
    calendar: CalendarLinks | None


@dataclass(frozen=True)
class Listed:
    """What there is to choose from and what was chosen; `page` is the name of the list's page."""

    page: str
    activities: Sequence[Activity]
    narrowing: Narrowing
    today: date


def activities_page(
    listed: Listed, cards: tuple[Card, ...], past: tuple[Card, ...], titles: Mapping[str, str], wording: Wording
) -> ActivitiesPage:
    """The page of those chosen, with their cards; `titles` are the libraries' by key."""
    narrowing = listed.narrowing
    return ActivitiesPage(
        cards=cards,
        past=tuple(replace(each, point=None) for each in past),
        total_sentence=wording.say_count("%(count)s result", "%(count)s results", len(cards)),
        chips=tuple(
            Choice(_chip(name, value, titles, wording), _url(listed, narrowing.toggled(name, value)), True)
            for name, values in narrowing.filters.items()
            for value in values
        ),
        clear_url=_url(listed, Narrowing()),
        facets=_facets(listed, len(cards), titles, wording),
        calendar=calendar_links(narrowing) if listed.page == EVENTS else None,
    )


def _facets(listed: Listed, total: int, titles: Mapping[str, str], wording: Wording) -> tuple[Facet, ...]:
    """The filters that would change something: a value that all have is no choice, and one that none has leads to nothing."""
    counts = counted(listed.activities, listed.narrowing, listed.today)
    facets = []
    for name in _SHOWN:
        chosen = listed.narrowing.filters.get(name, ())
        values = tuple(
            FacetValue(
                _value_label(name, value, titles, wording),
                wording.number(counts[name][value]),
                _url(listed, listed.narrowing.toggled(name, value)),
                value in chosen,
            )
            for value in _ordered(name, counts[name], wording)
            if value in chosen or chosen or counts[name][value] != total
        )
        if values:
            facets.append(Facet(name, _label(name, wording), values, (), True))
    return tuple(facets)


def _ordered(name: str, counts: Mapping[str, int], wording: Wording) -> Sequence[str]:
    """The values in the order of their code list, else in the reader's alphabet."""
    if name == "audience":
        return [code for code in AUDIENCES if code in counts]
    return sorted(counts, key=lambda value: wording.sort_key(wording.label(name, value)))


def _url(listed: Listed, narrowing: Narrowing) -> str:
    return way_to(listed.page, **narrowing.parameters())


def _chip(name: str, value: str, titles: Mapping[str, str], wording: Wording) -> str:
    label = _value_label(name, value, titles, wording)
    return label if name in (WEEK, "free") else f"{_label(name, wording)}: {label}"


def _label(name: str, wording: Wording) -> str:
    named = {WEEK: wording.say("When"), "in": wording.say("Held in"), "branch": wording.say("Organised by")}
    return named.get(name) or wording.label("facet", name)


def _value_label(name: str, value: str, titles: Mapping[str, str], wording: Wording) -> str:
    return wording.say("In the next seven days") if name == WEEK else facet_label(name, value, titles, wording)
