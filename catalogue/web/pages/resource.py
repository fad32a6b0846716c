"""The page of one resource."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from catalogue.discovery import Surrounded
from catalogue.languages import Wording
from catalogue.records import Branch, Record, Resource, Section
from catalogue.web.pages.card import Card, card, url_of
from catalogue.web.pages.details import Detail, resource_details
from catalogue.web.pages.shown import Shown, best, others, shown, title_of


@dataclass(frozen=True)
class Copy:
    """A holding at one branch."""

    call_number: str
    shelf: str
    copies: str
    use: str


@dataclass(frozen=True)
class HeldAt:
    """A library with its copies."""

    library: Shown
    url: str
    town: str
    copies: tuple[Copy, ...]


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
    """Everything the page of a resource says. `host` names the site an online address leads to."""

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


def resource_page(surrounded: Surrounded, wording: Wording) -> ResourcePage:
    """The page for a reader of one interface language."""
    resource = surrounded.record
    assert isinstance(resource, Resource)
    title, summary = title_of(resource, wording), best(resource.summaries, wording)
    named = tuple(each for each in resource.titles if each.is_principal)
    return ResourcePage(
        card=card(resource, surrounded.named, wording),
        other_titles=others(named, title, wording),
        other_names=tuple(shown(each, wording) for each in resource.titles if each not in named),
        summary=summary,
        other_summaries=others(resource.summaries, summary, wording),
        easy=best(resource.easy_summaries, wording),
        notes=best(resource.notes, wording),
        url=resource.url,
        host=urlsplit(resource.url).hostname or "",
        checked=wording.day(resource.url_checked) if resource.url_checked else "",
        held_at=_held_at(resource, surrounded.named, wording),
        holdings_are_sample="holdings" in resource.sample,
        versions=tuple(_version(each, wording) for each in surrounded.versions),
        details=resource_details(resource, surrounded.named, wording),
        parts=tuple(_part(section, wording) for section in resource.sections),
        parts_are_sample="sections" in resource.sample,
        source=resource.source.system if resource.source else "",
    )


def _held_at(resource: Resource, named: Mapping[str, Record], wording: Wording) -> tuple[HeldAt, ...]:
    by_branch: dict[str, list[Copy]] = {}
    for holding in resource.holdings:
        copies = wording.say_count("%(count)s copy", "%(count)s copies", holding.copies)
        copy = Copy(holding.call_number, holding.shelf, copies, wording.label("use", holding.use))
        by_branch.setdefault(holding.branch, []).append(copy)
    found = []
    for key, held in by_branch.items():
        branch = named.get(key)
        if isinstance(branch, Branch):
            found.append(HeldAt(title_of(branch, wording), url_of(branch), branch.place.town, tuple(held)))
    return tuple(sorted(found, key=lambda each: wording.sort_key(each.town)))


def _version(resource: Resource, wording: Wording) -> Version:
    languages = wording.listed(wording.label("in", code) for code in resource.languages)
    main = next((title for title in resource.titles if title.kind == "main"), resource.titles[0])
    return Version(shown(main, wording), url_of(resource), languages, wording.label("kind", resource.kind))


def _part(section: Section, wording: Wording) -> Part:
    body = best(section.bodies, wording)
    return Part(best(section.headings, wording), _paragraphs(body), body)


def _paragraphs(body: Shown) -> tuple[str, ...]:
    return tuple(paragraph.strip() for paragraph in body.value.split("\n\n") if paragraph.strip())
