"""A resource as others cite it: an entry for BibTeX, RIS or CSL-JSON, the forms reference managers read."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import rispy
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from catalogue.exchange.tables import Unreadable
from catalogue.exchange.whole_file import whole_file
from catalogue.records import Resource, Title
from catalogue.records.text import original


@dataclass(frozen=True)
class Format:
    """A form of citation: `write` takes a resource and the absolute address of its page in the catalogue."""

    extension: str
    media_type: str
    write: Callable[[Resource, str], str]


@dataclass(frozen=True)
class _Type:
    """What a kind of resource is called in each form."""

    bibtex: str
    ris: str
    csl: str


_BOOK = _Type("book", "BOOK", "book")
_ONLINE = _Type("misc", "ELEC", "webpage")
_OBJECT = _Type("misc", "GEN", "document")
_REPORT = _Type("report", "RPRT", "report")

_TYPES = {
    "book": _BOOK,
    "bilingual-book": _BOOK,
    "picture-book": _BOOK,
    "audiobook": _Type("book", "SOUND", "book"),
    "course": _ONLINE,
    "textbook": _BOOK,
    "dictionary": _BOOK,
    "game": _OBJECT,
    "film": _Type("misc", "VIDEO", "motion_picture"),
    "music": _Type("misc", "SOUND", "song"),
    "site": _ONLINE,
    "app": _ONLINE,
    "periodical": _Type("periodical", "JFULL", "periodical"),
    "kit": _OBJECT,
    "guide": _REPORT,
    "tool": _REPORT,
    "good-practice": _REPORT,
    "methodology": _REPORT,
    "strategy": _REPORT,
}

_CREATORS = ("author", "director", "composer")
"""The roles that BibTeX and RIS, which have no words for the last two, know as author."""

_FURTHER = ("illustrator", "narrator", "contributor")
"""The roles neither of them has a word for."""

# BibTeX counts braces even after a backslash, so that one without its partner has to be a command.
_COMMANDS = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "%&_#$"},
    }
)

_UNSAFE_IN_ADDRESS = re.compile(r"[\s{}\\\"]")


class _BibtexWriter(Writer):
    """Leaves values alone: pybtex would escape our commands again, and the signs of addresses, which must stay."""

    def _encode(self, text: str) -> str:
        return text


class _RisWriter(rispy.RisWriter):
    """Writes no number before a reference: the first line of RIS is its type."""

    def set_header(self, count: int) -> str:
        return ""


def bibtex(resource: Resource, address: str) -> str:
    """The resource as a BibTeX entry."""
    kind = _type(resource)
    fields = {
        # The inner braces keep the capitals of names, which styles would make small.
        "title": f"{{{_escaped(_title(resource).value)}}}",
        "institution" if kind is _REPORT else "publisher": _escaped(_publisher(resource)),
        "address": _escaped(resource.published_in),
        "year": _year(resource),
        "edition": _escaped(resource.edition),
        "series": _escaped(resource.series),
        "isbn": _escaped(_numbers(resource, "isbn")),
        "issn": _escaped(_numbers(resource, "issn")),
        "language": ", ".join(resource.languages),
        "url": _address(resource, address),
    }
    roles = {"author": _CREATORS, **{role: (role,) for role in ("editor", "translator", *_FURTHER)}}
    persons = {field: [_person(name) for name in _names(resource, *these)] for field, these in roles.items()}
    entry = Entry(kind.bibtex, fields=_said(fields), persons=_said(persons))
    return str(_BibtexWriter(encoding="UTF-8").to_string(BibliographyData({_key(resource): entry})))


def ris(resource: Resource, address: str) -> str:
    """The resource as a reference in RIS."""
    fields = {
        "type_of_reference": _type(resource).ris,
        "id": _key(resource),
        "title": _one_line(_title(resource).value),
        "authors": list(_names(resource, *_CREATORS)),
        "secondary_authors": list(_names(resource, "editor")),
        "subsidiary_authors": list(_names(resource, "translator")),
        "notes": [f"{role}: {name}" for role in _FURTHER for name in _names(resource, role)],
        "publisher": _publisher(resource),
        "place_published": _one_line(resource.published_in),
        "year": _year(resource),
        "edition": _one_line(resource.edition),
        "tertiary_title": _one_line(resource.series),
        "issn": _numbers(resource, "isbn") or _numbers(resource, "issn"),
        "language": ", ".join(resource.languages),
        # A semicolon parts two addresses.
        "urls": [_address(resource, address).replace(";", "%3B")],
    }
    return str(rispy.dumps([_said(fields)], implementation=_RisWriter))


def csl_json(resource: Resource, address: str) -> str:
    """The resource as the one item of a list in CSL-JSON."""
    title = _title(resource)
    roles = (*_CREATORS, "editor", "translator", *_FURTHER)
    year = _year(resource)
    fields = {
        "id": _key(resource),
        "type": _type(resource).csl,
        "title": _one_line(title.value),
        **{role: [_csl_name(name) for name in _names(resource, role)] for role in roles},
        "publisher": _publisher(resource),
        "publisher-place": _one_line(resource.published_in),
        "issued": {"date-parts": [[int(year)]]} if year else {},
        "edition": _one_line(resource.edition),
        "collection-title": _one_line(resource.series),
        "ISBN": _numbers(resource, "isbn"),
        "ISSN": _numbers(resource, "issn"),
        # There is room for one language only.
        "language": title.language if title.language in resource.languages else "".join(resource.languages[:1]),
        "URL": _address(resource, address),
    }
    return json.dumps([_said(fields)], ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "BibTeX": Format("bib", "application/x-bibtex", bibtex),
        "RIS": Format("ris", "application/x-research-info-systems", ris),
        "CSL-JSON": Format("json", "application/vnd.citationstyles.csl+json", csl_json),
    }
)
"""The forms of citation, by the names their users know."""


SUFFIXES = (".bib", ".ris")
"""Endings of the files that can hold many citations one after the other."""


def write(path: Path, resources: Iterable[Resource], address_of: Callable[[Resource], str]) -> int:
    """Write the resources one after the other as BibTeX or RIS; returns their number. `address_of` gives the absolute address of
    a resource's page.

    Raises:
        Unreadable: another form.
    """
    chosen = next((each for each in FORMATS.values() if path.suffix == f".{each.extension}" in SUFFIXES), None)
    if chosen is None:
        raise Unreadable(f"{path.name}: the ending must be one of: {', '.join(SUFFIXES)}.")
    count = 0
    with whole_file(path) as file:
        for resource in resources:
            file.write(chosen.write(resource, address_of(resource)).strip() + "\n\n")
            count += 1
    return count


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _one_line(value: str) -> str:
    return " ".join(line.strip() for line in value.splitlines() if line.strip())


def _escaped(value: str) -> str:
    return _one_line(value).translate(_COMMANDS)


def _key(resource: Resource) -> str:
    return re.sub(r"[^a-z0-9]+", "-", resource.key.lower()).strip("-") or "resource"


def _type(resource: Resource) -> _Type:
    """A course is online unless it is sold as a book."""
    if resource.kind == "course" and _numbers(resource, "isbn"):
        return _BOOK
    return _TYPES.get(resource.kind, _OBJECT)


def _title(resource: Resource) -> Title:
    titles = [title for title in resource.titles if title.kind == "main"] or resource.titles
    return original(titles) or next(iter(titles), Title(resource.key, "und"))


def _names(resource: Resource, *roles: str) -> Iterator[str]:
    names = (_one_line(each.name) for role in roles for each in resource.contributors if each.role == role)
    yield from dict.fromkeys(name for name in names if name)


def _parts(name: str) -> tuple[str, str] | None:
    """Surname and forename, when the name itself says which is which."""
    parts = [part.strip() for part in name.split(",")]
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


def _person(name: str) -> Person:
    parts = _parts(name)
    # An "and" outside braces would part two persons.
    if parts is None or re.search(r"\band\b", name, re.IGNORECASE):
        return Person(last=f"{{{_escaped(name)}}}")
    return Person(last=_escaped(parts[0]), first=_escaped(parts[1]))


def _csl_name(name: str) -> dict[str, str]:
    parts = _parts(name)
    return {"literal": name} if parts is None else {"family": parts[0], "given": parts[1]}


def _publisher(resource: Resource) -> str:
    return _one_line(resource.publisher) or "; ".join(_names(resource, "publisher"))


def _year(resource: Resource) -> str:
    return "" if resource.year is None else str(resource.year)


def _numbers(resource: Resource, scheme: str) -> str:
    return " ".join(_one_line(each.value) for each in resource.identifiers if each.scheme == scheme)


def _address(resource: Resource, address: str) -> str:
    return _UNSAFE_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", resource.url or address)
