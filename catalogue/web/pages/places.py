"""Pages of what is somewhere: initiatives, events and libraries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from flask import url_for

from catalogue.discovery import Narrowing, SearchRequest, schedule
from catalogue.languages import Wording
from catalogue.records import (
    Activity,
    Branch,
    Contact,
    Event,
    Hours,
    HoursException,
    Initiative,
    Organisation,
    Place,
    Record,
)
from catalogue.records.codes import WEEKDAYS
from catalogue.web.pages.address import way_to
from catalogue.web.pages.calendar import CalendarLinks, calendar_links
from catalogue.web.pages.card import Card, Point, card, is_sample, point_of
from catalogue.web.pages.cover import DrawnCover, drawn_cover
from catalogue.web.pages.details import Detail, activity_details, branch_details
from catalogue.web.pages.results import search_url
from catalogue.web.pages.shown import Shown, best, title_of


@dataclass(frozen=True)
class Whereabouts:
    """A place in the reader's words. `map_url` shows it on OpenStreetMap, outside this site."""

    address: str
    town: str
    country: str
    online: str
    map_url: str


@dataclass(frozen=True)
class OpenDay:
    """A weekday and when it is open."""

    day: str
    spans: str


@dataclass(frozen=True)
class ActivityPage:
    """The page of an initiative or event."""

    card: Card
    title: Shown
    summary: Shown
    notes: Shown
    when: str
    until: str
    repeats: bool
    time_is_sample: bool
    place_is_sample: bool
    place: Whereabouts
    contact: Contact
    hours: tuple[OpenDay, ...]
    details: tuple[Detail, ...]
    over: str
    calendar_url: str


@dataclass(frozen=True)
class LibraryLine:
    """A library in the list of libraries."""

    title: Shown
    url: str
    town: str
    is_sample: bool
    point: Point | None


@dataclass(frozen=True)
class Country:
    """The libraries of one country."""

    name: str
    libraries: tuple[LibraryLine, ...]


@dataclass(frozen=True)
class Partner:
    """An organisation that takes part: what it is, in which country, and its own site (`host`) outside this one."""

    title: Shown
    is_sample: bool
    kind: str
    country: str
    url: str
    host: str


@dataclass(frozen=True)
class LibraryPage:
    """The page of one library."""

    cover: DrawnCover
    title: Shown
    is_sample: bool
    summary: Shown
    place: Whereabouts
    contact: Contact
    hours: tuple[OpenDay, ...]
    hours_are_sample: bool
    address_is_sample: bool
    exceptions: tuple[str, ...]
    details: tuple[Detail, ...]
    held_url: str
    activities: tuple[Card, ...]
    calendar: CalendarLinks | None


def activity_page(activity: Activity, named: Mapping[str, Record], now: datetime, wording: Wording) -> ActivityPage:
    """The page of an initiative or event for a reader of one interface language; one that repeats has its next date."""
    is_over = schedule.is_over(activity, now)
    if isinstance(activity, Event):
        activity = schedule.upcoming(activity, now) or activity
    starts = activity.starts if isinstance(activity, Event) else None
    ends = activity.ends if isinstance(activity, Event) else None
    return ActivityPage(
        card=card(activity, named, wording),
        title=title_of(activity, wording),
        summary=best(activity.summaries, wording),
        notes=best(activity.notes, wording),
        when=wording.moment(starts) if starts else "",
        until=""
        if not ends or not starts
        else wording.time(ends)
        if ends.date() == starts.date()
        else wording.moment(ends),
        repeats=isinstance(activity, Event) and activity.repetition is not None,
        time_is_sample=bool({"starts", "ends", "hours"} & set(activity.sample)),
        place_is_sample=bool({"address", "place"} & set(activity.sample)),
        place=whereabouts(activity.place, wording),
        contact=activity.contact,
        hours=meeting_days(activity.hours, wording) if isinstance(activity, Initiative) else (),
        details=activity_details(activity, named, now.date(), wording),
        over=_over(activity, wording) if is_over else "",
        calendar_url=url_for("public.invitation", key=activity.key, view=None) if starts and not is_over else "",
    )


def _over(activity: Activity, wording: Wording) -> str:
    """A sentence for a reader who comes too late."""
    return (
        wording.say("This event is over.") if isinstance(activity, Event) else wording.say("This is no longer offered.")
    )


def countries(branches: Sequence[Branch], wording: Wording) -> tuple[Country, ...]:
    """The libraries under their countries, in the order given."""
    grouped: dict[str, list[LibraryLine]] = {}
    for branch in branches:
        line = LibraryLine(
            title_of(branch, wording),
            way_to("library", key=branch.key),
            branch.place.town,
            is_sample(branch),
            point_of(branch.place),
        )
        grouped.setdefault(branch.place.country, []).append(line)
    return tuple(Country(wording.country(code), tuple(lines)) for code, lines in grouped.items())


def partners(organisations: Sequence[Organisation], wording: Wording) -> tuple[Partner, ...]:
    """The organisations, in the order given."""
    return tuple(
        Partner(
            title_of(each, wording),
            is_sample(each),
            wording.label("organisation", each.kind),
            wording.country(each.place.country) if each.place.country else "",
            each.contact.url,
            urlsplit(each.contact.url).hostname or "",
        )
        for each in organisations
    )


def library_page(
    branch: Branch, activities: Sequence[Activity], named: Mapping[str, Record], wording: Wording
) -> LibraryPage:
    """The page of a library with what happens there; its events, if there are any, as a calendar."""
    has_events = any(isinstance(each, Event) for each in activities)
    title = title_of(branch, wording)
    return LibraryPage(
        cover=drawn_cover(branch.shown_kind, title, wording.interface.code),
        title=title,
        is_sample=is_sample(branch),
        summary=best(branch.summaries, wording),
        place=whereabouts(branch.place, wording),
        contact=branch.contact,
        hours=open_days(branch.hours, wording),
        hours_are_sample="hours" in branch.sample,
        address_is_sample="address" in branch.sample,
        exceptions=tuple(
            f"{wording.day(each.day)}: " + (_span(each) if each.opens else wording.say("closed"))
            for each in branch.exceptions
        ),
        details=branch_details(branch, wording),
        held_url=search_url(SearchRequest().adding("branch", branch.key)),
        activities=tuple(card(each, named, wording) for each in activities),
        calendar=calendar_links(Narrowing().toggled("branch", branch.key)) if has_events else None,
    )


def whereabouts(place: Place, wording: Wording) -> Whereabouts:
    """The place in words, with a link to a map when its coordinates are known."""
    point, map_url = point_of(place), ""
    if point:
        at = f"{point.latitude}/{point.longitude}"
        map_url = f"https://www.openstreetmap.org/?mlat={point.latitude}&mlon={point.longitude}#map=15/{at}"
    country = wording.country(place.country) if place.country else ""
    return Whereabouts(place.address, place.town, country, place.online, map_url)


def open_today(branch: Branch, today: date, wording: Wording) -> str:
    """When a library is open on this day, its exceptions counted; nothing when its hours are not known."""
    if not branch.hours:
        return ""
    differing = [each for each in branch.exceptions if each.day == today]
    usual = [each for each in branch.hours if each.weekday == WEEKDAYS[today.weekday()]]
    spans = [_span(each) for each in (differing or usual) if each.opens]
    return wording.say("Open today: %(hours)s", hours=wording.listed(spans)) if spans else wording.say("Closed today")


def _span(hours: Hours | HoursException) -> str:
    return f"{hours.opens}–{hours.closes}"


def meeting_days(hours: Sequence[Hours], wording: Wording) -> tuple[OpenDay, ...]:
    """The weekdays on which something takes place, with its times."""
    met = {each.weekday for each in hours}
    return tuple(day for code, day in zip(WEEKDAYS, open_days(hours, wording), strict=False) if code in met)


def open_days(hours: Sequence[Hours], wording: Wording) -> tuple[OpenDay, ...]:
    """Every day of the week with its hours, the closed ones said; nothing when no hours are known."""
    if not hours:
        return ()
    days = []
    for number, weekday in enumerate(WEEKDAYS):
        spans = wording.listed(_span(each) for each in hours if each.weekday == weekday)
        days.append(OpenDay(wording.weekday(number), spans or wording.say("closed")))
    return tuple(days)
