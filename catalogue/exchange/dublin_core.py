"""Resources in the fifteen words of Dublin Core, as OAI-PMH carries them (oai_dc)."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from pathlib import Path

from catalogue.exchange.xml_files import add, write_elements
from catalogue.records import Resource, Topic

SUFFIX = ".dc.xml"

_NAMESPACES = 'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"'

_CREATORS = ("author", "composer", "director")

_TYPES = {
    "audiobook": "Sound",
    "music": "Sound",
    "film": "MovingImage",
    "game": "PhysicalObject",
    "kit": "Collection",
    "site": "InteractiveResource",
    "app": "Software",
    "tool": "InteractiveResource",
}
"""The type of a kind in the vocabulary of Dublin Core; any other is a text."""


def write(path: Path, resources: Iterable[Resource], topics: Mapping[str, Topic]) -> int:
    """Write the resources; returns their number. `topics` are those they may name."""
    return write_elements(path, "records", _NAMESPACES, (described(each, topics) for each in resources))


def described(resource: Resource, topics: Mapping[str, Topic]) -> ET.Element:
    """The resource as one `oai_dc:dc`; what Dublin Core has no word for is left out."""
    element = ET.Element("oai_dc:dc")
    for title in sorted(resource.titles, key=lambda each: each.kind != "main"):
        add(element, "dc:title", title.value, title.language)
    for person in resource.contributors:
        word = "creator" if person.role in _CREATORS else "publisher" if person.role == "publisher" else "contributor"
        add(element, f"dc:{word}", person.name)
    for key in resource.topics:
        for label in topics[key].titles if key in topics else ():
            if label.is_principal:
                add(element, "dc:subject", label.value, label.language)
    for notation in resource.classification:
        add(element, "dc:subject", f"{notation.scheme.upper()} {notation.notation}")
    for text in (*resource.summaries, *resource.easy_summaries, *resource.notes):
        add(element, "dc:description", text.value, text.language)
    add(element, "dc:publisher", resource.publisher)
    add(element, "dc:date", "" if resource.year is None else f"{resource.year:04}")
    add(element, "dc:type", _TYPES.get(resource.kind, "Text"))
    add(element, "dc:type", resource.kind)
    add(element, "dc:format", resource.extent)
    for number in resource.identifiers:
        add(element, "dc:identifier", number.value if number.scheme == "uri" else f"urn:{number.scheme}:{number.value}")
    add(element, "dc:identifier", resource.url)
    for language in resource.languages:
        add(element, "dc:language", language)
    add(element, "dc:relation", resource.series)
    add(element, "dc:rights", resource.licence)
    return element
