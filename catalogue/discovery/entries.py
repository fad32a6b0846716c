"""A record becomes an Entry here and nowhere else: what it can be found by, and under which ids it is counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from catalogue.discovery.request import AGE_BANDS, FILTERS, span
from catalogue.languages import Interface, sort_key
from catalogue.records import Activity, Branch, Event, Place, Record, Resource, Title, Topic
from catalogue.records.codes import OLDEST_AGE
from catalogue.records.identifier import is_valid, normalised
from catalogue.records.text import pick
from catalogue.storage import Unit
from index import Entry

FOUND_TYPES = ("resource", "initiative", "event")
"""The types of record a search finds."""

FACETS = tuple(name for name in FILTERS if name != "year")

_FIELDS = {
    "title": "title",
    "summary": "text",
    "easy": "text",
    "note": "text",
    "heading": "text",
    "body": "text",
}


@dataclass(frozen=True)
class Surroundings:
    """What entries need to know of other records: where branches are, wider topics, names of providers."""

    places: Mapping[str, Place]
    broader: Mapping[str, tuple[str, ...]]
    provider_names: Mapping[str, tuple[str, ...]]

    def places_of(self, branches: Iterable[str]) -> Iterator[Place]:
        """Where these branches are, as far as they are known."""
        return (self.places[key] for key in branches if key in self.places)

    def with_wider(self, topics: Iterable[str]) -> tuple[str, ...]:
        """These topics and every wider one."""
        found: dict[str, None] = {}
        waiting = list(topics)
        while waiting:
            topic = waiting.pop(0)
            if topic not in found:
                found[topic] = None
                waiting += self.broader.get(topic, ())
        return tuple(found)


def surroundings(unit: Unit) -> Surroundings:
    """The surroundings as this Unit sees them."""
    places, names, broader = {}, {}, {}
    for record in unit.records.of_type("branch", "organisation", "topic", statuses=("published", "withdrawn")):
        if isinstance(record, Topic):
            broader[record.key] = record.broader
        else:
            names[record.key] = tuple(title.value for title in record.titles)
        if isinstance(record, Branch):
            places[record.key] = record.place
    return Surroundings(places, broader, names)


def is_found(record: Record) -> bool:
    """True of records that belong in the index."""
    return record.type in FOUND_TYPES and record.status == "published"


def entry_of(record: Record, around: Surroundings, interfaces: Sequence[Interface]) -> Entry:
    """How the index files a resource, initiative or event."""
    names: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = (record.key,)
    numbers: dict[str, int] = {"revision": record.revision}
    if record.added:
        numbers["added"] = _seconds(record.added)
    if isinstance(record, Resource):
        facets = _resource_facets(record, around)
        names = tuple(name for person in record.contributors for name in (person.name, *person.other_forms)) + tuple(
            name for name in (record.publisher, record.series) if name
        )
        identifiers += tuple(as_filed(identifier.value) for identifier in record.identifiers)
        if record.year is not None:
            numbers["year"] = record.year
    else:
        assert isinstance(record, Activity)
        facets = _activity_facets(record, around)
        names = tuple(name for key in record.providers for name in around.provider_names.get(key, ()))
        if isinstance(record, Event) and record.starts:
            numbers["starts"] = _seconds(record.starts)
    return Entry(
        key=record.key,
        kind=record.shown_kind,
        texts=tuple((text.language, _FIELDS[name], text.value) for name, text in record.texts() if name in _FIELDS),
        names=names,
        identifiers=identifiers,
        facets={name: ids for name, ids in facets.items() if ids},
        numbers=numbers,
        order={each.code: sort_key(shown_title(record, each).value, each.code) for each in interfaces},
    )


def shown_title(record: Record, interface: Interface) -> Title:
    """The title a reader of this interface language sees: their own language's, else by the stated fallback."""
    named = [title for title in record.titles if title.is_principal] or list(record.titles)
    found = pick(named, interface.preferences)
    return found or Title(record.key, interface.code)


def _resource_facets(resource: Resource, around: Surroundings) -> dict[str, tuple[str, ...]]:
    branches = tuple(dict.fromkeys(holding.branch for holding in resource.holdings))
    return {
        "kind": (resource.kind,),
        "in": resource.languages,
        "teaches": resource.teaches,
        "for": resource.speakers,
        "level": resource.levels,
        "topic": around.with_wider(resource.topics),
        "audience": resource.audiences,
        "age": ages(resource.age_from, resource.age_to),
        "access": resource.access,
        "no-reading": _yes(resource.needs_no_reading),
        "free": _yes(resource.is_free),
        "online": _yes(resource.url),
        "branch": branches,
        "town": _named(place.town for place in around.places_of(branches)),
        "country": _named(place.country for place in around.places_of((resource.owner, *branches))),
    }


def _activity_facets(activity: Activity, around: Surroundings) -> dict[str, tuple[str, ...]]:
    return {
        "kind": (activity.type,),
        "in": activity.languages,
        "teaches": activity.teaches,
        "for": activity.speakers,
        "topic": around.with_wider(activity.topics),
        "audience": activity.audiences,
        "age": ages(activity.age_from, activity.age_to),
        "free": _yes(activity.is_free),
        "online": _yes(activity.place.online),
        "branch": tuple(key for key in activity.providers if key in around.places),
        "town": _named((activity.place.town,)),
        "country": _named((activity.place.country,)),
    }


def ages(low: int | None, high: int | None) -> tuple[str, ...]:
    """Each year of age something is for, and each band that holds one of them; nothing when no age is given."""
    if low is None and high is None:
        return ()
    first = min(low or 0, OLDEST_AGE)
    last = OLDEST_AGE if high is None else min(high, OLDEST_AGE)
    bands = tuple(band for band in AGE_BANDS if _overlap(span(band), first, last))
    return tuple(str(age) for age in range(first, last + 1)) + bands


def _overlap(band: tuple[int, int] | None, first: int, last: int) -> bool:
    return band is not None and band[0] <= last and first <= band[1]


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _yes(value: object) -> tuple[str, ...]:
    return ("yes",) if value else ()


def as_filed(number: str) -> str:
    """An ISBN or ISSN in the one spelling that is filed and asked for, without hyphens; anything else as it is."""
    for scheme in ("isbn", "issn"):
        if is_valid(scheme, number):
            return normalised(scheme, number).replace("-", "")
    return number


def _seconds(moment: datetime) -> int:
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
