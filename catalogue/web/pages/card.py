"""A record in a list: what it is, for whom, where to get it, in a few lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from catalogue.discovery import Marker
from catalogue.languages import Wording
from catalogue.records import Activity, Branch, Event, Place, Record, Resource
from catalogue.records.codes import LEVELS
from catalogue.web.pages.address import way_to
from catalogue.web.pages.cover import DrawnCover, cover_of
from catalogue.web.pages.shown import Shown, marked, shortened, snippet, summary_of, title_of


@dataclass(frozen=True)
class Point:
    """A point of a map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Card:
    """One entry of a list; `facts` are short phrases, `why` says how it was found when its words do not show it,
    `is_sample` that it was made up, `point` where a map shows it."""

    key: str
    url: str
    cover: DrawnCover
    kind: str
    title: Shown
    summary: Shown
    facts: tuple[str, ...]
    where: str = ""
    why: str = ""
    is_sample: bool = False
    point: Point | None = None


def is_sample(record: Record) -> bool:
    """True of a record whose very name was invented for the demonstration."""
    return bool({"title", "name"} & set(record.sample))


def card(record: Record, branches: Mapping[str, Record], wording: Wording, towns: Sequence[str] = ()) -> Card:
    """The card of a resource, initiative or event; among `branches` are the libraries that hold it, `towns` are those its page
    names first."""
    title = title_of(record, wording)
    return Card(
        key=record.key,
        url=url_of(record, towns),
        cover=cover_of(record, title, wording),
        kind=wording.label("kind", record.shown_kind),
        title=title,
        summary=shortened(summary_of(record, wording)),
        facts=_facts(record, wording),
        where=_where(record, branches, wording),
        is_sample=is_sample(record),
        point=point_of(record.place) if isinstance(record, Activity) else None,
    )


def found_card(found: Card, record: Record, marker: Marker, why: str, wording: Wording) -> Card:
    """The same card with what a search found marked, and why when its words do not show it."""
    return replace(
        found,
        title=marked(found.title, marker, wording),
        summary=snippet(summary_of(record, wording), marker, wording),
        why=why,
    )


def point_of(place: Place) -> Point | None:
    """Where a place is on a map, if that is known."""
    if place.latitude is None or place.longitude is None:
        return None
    return Point(place.latitude, place.longitude)


def url_of(record: Record, towns: Sequence[str] = ()) -> str:
    """The page of a record, which names the libraries of these towns first."""
    return way_to(page_of(record.type), key=record.key, town=list(towns) or None)


def page_of(record_type: str) -> str:
    """The name of the page that shows records of a type."""
    return "library" if record_type == "branch" else record_type


def level_range(low: str, high: str, wording: Wording) -> str:
    """A level or a range of them in words."""
    if low == LEVELS[0] and high and low != high:
        return wording.say("from the very start to %(high)s", high=high)
    if low and high and low != high:
        return wording.say("from %(low)s to %(high)s", low=low, high=high)
    return wording.label("level", low or high) if low or high else ""


def _facts(record: Record, wording: Wording) -> tuple[str, ...]:
    found: list[str] = []
    if isinstance(record, Event) and record.starts:
        found.append(wording.moment(record.starts))
        if record.repetition:
            found.append(wording.say("This event repeats."))
    if isinstance(record, Resource | Activity):
        if record.teaches:
            names = wording.listed(wording.label("teaches", code) for code in record.teaches)
            found.append(wording.say("Teaches: %(languages)s", languages=names))
        elif record.languages:
            found.append(wording.listed(wording.label("in", code) for code in record.languages[:4]))
    if isinstance(record, Resource):
        found.append(level_range(record.level_from, record.level_to, wording))
        if record.needs_no_reading:
            found.append(wording.label("facet", "no-reading"))
    if isinstance(record, Resource | Activity):
        found += [wording.label("audience", code) for code in record.audiences[:2]]
        if record.is_free:
            found.append(wording.label("facet", "free"))
    return tuple(fact for fact in found if fact)


def _where(record: Record, branches: Mapping[str, Record], wording: Wording) -> str:
    if isinstance(record, Activity):
        return record.place.town
    if not isinstance(record, Resource):
        return ""
    holding = (branches.get(holding.branch) for holding in record.holdings)
    towns = list(dict.fromkeys(branch.place.town for branch in holding if isinstance(branch, Branch)))
    if record.url:
        towns.append(wording.label("facet", "online"))
    return wording.listed(towns)
