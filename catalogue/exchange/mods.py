"""Resources in MODS 3.7, the form of the Library of Congress between MARC and Dublin Core."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from pathlib import Path

from catalogue.exchange.marc_tables import RELATORS
from catalogue.exchange.xml_files import add, fit, write_elements
from catalogue.languages.bibliographic import to_bibliographic
from catalogue.records import Resource, Title, Topic

SUFFIX = ".mods.xml"

_NAMESPACE = 'xmlns="http://www.loc.gov/mods/v3"'

_TITLES = {"parallel": "translated", "alternative": "alternative", "romanised": "alternative"}
"""What kinds of title are called; the main one has no type."""

_TYPES = {
    "audiobook": "sound recording-nonmusical",
    "music": "sound recording-musical",
    "film": "moving image",
    "game": "three dimensional object",
    "kit": "mixed material",
    "site": "software, multimedia",
    "app": "software, multimedia",
}
"""The type of a kind; any other is a text."""


def write(path: Path, resources: Iterable[Resource], topics: Mapping[str, Topic]) -> int:
    """Write the resources; returns their number. `topics` are those they may name."""
    return write_elements(path, "modsCollection", _NAMESPACE, (described(each, topics) for each in resources))


def described(resource: Resource, topics: Mapping[str, Topic]) -> ET.Element:
    """The resource as one `mods`."""
    element = ET.Element("mods", {"version": "3.7"})
    for title in sorted(resource.titles, key=lambda each: each.kind != "main"):
        _title(element, title)
    for person in resource.contributors:
        _name(element, person.name, person.role, person.other_forms)
    add(element, "typeOfResource", _TYPES.get(resource.kind, "text"))
    add(element, "genre", resource.kind, authority="local")
    _origin(element, resource)
    for language in resource.languages:
        _language(element, language)
    if resource.extent:
        add(ET.SubElement(element, "physicalDescription"), "extent", resource.extent)
    for text in (*resource.summaries, *resource.easy_summaries):
        add(element, "abstract", text.value, text.language)
    for audience in resource.audiences:
        add(element, "targetAudience", audience, authority="local")
    for text in resource.notes:
        add(element, "note", text.value, text.language)
    for key in resource.topics:
        for label in topics[key].titles if key in topics else ():
            if label.is_principal:
                add(ET.SubElement(element, "subject"), "topic", label.value, label.language)
    for notation in resource.classification:
        add(element, "classification", notation.notation, authority=notation.scheme)
    if resource.series:
        series = ET.SubElement(element, "relatedItem", {"type": "series"})
        add(ET.SubElement(series, "titleInfo"), "title", resource.series)
    for number in resource.identifiers:
        add(element, "identifier", number.value, type=number.scheme)
    if resource.url:
        add(ET.SubElement(element, "location"), "url", resource.url)
    for branch in dict.fromkeys(holding.branch for holding in resource.holdings):
        add(ET.SubElement(element, "location"), "physicalLocation", branch)
    add(element, "accessCondition", resource.licence, type="use and reproduction")
    add(ET.SubElement(element, "recordInfo"), "recordIdentifier", resource.key, source="tilts")
    return element


def _title(parent: ET.Element, title: Title) -> None:
    language = {"xml:lang": title.language} if title.language != "und" else {}
    kind = {"type": _TITLES[title.kind]} if title.kind in _TITLES else {}
    name, _, further = title.value.partition(" : ")
    info = ET.SubElement(parent, "titleInfo", {**language, **kind})
    add(info, "title", name)
    add(info, "subTitle", further)


def _name(parent: ET.Element, name: str, role: str, others: Iterable[str]) -> None:
    element = ET.SubElement(parent, "name")
    add(element, "namePart", name)
    for other in others:
        add(ET.SubElement(element, "alternativeName"), "namePart", other)
    relation = ET.SubElement(element, "role")
    add(relation, "roleTerm", RELATORS[role][0], type="code", authority="marcrelator")


def _origin(parent: ET.Element, resource: Resource) -> None:
    origin = ET.Element("originInfo")
    if place := fit(resource.published_in):
        add(ET.SubElement(origin, "place"), "placeTerm", place, type="text")
    add(origin, "publisher", resource.publisher)
    add(origin, "dateIssued", "" if resource.year is None else f"{resource.year:04}", encoding="w3cdtf")
    add(origin, "edition", resource.edition)
    if len(origin):
        parent.append(origin)


def _language(parent: ET.Element, language: str) -> None:
    element = ET.SubElement(parent, "language")
    add(element, "languageTerm", language, type="code", authority="rfc5646")
    add(element, "languageTerm", to_bibliographic(language), type="code", authority="iso639-2b")
