"""Every record of a MARC file is read or named as damaged, whatever is wrong with its bytes."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymarc import Record

from catalogue.exchange import Unreadable, marc
from catalogue.exchange.description import Description
from catalogue.exchange.marc_files import MARC21, UNIMARC, flavour
from tests.exchange.marc_building import PRINT, a_book, a_record, fixed, in_bytes

SAYS_UTF8, SAYS_MARC8 = PRINT, PRINT.replace(" a22", "  22")


def _read(path: Path, raw: bytes, name: str = "a.mrc") -> list[tuple[int, str]]:
    """Number and title, or problem, of each record."""
    (path / name).write_bytes(raw)
    return [(each.number, _said(each)) for each in marc.read(path / name)]


def _said(each: Description) -> str:
    if each.problem:
        return each.problem.code
    assert each.record
    return each.record.titles[0].value if each.record.titles else ""


def _in_letters(record: Record, letters: bytes) -> bytes:
    """The bytes of a record with these in the place of `?`."""
    for field in record.fields:
        field.subfields = [each._replace(value=each.value.replace("?", "?" * len(letters))) for each in field.subfields]
    return in_bytes(record).replace(b"?" * len(letters), letters)


def _xml(records: Iterable[str], namespace: str = ' xmlns="http://www.loc.gov/MARC21/slim"') -> bytes:
    return f"<collection{namespace}>{''.join(records)}</collection>".encode()


def _element(title: str) -> str:
    return (
        f"<record><leader>{PRINT}</leader><controlfield tag='001'>7</controlfield>"
        f"<datafield tag='245' ind1='1' ind2='0'><subfield code='a'>{title}</subfield></datafield></record>"
    )


def test_the_records_of_a_file_are_numbered_in_its_order(tmp_path: Path) -> None:
    raw = b"".join(in_bytes(a_book(str(number), f"Grāmata {number}")) for number in range(1, 4))
    assert _read(tmp_path, raw) == [(1, "Grāmata 1"), (2, "Grāmata 2"), (3, "Grāmata 3")]


GOOD = in_bytes(a_book("1", "Labā"))
BOOK = in_bytes(a_book("2", "Otrā"))


@pytest.mark.parametrize(
    "damaged",
    [
        b"00099" + BOOK[5:],
        b"99999" + BOOK[5:],
        b"abcde" + BOOK[5:],
        BOOK[:12] + b"00000" + BOOK[17:],
        BOOK[:12] + b"99999" + BOOK[17:],
        BOOK[:30] + b"xxxx" + BOOK[34:],
        BOOK.replace("Otrā".encode(), b"Otr\x00\x00"),
        BOOK[:40] + b"\x1d",
        b"nonsense\x1d",
        b"\x1f\x1e" * 300_000 + b"\x1d",
    ],
    ids=[
        "too short",
        "too long",
        "no length",
        "no base",
        "base outside",
        "directory",
        "NULs",
        "cut",
        "nonsense",
        "huge",
    ],
)
def test_a_damaged_record_among_good_ones_is_skipped_alone(tmp_path: Path, damaged: bytes) -> None:
    assert _read(tmp_path, GOOD + damaged + GOOD) == [(1, "Labā"), (2, "damaged-record"), (3, "Labā")]


def test_a_damaged_record_is_named_by_its_control_number_else_by_its_title(tmp_path: Path) -> None:
    nameless = in_bytes(a_record("245 10 $a Bez numura"))
    (tmp_path / "a.mrc").write_bytes(b"00001" + BOOK[5:] + b"00001" + nameless[5:])
    assert [each.name for each in marc.read(tmp_path / "a.mrc")] == ["2", "“Bez numura”"]


@pytest.mark.parametrize("length", [1, 5, 23, 24, 60, len(BOOK) - 1])
def test_the_end_of_a_file_that_was_cut_off_is_named(tmp_path: Path, length: int) -> None:
    assert _read(tmp_path, GOOD + BOOK[:length]) == [(1, "Labā"), (2, "damaged-record")]


def test_lines_and_padding_between_records_are_no_records(tmp_path: Path) -> None:
    assert _read(tmp_path, GOOD + b"\r\n" + GOOD + b"\x00" * 100 + GOOD + b"\x1a\n") == [
        (number, "Labā") for number in (1, 2, 3)
    ]


def test_a_last_part_of_the_leader_that_is_wrong_harms_nothing(tmp_path: Path) -> None:
    assert _read(tmp_path, BOOK[:22] + b"\x920" + BOOK[24:]) == [(1, "Otrā")]


def test_records_of_names_and_of_copies_are_no_resources(tmp_path: Path) -> None:
    authority = a_record("001 n1", "100 1# $a Rainis", leader=PRINT.replace("nam", "nz "))
    assert _read(tmp_path, in_bytes(authority) + GOOD) == [(1, "other-type"), (2, "Labā")]


@pytest.mark.parametrize("leader", [SAYS_UTF8, SAYS_MARC8])
@pytest.mark.parametrize("title", ["Ķeguma ūdeņi", "Хліб і сіль", "خبز وملح"])
def test_utf8_is_read_as_such_whatever_the_leader_says(tmp_path: Path, leader: str, title: str) -> None:
    assert _read(tmp_path, in_bytes(a_book("1", title, leader))) == [(1, title)]


@pytest.mark.parametrize("leader", [SAYS_UTF8, SAYS_MARC8])
@pytest.mark.parametrize(
    ("letters", "title"),
    [
        (b"B\xe5ibele un \xe9cehs", "Bībele un čehs"),
        (b"\x1b(NhLEB\x1b(B", "Хлеб"),
        (b"\xa9 \xb1od\xb2", "♭ łodø"),
    ],
)
def test_marc8_is_read_whatever_the_leader_says(tmp_path: Path, leader: str, letters: bytes, title: str) -> None:
    assert _read(tmp_path, _in_letters(a_record("001 1", "245 00 $a ?", leader=leader), letters)) == [(1, title)]


@pytest.mark.parametrize(
    ("encoding", "language", "title"),
    [
        ("cp1257", "lav", "Mūsu mājā, šķūnī un klētī"),
        ("cp1251", "ukr", "Наша хата і клуня"),
        ("cp1250", "pol", "Życie, łąka, źródło i żółw."),
        ("cp1252", "fre", "Où est passée l’été à Noël ?"),
    ],
)
def test_letters_of_no_standard_are_read_by_the_language_of_the_record(
    tmp_path: Path, encoding: str, language: str, title: str
) -> None:
    record = a_record("001 1", fixed(language=language), f"245 00 $a {title}")
    assert _read(tmp_path, in_bytes(record, encoding)) == [(1, title.rstrip("."))]


@pytest.mark.parametrize("letters", [b"\xef\xbf\xbd", b"\x81\x8d"])
def test_letters_nobody_can_read_refuse_the_record(tmp_path: Path, letters: bytes) -> None:
    raw = _in_letters(a_record("001 1", "245 00 $a ?"), letters)
    assert _read(tmp_path, raw + GOOD) == [(1, "unknown-letters"), (2, "Labā")]


def test_old_unimarc_letters_are_read(tmp_path: Path) -> None:
    record = a_record("001 1", "100 ## $a 20010101d2001####m##y0frey0103####ba", "200 1# $a ?")
    assert _read(tmp_path, _in_letters(record, b"\x88L'\x89\xc2et\xc2e")) == [(1, "L'été")]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is empty"):
        _read(tmp_path, b"")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no file"):
        list(marc.read(tmp_path / "none.mrc"))


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://www.loc.gov/MARC21/slim"'])
@pytest.mark.parametrize("name", ["a.xml", "a.marcxml", "A.XML"])
def test_marcxml_is_read_in_a_namespace_or_without(tmp_path: Path, namespace: str, name: str) -> None:
    assert _read(tmp_path, _xml([_element("Maize"), _element("Хліб &amp; сіль")], namespace), name) == [
        (1, "Maize"),
        (2, "Хліб & сіль"),
    ]


def test_marcxml_in_the_envelopes_of_oai_and_with_a_prefix_is_read(tmp_path: Path) -> None:
    inner = _element("Maize").replace("</", "</m:").replace("<record", "<m:record").replace("<leader", "<m:leader")
    inner = inner.replace("<control", "<m:control").replace("<data", "<m:data").replace("<sub", "<m:sub")
    outer = f"<OAI-PMH xmlns:m='http://www.loc.gov/MARC21/slim'><ListRecords><record><metadata>{inner}"
    raw = f"{outer}</metadata></record></ListRecords></OAI-PMH>".encode()
    assert _read(tmp_path, raw, "a.xml") == [(1, "Maize")]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    "doctype",
    [LAUGHS, '<!DOCTYPE x SYSTEM "file:///etc/passwd">', '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'],
)
def test_a_doctype_is_refused_and_nothing_is_expanded(tmp_path: Path, doctype: str) -> None:
    with pytest.raises(Unreadable, match="has a DOCTYPE"):
        _read(tmp_path, doctype.encode() + _xml([_element("&c;" if "ENTITY" in doctype else "x")]), "a.xml")


@pytest.mark.parametrize("raw", [b"not xml", b"<collection><rec", b"\x00\x01\x02"])
def test_what_is_no_xml_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(Unreadable, match="is no XML, or is damaged before its first record"):
        _read(tmp_path, raw, "a.xml")


def test_xml_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="holds no MARC record"):
        _read(tmp_path, b"<html><body/></html>", "a.xml")


def test_the_good_records_of_xml_that_was_cut_off_are_read(tmp_path: Path) -> None:
    raw = _xml([_element("Maize"), _element("Sāls")])
    assert _read(tmp_path, raw[:-60], "a.xml") == [(1, "Maize"), (2, "damaged-record")]


def test_an_element_that_is_no_record_is_named_and_skipped(tmp_path: Path) -> None:
    bad = _element("Bez zīmes").replace("tag='001'", "")
    assert _read(tmp_path, _xml([bad, _element("Maize")]), "a.xml") == [(1, "damaged-record"), (2, "Maize")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["245 10 $a Maize"], MARC21),
        (["200 1# $a Pain"], UNIMARC),
        (["100 1# $a Rainis", "245 10 $a Maize", "200 1# $a x"], MARC21),
        (["100 ## $a 20010101d2001####m##y0frey0103####ba", "245 10 $a x", "200 1# $a Pain"], UNIMARC),
        ([fixed()], MARC21),
    ],
)
def test_the_flavour_is_told_by_where_the_title_stands(fields: list[str], expected: str) -> None:
    assert flavour(a_record(*fields)) == expected


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(BOOK) - 2), byte=st.integers(0, 255))
def test_whatever_byte_is_wrong_every_record_is_counted(tmp_path: Path, at: int, byte: int) -> None:
    raw = GOOD + BOOK[:at] + bytes([byte]) + BOOK[at + 1 :] + GOOD
    found = _read(tmp_path, raw)
    assert (found[0][1], found[-1][1]) == ("Labā", "Labā")
    is_cut_in_two = byte == 0x1D and at > 0
    assert len(found) == (4 if is_cut_in_two else 3)
