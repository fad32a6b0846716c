"""The facts of a record as rows of label and values, each value plain text or a link into the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from catalogue.discovery import SearchRequest
from catalogue.languages import Wording
from catalogue.records import Activity, Branch, Record, Resource, Text
from catalogue.records.codes import PROFESSIONAL_KINDS
from catalogue.web.pages.card import is_sample, url_of
from catalogue.web.pages.results import search_url
from catalogue.web.pages.shown import NOTHING, Shown, best, title_of

DAYS_OF_TRUST = 365
"""Days after which it is said how long ago something was checked."""


@dataclass(frozen=True)
class Value:
    """A value; with `url` it leads to all records that share it, or to the record it names."""

    text: Shown
    url: str = ""


@dataclass(frozen=True)
class Detail:
    """A row: a label and its values. `is_sample` marks what was invented for the demonstration."""

    label: str
    values: tuple[Value, ...]
    is_sample: bool = False


def resource_details(resource: Resource, named: Mapping[str, Record], wording: Wording) -> tuple[Detail, ...]:
    """The rows of a resource, from what a reader asks first to what a cataloguer asks last."""
    say = wording.say
    rows = [
        _coded(say("Teaches"), "teaches", resource.teaches, wording),
        Detail(say("Level"), _level(resource, wording)),
        _coded(say("In"), "in", resource.languages, wording),
        _coded(say("For speakers of"), "for", resource.speakers, wording),
        _coded(say("For whom"), "audience", resource.audiences, wording),
        Detail(say("Age"), _plain(_ages(resource.age_from, resource.age_to, wording))),
        _coded(say("Made easy to use"), "access", resource.access, wording),
        Detail(say("Topics"), _topics(resource.topics, named, wording)),
        *_contributors(resource, wording),
        Detail(
            say("Publisher"),
            _plain(", ".join(p for p in (resource.publisher, resource.published_in) if p)),
            "publisher" in resource.sample,
        ),
        Detail(say("Year"), _plain(str(resource.year) if resource.year else "")),
        Detail(say("Edition"), _plain(resource.edition)),
        Detail(say("Series"), _plain(resource.series)),
        Detail(say("Extent"), _plain(resource.extent)),
        *(Detail(each.scheme.upper(), _plain(each.value)) for each in resource.identifiers if each.scheme != "uri"),
        *(
            Detail({"udc": say("UDC"), "ddc": say("Dewey")}[each.scheme], _plain(each.notation))
            for each in resource.classification
        ),
        Detail(say("Licence"), _plain(resource.licence)),
        _from(resource, named, wording),
    ]
    return _filled(rows)


def activity_details(
    activity: Activity, named: Mapping[str, Record], today: date, wording: Wording
) -> tuple[Detail, ...]:
    """The rows of an initiative or event, without time and place."""
    say = wording.say
    providers = tuple(
        Value(title_of(named[key], wording), url_of(named[key]) if isinstance(named[key], Branch) else "")
        for key in activity.providers
        if key in named
    )
    free = (Value(Shown(wording.label("facet", "free"))),) if activity.is_free and not activity.costs else ()
    rows = [
        Detail(say("Organised by"), providers),
        replace(_coded(say("Held in"), "in", activity.languages, wording), is_sample="languages" in activity.sample),
        _coded(say("Teaches"), "teaches", activity.teaches, wording),
        _coded(say("For speakers of"), "for", activity.speakers, wording),
        _coded(say("For whom"), "audience", activity.audiences, wording),
        Detail(say("Age"), _plain(_ages(activity.age_from, activity.age_to, wording))),
        Detail(say("Cost"), free + _best(activity.costs, wording), "cost" in activity.sample),
        Detail(say("How to take part"), _best(activity.bookings, wording), "booking" in activity.sample),
        Detail(say("What to bring"), _best(activity.documents, wording), "documents" in activity.sample),
        Detail(say("Topics"), _topics(activity.topics, named, wording)),
        Detail(say("Last checked"), _checked(activity.last_checked, today, wording)),
    ]
    return _filled(rows)


def joining_details(branch: Branch, wording: Wording) -> tuple[Detail, ...]:
    """The rows that tell how to become a reader of a library."""
    say = wording.say
    rows = [
        Detail(say("Who can join"), _best(branch.who_may_join, wording), "joining" in branch.sample),
        Detail(say("What to bring"), _best(branch.documents, wording), "documents" in branch.sample),
        Detail(say("Cost"), _best(branch.costs, wording), "cost" in branch.sample),
    ]
    return _filled(rows)


def branch_details(branch: Branch, wording: Wording) -> tuple[Detail, ...]:
    """The rows of a library: how to join, what staff speak, how to get in."""
    say = wording.say
    speak = tuple(Value(Shown(wording.label("in", code))) for code in branch.languages)
    rows = [
        Detail(say("Staff speak"), speak, "languages" in branch.sample),
        Detail(say("Getting in"), _best(branch.accessibility, wording), "accessibility" in branch.sample),
    ]
    return joining_details(branch, wording) + _filled(rows)


def _filled(rows: Iterable[Detail]) -> tuple[Detail, ...]:
    return tuple(row for row in rows if row.values)


def _checked(checked: date | None, today: date, wording: Wording) -> tuple[Value, ...]:
    if checked is None:
        return ()
    is_old = (today - checked).days > DAYS_OF_TRUST
    return (Value(Shown(wording.day(checked), remark=wording.say("more than a year ago") if is_old else "")),)


def _plain(text: str) -> tuple[Value, ...]:
    return (Value(Shown(text)),) if text else ()


def _best(texts: Iterable[Text], wording: Wording) -> tuple[Value, ...]:
    found = best(texts, wording)
    return (Value(found),) if found != NOTHING else ()


def _coded(label: str, facet: str, codes: tuple[str, ...], wording: Wording) -> Detail:
    return Detail(
        label,
        tuple(
            Value(Shown(wording.label(facet, code)), search_url(SearchRequest().adding(facet, code))) for code in codes
        ),
    )


def _level(resource: Resource, wording: Wording) -> tuple[Value, ...]:
    return tuple(
        Value(
            Shown(f"{wording.label('level', level)}: {wording.label('level-example', level)}"),
            search_url(SearchRequest().adding("level", level)),
        )
        for level in resource.levels
    )


def _ages(low: int | None, high: int | None, wording: Wording) -> str:
    if low is not None and high is not None:
        return wording.say_count("%(low)s–%(count)s year", "%(low)s–%(count)s years", high, low=wording.number(low))
    if low is not None:
        return wording.say_count("from %(count)s year", "from %(count)s years", low)
    return wording.say_count("up to %(count)s year", "up to %(count)s years", high) if high is not None else ""


def _topics(keys: tuple[str, ...], named: Mapping[str, Record], wording: Wording) -> tuple[Value, ...]:
    return tuple(
        Value(title_of(named[key], wording), search_url(SearchRequest().adding("topic", key)))
        for key in keys
        if key in named
    )


def _from(resource: Resource, named: Mapping[str, Record], wording: Wording) -> Detail:
    """The library an article comes from; of other things it is only who describes them."""
    label, owner = wording.say("Library"), named.get(resource.owner)
    if not isinstance(owner, Branch) or resource.kind not in PROFESSIONAL_KINDS:
        return Detail(label, ())
    return Detail(label, (Value(title_of(owner, wording), url_of(owner)),), is_sample(owner))


def _contributors(resource: Resource, wording: Wording) -> Iterable[Detail]:
    by_role: dict[str, list[Value]] = {}
    for each in resource.contributors:
        name = " / ".join((each.name, *each.other_forms))
        by_role.setdefault(each.role, []).append(
            Value(Shown(name, "und", "auto"), search_url(SearchRequest(q=each.name)))
        )
    return (Detail(wording.label("role", role), tuple(values)) for role, values in by_role.items())
