"""The page of one resource."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from flask import url_for

from catalogue.discovery import Surrounded
from catalogue.exchange.citations import FORMATS
from catalogue.languages import Wording
from catalogue.records import AttachedFile, Branch, Holding, Record, Resource, Section
from catalogue.records.codes import PROFESSIONAL_KINDS
from catalogue.records.file import is_stored_name
from catalogue.records.licence import creative_commons
from catalogue.web.pages.address import outer
from catalogue.web.pages.card import Card, card, url_of
from catalogue.web.pages.cover import file_url
from catalogue.web.pages.details import Detail, joining_details, resource_details
from catalogue.web.pages.places import open_today
from catalogue.web.pages.prose import Prose, is_address, prose
from catalogue.web.pages.results import Choice
from catalogue.web.pages.shown import NOTHING, Shown, best, others, shown, summary_of, title_of


@dataclass(frozen=True)
class Copy:
    """A holding at one branch; `availability_url` leads into the library's own system."""

    call_number: str
    shelf: str
    copies: str
    use: str
    is_all_lent: bool
    availability_url: str


@dataclass(frozen=True)
class HeldAt:
    """A library (its key is that of its record) with its copies: when it is open today, and what it takes to borrow there."""

    key: str
    library: Shown
    url: str
    town: str
    copies: tuple[Copy, ...]
    today: str
    today_is_sample: bool
    joining: tuple[Detail, ...]


@dataclass(frozen=True)
class Body:
    """A section in one language: its heading, and its text as markup."""

    heading: Shown
    text: Shown
    prose: Prose


@dataclass(frozen=True)
class Part:
    """A section of an article in the reader's language, and in the others; `anchor` is its place on the page."""

    anchor: str
    body: Body
    others: tuple[Body, ...]


@dataclass(frozen=True)
class FileLink:
    """A file handed out with a record: what it is called, its format and size in words, and where it lies, here or outside this
    site; sound of ours plays on the page."""

    title: str
    about: str
    url: str
    is_ours: bool
    is_sound: bool


@dataclass(frozen=True)
class Licence:
    """How a thing may be used: as its maker states it; for a known licence also in words, with the address of its text."""

    stated: str
    is_open: bool
    terms: tuple[str, ...]
    url: str


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
    files: tuple[FileLink, ...]
    is_article: bool
    licence: Licence | None
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
        parts=tuple(_part(number, section, wording) for number, section in enumerate(resource.sections, start=1)),
        parts_are_sample="sections" in resource.sample,
        files=tuple(_file(each, wording) for each in resource.files if _is_handed_out(each)),
        is_article=bool(resource.sections) or resource.kind in PROFESSIONAL_KINDS,
        licence=_licence(resource.licence, wording),
        source=resource.source.system if resource.source else "",
        similar=similar,
        address=outer("resource", key=resource.key),
        citations=tuple(
            Choice(name, url_for("public.citation", key=resource.key, extension=each.extension))
            for name, each in FORMATS.items()
        ),
    )


def _held_at(
    resource: Resource, named: Mapping[str, Record], towns: Sequence[str], today: date, wording: Wording
) -> tuple[HeldAt, ...]:
    by_branch: dict[str, list[Holding]] = {}
    for holding in resource.holdings:
        by_branch.setdefault(holding.branch, []).append(holding)
    found = []
    for key, held in by_branch.items():
        branch = named.get(key)
        if isinstance(branch, Branch):
            found.append(
                HeldAt(
                    key,
                    title_of(branch, wording),
                    url_of(branch),
                    branch.place.town,
                    tuple(_copy(holding, resource, branch, wording) for holding in held),
                    open_today(branch, today, wording),
                    "hours" in branch.sample,
                    joining_details(branch, wording),
                )
            )
    return tuple(sorted(found, key=lambda each: (each.town not in towns, wording.sort_key(each.town))))


def _copy(holding: Holding, resource: Resource, branch: Branch, wording: Wording) -> Copy:
    isbn = next((each.value for each in resource.identifiers if each.scheme == "isbn"), "")
    title = resource.titles[0].value if resource.titles else ""
    return Copy(
        holding.call_number,
        holding.shelf,
        wording.say_count("%(count)s copy", "%(count)s copies", holding.copies),
        wording.label("use", holding.use),
        holding.is_all_lent,
        branch.availability_of(isbn, holding.call_number, title),
    )


def _version(resource: Resource, wording: Wording) -> Version:
    languages = wording.listed(wording.label("in", code) for code in resource.languages)
    main = next((title for title in resource.titles if title.kind == "main"), resource.titles[0])
    return Version(shown(main, wording), url_of(resource), languages, wording.label("kind", resource.kind))


def _part(number: int, section: Section, wording: Wording) -> Part:
    heading, body = best(section.headings, wording), best(section.bodies, wording)
    headings = {each.language: each for each in others(section.headings, NOTHING, wording)}
    return Part(
        f"section-{number}",
        Body(heading, body, prose(body.value)),
        tuple(
            Body(headings.get(each.language, NOTHING), each, prose(each.value))
            for each in others(section.bodies, body, wording)
        ),
    )


def _is_handed_out(file: AttachedFile) -> bool:
    """True of what readers may fetch; pictures that are kept here stand in the text."""
    return is_address(file.file) or (is_stored_name(file.file) and not file.media_type.startswith("image/"))


def _file(file: AttachedFile, wording: Wording) -> FileLink:
    path = PurePosixPath(unquote(urlsplit(file.file).path))
    format_ = path.suffix[1:] or file.media_type.rpartition("/")[2]
    known = (
        format_.upper() if format_.isalnum() and len(format_) <= 5 else "",
        wording.size(file.size) if file.size else "",
    )
    is_ours = is_stored_name(file.file)
    address = file_url(file.file) if is_ours else file.file
    named = file.title or ("" if is_ours else path.name) or format_.upper() or file.file
    is_sound = is_ours and file.media_type.startswith("audio/")
    return FileLink(named, ", ".join(each for each in known if each), address, is_ours, is_sound)


def _licence(stated: str, wording: Wording) -> Licence | None:
    if not stated:
        return None
    known = creative_commons(stated)
    if known is None:
        return Licence(stated, False, (), "")
    return Licence(stated, True, tuple(wording.label("licence-term", term) for term in known.terms), known.address)
