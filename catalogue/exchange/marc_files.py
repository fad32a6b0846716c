"""Files of MARC records: ISO 2709 and MARCXML taken apart record by record. What a file may do wrong is caught here."""

import logging
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from pymarc import Field, Indicators, Leader, PymarcException, Record, Subfield, record_to_xml_node

from catalogue.exchange.marc_letters import Decode, readings, tidy
from catalogue.exchange.tables import Unreadable
from catalogue.records import Problem
from catalogue.records.rules import cleaned

BINARY = ".mrc"
XML = (".xml", ".marcxml")
SUFFIXES = (BINARY, *XML)
MARC21, UNIMARC = "marc21", "unimarc"

NAMESPACE = "http://www.loc.gov/MARC21/slim"

LONGEST_RECORD = 99_999
"""Bytes of one ISO 2709 record: its length is five digits."""
LONGEST_FIELD = 9_999

_BLOCK = 65_536
_END_OF_RECORD, _END_OF_FIELD = b"\x1d", b"\x1e"
_PADDING = b"\x00\t\n\r\x1a "
_UNFIT_CODE = re.compile(rb"\x1f[^ -~]")

logging.getLogger("pymarc").setLevel(logging.ERROR)  # it warns of each missing indicator, with words for programmers


@dataclass(frozen=True)
class Found:
    """One record of a file, or what keeps it from being read; `name` is what it can be found by there."""

    number: int
    record: Record | None
    problem: Problem | None = None
    name: str = ""


def read_records(path: Path) -> Iterator[Found]:
    """The records of a file, damaged ones as a problem.

    Raises:
        Unreadable: no such file, empty, or nothing of MARC.
    """
    if not path.is_file():
        raise Unreadable(f"There is no file {path}.")
    if path.stat().st_size == 0:
        raise Unreadable(f"{path.name} is empty.")
    return _read_binary(path) if path.suffix.lower() == BINARY else _read_xml(path)


def flavour(record: Record) -> str:
    """Whether a record is MARC 21 or UNIMARC: told by where its title stands, else by its general data."""
    if ("245" in record) != ("200" in record):
        return MARC21 if "245" in record else UNIMARC
    general = record.get("100")
    if general is not None and re.match("[0-9]{8}[a-z]", general.get("a") or ""):
        return UNIMARC
    return MARC21


def control_number(record: Record) -> str:
    """What the record is numbered by at its source."""
    field = record.get("001")
    return " ".join((field.data or "").split()) if field else ""


def to_xml(record: Record) -> str:
    """The whole record as one MARCXML element; its leader without what is true of the binary form alone."""
    element, leader = record_to_xml_node(record, namespace=True), str(record.leader)
    letters = "a" if flavour(record) == MARC21 else leader[9]
    element[0].text = f"00000{leader[5:9]}{letters}{leader[10:12]}00000{leader[17:20]}4500"
    return ET.tostring(element, encoding="unicode")


def from_xml(content: str) -> Record | None:
    """The record of one MARCXML element; None when it cannot be read."""
    try:
        return _record_of(fromstring(content, forbid_dtd=True))
    except (ET.ParseError, ValueError):
        return None


def _read_binary(path: Path) -> Iterator[Found]:
    with path.open("rb") as file:
        for number, raw in enumerate(_pieces(file), start=1):
            try:
                yield _checked(number, _record_in(raw))
            except (PymarcException, ValueError, IndexError):
                code = "unknown-letters" if _is_sound(raw) else "damaged-record"
                yield Found(number, None, Problem("", code), _name_in(raw))


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """What stands between the signs that end a record: whatever its length says, the next one begins after that."""
    rest = b""
    while block := file.read(_BLOCK):
        *whole, rest = (rest + block).split(_END_OF_RECORD)
        for piece in whole:
            if piece := piece.lstrip(_PADDING):
                yield piece + _END_OF_RECORD
        # What is far too long is refused whatever comes, and need not be kept.
        rest = rest[: 2 * LONGEST_RECORD]
    if rest := rest.strip(_PADDING):
        yield rest


def _is_sound(raw: bytes) -> bool:
    """True when the leader's length, the directory and the fields agree."""
    if not re.fullmatch(rb"[0-9]{5}.{7}[0-9]{5}.{7}", raw[:24], re.DOTALL) or int(raw[:5]) != len(raw):
        return False
    base = int(raw[12:17])
    directory = raw[24 : base - 1]
    if raw[base - 1 : base] != _END_OF_FIELD or not re.fullmatch(rb"(?:[0-9A-Za-z]{3}[0-9]{9})+", directory):
        return False
    if b"\x00" in raw or _UNFIT_CODE.search(raw) or not (raw[:20] + directory).isascii():
        return False
    for at in range(0, len(directory), 12):
        end = base + int(directory[at + 7 : at + 12]) + int(directory[at + 3 : at + 7])
        if raw[end - 1 : end] != _END_OF_FIELD:
            return False
    return True


def _record_in(raw: bytes) -> Record:
    if not _is_sound(raw):
        raise ValueError("damaged")
    # The last part of the leader is the same in every record, and all that is wrong with some.
    raw = raw[:20] + b"4500" + raw[24:]
    bare = Record(raw, to_unicode=False)
    guessed = _decoded(bare, lambda part: part.decode("latin-1"))
    for decode in readings(raw, flavour(guessed) == UNIMARC, _language_of(guessed)):
        try:
            return _decoded(bare, decode)
        except ValueError:
            continue
    raise ValueError("letters")


def _language_of(record: Record) -> str:
    """The three-letter code of what the record describes, from where either flavour has it."""
    fixed, languages = record.get("008"), record.get("101")
    return ((fixed.data or "")[35:38] if fixed else "") or ((languages.get("a") or "") if languages else "")


def _decoded(bare: Record, decode: Decode) -> Record:
    """The record of raw fields in letters."""
    record = Record()
    record.leader = Leader(str(bare.leader))
    for field in bare.fields:
        if field.control_field:
            data: bytes = field.data  # type: ignore[assignment]
            record.add_field(Field(field.tag, data=decode(data)))
        else:
            parts = [Subfield(part.code, decode(part.value)) for part in field.subfields]  # type: ignore[arg-type]
            record.add_field(Field(field.tag, field.indicators, parts))
    return record


def _name_in(raw: bytes) -> str:
    """The control number or title of a damaged record, as far as one can be made out."""
    base = raw[12:17]
    fields = raw[int(base) :].split(_END_OF_FIELD) if base.isdigit() else raw.split(_END_OF_FIELD)[1:]
    number = fields[0].decode("utf-8", "ignore").strip() if fields else ""
    if number and len(number) <= 40 and number.isprintable():
        return number
    title = re.search(rb"[012 ][0-9 ]\x1fa([^\x1d-\x1f]{3,200})", raw)
    text = title[1].decode("utf-8", "ignore").strip() if title else ""
    return f"“{text[:80]}”" if text.isprintable() and text else ""


def _checked(number: int, record: Record) -> Found:
    """The record, if it is one of a bibliography: the others describe names, subjects or copies."""
    kinds = {**dict.fromkeys("z", "authority"), **dict.fromkeys("uvxy", "holdings"), "w": "classification"}
    name, kind = named(record), kinds.get(str(record.leader)[6:7])
    if kind:
        return Found(number, None, Problem("", "other-type", {"value": name or str(number), "found": kind}), name)
    return Found(number, record, name=name)


def named(record: Record) -> str:
    """What people know a record by: its control number, else its title."""
    title = next((each for tag in ("245", "200") for each in record.get_fields(tag)), None)
    text = (title.get("a") or "") if title else ""
    return control_number(record) or (f"“{text[:80].strip()}”" if text.strip() else "")


def _read_xml(path: Path) -> Iterator[Found]:
    number, root = 0, None
    try:
        with path.open("rb") as file:
            for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
                root = element if root is None else root
                if event == "end" and _is_record(element):
                    number += 1
                    yield _of_element(number, element)
                    root.clear()
    except DefusedXmlException:
        raise Unreadable(
            f"{path.name} has a DOCTYPE, which can hide anything; MARCXML needs none. Take it out and import again."
        ) from None
    except (ET.ParseError, ValueError, LookupError) as error:
        if number == 0:
            raise Unreadable(f"{path.name} is no XML, or is damaged before its first record.") from error
        yield Found(number + 1, None, Problem("", "damaged-record"))
        return
    if number == 0 and root is not None and _local(root) != "collection":
        raise Unreadable(f"{path.name} holds no MARC record.")


def _of_element(number: int, element: ET.Element) -> Found:
    try:
        return _checked(number, _record_of(element))
    except ValueError:
        title = next((part.text for field in element if field.get("tag") in ("245", "200") for part in field), None)
        return Found(number, None, Problem("", "damaged-record"), f"“{cleaned(title)[:80]}”" if title else "")


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_record(element: ET.Element) -> bool:
    """True of a record of MARC; the envelopes of OAI and SRU are called so too."""
    return _local(element) == "record" and any(
        _local(part) in ("leader", "controlfield", "datafield") for part in element
    )


def _record_of(element: ET.Element) -> Record:
    """The record of an element.

    Raises:
        ValueError: a field without a tag, or letters that are none.
    """
    record = Record()
    for part in element:
        name, tag = _local(part), part.get("tag", "")
        if name == "leader":
            record.leader = Leader((part.text or "").ljust(24)[:24])
        elif name in ("controlfield", "datafield") and not re.fullmatch("[0-9A-Za-z]{3}", tag):
            raise ValueError("no tag")
        elif name == "controlfield":
            record.add_field(Field(tag, data=tidy(part.text or "")))
        elif name == "datafield":
            marks = Indicators(*((part.get(mark) or " ")[:1] for mark in ("ind1", "ind2")))
            parts = [Subfield(each.get("code", ""), tidy("".join(each.itertext()))) for each in part]
            if any(not re.fullmatch("[ -~]", each.code) for each in parts):
                raise ValueError("no code")
            record.add_field(Field(tag, marks, parts))
    if not record.fields:
        raise ValueError("no field")
    return record
