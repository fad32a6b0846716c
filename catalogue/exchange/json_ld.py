"""A record as search engines read it: schema.org in JSON-LD, with the words for learning (LRMI). Only what the record says and
nothing that was invented for a demonstration."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from catalogue.languages import Wording
from catalogue.records import Activity, Branch, Contact, Event, Hours, Initiative, Place, Record, Resource, Text, Topic
from catalogue.records.codes import WEEKDAYS
from catalogue.records.text import pick

Node = dict[str, Any]


@dataclass(frozen=True)
class Setting:
    """What a description needs beside the record: the records it names, the reader's words, and the absolute address of the
    page of a record that has one."""

    named: Mapping[str, Record]
    wording: Wording
    address_of: Callable[[Record], str]


_TYPES = {
    "book": "Book",
    "bilingual-book": "Book",
    "picture-book": "Book",
    "audiobook": "Audiobook",
    "course": "Course",
    "textbook": "Book",
    "dictionary": "Book",
    "game": "Game",
    "film": "Movie",
    "music": "MusicRecording",
    "site": "WebSite",
    "app": "MobileApplication",
    "periodical": "Periodical",
    "kit": "Collection",
    "guide": "Article",
    "good-practice": "Article",
    "methodology": "Article",
    "strategy": "Article",
}
"""What schema.org calls a kind; any other is a CreativeWork."""

_BOOKS = ("Book", "Audiobook")

_ROLES = {
    "author": "author",
    "illustrator": "illustrator",
    "translator": "translator",
    "editor": "editor",
    "narrator": "readBy",
    "director": "director",
    "publisher": "publisher",
}
"""Its word for a role; of any other one is a contributor."""

_ROLES_OF = {"illustrator": _BOOKS, "readBy": ("Audiobook",), "director": ("Movie",)}
"""Roles that only some types have."""

_FEATURES = {
    "large-print": "largePrint",
    "subtitles": "captions",
    "sign-language": "signLanguage",
    "braille": "braille",
}
"""Ways of access by the W3C's list of accessibility features; the others are said in words."""

_DAYS = dict(zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))
_CEFR = "https://www.coe.int/en/web/common-european-framework-reference-languages"
_LANGUAGE_CODES = "https://www.rfc-editor.org/info/bcp47"
_ORGANISATION = "Organization"


def described(record: Record, setting: Setting) -> Node | None:
    """The record as a JSON-LD document; None of one whose very name was invented, and of one without a page."""
    if {"title", "name"} & set(record.sample):
        return None
    node: Node = {}
    if isinstance(record, Resource):
        node = _resource(record, setting)
    elif isinstance(record, Event):
        node = _event(record, setting)
    elif isinstance(record, Initiative):
        node = _initiative(record, setting)
    elif isinstance(record, Branch):
        node = _library(record, setting)
    if not node:
        return None
    address = setting.address_of(record)
    return {
        "@context": "https://schema.org",
        "@id": address,
        **_said({**node, "url": address, **_names(record, setting), "description": _description(record, setting)}),
    }


def _resource(resource: Resource, setting: Setting) -> Node:
    kind = "CreativeWork" if "kind" in resource.sample else _TYPES.get(resource.kind, "CreativeWork")
    is_for_learning = bool(resource.teaches or resource.levels)
    numbers = {scheme: [e.value for e in resource.identifiers if e.scheme == scheme] for scheme in ("isbn", "issn")}
    of_type = {"isbn": kind in _BOOKS, "issn": kind == "Periodical"}
    node: Node = {
        "@type": [kind, "LearningResource"] if is_for_learning else kind,
        "inLanguage": _known(resource, "in", resource.languages),
        **_learning(resource.teaches, resource, setting),
        "educationalLevel": [
            _term(setting.wording.label("level", level), level, _CEFR)
            for level in _known(resource, "level_from", resource.levels)
        ],
        "accessibilityFeature": [_FEATURES[each] for each in resource.access if each in _FEATURES],
        "accessibilitySummary": ", ".join(setting.wording.label("access", each) for each in resource.access),
        "accessMode": "auditory" if "audio" in resource.access else "",
        "about": _topics(resource, resource.topics, setting),
        "isAccessibleForFree": None if "free" in resource.sample else resource.is_free,
        "license": _licence(resource),
        **{scheme: found for scheme, found in numbers.items() if of_type[scheme]},
        "identifier": [
            {"@type": "PropertyValue", "propertyID": each.scheme.upper(), "value": each.value}
            for each in resource.identifiers
            if not of_type.get(each.scheme)
        ],
        "datePublished": "" if resource.year is None or "year" in resource.sample else f"{resource.year:04}",
        "bookEdition": resource.edition if kind in _BOOKS else "",
        "isPartOf": {"@type": "CreativeWorkSeries", "name": _line(resource.series)} if resource.series else {},
        "materialExtent": _line(resource.extent),
        "sameAs": _known(resource, "url", resource.url),
        "offers": [] if "holdings" in resource.sample else list(_loans(resource, setting)),
    }
    for role, people in _contributors(resource, kind).items():
        node.setdefault(role, []).extend(people)
    if resource.publisher and "publisher" not in resource.sample:
        named = {"@type": _ORGANISATION, "name": _line(resource.publisher), "location": _line(resource.published_in)}
        node["publisher"] = [_said(named), *node.get("publisher", ())]
    return node


def _event(event: Event, setting: Setting) -> Node:
    is_dated = event.starts is not None and "starts" not in event.sample
    node: Node = {
        "@type": "EducationEvent" if event.teaches else "Event",
        "inLanguage": _known(event, "languages", event.languages),
        **_learning(event.teaches, event, setting),
        "about": _topics(event, event.topics, setting),
        "location": _locations(event.place, event),
        "eventAttendanceMode": _attendance(event.place, event),
        "organizer": _providers(event, setting),
        "isAccessibleForFree": None if "free" in event.sample else event.is_free,
        "offers": _free_offer(event),
    }
    if is_dated and event.starts:
        ends = None if "ends" in event.sample else event.ends
        node["startDate"] = _moment(event.starts, event.time_zone)
        node["endDate"] = _moment(ends, event.time_zone) if ends else ""
        node["eventSchedule"] = {} if "repeats" in event.sample else _schedule(event, ends)
    return node


def _initiative(initiative: Initiative, setting: Setting) -> Node:
    channel = {
        "serviceLocation": _locations(initiative.place, initiative),
        "availableLanguage": _known(initiative, "languages", initiative.languages),
        "servicePhone": {"@type": "ContactPoint", "telephone": initiative.contact.phone}
        if initiative.contact.phone and "phone" not in initiative.sample
        else {},
    }
    return {
        "@type": "Service",
        "provider": _providers(initiative, setting),
        "areaServed": _known(initiative, "town", initiative.place.town),
        "audience": _audiences(initiative, initiative.audiences, setting),
        "category": _topics(initiative, initiative.topics, setting),
        "availableChannel": {"@type": "ServiceChannel", **_said(channel)} if _said(channel) else {},
        "hoursAvailable": _hours(initiative, initiative.hours),
        "offers": _free_offer(initiative),
    }


def _library(branch: Branch, setting: Setting) -> Node:
    exceptions = () if {"exceptions", "hours"} & set(branch.sample) else branch.exceptions
    return {
        "@type": "Library",
        **_whereabouts(branch.place, branch),
        **_contact(branch.contact, branch),
        "openingHoursSpecification": _hours(branch, branch.hours),
        "specialOpeningHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                # Opening and closing at midnight is schema.org's way of saying closed.
                "opens": each.opens or "00:00",
                "closes": each.closes or "00:00",
                "validFrom": each.day.isoformat(),
                "validThrough": each.day.isoformat(),
            }
            for each in exceptions
        ],
        "knowsLanguage": _known(branch, "languages", branch.languages),
    }


def _said(fields: Mapping[str, Any]) -> Node:
    """The fields that say something; a plain no does."""
    found = {name: value for name, value in fields.items() if value or value is False or value == 0}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _known(record: Record, field: str, value: Any) -> Any:
    """The value, unless it was invented."""
    return type(value)() if field in record.sample else value


def _line(value: str) -> str:
    return " ".join(value.split())


def _names(record: Record, setting: Setting) -> Node:
    """The title that readers of the page see as the name, the others with their languages; of a topic its headings only."""
    titles = tuple(title for title in record.titles if title.is_principal) or record.titles
    chosen = pick(titles, setting.wording.interface.preferences)
    if chosen is None:
        return {}
    further = titles if isinstance(record, Topic) else record.titles
    others = [_in_language(title) for title in further if title is not chosen]
    return {"name": _line(chosen.value), "alternateName": others}


def _in_language(text: Text) -> Any:
    value = _line(text.value)
    return value if text.language == "und" else {"@language": text.language, "@value": value}


def _description(record: Record, setting: Setting) -> str:
    found = None if "summary" in record.sample else pick(record.summaries, setting.wording.interface.preferences)
    return _line(found.value) if found else ""


def _term(name: str, code: str, scheme: str) -> Node:
    return {"@type": "DefinedTerm", "name": name, "termCode": code, "inDefinedTermSet": scheme}


def _learning(teaches: Sequence[str], record: Resource | Event, setting: Setting) -> Node:
    return {
        "teaches": [
            _term(setting.wording.label("teaches", code), code, _LANGUAGE_CODES)
            for code in _known(record, "teaches", tuple(teaches))
        ],
        "audience": _audiences(record, record.audiences, setting),
        "typicalAgeRange": _ages(record),
    }


def _audiences(record: Record, audiences: tuple[str, ...], setting: Setting) -> list[Node]:
    return [
        {"@type": "Audience", "audienceType": setting.wording.label("audience", code)}
        for code in _known(record, "audience", audiences)
    ]


def _ages(record: Resource | Event) -> str:
    if record.age_from is None and record.age_to is None or {"age_from", "age_to"} & set(record.sample):
        return ""
    return f"{record.age_from or 0}-{'' if record.age_to is None else record.age_to}"


def _topics(record: Record, keys: Iterable[str], setting: Setting) -> list[Node]:
    """The subject headings with their labels in every language."""
    found = [] if "topic" in record.sample else [setting.named.get(key) for key in keys]
    return [
        {
            "@type": "DefinedTerm",
            **_said(
                {
                    **_names(topic, setting),
                    "termCode": topic.notation,
                    "sameAs": topic.same_as,
                }
            ),
        }
        for topic in found
        if isinstance(topic, Topic)
    ]


def _licence(resource: Resource) -> Any:
    licence = _known(resource, "licence", _line(resource.licence))
    if not licence or licence.startswith(("https://", "http://")):
        return licence
    return {"@type": "CreativeWork", "name": licence}


def _contributors(resource: Resource, kind: str) -> dict[str, list[Node]]:
    """Who made it, by schema.org's roles. Whether a name is a person's is not known, so nothing says so."""
    found: dict[str, list[Node]] = {}
    for each in _known(resource, "contributor", resource.contributors):
        role = _ROLES.get(each.role, "contributor")
        if kind not in _ROLES_OF.get(role, (kind,)):
            role = "contributor"
        found.setdefault(role, []).append(
            _said({"name": _line(each.name), "alternateName": [_line(form) for form in each.other_forms]})
        )
    return found


def _loans(resource: Resource, setting: Setting) -> Iterator[Node]:
    for holding in resource.holdings:
        branch = setting.named.get(holding.branch)
        if isinstance(branch, Branch) and holding.use == "loan" and holding.copies:
            yield {
                "@type": "Offer",
                "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
                "availableAtOrFrom": _reference(branch, setting),
                **_said({"sku": _line(holding.call_number)}),
            }


def _reference(record: Record, setting: Setting) -> Node:
    """Another record, by name and, when it has one, the address of its page."""
    name = _names(record, setting).get("name", record.key)
    if isinstance(record, Branch):
        return {"@type": "Library", "@id": setting.address_of(record), "name": name}
    return {"@type": _ORGANISATION, "name": name}


def _providers(activity: Activity, setting: Setting) -> list[Node]:
    found = [setting.named[key] for key in activity.providers if key in setting.named]
    return [] if "provider" in activity.sample else [_reference(each, setting) for each in found]


def _free_offer(activity: Activity) -> Node:
    return {"@type": "Offer", "price": 0} if activity.is_free and "free" not in activity.sample else {}


def _whereabouts(place: Place, record: Record) -> Node:
    address = {
        "streetAddress": _known(record, "address", _line(place.address)),
        "addressLocality": _known(record, "town", place.town),
        "addressCountry": _known(record, "country", place.country),
    }
    is_located = place.latitude is not None and place.longitude is not None
    is_real = not {"address", "place", "latitude", "longitude"} & set(record.sample)
    return {
        "address": {"@type": "PostalAddress", **_said(address)} if _said(address) else {},
        "geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
        if is_located and is_real
        else {},
    }


def _locations(place: Place, record: Record) -> list[Node]:
    on_site = _said(_whereabouts(place, record))
    online = _known(record, "online", place.online)
    found: list[Node] = [{"@type": "Place", **on_site}] if on_site else []
    return [*found, {"@type": "VirtualLocation", "url": online}] if online else found


def _attendance(place: Place, record: Record) -> str:
    kinds = [each["@type"] for each in _locations(place, record)]
    mode = {"Place": "Offline", "VirtualLocation": "Online", "": ""}[kinds[0] if kinds else ""]
    return f"https://schema.org/{'Mixed' if len(kinds) > 1 else mode}EventAttendanceMode" if mode else ""


def _contact(contact: Contact, record: Record) -> Node:
    return {
        "telephone": _known(record, "phone", contact.phone),
        "email": _known(record, "email", contact.email),
        "sameAs": _known(record, "contact_url", contact.url),
    }


def _hours(record: Record, hours: Iterable[Hours]) -> list[Node]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{_DAYS[each.weekday]}",
            "opens": each.opens,
            "closes": each.closes,
        }
        for each in ([] if "hours" in record.sample else hours)
        if each.weekday in _DAYS
    ]


def _moment(moment: datetime, zone: str) -> str:
    """The moment with its offset from universal time; a day alone at midnight, which stands for a time that is not known."""
    if moment.time() == time():
        return moment.date().isoformat()
    try:
        return moment.replace(tzinfo=ZoneInfo(zone)).isoformat()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment.isoformat()


_PERIODS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
_RULE_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"})


def _schedule(event: Event, ends: datetime | None) -> Node:
    """When an event comes again; nothing for a rule that schema.org has no words for."""
    rule = dict(part.split("=", 1) for part in event.repeats.upper().split(";") if "=" in part)
    days = [each for each in rule.get("BYDAY", "").lower().split(",") if each]
    interval, count = rule.get("INTERVAL", "1"), rule.get("COUNT", "")
    is_plain = rule.keys() <= _RULE_PARTS and all(each in _DAYS for each in days)
    if not is_plain or rule.get("FREQ") not in _PERIODS or not _is_count(interval) or (count and not _is_count(count)):
        return {}
    starts = event.starts
    assert starts is not None
    last = _last_day(rule.get("UNTIL", "")) or event.valid_until
    lasts = ends - starts if ends and timedelta() < ends - starts < timedelta(days=1) else None
    return {
        "@type": "Schedule",
        "startDate": starts.date().isoformat(),
        "repeatFrequency": f"P{interval}{_PERIODS[rule['FREQ']]}",
        "scheduleTimezone": event.time_zone,
        **_said(
            {
                "byDay": [f"https://schema.org/{_DAYS[each]}" for each in days],
                "repeatCount": int(count) if count else "",
                "endDate": last.isoformat() if last else "",
                "exceptDate": [each.isoformat() for each in event.cancelled],
                "startTime": starts.time().isoformat() if starts.time() != time() else "",
                "endTime": ends.time().isoformat() if lasts and ends and starts.time() != time() else "",
            }
        ),
    }


def _is_count(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and 1 <= len(digits) <= 4 and int(digits) > 0


def _last_day(until: str) -> date | None:
    try:
        return datetime.strptime(until[:8], "%Y%m%d").date() if until else None
    except ValueError:
        return None
