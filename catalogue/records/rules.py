"""The rules of the trade: what must hold of a record before it may be kept. Facts about other records are not here."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from catalogue.records import codes, identifier
from catalogue.records.activity import Activity, Event, Initiative
from catalogue.records.key import is_key
from catalogue.records.library import Branch, Organisation
from catalogue.records.place import Hours, Place
from catalogue.records.problem import Problem
from catalogue.records.record import Record, SourceRecord
from catalogue.records.resource import Resource
from catalogue.records.text import Text
from catalogue.records.topic import Topic

LONGEST_TEXT = 20_000
"""Letters in one text; a longer article is several sections."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_COUNTRY = re.compile(r"[A-Z]{2}")
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def is_language(code: str) -> bool:
    """True of a well-formed BCP 47 code of language, script and region."""
    return bool(_LANGUAGE.fullmatch(code))


def is_country(code: str) -> bool:
    """True of a well-formed ISO 3166 alpha-2 code."""
    return bool(_COUNTRY.fullmatch(code))


def is_address(url: str) -> bool:
    """True of an address of the web that names a host."""
    try:
        return bool(_ADDRESS.fullmatch(url) and urlsplit(url).hostname)
    except ValueError:
        return False


def cleaned(value: str) -> str:
    """The text without control signs, lone surrogates and direction overrides, without space around it, lines ended by `\\n`."""
    return _CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def problems(record: Record) -> tuple[Problem, ...]:
    """Everything that keeps this record from being true to the trade."""
    found = list(_of_every_record(record))
    for kind, rule in _RULES:
        if isinstance(record, kind):
            found += rule(record)
    return tuple(found)


def _of_every_record(record: Record) -> Iterator[Problem]:
    if record.key and not is_key(record.key):
        yield Problem("key", "bad-key", {"value": record.key[:80]})
    if record.replaced_by and (record.replaced_by == record.key or not is_key(record.replaced_by)):
        yield Problem("replaced_by", "bad-key", {"value": record.replaced_by[:80]})
    yield from _one_of("status", (record.status,), codes.STATUSES)
    if not any(title.value.strip() for title in record.titles):
        yield Problem("titles", "no-title")
    for title in record.titles:
        yield from _one_of("titles", (title.kind,), codes.TITLE_KINDS)
    for name, text in record.texts():
        yield from _text(name, text)
    for name, value in _plain_strings(record):
        if value != _CONTROLS.sub("", value):
            yield Problem(name, "control-signs")


def _plain_strings(holder: Any) -> Iterator[tuple[str, str]]:
    """Every string of a record that is no Text, with its field; what a source record holds is kept as it came."""
    for field in dataclasses.fields(holder):
        value = getattr(holder, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str):
                yield field.name, item
            elif dataclasses.is_dataclass(item) and not isinstance(item, Text | SourceRecord):
                yield from _plain_strings(item)


def _text(name: str, text: Text) -> Iterator[Problem]:
    if not is_language(text.language):
        yield Problem(name, "bad-language", {"value": text.language[:40]})
    if len(text.value) > LONGEST_TEXT:
        yield Problem(name, "too-long", {"most": str(LONGEST_TEXT)})
    if text.value != cleaned(text.value):
        yield Problem(name, "control-signs")
    if not text.value:
        yield Problem(name, "empty-text", {"language": text.language})
    yield from _one_of(name, (text.origin,), codes.ORIGINS)


def _resource(resource: Resource) -> Iterator[Problem]:
    yield from _one_of("kind", (resource.kind,), codes.RESOURCE_KINDS)
    yield from _languages("in", resource.languages)
    yield from _languages("teaches", resource.teaches)
    yield from _languages("for", resource.speakers)
    yield from _one_of("level_from", _given(resource.level_from), codes.LEVELS)
    yield from _one_of("level_to", _given(resource.level_to), codes.LEVELS)
    if resource.level_from and resource.level_to and not resource.levels:
        yield Problem("level_to", "range-upside-down", {"low": resource.level_from, "high": resource.level_to})
    yield from _one_of("audience", resource.audiences, codes.AUDIENCES)
    yield from _one_of("access", resource.access, codes.ACCESS_FEATURES)
    yield from _ages(resource.age_from, resource.age_to)
    yield from _address("url", resource.url)
    if resource.year is not None and not 0 < resource.year < 2200:
        yield Problem("year", "out-of-range", {"value": str(resource.year), "low": "1", "high": "2199"})
    for number in resource.identifiers:
        if number.scheme not in codes.IDENTIFIER_SCHEMES:
            yield from _one_of("identifiers", (number.scheme,), codes.IDENTIFIER_SCHEMES)
        elif not identifier.is_valid(number.scheme, number.value):
            yield Problem(
                number.scheme, "bad-identifier", {"scheme": number.scheme.upper(), "value": number.value[:60]}
            )
    for contributor in resource.contributors:
        yield from _one_of("contributor", (contributor.role,), codes.ROLES)
    for classification in resource.classification:
        yield from _one_of("classification", (classification.scheme,), codes.CLASSIFICATION_SCHEMES)
    for holding in resource.holdings:
        yield from _one_of("use", (holding.use,), codes.USES)
        if not 0 <= holding.copies <= 100_000:
            yield Problem("copies", "out-of-range", {"value": str(holding.copies), "low": "0", "high": "100000"})
        elif not 0 <= holding.lent <= holding.copies:
            yield Problem("lent", "out-of-range", {"value": str(holding.lent), "low": "0", "high": str(holding.copies)})


def _activity(activity: Activity) -> Iterator[Problem]:
    yield from _languages("languages", activity.languages)
    yield from _languages("teaches", activity.teaches)
    yield from _languages("for", activity.speakers)
    yield from _one_of("audience", activity.audiences, codes.AUDIENCES)
    yield from _ages(activity.age_from, activity.age_to)
    yield from _place(activity.place)
    yield from _address("contact_url", activity.contact.url)


def _initiative(initiative: Initiative) -> Iterator[Problem]:
    yield from _hours(initiative.hours)


def _event(event: Event) -> Iterator[Problem]:
    if event.starts is None:
        yield Problem("starts", "missing")
    with_a_zone = [name for name in ("starts", "ends") if getattr(event, name) and getattr(event, name).tzinfo]
    for name in with_a_zone:
        yield Problem(name, "bad-moment", {"value": getattr(event, name).isoformat()})
    if event.starts and event.ends and not with_a_zone and event.ends < event.starts:
        yield Problem("ends", "ends-before-start")


def _branch(branch: Branch) -> Iterator[Problem]:
    yield from _place(branch.place)
    yield from _address("contact_url", branch.contact.url)
    yield from _availability(branch)
    yield from _languages("languages", branch.languages)
    yield from _hours(branch.hours)
    for exception in branch.exceptions:
        if exception.opens:
            yield from _hours((Hours("mo", exception.opens, exception.closes),))


def _organisation(organisation: Organisation) -> Iterator[Problem]:
    yield from _one_of("kind", (organisation.kind,), codes.ORGANISATION_KINDS)
    yield from _place(organisation.place)
    yield from _address("contact_url", organisation.contact.url)


def _topic(topic: Topic) -> Iterator[Problem]:
    if topic.key and topic.key in topic.broader:
        yield Problem("broader", "broader-than-itself")


_RULES: tuple[tuple[type[Record], Callable[..., Iterator[Problem]]], ...] = (
    (Resource, _resource),
    (Activity, _activity),
    (Initiative, _initiative),
    (Event, _event),
    (Branch, _branch),
    (Organisation, _organisation),
    (Topic, _topic),
)


def _given(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _one_of(name: str, values: tuple[str, ...], allowed: tuple[str, ...]) -> Iterator[Problem]:
    for value in values:
        if value not in allowed:
            yield Problem(name, "unknown-code", {"value": value[:40], "allowed": ", ".join(allowed)})


def _languages(name: str, values: tuple[str, ...]) -> Iterator[Problem]:
    for value in values:
        if not is_language(value):
            yield Problem(name, "bad-language", {"value": value[:40]})


def _ages(low: int | None, high: int | None) -> Iterator[Problem]:
    for name, age in (("age_from", low), ("age_to", high)):
        if age is not None and not 0 <= age <= 120:
            yield Problem(name, "out-of-range", {"value": str(age), "low": "0", "high": "120"})
    if low is not None and high is not None and high < low:
        yield Problem("age_to", "range-upside-down", {"low": str(low), "high": str(high)})


def _availability(branch: Branch) -> Iterator[Problem]:
    """An address with a place for what is asked about, and for nothing else."""
    sample = branch.availability_of("9789934000102", "82", "x")
    if branch.availability and not (sample and is_address(sample)):
        yield Problem("availability", "bad-address", {"value": branch.availability[:80]})


def _address(name: str, url: str) -> Iterator[Problem]:
    if url and not is_address(url):
        yield Problem(name, "bad-address", {"value": url[:80]})


def _place(place: Place) -> Iterator[Problem]:
    if place.country and not is_country(place.country):
        yield Problem("country", "bad-country", {"value": place.country[:40]})
    if place.latitude is not None and not -90 <= place.latitude <= 90:
        yield Problem("latitude", "out-of-range", {"value": str(place.latitude), "low": "-90", "high": "90"})
    if place.longitude is not None and not -180 <= place.longitude <= 180:
        yield Problem("longitude", "out-of-range", {"value": str(place.longitude), "low": "-180", "high": "180"})
    if (place.latitude is None) != (place.longitude is None):
        yield Problem("latitude", "half-a-coordinate")
    yield from _address("online", place.online)


def _hours(hours: tuple[Hours, ...]) -> Iterator[Problem]:
    for span in hours:
        yield from _one_of("hours", (span.weekday,), codes.WEEKDAYS)
        if not (_TIME.fullmatch(span.opens) and _TIME.fullmatch(span.closes) and span.opens < span.closes):
            yield Problem("hours", "bad-hours", {"value": f"{span.opens}-{span.closes}"[:40]})
