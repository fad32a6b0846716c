"""Calendars come again and again: what was edited here stays, the rest follows, and what is called off is withdrawn."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from catalogue.cataloguing import Imported, describe, import_file, try_import
from catalogue.cataloguing.deliveries import with_their_words
from catalogue.records import Contact, Event, Place, Record
from catalogue.records.codes import STATUSES
from catalogue.storage import Database
from tests.building import a_branch, a_title, an_event

TUESDAY = "DTSTART;TZID=Europe/Riga:20270112T173000"


def an_entry(*lines: str, uid: str = "1", start: str = TUESDAY) -> str:
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", start, *(lines or ("SUMMARY:Svētki",)), "END:VEVENT"))


def a_file(path: Path, *entries: str, maker: str = "-//Google Inc//EN") -> Path:
    file = path / "a.ics"
    file.write_text("\n".join(("BEGIN:VCALENDAR", f"PRODID:{maker}", *entries, "END:VCALENDAR", "")), "utf-8")
    return file


def counts(imported: Imported) -> tuple[int, int, int, int]:
    return imported.added, imported.changed, imported.unchanged, imported.refused_rows


def events(database: Database) -> dict[str, Event]:
    """Every event by its number at its source, else its key."""
    with database.reading() as unit:
        found = list(unit.records.of_type("event", statuses=STATUSES))
    return {each.source.control_number if each.source else each.key: each for each in found if isinstance(each, Event)}


def keep(database: Database, *records: Record) -> None:
    with database.writing() as unit:
        for record in records:
            describe(unit, record, "test")


def test_a_calendar_imported_twice_changes_nothing_the_second_time(database: Database, tmp_path: Path) -> None:
    file = a_file(tmp_path, an_entry(), an_entry(uid="2"))
    assert counts(try_import(database, file)) == (2, 0, 0, 0)
    assert counts(import_file(database, file, "test")) == (2, 0, 0, 0)
    assert counts(import_file(database, file, "test")) == (0, 0, 2, 0)


def test_every_event_of_a_file_is_counted_once(database: Database, tmp_path: Path) -> None:
    series = an_entry("SUMMARY:Kafejnīca", "RRULE:FREQ=WEEKLY;COUNT=9")
    off = an_entry("RECURRENCE-ID;TZID=Europe/Riga:20270119T173000", "SUMMARY:Kafejnīca", "STATUS:CANCELLED")
    untitled, cancelled = an_entry("X-A:1", uid="2"), an_entry("SUMMARY:Nebūs", "STATUS:CANCELLED", uid="3")
    told = import_file(database, a_file(tmp_path, series, off, untitled, cancelled), "test")
    assert counts(told) == (1, 0, 1, 2)
    assert [each.problem.code for each in told.refusals] == ["no-title", "cancelled-in-calendar"]
    assert told.refusals[1].name == "event 4 (Nebūs)" and events(database).keys() == {"1"}


def test_a_newer_calendar_leaves_alone_what_was_edited_here(database: Database, tmp_path: Path) -> None:
    import_file(database, a_file(tmp_path, an_entry("SUMMARY:Svētki", "LOCATION:Parks")), "test")
    keep(database, replace(events(database)["1"], titles=(a_title("Mūsu svētki"),), is_free=True))
    newer = an_entry("SUMMARY:Lielie svētki", "LOCATION:Zāle", start="DTSTART;TZID=Europe/Riga:20270113T100000")
    assert counts(import_file(database, a_file(tmp_path, newer), "test")) == (0, 1, 0, 0)
    now = events(database)["1"]
    assert (now.titles[0].value, now.place, now.is_free) == ("Mūsu svētki", Place(address="Zāle"), True)
    assert now.starts == datetime(2027, 1, 13, 10)


def test_when_it_takes_place_is_one_thing(database: Database, tmp_path: Path) -> None:
    import_file(database, a_file(tmp_path, an_entry("SUMMARY:Svētki", "DURATION:PT1H")), "test")
    keep(database, replace(events(database)["1"], ends=datetime(2027, 1, 12, 21)))
    newer = an_entry("SUMMARY:Svētki", "DURATION:PT1H", start="DTSTART;TZID=Europe/Riga:20270114T100000")
    import_file(database, a_file(tmp_path, newer), "test")
    now = events(database)["1"]
    assert (now.starts, now.ends) == (datetime(2027, 1, 12, 17, 30), datetime(2027, 1, 12, 21))


def test_their_words_replace_ours_when_chosen_and_leave_what_they_are_silent_about(
    database: Database, tmp_path: Path
) -> None:
    file = a_file(tmp_path, an_entry("SUMMARY:Svētki", "LOCATION:Parks"))
    import_file(database, file, "test")
    phone = Contact(phone="+371 63400000")
    keep(database, replace(events(database)["1"], place=Place(address="Zāle"), contact=phone))
    import_file(database, file, "test", update=with_their_words)
    now = events(database)["1"]
    assert (now.place, now.contact) == (Place(address="Parks"), phone)


def test_an_older_file_brings_nothing_back(database: Database, tmp_path: Path) -> None:
    old, new = (an_entry(f"SUMMARY:{word}", f"SEQUENCE:{number}") for word, number in (("Veci", 1), ("Jauni", 2)))
    import_file(database, a_file(tmp_path, new), "test")
    assert counts(import_file(database, a_file(tmp_path, old), "test")) == (0, 0, 1, 0)
    assert events(database)["1"].titles[0].value == "Jauni"


def test_what_is_cancelled_in_the_calendar_is_withdrawn(database: Database, tmp_path: Path) -> None:
    import_file(database, a_file(tmp_path, an_entry()), "test")
    told = import_file(database, a_file(tmp_path, an_entry("SUMMARY:Svētki", "STATUS:CANCELLED")), "test")
    assert counts(told) == (0, 1, 0, 0) and events(database)["1"].status == "withdrawn"


def test_a_day_that_was_moved_and_is_then_called_off_is_withdrawn(database: Database, tmp_path: Path) -> None:
    series, day = an_entry("SUMMARY:A", "RRULE:FREQ=WEEKLY"), "RECURRENCE-ID;TZID=Europe/Riga:20270119T173000"
    import_file(database, a_file(tmp_path, series, an_entry("SUMMARY:A", day, "LOCATION:Parks")), "test")
    assert events(database)["1 20270119"].status == "published"
    import_file(database, a_file(tmp_path, series, an_entry("SUMMARY:A", day, "STATUS:CANCELLED")), "test")
    found = events(database)
    assert found["1 20270119"].status == "withdrawn" and found["1"].cancelled == (date(2027, 1, 19),)


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("Liepājas bibliotēka", "Zivju iela 7"),
        ("liepajas biblioteka\\, Zivju 7\\, Liepāja", "Zivju iela 7"),
        ("2. stāva zāle\\, Liepājas bibliotēka", "2. stāva zāle, Liepājas bibliotēka"),
    ],
)
def test_a_place_that_is_called_like_a_library_is_that(
    database: Database, tmp_path: Path, location: str, address: str
) -> None:
    keep(database, a_branch(place=Place("Zivju iela 7", "Liepāja", "LV", 56.5, 21.0)))
    import_file(database, a_file(tmp_path, an_entry("SUMMARY:Svētki", f"LOCATION:{location}")), "test")
    found = events(database)["1"]
    assert found.providers == ("liepaja",) and found.place == Place(address, "Liepāja", "LV", 56.5, 21.0)


def test_a_name_that_two_libraries_share_is_a_place_alone(database: Database, tmp_path: Path) -> None:
    keep(database, a_branch(key="a"), a_branch(key="b"))
    import_file(database, a_file(tmp_path, an_entry("SUMMARY:Svētki", "LOCATION:Liepājas bibliotēka")), "test")
    assert events(database)["1"].providers == ()


def test_a_calendar_of_our_own_changes_nothing_here(database: Database, tmp_path: Path) -> None:
    keep(database, an_event())
    own = a_file(tmp_path, an_entry(uid="party@library.example"), maker="-//Tilts//Tilts//EN")
    assert counts(import_file(database, own, "test")) == (0, 0, 1, 0)
    assert events(database) == {"party": replace(an_event(), revision=1, added=events(database)["party"].added)}


def test_a_calendar_of_another_tilts_keeps_its_keys(database: Database, tmp_path: Path) -> None:
    for title, expected in (("Svētki", (1, 0, 0, 0)), ("Lielie svētki", (0, 1, 0, 0))):
        entry = an_entry(f"SUMMARY:{title}", uid="party@library.example")
        file = a_file(tmp_path, entry, maker="-//Tilts//Tilts//EN")
        assert counts(import_file(database, file, "test")) == expected
    (found,) = events(database).values()
    assert (found.key, found.titles[0].value) == ("party", "Lielie svētki")


def test_a_very_long_number_is_one(database: Database, tmp_path: Path) -> None:
    file = a_file(tmp_path, an_entry(uid="0" * 5_000), an_entry(uid="0" * 4_999 + "1"))
    assert counts(import_file(database, file, "test")) == (2, 0, 0, 0)
    assert counts(import_file(database, file, "test")) == (0, 0, 2, 0)
    assert all(len(number) <= 255 for number in events(database))
