"""Asking catalogues elsewhere what they know of a number, by SRU (Search/Retrieve via URL, Library of Congress)."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import urlencode

from defusedxml.ElementTree import fromstring

from catalogue.exchange.fetching import Limits, Unfetched, fetch
from catalogue.exchange.marc import described
from catalogue.exchange.marc_files import from_xml
from catalogue.records import Resource
from catalogue.records.identifier import isbn10
from catalogue.records.target import INSIDE, ISBN, Target

MOST_RECORDS = 5
"""Records asked for: an ISBN that stands for more things than that is no help."""


def ask(target: Target, isbn: str) -> tuple[Resource, ...]:
    """What a catalogue has under an ISBN of 13 digits, or under the same number in its older form.

    Raises:
        Unfetched: it could not be asked, or answers something else than MARC records.
    """
    limits = Limits(is_inside=target.network == INSIDE)
    for number in filter(None, (isbn, isbn10(isbn))):
        found = tuple(_answered(fetch(_question(target, number), limits)))
        if found:
            return found
    return ()


def _question(target: Target, isbn: str) -> str:
    said = {
        "version": target.version,
        "operation": "searchRetrieve",
        "query": target.query.replace(ISBN, isbn),
        "maximumRecords": str(MOST_RECORDS),
        "recordSchema": target.schema,
    }
    return f"{target.address}{'&' if '?' in target.address else '?'}{urlencode(said)}"


def _answered(content: bytes) -> Iterator[Resource]:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ET.ParseError, ValueError, LookupError):
        raise Unfetched("no-sru") from None
    if _local(root) != "searchRetrieveResponse":
        raise Unfetched("no-sru")
    data = [each for each in root.iter() if _local(each) == "recordData"]
    if not data and any(_local(each) == "diagnostic" for each in root.iter()):
        raise Unfetched("refused")
    for each in data[:MOST_RECORDS]:
        record = from_xml(_content(each))
        if record is None or not record.fields:
            raise Unfetched("no-marc")
        yield described(record)


def _content(data: ET.Element) -> str:
    """The record of an answer, which stands there as XML or as a text of XML."""
    inside = next((each for each in data.iter() if _local(each) == "record"), None)
    return ET.tostring(inside, encoding="unicode") if inside is not None else (data.text or "").strip()


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
