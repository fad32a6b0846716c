"""Resources in Dublin Core and MODS: well-formed, in the words of each, every text with its language."""

import xml.etree.ElementTree as ET
from pathlib import Path

from catalogue.exchange import dublin_core, mods
from catalogue.records import Title
from tests import complete
from tests.building import a_resource, a_title, a_topic

TOPICS = {"language": a_topic(key="language", titles=(a_title("Valoda"), a_title("Мова", "uk", kind="parallel")))}
DC = "{http://purl.org/dc/elements/1.1/}"
MODS = "{http://www.loc.gov/mods/v3}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_a_resource_in_dublin_core(tmp_path: Path) -> None:
    assert dublin_core.write(tmp_path / "a.dc.xml", [complete.resource()], TOPICS) == 1
    (record,) = ET.parse(tmp_path / "a.dc.xml").getroot()
    said = [(each.tag.removeprefix(DC), each.text, each.get(LANG)) for each in record]
    assert said[0] == ("title", "a-book", "uk")
    for expected in [
        ("title", "a-book latviski", "lv"),
        ("creator", "Леся Українка", None),
        ("contributor", "A | B", None),
        ("subject", "Мова", "uk"),
        ("subject", "UDC 811.174(075)", None),
        ("description", "مرحبا بالعالم", "ar"),
        ("publisher", "Zvaigzne ABC", None),
        ("date", "2021", None),
        ("identifier", "urn:isbn:9789934000102", None),
        ("identifier", "https://example.org/a?b=c&d=e", None),
        ("language", "lv", None),
        ("rights", "CC BY 4.0", None),
    ]:
        assert expected in said


def test_a_resource_in_mods(tmp_path: Path) -> None:
    assert mods.write(tmp_path / "a.mods.xml", [complete.resource()], TOPICS) == 1
    root = ET.parse(tmp_path / "a.mods.xml").getroot()
    assert root.tag == f"{MODS}modsCollection"
    titles = root.findall(f".//{MODS}mods/{MODS}titleInfo")
    assert (titles[0].get(LANG), titles[0].get("type"), titles[0].findtext(f"{MODS}title")) == ("uk", None, "a-book")
    assert {each.text for each in root.iter(f"{MODS}topic")} == {"Valoda", "Мова"}
    assert [each.text for each in root.iter(f"{MODS}roleTerm")] == ["aut", "ill"]
    assert {(each.get("authority"), each.text) for each in root.iter(f"{MODS}languageTerm")} == {
        ("rfc5646", "lv"),
        ("iso639-2b", "lav"),
        ("rfc5646", "uk"),
        ("iso639-2b", "ukr"),
    }
    assert root.findtext(f".//{MODS}dateIssued") == "2021"


def test_a_bare_resource_and_signs_xml_cannot_hold_are_well_formed(tmp_path: Path) -> None:
    bare = a_resource(titles=(Title("<a> & b\uffff", "und"),))
    for form, name in ((dublin_core, "a.dc.xml"), (mods, "a.mods.xml")):
        assert form.write(tmp_path / name, [bare], {}) == 1
        text = (tmp_path / name).read_text("utf-8")
        ET.fromstring(text.encode())
        assert "&lt;a&gt; &amp; b<" in text and "xml:lang" not in text
