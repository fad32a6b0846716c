"""Records as search engines read them: what a librarian wrote is said in schema.org's words, what was invented is not."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from catalogue.exchange.json_ld import Setting, described
from catalogue.languages import INTERFACES, SOURCE, Wording, interface
from catalogue.records import Contributor, Hours, HoursException, Identifier, Place, Record, Resource
from tests import complete
from tests.building import a_branch, a_resource, a_text, a_title, a_topic, an_event, an_initiative

ALL = {record.key: record for record in complete.every()}


def _setting(code: str = "en", **named: Record) -> Setting:
    spoken = interface(code) or SOURCE
    return Setting(named, Wording(spoken), lambda record: f"https://tilts.example/{spoken.code}/{record.key}")


def _described(record: Record, code: str = "en", **named: Record) -> dict[str, Any]:
    found = described(record, _setting(code, **named))
    assert found is not None
    return found


def test_a_course_says_what_it_teaches_whom_and_from_which_level() -> None:
    course = a_resource(
        kind="course", languages=("en",), teaches=("lv",), level_from="A1", level_to="A2", audiences=("adult",),
        age_from=16, is_free=True, licence="https://creativecommons.org/licenses/by/4.0/", url="https://example.org/",
    )  # fmt: skip
    found = _described(course)
    assert found["@type"] == ["Course", "LearningResource"]
    assert (found["teaches"][0]["name"], found["teaches"][0]["termCode"]) == ("Latvian", "lv")
    assert [each["termCode"] for each in found["educationalLevel"]] == ["A1", "A2"]
    assert found["audience"] == [{"@type": "Audience", "audienceType": "Adults"}]
    assert (found["typicalAgeRange"], found["inLanguage"]) == ("16-", ["en"])
    assert found["isAccessibleForFree"] is True
    assert found["license"].startswith("https://creativecommons.org/")
    assert found["url"] == found["@id"] == "https://tilts.example/en/book"
    assert found["sameAs"] == "https://example.org/"


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("book", "Book"), ("audiobook", "Audiobook"), ("app", "MobileApplication"), ("guide", "Article"), ("tool", "CreativeWork")],
)  # fmt: skip
def test_a_kind_has_a_word(kind: str, type_: str) -> None:
    assert _described(a_resource(kind=kind))["@type"] == type_


def test_a_book_has_its_number_its_year_and_those_who_made_it() -> None:
    book = a_resource(
        identifiers=(Identifier("isbn", "9789934000102"), Identifier("uri", "urn:nbn:lv:1")), year=2021, edition="2.",
        publisher="Zvaigzne ABC", contributors=(Contributor("Ukrainka, Lesia", "author", ("Леся Українка",)),
        Contributor("A. B.", "illustrator"), Contributor("C. D.", "composer")), access=("large-print", "easy-language"),
    )  # fmt: skip
    found = _described(book)
    assert (found["isbn"], found["datePublished"], found["bookEdition"]) == (["9789934000102"], "2021", "2.")
    assert found["identifier"][0]["value"] == "urn:nbn:lv:1"
    assert found["author"] == [{"name": "Ukrainka, Lesia", "alternateName": ["Леся Українка"]}]
    assert found["illustrator"] and found["contributor"] == [{"name": "C. D."}]
    assert found["publisher"][0]["name"] == "Zvaigzne ABC"
    assert found["accessibilityFeature"] == ["largePrint"]
    assert "Easy language" in found["accessibilitySummary"]


def test_the_name_is_the_title_of_the_page_and_the_others_have_their_languages() -> None:
    book = a_resource(titles=(a_title("Maize"), a_title("Хліб", "uk", kind="parallel")))
    found = _described(book, "uk")
    assert found["name"] == "Хліб"
    assert found["alternateName"] == [{"@language": "lv", "@value": "Maize"}]


def test_topics_have_their_labels_in_every_language() -> None:
    topic = a_topic(key="home", titles=(a_title("Mājoklis"), a_title("Житло", "uk", kind="parallel")))
    (about,) = _described(a_resource(topics=("home", "unknown")), "lv", home=topic)["about"]
    assert about["name"] == "Mājoklis"
    assert about["alternateName"] == [{"@language": "uk", "@value": "Житло"}]


def test_an_event_has_the_offset_of_its_day_and_place() -> None:
    event = an_event(
        starts=datetime(2027, 3, 24, 17, 30), ends=datetime(2027, 3, 24, 19, 0), is_free=True, teaches=("lv",),
        place=Place("Zivju iela 7", "Liepāja", "LV", 56.5, 21.0, "https://example.org/join"), providers=("liepaja",),
    )  # fmt: skip
    found = _described(event, liepaja=a_branch())
    assert found["@type"] == "EducationEvent"
    assert (found["startDate"], found["endDate"]) == ("2027-03-24T17:30:00+02:00", "2027-03-24T19:00:00+02:00")
    assert _described(replace(event, starts=datetime(2027, 7, 1, 17, 30), ends=None))["startDate"].endswith("+03:00")
    assert [each["@type"] for each in found["location"]] == ["Place", "VirtualLocation"]
    assert found["location"][0]["address"]["addressLocality"] == "Liepāja"
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert found["offers"] == {"@type": "Offer", "price": 0}
    assert found["organizer"][0]["name"] == "Liepājas bibliotēka"


def test_a_day_without_a_known_time_has_none() -> None:
    assert _described(an_event(starts=datetime(2027, 3, 24)))["startDate"] == "2027-03-24"


def test_an_event_that_repeats_has_a_schedule() -> None:
    event = an_event(ends=datetime(2027, 3, 24, 19, 0), repeats="FREQ=WEEKLY;BYDAY=WE;COUNT=10")
    schedule = _described(event)["eventSchedule"]
    assert schedule["repeatFrequency"] == "P1W"
    assert schedule["byDay"] == ["https://schema.org/Wednesday"]
    assert (schedule["repeatCount"], schedule["startTime"], schedule["endTime"]) == (10, "17:30:00", "19:00:00")
    assert schedule["scheduleTimezone"] == "Europe/Riga"


@pytest.mark.parametrize(
    "rule", ["FREQ=MONTHLY;BYDAY=2WE", "FREQ=WEEKLY;BYSETPOS=1", "nonsense", "FREQ=WEEKLY;COUNT=x"]
)
def test_what_cannot_be_said_truly_is_not_said(rule: str) -> None:
    assert "eventSchedule" not in _described(an_event(repeats=rule))


def test_an_unknown_time_zone_costs_only_the_offset() -> None:
    assert _described(an_event(time_zone="../Mars"))["startDate"] == "2027-03-24T17:30:00"


def test_a_library_says_where_and_when() -> None:
    library = a_branch(
        hours=(Hours("mo", "09:00", "18:00"),), exceptions=(HoursException(date(2026, 12, 24)),), languages=("lv", "uk")
    )
    found = _described(library)
    assert found["@type"] == "Library"
    assert found["address"] == {"@type": "PostalAddress", "addressLocality": "Liepāja", "addressCountry": "LV"}
    assert found["openingHoursSpecification"][0]["dayOfWeek"] == "https://schema.org/Monday"
    closed = found["specialOpeningHoursSpecification"][0]
    assert (closed["opens"], closed["closes"], closed["validFrom"]) == ("00:00", "00:00", "2026-12-24")


def test_an_initiative_is_a_service() -> None:
    found = _described(an_initiative(languages=("lv",), hours=(Hours("tu", "17:00", "18:00"),)))
    assert found["@type"] == "Service"
    assert found["availableChannel"]["availableLanguage"] == ["lv"]
    assert found["hoursAvailable"][0]["opens"] == "17:00"


def test_what_was_invented_is_left_out() -> None:
    assert described(a_resource(sample=("title",)), _setting()) is None
    assert described(a_branch(sample=("name",)), _setting()) is None
    book = a_resource(summaries=(a_text(),), publisher="Nobody", sample=("summary", "publisher", "kind"))
    found = _described(book)
    assert found["@type"] == "CreativeWork" and not {"description", "publisher"} & set(found)
    assert "openingHoursSpecification" not in _described(
        a_branch(hours=(Hours("mo", "09:00", "10:00"),), sample=("hours",))
    )
    assert "startDate" not in _described(an_event(sample=("starts",)))


def test_only_what_is_known_is_said() -> None:
    assert set(_described(Resource(key="k", titles=(a_title(),)))) == {"@context", "@id", "@type", "url", "name"}


@pytest.mark.parametrize("code", [each.code for each in INTERFACES])
@pytest.mark.parametrize("key", ALL)
def test_every_record_with_all_its_fields_can_be_written_down(key: str, code: str) -> None:
    found = described(ALL[key], _setting(code, **ALL))
    if found is not None:
        assert json.loads(json.dumps(found)) == found
