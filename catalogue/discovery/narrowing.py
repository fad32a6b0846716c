"""Choosing among initiatives and events by what stands in an address: town, language, audience, cost, organiser, week."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from catalogue.discovery.request import FILTERS, MOST_VALUES
from catalogue.records import Activity, Event

WEEK = "week"
DAYS = 7
"""Days of a week that begins today."""

NARROWING = {
    **{name: FILTERS[name] for name in ("town", "in", "audience", "free", "branch")},
    WEEK: ("this",).__contains__,
}
"""Every filter, in the order pages show them, with what a value of it must be; other values are left out."""

Kind = TypeVar("Kind", bound=Activity)


@dataclass(frozen=True)
class Narrowing:
    """What a visitor chose: for each filter the values of which one must hold."""

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def toggled(self, name: str, value: str) -> "Narrowing":
        """The same choice without this value if it was chosen, else with it."""
        before = self.filters.get(name, ())
        values = tuple(each for each in before if each != value) if value in before else (*before, value)
        others = {other: kept for other, kept in self.filters.items() if other != name}
        return Narrowing({**others, name: values} if values else others)

    def without(self, name: str) -> "Narrowing":
        """The same choice with this filter lifted."""
        return Narrowing({other: kept for other, kept in self.filters.items() if other != name})

    def parameters(self) -> dict[str, list[str]]:
        """What `read` reads, by name."""
        return {name: list(self.filters[name]) for name in NARROWING if name in self.filters}


def read(arguments: Iterable[tuple[str, str]]) -> Narrowing:
    """The choice of an address's pairs; unknown names and values are left out."""
    given: dict[str, list[str]] = {}
    for name, value in arguments:
        if name in NARROWING and NARROWING[name](value):
            given.setdefault(name, []).append(value)
    return Narrowing({name: tuple(dict.fromkeys(given[name][:MOST_VALUES])) for name in NARROWING if name in given})


def chosen(activities: Sequence[Kind], narrowing: Narrowing, today: date) -> list[Kind]:
    """Those to which the choice applies, in the order given."""
    return [
        each
        for each in activities
        if all(set(values) & set(_values(each, name, today)) for name, values in narrowing.filters.items())
    ]


def counted(activities: Sequence[Activity], narrowing: Narrowing, today: date) -> Mapping[str, Mapping[str, int]]:
    """How many activities each value of each filter has, the filter itself lifted."""
    return {
        name: Counter(
            value
            for each in chosen(activities, narrowing.without(name), today)
            for value in dict.fromkeys(_values(each, name, today))
        )
        for name in NARROWING
    }


def _values(activity: Activity, name: str, today: date) -> tuple[str, ...]:
    """What an activity has of a filter."""
    if name == "in":
        return activity.languages
    if name == "audience":
        return activity.audiences
    if name == "branch":
        return activity.providers
    if name == "free":
        return ("yes",) if activity.is_free else ()
    if name == "town":
        return (activity.place.town,) if activity.place.town else ()
    return ("this",) if isinstance(activity, Event) and _is_this_week(activity, today) else ()


def _is_this_week(event: Event, today: date) -> bool:
    """True of an event on one of the days of the week that begins today."""
    if event.starts is None:
        return False
    last = (event.ends or event.starts).date()
    return event.starts.date() - today < timedelta(DAYS) and last >= today
