"""Resources leave as MARC 21 and come back the same; what was imported leaves with all its source said."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pymarc import MARCReader, Record

from catalogue.cataloguing.deliveries import as_kept
from catalogue.exchange import Unreadable, marc
from catalogue.exchange.marc import FIELDS, described
from catalogue.exchange.marc_files import from_xml
from catalogue.records import Classification, Contributor, Holding, Identifier, Resource, Text, Title
from tests.building import a_resource, a_title, a_topic
from tests.exchange.marc_building import a_record, fixed

TOPICS = {"bread": a_topic(key="bread", titles=(a_title("Maize"), a_title("Bread", "en", kind="parallel")))}
TYPES = {"bread": "topic", "liepaja": "branch"}


def _kept(resource: Resource) -> Resource:
    return as_kept(resource, {"maize": "bread"}, TYPES)


def _written(path: Path, *resources: Resource, name: str = "a.xml") -> list[Record]:
    marc.write(path / name, resources, TOPICS, _kept)
    if name.endswith(".mrc"):
        return [record for record in MARCReader((path / name).read_bytes()) if record]
    elements = ET.parse(path / name).getroot()
    return [record for each in elements if (record := from_xml(ET.tostring(each, encoding="unicode")))]


def _again(path: Path, resource: Resource, name: str = "a.xml") -> Resource:
    """The resource as another catalogue that knows the same topics and branches would import it."""
    _written(path, resource, name=name)
    (found,) = marc.read(path / name)
    assert isinstance(found.record, Resource)
    return _kept(found.record)


def _said(resource: Resource) -> dict[str, Any]:
    return {name: getattr(resource, name) for name in FIELDS}


def _full() -> Resource:
    return _kept(
        a_resource(
            kind="bilingual-book",
            titles=(
                Title("Хліб : казка", "uk"),
                Title("Maize", "lv", kind="parallel"),
                Title("Khlib", "uk-Latn", kind="romanised"),
            ),
            summaries=(Text("Par maizi.\nOtrā rindkopa.", "lv"), Text("Про хліб.", "uk")),
            notes=(Text("Є додаток.", "uk"),),
            languages=("uk", "lv"),
            audiences=("child", "parent"),
            age_from=3,
            age_to=6,
            access=("large-print",),
            topics=("bread",),
            classification=(Classification("udc", "811.174(075)"), Classification("ddc", "491.93")),
            contributors=(
                Contributor("Українка, Леся", "author", ("Ukraïnka, Lesia",)),
                Contributor("A. B.", "illustrator"),
            ),
            publisher="Zvaigzne ABC",
            published_in="Rīga",
            year=2021,
            edition="2. izd.",
            series="Lasi ; 3",
            extent="48 lpp.",
            identifiers=(Identifier("isbn", "9789934000102"), Identifier("uri", "urn:nbn:lv:1")),
            url="https://example.org/a?b=c&d=e",
            licence="CC BY 4.0",
            holdings=(Holding("liepaja", "811 A", "3. plaukts", 2, "reading-room"), Holding("liepaja", "", "", 0)),
        )
    )


@pytest.mark.parametrize("name", ["a.mrc", "a.xml", "a.marcxml"])
def test_what_marc_can_say_of_a_resource_comes_back(tmp_path: Path, name: str) -> None:
    assert _said(_again(tmp_path, _full(), name)) == _said(_full())


def test_a_resource_of_ours_comes_back_under_its_key(tmp_path: Path) -> None:
    back = _again(tmp_path, a_resource(key="abece"))
    assert (back.key, back.source) == ("abece", None)


def test_a_romanised_title_is_linked_with_the_one_in_the_script_of_the_thing(tmp_path: Path) -> None:
    (record,) = _written(tmp_path, _full())
    (pair,) = [field for field in record.get_fields("880") if (field.get("6") or "").startswith("245")]
    assert record["245"].get("6") == f"880-{(pair.get('6') or '')[4:]}"
    assert (record["245"].get("a"), pair.get("a"), pair.get("b")) == ("Khlib", "Хліб :", "казка")


def test_a_binary_record_says_that_it_is_utf8(tmp_path: Path) -> None:
    (record,) = _written(tmp_path, _full(), name="a.mrc")
    assert (record.leader[9], record.leader[18], record["008"].data[35:38]) == ("a", "c", "ukr")


def test_a_language_that_the_codes_of_libraries_do_not_know_comes_back(tmp_path: Path) -> None:
    given = a_resource(languages=("prs", "lv"), summaries=(Text("Par.", "lv"),))
    assert _again(tmp_path, given).languages == ("prs", "lv")
    assert _again(tmp_path, given).summaries == given.summaries


SOURCE = (
    "001 123",
    "003 LNB",
    fixed(language="lav"),
    "040 ## $a LNB $b lav",
    "100 1# $a Bērziņa, Anna, $d 1970- $0 (LNC)55 $e autore.",
    "245 10 $a Maize : $b grāmata / $c Anna Bērziņa.",
    "300 ## $a 48 lpp. : $b il. ; $c 24 cm",
    "505 0# $a Rudzi -- Kvieši",
    "650 #4 $a Maize.",
    "650 #4 $a Cepšana.",
    "852 ## $b tukums $h 1",
    "999 ## $a mūsu pašu",
)


def _imported() -> Resource:
    return replace(_kept(described(a_record(*SOURCE))), key="k")


def _fields(record: Record, *tags: str) -> list[str]:
    return [str(field) for field in record.get_fields(*tags)]


def test_an_unchanged_resource_leaves_as_the_record_it_came_from(tmp_path: Path) -> None:
    (record,) = _written(tmp_path, _imported())
    assert [str(field) for field in record.fields] == [str(field) for field in a_record(*SOURCE).fields]


def test_an_edited_field_is_written_anew_and_all_else_stays(tmp_path: Path) -> None:
    edited = replace(_imported(), titles=(a_title("Maizīte : grāmata"),), extent="50 lpp.", year=2022)
    (record,) = _written(tmp_path, edited)
    assert _fields(record, "245") == ["=245  10$aMaizīte :$bgrāmata$cAnna Bērziņa."]
    assert _fields(record, "300") == ["=300  \\\\$a50 lpp.$bil. ;$c24 cm"]
    assert record["008"].data[6:11] == "s2022"
    kept = ("001", "003", "040", "100", "505", "650", "852", "999")
    assert _fields(record, *kept) == _fields(a_record(*SOURCE), *kept)
    assert _said(_again(tmp_path, edited)) == _said(edited)


def test_a_name_that_stays_keeps_what_only_the_source_says_of_it(tmp_path: Path) -> None:
    given = _imported()
    edited = replace(given, contributors=(*given.contributors, Contributor("Kalns, Jānis", "illustrator")))
    (record,) = _written(tmp_path, edited)
    assert _fields(record, "100", "700") == [
        "=100  1\\$aBērziņa, Anna,$d1970-$0(LNC)55$eauthor$4aut",
        "=700  1\\$aKalns, Jānis$eillustrator$4ill",
    ]


def test_headings_and_copies_that_nobody_here_knows_stay_when_ours_go(tmp_path: Path) -> None:
    edited = replace(_imported(), topics=(), holdings=(Holding("liepaja", "2"),))
    (record,) = _written(tmp_path, edited)
    assert _fields(record, "650") == ["=650  \\4$aCepšana."]
    assert _fields(record, "852") == ["=852  \\\\$btukums$h1", "=852  \\\\$bliepaja$h2"]


_BY_SCRIPT = ("titles", "notes", "contributors")
"""What a Latvian record would say otherwise of a Ukrainian text."""

EDITS: dict[str, Any] = {name: value for name, value in _said(_full()).items() if name not in _BY_SCRIPT}


@pytest.mark.parametrize("name", EDITS)
def test_each_field_can_be_edited_and_comes_back(tmp_path: Path, name: str) -> None:
    edited = _kept(replace(_imported(), **{name: EDITS[name]}))
    if name == "age_to":
        edited = replace(edited, age_from=0)
    assert _said(_again(tmp_path, edited)) == _said(edited)


@pytest.mark.parametrize("name", ["contributors", "topics", "extent"])
def test_each_field_can_be_emptied(tmp_path: Path, name: str) -> None:
    edited = replace(_imported(), **{name: "" if name == "extent" else ()})
    assert _said(_again(tmp_path, edited)) == _said(edited)


def test_a_withdrawn_resource_leaves_as_deleted(tmp_path: Path) -> None:
    (record,) = _written(tmp_path, replace(_imported(), status="withdrawn"))
    assert record.leader[5] == "d"


def test_what_came_as_unimarc_leaves_as_marc21_under_its_number(tmp_path: Path) -> None:
    unimarc = a_record("001 7", "101 0# $a fre", "200 1# $a Pain", "801 #0 $b BnF", leader="00000nam  2200000   450 ")
    (record,) = _written(tmp_path, replace(_kept(described(unimarc)), key="k"))
    assert (record["001"].data, record["003"].data, record["245"].get("a")) == ("7", "BnF", "Pain")


def test_what_binary_marc_cannot_hold_is_refused_with_the_way_out(tmp_path: Path) -> None:
    long = a_resource(summaries=(Text("ž" * 10_000, "lv"),))
    with pytest.raises(Unreadable, match="“book” is longer than binary MARC can hold: export to .xml"):
        _written(tmp_path, long, name="a.mrc")
    assert not (tmp_path / "a.mrc").exists()
    assert _again(tmp_path, long).summaries == long.summaries


def test_signs_that_xml_cannot_hold_do_no_harm(tmp_path: Path) -> None:
    assert _again(tmp_path, a_resource(titles=(a_title("<a & b>\ufffe"),))).titles[0].value == "<a & b>"


@pytest.mark.parametrize("name", ["a.mrc", "a.xml"])
def test_no_resource_is_a_file_that_can_be_read(tmp_path: Path, name: str) -> None:
    assert marc.write(tmp_path / name, (), {}, _kept) == 0
    if name == "a.xml":
        assert list(marc.read(tmp_path / name)) == []
