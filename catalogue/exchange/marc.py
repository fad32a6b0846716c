"""Resources as MARC, the form library systems exchange records in: MARC 21 and UNIMARC come in, MARC 21 goes out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pymarc import Record, record_to_xml_node

from catalogue.exchange.description import Description
from catalogue.exchange.marc21_reading import read_marc21
from catalogue.exchange.marc21_writing import AsKept, write_marc21
from catalogue.exchange.marc_files import (
    BINARY,
    LONGEST_FIELD,
    LONGEST_RECORD,
    MARC21,
    NAMESPACE,
    SUFFIXES,
    UNIMARC,
    control_number,
    flavour,
    from_xml,
    read_records,
    to_xml,
)
from catalogue.exchange.marc_parts import line
from catalogue.exchange.marc_tables import OWN
from catalogue.exchange.tables import Unreadable
from catalogue.exchange.unimarc_reading import read_unimarc
from catalogue.exchange.whole_file import whole_file
from catalogue.exchange.xml_files import write_elements
from catalogue.records import Resource, SourceRecord, Topic
from catalogue.records.text import fingerprint

FIELDS = (
    *("status", "kind", "titles", "summaries", "notes", "languages", "audiences", "age_from", "age_to", "access"),
    *("topics", "classification", "contributors", "publisher", "published_in", "year", "edition", "series", "extent"),
    *("identifiers", "url", "licence", "holdings"),
)
"""The fields of a resource that a MARC record can say something of."""

_READERS = {MARC21: read_marc21, UNIMARC: read_unimarc}


def read(path: Path) -> Iterator[Description]:
    """The records of a file, one by one; damaged ones as a problem.

    Raises:
        Unreadable: no such file, empty, hostile, or nothing of MARC.
    """
    for found in read_records(path):
        resource = described(found.record) if found.record else None
        yield Description(found.number, resource, found.problem, found.name)


def described(record: Record) -> Resource:
    """The resource of a record; one of our own has its key, any other the source it comes from."""
    form = flavour(record)
    resource = _READERS[form](record)
    source = _source(record, form, resource)
    if source.system == OWN:
        return replace(resource, key=source.control_number)
    return replace(resource, source=source)


def described_before(resource: Resource) -> Resource | None:
    """What the record that a resource was last imported from said; None when it came from no MARC record."""
    record = _source_record(resource)
    return described(record) if record else None


def write(path: Path, resources: Iterable[Resource], topics: Mapping[str, Topic], as_kept: AsKept) -> int:
    """Write the resources as MARC 21, in XML or binary; returns their number.

    Raises:
        Unreadable: one is longer than binary MARC can hold.
    """
    records = ((_written(each, topics, as_kept), each.key) for each in resources)
    if path.suffix.lower() != BINARY:
        elements = (record_to_xml_node(record) for record, _ in records)
        return write_elements(path, "collection", f'xmlns="{NAMESPACE}"', elements)
    count = 0
    with whole_file(path) as file:
        for record, key in records:
            file.write(_binary(record, key))
            count += 1
    return count


def _written(resource: Resource, topics: Mapping[str, Topic], as_kept: AsKept) -> Record:
    source = _source_record(resource)
    return write_marc21(resource, source if source and flavour(source) == MARC21 else None, topics, as_kept)


def _binary(record: Record, key: str) -> str:
    raw = record.as_marc()
    if len(raw) > LONGEST_RECORD or any(len(field.as_marc("utf-8")) > LONGEST_FIELD for field in record.fields):
        raise Unreadable(f"The record “{key}” is longer than binary MARC can hold: export to .xml instead.")
    return raw.decode("utf-8")


def _source_record(resource: Resource) -> Record | None:
    source = resource.source
    return from_xml(source.content) if source and source.format in _READERS else None


def _source(record: Record, form: str, resource: Resource) -> SourceRecord:
    """Where the record comes from: the number it has there, or the first one it has elsewhere."""
    content, number = to_xml(record), control_number(record)
    if not number:
        for field in record.get_fields("035"):
            system, bracket, elsewhere = line(field.get("a") or "").removeprefix("(").partition(")")
            if bracket and elsewhere:
                return SourceRecord(system, elsewhere, form, content)
        # Without any number the record can only be known again as long as it is the same.
        number = "" if any(each.scheme in ("isbn", "issn") for each in resource.identifiers) else fingerprint(content)
    identifier, agency = record.get("003"), record.get("801")
    system = (identifier.data or "") if identifier else ((agency.get("b") or "") if agency else "")
    return SourceRecord(line(system) or form, number, form, content)


__all__ = ["FIELDS", "SUFFIXES", "described", "described_before", "read", "write"]
