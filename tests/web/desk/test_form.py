"""The describing form: what a record holds comes back as it went, and what is typed becomes what was meant."""

from dataclasses import replace

import html5lib
import pytest
from werkzeug.datastructures import MultiDict

from catalogue.app import Catalogue
from catalogue.cataloguing.describing import settle
from catalogue.records import (
    RECORD_TYPES,
    Classification,
    Contributor,
    Holding,
    Identifier,
    Problem,
    Record,
    Resource,
    Text,
    Title,
)
from catalogue.records.codes import STATUSES
from catalogue.web.desk.form import filled, read
from tests.building import a_resource, a_text, a_title
from tests.desk_fixtures import Desk
from tests.discovery.small import keep

WORDS = {"ukraiņu": ("uk",), "latviešu": ("lv",), "dari": ("prs",), "divdomīgs": ("t-a", "t-b")}
MEANT = dict.fromkeys(("languages", "topics", "providers"), lambda word: WORDS.get(word, ()))


def read_back(record: Record) -> Record:
    said = read(filled(record), record, MEANT)
    assert said.problems == ()
    return said.record


@pytest.mark.parametrize("type_", RECORD_TYPES)
def test_every_record_of_the_demonstration_comes_back_as_it_went(demonstration: Catalogue, type_: str) -> None:
    with demonstration.database.reading() as unit:
        records = list(unit.records.of_type(type_, statuses=STATUSES))
    assert records
    for record in records:
        assert settle(read_back(record)) == settle(record)


FULL = a_resource(
    kind="bilingual-book",
    owner="liepaja",
    revision=3,
    titles=(
        a_title("Кобзар", "uk"),
        a_title("Kobzars", "lv", origin="human", kind="parallel", made_from="0" * 16),
        a_title("Kobzars (otrs)", "lv", origin="human", kind="parallel"),
        Title("Kobzar", "uk-Latn", kind="romanised"),
        Title("Dzejoļi", "lv", kind="alternative"),
    ),
    summaries=(a_text("Вірші.", "uk"), Text("Dzeja.", "lv", "machine", "1" * 16), Text("Dzeja vēlreiz.", "lv")),
    easy_summaries=(a_text("Dzejas grāmata."),),
    notes=(a_text("Ar attēliem.\nDivās rindās."),),
    languages=("uk", "lv"),
    speakers=("uk",),
    level_from="A1",
    needs_no_reading=True,
    audiences=("adult", "family"),
    age_from=0,
    age_to=99,
    access=("bilingual",),
    topics=("t-animals",),
    classification=(Classification("udc", "821.161.2"), Classification("ddc", "891.7")),
    contributors=(
        Contributor("Тарас Шевченко", "author", ("Taras Ševčenko", "Taras Shevchenko")),
        Contributor("N. N."),
    ),
    identifiers=(Identifier("isbn", "9789934000102"), Identifier("uri", "https://example.org/1")),
    holdings=(Holding("liepaja", "821", "2. stāvs", 3, "reading-room"), Holding("sigulda")),
    year=1840,
    is_free=False,
    url="https://example.org",
    licence="CC BY 4.0",
    publisher="Лисенко",
    work="kobzar",
)


@pytest.mark.parametrize("record", [FULL, a_resource(), replace(FULL, is_free=None, year=None, contributors=())])
def test_a_description_comes_back_as_it_went(record: Resource) -> None:
    assert settle(read_back(record)) == settle(record)


def test_what_the_form_does_not_show_stays() -> None:
    sampled = replace(FULL, sample=("holdings",))
    assert read_back(sampled).sample == ("holdings",)


def test_the_page_sends_what_the_record_holds(desk: Desk) -> None:
    """As a browser would: the fields of the page itself."""
    (kept,) = keep(desk.catalogue, replace(FULL, key="kobzars", revision=0, status="draft"))
    tree = html5lib.parse(desk.signed_in("redaktore").page("/desk/record/kobzars"), namespaceHTMLElements=False)
    form = next(each for each in tree.iter("form") if each.get("id") == "describing")
    fields: MultiDict[str, str] = MultiDict()
    for element in form.iter():
        if element.tag not in ("input", "select", "textarea"):
            continue
        name, kind = element.get("name"), element.get("type")
        if not name or kind == "submit" or (kind in ("checkbox", "radio") and element.get("checked") is None):
            continue
        if element.tag == "select":
            options = list(element.iter("option"))
            chosen = next((each for each in options if each.get("selected") is not None), options[0])
            fields.add(name, chosen.get("value", ""))
        else:
            fields.add(name, (element.text or "") if element.tag == "textarea" else element.get("value", ""))
    assert isinstance(kept, Resource)
    said = read(fields, kept, MEANT)
    assert (said.problems, settle(said.record)) == ((), kept)


def typed(**fields: object) -> MultiDict[str, str]:
    return MultiDict([("kind", "book"), ("blocks-0-language", "lv"), *fields.items()])  # type: ignore[list-item]


def test_names_typed_in_any_language_become_codes() -> None:
    form = MultiDict([("languages", "lv"), ("languages_typed", "ukraiņu; latviešu;; dari ")])
    assert read(form, Resource(), MEANT).record.languages == ("lv", "uk", "prs")


def test_a_name_that_means_nothing_or_two_things_is_asked_about() -> None:
    form = typed(topics_typed="divdomīgs; nezināms")
    assert read(form, Resource(), MEANT).problems == (
        Problem("topics", "ambiguous", {"value": "divdomīgs", "keys": "t-a, t-b"}),
        Problem("topics", "unknown-record", {"value": "nezināms"}),
    )


@pytest.mark.parametrize("number", ["x", "1.5", "9" * 5000, "²", "1e3", "--1"])
def test_02_04_a_number_that_is_none_is_asked_about(number: str) -> None:
    said = read(typed(year=number), Resource(), MEANT)
    assert [each.code for each in said.problems] == ["bad-number"] and said.record.year is None


def test_digits_of_any_script_are_digits() -> None:
    assert read(typed(year="۲۰۲۴"), Resource(), MEANT).record.year == 2024


def test_a_translation_nobody_touched_keeps_its_source_and_a_new_one_names_none() -> None:
    fields = filled(FULL)
    fields["blocks-1-summary"] = "Dzeja, pārtulkota no jauna."
    record = read(fields, FULL, MEANT).record
    assert [each.made_from for each in record.titles if each.language == "lv"][0] == "0" * 16
    assert [each.made_from for each in record.summaries if each.value.startswith("Dzeja, ")] == [""]


def test_a_call_number_without_a_library_is_asked_about() -> None:
    said = read(typed(**{"holdings-0-call_number": "811"}), Resource(), MEANT)
    assert [(each.field, each.code) for each in said.problems] == [("holdings", "missing")]


def test_09_06_fields_nobody_offered_change_nothing() -> None:
    forged = {"key": "other", "status": "published", "added": "2000-01-01", "source": "x", "is_admin": "1"}
    record = read(typed(**forged), Resource(key="mine"), MEANT).record
    assert (record.key, record.status, record.added, record.source) == ("mine", "draft", None, None)


def test_control_signs_and_direction_overrides_do_not_get_in() -> None:
    form = typed(**{"blocks-0-title": "Labs\u202e\x00 nosaukums\u2066", "blocks-0-summary": "a\r\nb"})
    record = read(form, Resource(), MEANT).record
    assert (record.titles[0].value, record.summaries[0].value) == ("Labs nosaukums", "a\nb")
