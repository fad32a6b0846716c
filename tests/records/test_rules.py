"""The rules of the trade, each with what keeps it and what breaks it: the field and the code a cataloguer is told."""

import dataclasses
from datetime import UTC, date, datetime
from typing import Any

import pytest

from catalogue.languages.problems import SENTENCES
from catalogue.records import (
    Classification,
    Contact,
    Contributor,
    Cover,
    Holding,
    Hours,
    HoursException,
    Identifier,
    Place,
    Problem,
    Record,
    Section,
    problems,
)
from catalogue.records.rules import LONGEST_TEXT, cleaned, is_language
from tests.building import (
    a_branch,
    a_resource,
    a_text,
    a_title,
    a_topic,
    an_event,
    an_initiative,
    an_organisation,
)

MAKERS = (a_resource, an_initiative, an_event, a_branch, an_organisation, a_topic)
ACTIVITIES = (an_initiative, an_event)
WITH_PLACE = (an_initiative, an_event, a_branch, an_organisation)


def faults(record: Record) -> list[tuple[str, str]]:
    """Field and code of every problem found, each of which must fill its sentence."""
    found = problems(record)
    assert all(SENTENCES[problem.code] % problem.values for problem in found)
    return [(problem.field, problem.code) for problem in found]


@pytest.mark.parametrize("make", MAKERS)
def test_a_record_true_to_the_trade_has_no_problems(make: Any) -> None:
    assert problems(make()) == ()


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"key": ""}, []),
        ({"key": "Big Key"}, [("key", "bad-key")]),
        ({"key": "../book"}, [("key", "bad-key")]),
        ({"status": "hidden"}, [("status", "unknown-code")]),
        ({"titles": ()}, [("titles", "no-title")]),
        ({"titles": (a_title(" "),)}, [("titles", "no-title"), ("title", "control-signs")]),
        ({"titles": (a_title(""),)}, [("titles", "no-title"), ("title", "empty-text")]),
        ({"titles": (a_title(kind="cover"),)}, [("titles", "unknown-code")]),
        ({"titles": (a_title(), a_title("Книга", "uk", kind="parallel", origin="machine"))}, []),
        ({"titles": (a_title(origin="guessed"),)}, [("title", "unknown-code")]),
        ({"titles": (a_title(language="Latvian"),)}, [("title", "bad-language")]),
        ({"summaries": (a_text(language=""),)}, [("summary", "bad-language")]),
        ({"summaries": (a_text("a" * LONGEST_TEXT),)}, []),
        ({"summaries": (a_text("a" * (LONGEST_TEXT + 1)),)}, [("summary", "too-long")]),
        ({"notes": (a_text(""),)}, [("note", "empty-text")]),
        ({"notes": (a_text("pirmā\notrā\ttrešā"),)}, []),
        ({"notes": (a_text("a\r\nb"),)}, [("note", "control-signs")]),
        ({"notes": (a_text("nul\x00le"),)}, [("note", "control-signs")]),
        ({"notes": (a_text("\u202eatgriezts"),)}, [("note", "control-signs")]),
        ({"notes": (a_text("puse \ud800"),)}, [("note", "control-signs")]),
    ],
)
def test_the_rules_of_every_record(make: Any, given: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert faults(make(**given)) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"kind": "game"}, []),
        ({"kind": "good-practice"}, []),
        ({"kind": "event"}, [("kind", "unknown-code")]),
        ({"kind": ""}, [("kind", "unknown-code")]),
        ({"languages": ("lv", "zh-Hans")}, []),
        ({"languages": ("lv", "latviešu")}, [("in", "bad-language")]),
        ({"teaches": ("LV",)}, [("teaches", "bad-language")]),
        ({"speakers": ("",)}, [("for", "bad-language")]),
        ({"level_from": "A1", "level_to": "C2"}, []),
        ({"level_from": "B1"}, []),
        ({"level_to": "B1"}, []),
        ({"level_from": "B1", "level_to": "A1"}, [("level_to", "range-upside-down")]),
        ({"level_from": "a1"}, [("level_from", "unknown-code")]),
        ({"level_to": "D1"}, [("level_to", "unknown-code")]),
        ({"audiences": ("adult", "everyone")}, [("audience", "unknown-code")]),
        ({"access": ("large-print", "loud")}, [("access", "unknown-code")]),
        ({"age_from": 0, "age_to": 120}, []),
        ({"age_from": 6, "age_to": 6}, []),
        ({"age_from": -1}, [("age_from", "out-of-range")]),
        ({"age_to": 121}, [("age_to", "out-of-range")]),
        ({"age_from": 9, "age_to": 6}, [("age_to", "range-upside-down")]),
        ({"year": 1}, []),
        ({"year": 2199}, []),
        ({"year": 0}, [("year", "out-of-range")]),
        ({"year": 2200}, [("year", "out-of-range")]),
        ({"identifiers": (Identifier("isbn", "978-0-306-40615-7"), Identifier("uri", "urn:x:1"))}, []),
        ({"identifiers": (Identifier("isbn", "9780306406158"),)}, [("isbn", "bad-identifier")]),
        ({"identifiers": (Identifier("issn", "0378-5954"),)}, [("issn", "bad-identifier")]),
        ({"identifiers": (Identifier("uri", "nowhere"),)}, [("uri", "bad-identifier")]),
        ({"identifiers": (Identifier("ean", "1"),)}, [("identifiers", "unknown-code")]),
        (
            {"contributors": (Contributor("Kas", "author"), Contributor("Kas", "king"))},
            [("contributor", "unknown-code")],
        ),
        (
            {"classification": (Classification("udc", "8"), Classification("lcc", "P"))},
            [("classification", "unknown-code")],
        ),
        ({"holdings": (Holding("liepaja", copies=0), Holding("riga", copies=100_000))}, []),
        ({"holdings": (Holding("liepaja", use="sale"),)}, [("use", "unknown-code")]),
        ({"holdings": (Holding("liepaja", copies=-1),)}, [("copies", "out-of-range")]),
        ({"holdings": (Holding("liepaja", copies=100_001),)}, [("copies", "out-of-range")]),
        ({"easy_summaries": (a_text(""),)}, [("easy", "empty-text")]),
        (
            {"sections": (Section((a_text(""),), (a_text("b", "x"),)),)},
            [("heading", "empty-text"), ("body", "bad-language")],
        ),
        ({"cover": Cover("a.png", (a_text(""),))}, [("cover", "empty-text")]),
    ],
)
def test_the_rules_of_a_resource(given: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert faults(a_resource(**given)) == found


ADDRESSES = ("http://example.org", "https://example.org/a?b=c#d", "https://bērni.example/grāmata", "http://[::1]/a", "")
NO_ADDRESSES = (
    "example.org",
    "ftp://example.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "//example.org",
    "https://",
    "https:///a",
    "https://?a",
    "https://example.org/a b",
    'https://example.org/"x',
    "https://example.org/<x>",
    "https://example.org\\@elsewhere.example",
    "https://example.org\n",
    " https://example.org",
    "http://[",
    "http://[elsewhere]/",
)


@pytest.mark.parametrize(
    ("url", "is_right"), [*((url, True) for url in ADDRESSES), *((url, False) for url in NO_ADDRESSES)]
)
def test_an_address_begins_with_http_and_names_a_host(url: str, is_right: bool) -> None:
    expected = [] if is_right else ["bad-address"]
    assert [code for _, code in faults(a_resource(url=url))] == expected
    for make in WITH_PLACE:
        assert [code for _, code in faults(make(contact=Contact(url=url)))] == expected
        assert [code for _, code in faults(make(place=Place(online=url)))] == expected


@pytest.mark.parametrize("make", WITH_PLACE)
@pytest.mark.parametrize(
    ("place", "found"),
    [
        (Place(), []),
        (Place(latitude=-90.0, longitude=180.0, country="UA"), []),
        (Place(latitude=0.0, longitude=0.0), []),
        (Place(latitude=90.1, longitude=0.0), [("latitude", "out-of-range")]),
        (Place(latitude=0.0, longitude=-180.1), [("longitude", "out-of-range")]),
        (Place(latitude=float("nan"), longitude=0.0), [("latitude", "out-of-range")]),
        (Place(latitude=0.0, longitude=float("inf")), [("longitude", "out-of-range")]),
        (Place(latitude=56.5), [("latitude", "half-a-coordinate")]),
        (Place(longitude=21.0), [("latitude", "half-a-coordinate")]),
        (Place(country="Latvia"), [("country", "bad-country")]),
        (Place(country="lv"), [("country", "bad-country")]),
    ],
)
def test_the_rules_of_a_place(make: Any, place: Place, found: list[tuple[str, str]]) -> None:
    assert faults(make(place=place)) == found


@pytest.mark.parametrize("make", ACTIVITIES)
@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"languages": ("lv", "x")}, [("languages", "bad-language")]),
        ({"teaches": ("x",)}, [("teaches", "bad-language")]),
        ({"speakers": ("x",)}, [("for", "bad-language")]),
        ({"audiences": ("pets",)}, [("audience", "unknown-code")]),
        ({"age_from": 12, "age_to": 7}, [("age_to", "range-upside-down")]),
        ({"age_from": 200}, [("age_from", "out-of-range")]),
        ({"costs": (a_text(""),)}, [("cost", "empty-text")]),
        ({"bookings": (a_text(""),)}, [("booking", "empty-text")]),
        ({"documents": (a_text(""),)}, [("documents", "empty-text")]),
    ],
)
def test_the_rules_of_an_activity(make: Any, given: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert faults(make(**given)) == found


NOON = datetime(2027, 3, 24, 12)


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        (NOON, None, []),
        (NOON, NOON, []),
        (NOON, NOON.replace(hour=13), []),
        (NOON, NOON.replace(hour=11), [("ends", "ends-before-start")]),
        (NOON.replace(tzinfo=UTC), None, [("starts", "bad-moment")]),
        (NOON.replace(tzinfo=UTC), NOON.replace(hour=13), [("starts", "bad-moment")]),
        (NOON, NOON.replace(hour=11, tzinfo=UTC), [("ends", "bad-moment")]),
        (None, None, [("starts", "missing")]),
        (None, NOON, [("starts", "missing")]),
    ],
)
def test_an_event_starts_in_local_time_and_does_not_end_before_that(
    starts: datetime | None, ends: datetime | None, found: list[tuple[str, str]]
) -> None:
    assert faults(an_event(starts=starts, ends=ends)) == found


@pytest.mark.parametrize("make", [an_initiative, a_branch])
@pytest.mark.parametrize(
    ("span", "found"),
    [
        (Hours("mo", "10:00", "18:00"), []),
        (Hours("su", "00:00", "23:59"), []),
        (Hours("Monday", "10:00", "18:00"), [("hours", "unknown-code")]),
        (Hours("mo", "18:00", "10:00"), [("hours", "bad-hours")]),
        (Hours("mo", "10:00", "10:00"), [("hours", "bad-hours")]),
        (Hours("mo", "9:00", "18:00"), [("hours", "bad-hours")]),
        (Hours("mo", "10:00", "24:00"), [("hours", "bad-hours")]),
        (Hours("mo", "10:60", "18:00"), [("hours", "bad-hours")]),
        (Hours("mo", "", ""), [("hours", "bad-hours")]),
        (Hours("mo", "١٠:٠٠", "18:00"), [("hours", "bad-hours")]),
    ],
)
def test_the_rules_of_hours(make: Any, span: Hours, found: list[tuple[str, str]]) -> None:
    assert faults(make(hours=(span,))) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"exceptions": (HoursException(date(2026, 12, 24)),)}, []),
        ({"exceptions": (HoursException(date(2026, 12, 31), "10:00", "14:00"),)}, []),
        ({"exceptions": (HoursException(date(2026, 12, 31), "10:00"),)}, [("hours", "bad-hours")]),
        ({"languages": ("lv", "?")}, [("languages", "bad-language")]),
        ({"accessibility": (a_text(""),)}, [("accessibility", "empty-text")]),
        ({"who_may_join": (a_text(""),)}, [("joining", "empty-text")]),
        ({"documents": (a_text(""),)}, [("documents", "empty-text")]),
        ({"costs": (a_text(""),)}, [("cost", "empty-text")]),
    ],
)
def test_the_rules_of_a_branch(given: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert faults(a_branch(**given)) == found


@pytest.mark.parametrize(("kind", "found"), [("agency", []), ("library", [("kind", "unknown-code")])])
def test_the_rules_of_an_organisation(kind: str, found: list[tuple[str, str]]) -> None:
    assert faults(an_organisation(kind=kind)) == found


@pytest.mark.parametrize(
    ("key", "broader", "found"),
    [
        ("topic", ("culture",), []),
        ("topic", ("culture", "topic"), [("broader", "broader-than-itself")]),
        ("", ("",), []),
    ],
)
def test_a_topic_is_not_broader_than_itself(key: str, broader: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert faults(a_topic(key=key, broader=broader)) == found


def test_all_the_faults_of_a_record_are_told_at_once() -> None:
    record = a_resource(key="?", status="?", titles=(), kind="?", year=0)
    assert [field for field, _ in faults(record)] == ["key", "status", "titles", "kind", "year"]


def test_a_problem_carries_what_its_sentence_needs_but_never_an_endless_value() -> None:
    assert problems(a_resource(year=3000)) == (
        Problem("year", "out-of-range", {"value": "3000", "low": "1", "high": "2199"}),
    )
    endless = "x" * 10_000
    record = a_resource(
        key=endless, kind=endless, url=endless, languages=(endless,), titles=(a_title(language=endless),)
    )
    said = [problem.values["value"] for problem in problems(record)]
    assert len(said) == 5 and max(map(len, said)) <= 80


@pytest.mark.parametrize("code", ["lv", "prs", "zh-Hans", "uk-Latn-UA", "pt-BR", "es-419"])
def test_a_language_code_is_well_formed(code: str) -> None:
    assert is_language(code)


@pytest.mark.parametrize("code", ["", "l", "LV", "lv_LV", "lv-lv", "latv", "zh-hans", "uk-UA-Latn", "lv\n", "лв"])
def test_anything_else_is_no_language_code(code: str) -> None:
    assert not is_language(code)


@pytest.mark.parametrize(
    ("value", "tidy"),
    [
        ("  Grāmata \n", "Grāmata"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb", "a\tb"),
        ("\x00a\x07\x1b[0m\x7f", "a[0m"),
        ("\x00 a", "a"),
        ("a\ud800b", "ab"),
        ("\u202aa\u202e\u2066b\u2069", "ab"),
        ("کتاب\u200cها", "کتاب\u200cها"),
        ("שלום\u200f", "שלום\u200f"),
        ("", ""),
    ],
)
def test_cleaning_takes_out_what_nobody_sees_and_leaves_what_scripts_need(value: str, tidy: str) -> None:
    assert cleaned(value) == tidy == cleaned(tidy)


def test_judging_a_record_leaves_it_as_it_was() -> None:
    record = a_resource(year=0)
    before = dataclasses.replace(record)
    assert problems(record) == problems(record)
    assert record == before


@pytest.mark.parametrize(
    "record",
    [
        a_resource(publisher="a\x00b"),
        a_resource(contributors=(Contributor("a\u202eb"),)),
        a_resource(holdings=(Holding("liepaja", call_number="\ud800"),)),
        a_branch(place=Place(town="Liepāja\x07")),
    ],
)
def test_control_signs_are_refused_in_any_string(record: Record) -> None:
    assert "control-signs" in {problem.code for problem in problems(record)}
