"""The page of one resource."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from flask import url_for

from catalogue.discovery import Surrounded
from catalogue.exchange.citations import FORMATS
from catalogue.languages import Wording
from catalogue.records import Branch, Record, Resource, Section
from catalogue.web.pages.card import Card, card, url_of
from catalogue.web.pages.details import Detail, joining_details, resource_details
from catalogue.web.pages.places import open_today
from catalogue.web.pages.results import Choice
from catalogue.web.pages.shown import NOTHING, Shown, best, others, shown, summary_of, title_of


@dataclass(frozen=True)
class Copy:
    """A holding at one branch."""

    call_number: str
    shelf: str
    copies: str
    use: str


@dataclass(frozen=True)
class HeldAt:
    """A library with its copies: when it is open today, and what it takes to borrow there."""

    library: Shown
    url: str
    town: str
    copies: tuple[Copy, ...]
    today: str
    today_is_sample: bool
    joining: tuple[Detail, ...]


@dataclass(frozen=True)
class Part:
    """A section of an article."""

    heading: Shown
    paragraphs: tuple[str, ...]
    body: Shown


@dataclass(frozen=True)
class Version:
    """The same work in another language or form."""

    title: Shown
    url: str
    language: str
    kind: str


@dataclass(frozen=True)
class ResourcePage:
    """Everything the page of a resource says. `host` names the site an online address leads to, `address` is the page's own."""

    card: Card
    other_titles: tuple[Shown, ...]
    other_names: tuple[Shown, ...]
    summary: Shown
    other_summaries: tuple[Shown, ...]
    easy: Shown
    notes: Shown
    url: str
    host: str
    checked: str
    held_at: tuple[HeldAt, ...]
    holdings_are_sample: bool
    versions: tuple[Version, ...]
    details: tuple[Detail, ...]
    parts: tuple[Part, ...]
    parts_are_sample: bool
    source: str
    similar: tuple[Card, ...]
    address: str
    citations: tuple[Choice, ...]


def resource_page(
    surrounded: Surrounded, similar: tuple[Card, ...], towns: Sequence[str], today: date, wording: Wording
) -> ResourcePage:
    """The page for a reader of one interface language, who would rather go to a library in one of these towns."""
    resource = surrounded.record
    assert isinstance(resource, Resource)
    title, summary = title_of(resource, wording), summary_of(resource, wording)
    easy = best(resource.easy_summaries, wording)
    named = tuple(each for each in resource.titles if each.is_principal)
    return ResourcePage(
        card=card(resource, surrounded.named, wording),
        other_titles=others(named, title, wording),
        other_names=tuple(shown(each, wording) for each in resource.titles if each not in named),
        summary=summary,
        other_summaries=others(resource.summaries, summary, wording),
        easy=NOTHING if easy == summary else easy,
        notes=best(resource.notes, wording),
        url=resource.url,
        host=urlsplit(resource.url).hostname or "",
        checked=wording.day(resource.url_checked) if resource.url_checked else "",
        held_at=_held_at(resource, surrounded.named, towns, today, wording),
        holdings_are_sample="holdings" in resource.sample,
        versions=tuple(_version(each, wording) for each in surrounded.versions),
        details=resource_details(resource, surrounded.named, wording),
        parts=tuple(_part(section, wording) for section in resource.sections),
        parts_are_sample="sections" in resource.sample,
        source=resource.source.system if resource.source else "",
        similar=similar,
        address=url_for("public.resource", key=resource.key, _external=True),
        citations=tuple(
            Choice(name, url_for("public.citation", key=resource.key, extension=each.extension))
            for name, each in FORMATS.items()
        ),
    )


def _held_at(
    resource: Resource, named: Mapping[str, Record], towns: Sequence[str], today: date, wording: Wording
) -> tuple[HeldAt, ...]:
    by_branch: dict[str, list[Copy]] = {}
    for holding in resource.holdings:
        copies = wording.say_count("%(count)s copy", "%(count)s copies", holding.copies)
        copy = Copy(holding.call_number, holding.shelf, copies, wording.label("use", holding.use))
        by_branch.setdefault(holding.branch, []).append(copy)
    found = []
    for key, held in by_branch.items():
        branch = named.get(key)
        if isinstance(branch, Branch):
            found.append(
                HeldAt(
                    title_of(branch, wording),
                    url_of(branch),
                    branch.place.town,
                    tuple(held),
                    open_today(branch, today, wording),
                    "hours" in branch.sample,
                    joining_details(branch, wording),
                )
            )
    return tuple(sorted(found, key=lambda each: (each.town not in towns, wording.sort_key(each.town))))


def _version(resource: Resource, wording: Wording) -> Version:
    languages = wording.listed(wording.label("in", code) for code in resource.languages)
    main = next((title for title in resource.titles if title.kind == "main"), resource.titles[0])
    return Version(shown(main, wording), url_of(resource), languages, wording.label("kind", resource.kind))


def _part(section: Section, wording: Wording) -> Part:
    body = best(section.bodies, wording)
    return Part(best(section.headings, wording), _paragraphs(body), body)


def _paragraphs(body: Shown) -> tuple[str, ...]:
    return tuple(paragraph.strip() for paragraph in body.value.split("\n\n") if paragraph.strip())
