"""Calendars as programs save them, read as events: what they say of each, and what is told of those that cannot be read."""

import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from catalogue.exchange import Unreadable, ical_files
from catalogue.exchange.description import Description
from catalogue.exchange.ical import Invitation, calendar
from catalogue.exchange.ical_reading import described_before, is_older, read
from catalogue.records import Contact, Event, Place, SourceRecord, Text, Title
from tests.building import an_event

Save = Callable[..., list[Description]]

GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Liepājas bibliotēkas pasākumi
X-WR-TIMEZONE:Europe/Riga
BEGIN:VTIMEZONE
TZID:Europe/Riga
X-LIC-LOCATION:Europe/Riga
BEGIN:DAYLIGHT
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
DTSTART:19700329T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
DTSTART:19701025T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=Europe/Riga:20270112T173000
DTEND;TZID=Europe/Riga:20270112T190000
RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20270601T205959Z;BYDAY=TU
EXDATE;TZID=Europe/Riga:20270202T173000
DTSTAMP:20261123T080000Z
ORGANIZER;CN=Anna Bērziņa:mailto:anna@library.example
UID:5k2j@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;CN=Olena;X-NUM-GUESTS=0:mailto:olena@people.example
CREATED:20261001T080000Z
DESCRIPTION:<p>Nāciet <b>visi</b>\\, arī bērni!<br>Vairāk: <a href="https://x.
 example/a">šeit</a></p><script>alert(1)</script>
LAST-MODIFIED:20261120T080000Z
LOCATION:Zivju iela 7\\, Liepāja
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:Valodu kafejnīca
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:This is an event reminder
TRIGGER:-P0DT0H30M0S
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART:20270324T153000Z
DTEND:20270324T170000Z
DTSTAMP:20261123T080000Z
UID:7x@google.com
SUMMARY:Pasaku vakars
END:VEVENT
END:VCALENDAR
"""

OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-CALSTART:20270101T000000Z
BEGIN:VTIMEZONE
TZID:FLE Standard Time
BEGIN:STANDARD
DTSTART:16011028T040000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CATEGORIES:Valodas,Bērni\\, jaunieši
CLASS:PUBLIC
DESCRIPTION:Grāmatu apmaiņa.\\n\\nLīdzi: 2 < 3 grāmatas.\\n
DTEND;TZID="FLE Standard Time":20270210T193000
DTSTAMP:20261123T101500Z
DTSTART;TZID="FLE Standard Time":20270210T180000
LAST-MODIFIED:20261122T101500Z
LOCATION:https://meet.example.org/abc
PRIORITY:5
RRULE:FREQ=MONTHLY;COUNT=6;INTERVAL=1;BYDAY=2WE
SEQUENCE:3
SUMMARY;LANGUAGE=en-us:Book swap
UID:040000008200E00074C5B7101A82E00800000000
URL:https://library.example/swap
X-ALT-DESC;FMTTYPE=text/html:<html><body>Grāmatu apmaiņa</body></html>
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MS-OLK-SENDER;CN="Anna Bērziņa":mailto:anna@library.example
END:VEVENT
END:VCALENDAR
"""

NEXTCLOUD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//IDN nextcloud.com//Calendar app 4.7.6//EN
BEGIN:VEVENT
CREATED:20261005T120000Z
DTSTAMP:20261005T120100Z
UID:c1f0a1c0-6f0e-4d1c-9d0a-1
DTSTART;VALUE=DATE:20270501
DTEND;VALUE=DATE:20270504
SUMMARY:Dienas Rīgā
GEO:56.95;24.11
COLOR:tomato
END:VEVENT
BEGIN:VEVENT
UID:c1f0a1c0-6f0e-4d1c-9d0a-2
DTSTAMP:20261005T120100Z
DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Warsaw:20270603T100000
DURATION:PT1H30M
SUMMARY:Warsztaty
END:VEVENT
END:VCALENDAR
"""


def an_entry(*lines: str, uid: str = "1", start: str = "DTSTART:20270112T173000") -> str:
    """An event of a file, by its lines."""
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", start, "SUMMARY:Svētki", *lines, "END:VEVENT"))


def a_calendar(*entries: str) -> str:
    return "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *entries, "END:VCALENDAR", ""))


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Save a file and read it."""

    def saved(content: str | bytes, language: str = "lv") -> list[Description]:
        (tmp_path / "a.ics").write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read(tmp_path / "a.ics", language))

    return saved


def events(found: list[Description]) -> list[Event]:
    """The events of a file of which none is refused."""
    assert not [each.problem for each in found if each.problem]
    return [each.record for each in found if isinstance(each.record, Event)]


def told(found: list[Description]) -> list[str]:
    """What is wrong with each event; empty when nothing is."""
    return [each.problem.code if each.problem else "" for each in found]


def test_a_calendar_of_google_is_read(save: Save) -> None:
    cafe, tales = events(save(GOOGLE.replace("\n", "\r\n")))
    assert cafe.titles == (Title("Valodu kafejnīca", "lv"),)
    assert cafe.summaries == (Text("Nāciet visi, arī bērni!\nVairāk: šeit (https://x.example/a)", "lv"),)
    assert (cafe.starts, cafe.ends) == (datetime(2027, 1, 12, 17, 30), datetime(2027, 1, 12, 19))
    assert (cafe.time_zone, cafe.repeats) == ("Europe/Riga", "FREQ=WEEKLY;UNTIL=20270601")
    assert cafe.cancelled == (date(2027, 2, 2),) and cafe.place == Place(address="Zivju iela 7, Liepāja")
    assert (tales.starts, tales.ends) == (datetime(2027, 3, 24, 17, 30), datetime(2027, 3, 24, 19))


def test_a_calendar_of_outlook_is_read(save: Save) -> None:
    (swap,) = events(save("\ufeff" + OUTLOOK.replace("\n", "\r\n")))
    assert swap.titles == (Title("Book swap", "en"),)
    assert swap.summaries == (Text("Grāmatu apmaiņa.\n\nLīdzi: 2 < 3 grāmatas.", "lv"),)
    assert (swap.starts, swap.time_zone) == (datetime(2027, 2, 10, 18), "Europe/Riga")
    assert swap.repeats == "FREQ=MONTHLY;COUNT=6;BYDAY=2WE"
    assert swap.place == Place(online="https://meet.example.org/abc")
    assert swap.contact == Contact(url="https://library.example/swap")
    assert swap.topics == ("Valodas", "Bērni, jaunieši")


def test_a_calendar_of_nextcloud_is_read(save: Save) -> None:
    days, workshop = events(save(NEXTCLOUD))
    assert (days.starts, days.ends) == (datetime(2027, 5, 1), datetime(2027, 5, 3)), "to the end of the third"
    assert days.place == Place(latitude=56.95, longitude=24.11)
    assert (workshop.starts, workshop.ends) == (datetime(2027, 6, 3, 10), datetime(2027, 6, 3, 11, 30))
    assert workshop.time_zone == "Europe/Warsaw"


def test_what_has_no_field_is_kept_but_nobody_who_was_invited(save: Save) -> None:
    cafe, _ = events(save(GOOGLE))
    assert cafe.source and cafe.source.control_number == "5k2j@google.com"
    assert "TRANSP:OPAQUE" in cafe.source.content and "CREATED:" in cafe.source.content
    assert "@" not in cafe.source.content.replace("5k2j@google.com", "")
    assert "VALARM" not in cafe.source.content and "reminder" not in cafe.source.content
    (swap,) = events(save(OUTLOOK))
    assert swap.source and "Anna" not in swap.source.content and "BUSYSTATUS" in swap.source.content


@pytest.mark.parametrize("content", [GOOGLE, OUTLOOK, NEXTCLOUD])
def test_what_a_calendar_said_is_known_when_it_comes_again(save: Save, content: str) -> None:
    for event in events(save(content, "uk")):
        assert described_before(event) == event


@pytest.mark.parametrize(
    ("start", "lines", "ends"),
    [
        ("DTSTART:20270112T000000", ("DTEND:20270112T020000",), datetime(2027, 1, 12, 2)),
        ("DTSTART:20270112T000000", ("DTEND:20270113T000000",), datetime(2027, 1, 13)),
        ("DTSTART:20270112T190000", ("DTEND:20270113T000000",), datetime(2027, 1, 13)),
        ("DTSTART:20270112T190000", ("DTEND;VALUE=DATE:20270114",), datetime(2027, 1, 13)),
        ("DTSTART:20270112T190000", ("DTEND;TZID=Europe/London:20270112T190000",), datetime(2027, 1, 12, 21)),
        ("DTSTART;VALUE=DATE:20270112", ("DTEND;VALUE=DATE:20270112",), None),
        ("DTSTART;VALUE=DATE:20270112", ("DTEND;VALUE=DATE:20270113",), None),
        ("DTSTART;VALUE=DATE:20270112", ("DURATION:P2D",), datetime(2027, 1, 13)),
        ("DTSTART;VALUE=DATE:20270112", ("DESCRIPTION:A\u2028B\\nC",), None),
        ("DTSTART:20270112T190000", ("X-A:\x00\x85STATUS:CANCELLED", "STATUS:TENTATIVE"), None),
    ],
)
def test_an_end_of_any_kind_is_known_again(
    save: Save, start: str, lines: tuple[str, ...], ends: datetime | None
) -> None:
    (found,) = events(save(a_calendar(an_entry(*lines, start=start))))
    assert found.ends == ends and described_before(found) == found
    assert found.source and "\x00" not in found.source.content


def test_05_a_number_of_several_lines_adds_none(save: Save) -> None:
    (found,) = events(save(a_calendar(an_entry(uid="1\\nSTATUS:CANCELLED"))))
    assert found.status == "published" and described_before(found) == found


def test_two_exports_of_the_same_event_are_the_same(save: Save) -> None:
    later = GOOGLE.replace("DTSTAMP:20261123T080000Z", "DTSTAMP:20261224T080000Z")
    assert events(save(GOOGLE)) == events(save(later))


SERIES = an_entry("RRULE:FREQ=WEEKLY;COUNT=9", "DURATION:PT1H", start="DTSTART;TZID=Europe/Riga:20270112T173000")
RECURRENCE = "RECURRENCE-ID;TZID=Europe/Riga:20270119T173000"


def a_day_apart(*lines: str, start: str = "DTSTART;TZID=Europe/Riga:20270119T173000") -> str:
    return an_entry(RECURRENCE, "DURATION:PT1H", *lines, start=start)


def test_a_day_of_a_series_that_is_another_is_an_event_of_its_own(save: Save) -> None:
    moved = a_day_apart("LOCATION:Parks", start="DTSTART;TZID=Europe/Riga:20270120T120000")
    for order in ((SERIES, moved), (moved, SERIES)):
        found = sorted(events(save(a_calendar(*order))), key=lambda each: bool(each.repeats))
        apart, series = found
        assert series.cancelled == (date(2027, 1, 19),)
        assert (apart.starts, apart.place.address, apart.repeats) == (datetime(2027, 1, 20, 12), "Parks", "")
        assert apart.source and apart.source.control_number == "1 20270119"


def test_a_day_of_a_series_that_is_called_off_is_left_out_of_it(save: Save) -> None:
    series, gone = save(a_calendar(SERIES, a_day_apart("STATUS:CANCELLED")))
    assert isinstance(series.record, Event) and series.record.cancelled == (date(2027, 1, 19),)
    assert gone.is_told and gone.record and gone.record.status == "withdrawn"


def test_a_day_of_a_series_that_is_as_every_other_stays_in_it(save: Save) -> None:
    series, same = save(a_calendar(SERIES, a_day_apart()))
    assert isinstance(series.record, Event) and series.record.cancelled == () and same.is_told


def test_days_beside_a_rule_are_events_of_their_own(save: Save) -> None:
    found = events(
        save(
            a_calendar(an_entry("RRULE:FREQ=WEEKLY;COUNT=2", "RDATE:20270301T100000,20270302T100000", "DURATION:PT2H"))
        )
    )
    assert [each.starts for each in found] == [
        datetime(2027, 1, 12, 17, 30),
        datetime(2027, 3, 1, 10),
        datetime(2027, 3, 2, 10),
    ]
    assert [each.repeats for each in found] == ["FREQ=WEEKLY;COUNT=2", "", ""]
    assert found[2].ends == datetime(2027, 3, 2, 12)
    assert len({each.source.control_number for each in found if each.source}) == 3


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Riga", "Europe/Riga"),
        ("FLE Standard Time", "Europe/Riga"),
        ("Romance Standard Time", "Europe/Paris"),
        ("/citadel.org/20240101_1/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("UTC", "UTC"),
    ],
)
def test_the_zones_that_programs_name_are_known(save: Save, zone: str, expected: str) -> None:
    (found,) = events(save(a_calendar(an_entry(start=f'DTSTART;TZID="{zone}":20270112T173000'))))
    assert (found.time_zone, found.starts) == (expected, datetime(2027, 1, 12, 17, 30))


@pytest.mark.parametrize(
    ("winter", "summer", "expected"),
    [("+0200", "+0300", "Europe/Riga"), ("+0100", "+0200", "Europe/Paris"), ("-0300", "-0300", "Etc/GMT+3")],
)
def test_a_zone_of_no_known_name_is_known_by_its_clocks(save: Save, winter: str, summer: str, expected: str) -> None:
    zone = "\n".join(
        (
            *("BEGIN:VTIMEZONE", "TZID:Mūsu laiks"),
            *(
                "BEGIN:STANDARD",
                "DTSTART:19701025T040000",
                f"TZOFFSETTO:{winter}",
                "RRULE:FREQ=SECONDLY",
                "END:STANDARD",
            ),
            *("BEGIN:DAYLIGHT", "DTSTART:19700329T030000", f"TZOFFSETTO:{summer}", "END:DAYLIGHT", "END:VTIMEZONE"),
        )
    )
    (found,) = events(save(a_calendar(zone, an_entry(start="DTSTART;TZID=Mūsu laiks:20270112T173000"))))
    assert found.time_zone == expected


def test_a_calendar_that_nobody_told_where_it_is_is_in_latvia(save: Save) -> None:
    _, tales = events(save(GOOGLE.replace("X-WR-TIMEZONE:Europe/Riga", "X-WR-TIMEZONE:UTC")))
    assert (tales.starts, tales.time_zone) == (datetime(2027, 3, 24, 17, 30), "Europe/Riga")


def test_a_series_in_universal_time_keeps_its_weekdays(save: Save) -> None:
    (night,) = events(save(a_calendar(an_entry("RRULE:FREQ=WEEKLY;BYDAY=TU,TH", start="DTSTART:20270112T230000Z"))))
    assert (night.time_zone, night.starts) == ("UTC", datetime(2027, 1, 12, 23))
    (day,) = events(save(a_calendar(an_entry("RRULE:FREQ=WEEKLY;BYDAY=TU,TH", start="DTSTART:20270112T120000Z"))))
    assert (day.time_zone, day.starts) == ("Europe/Riga", datetime(2027, 1, 12, 14))


def test_the_newer_of_two_is_told_by_its_last_change(save: Save) -> None:
    def state(*lines: str) -> SourceRecord:
        return SourceRecord("", "", "ical", "\n".join(lines))

    modified = ("LAST-MODIFIED:20270101T000000Z", "LAST-MODIFIED:20270102T000000Z")
    assert is_older(state(modified[0]), state(modified[1])) and not is_older(state(modified[1]), state(modified[0]))
    assert is_older(state("SEQUENCE:9"), state("SEQUENCE:10")) and not is_older(state("SEQUENCE:9"), state("X:1"))


def test_our_own_calendar_read_again_is_the_same_events(save: Save) -> None:
    given = [
        an_event(
            place=Place(address="Rīgas iela 22A", latitude=55.87, longitude=26.53),
            starts=datetime(2027, 3, 23, 17, 30),
            ends=datetime(2027, 3, 23, 19, 0),
            repeats="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270601",
            cancelled=(date(2027, 3, 25), date(2027, 4, 6)),
            summaries=(Text("Nāc, “draugs”; \\n nav rinda.\nOtrā rinda.", "lv"),),
            time_zone="Europe/Warsaw",
        ),
        an_event(key="whole-day", starts=datetime(2027, 5, 1), ends=datetime(2027, 5, 3), place=Place(address="Parks")),
        an_event(key="weekly", repeats="FREQ=DAILY;COUNT=10", place=Place(online="https://meet.example.org/a")),
    ]
    invitations = (
        Invitation(
            each,
            each.titles[0].value,
            each.summaries[0].value if each.summaries else "",
            each.place.address or each.place.online,
            f"https://library.example/lv/event/{each.key}",
        )
        for each in given
    )
    found = events(save(calendar("Tilts", invitations, datetime(2026, 11, 23, tzinfo=UTC))))
    assert [replace(each, source=None) for each in found] == given


# What may be wrong with a file.


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is no calendar"),
        (b"<!DOCTYPE html><title>Sign in</title>", "is no calendar"),
        (b"\x00\x01\x02" * 1_000, "is no calendar"),
        (b"PK\x03\x04", "is no calendar"),
        (b"BEGIN:VCARD\nFN:Anna\nEND:VCARD\n", "is no calendar"),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "holds no event"),
        (b"\xff\xfeB\x00E", "is damaged"),
    ],
)
def test_05_what_is_no_calendar_is_told_so(save: Save, content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=f"a.ics {says}"):
        save(content)


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no file"):
        list(read(tmp_path / "a.ics", "lv"))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (an_entry(uid=""), "missing"),
        (an_entry(start="X-A:1"), "missing"),
        (an_entry(start="DTSTART:tomorrow"), "bad-moment"),
        (an_entry(start="DTSTART:20270230T250000"), "bad-moment"),
        (an_entry(start="DTSTART:00010101T000000Z"), "out-of-range"),
        (an_entry(start="DTSTART;VALUE=DATE:99991231"), "out-of-range"),
        (an_entry("DTEND:99991231T235959Z"), "out-of-range"),
        (an_entry("DURATION:P99999999999999D"), "bad-moment"),
        (an_entry("DURATION:P999999D"), "out-of-range"),
        (an_entry("DURATION:never"), "bad-moment"),
        (an_entry(start="DTSTART;TZID=Nowhere/Town:20270112T173000"), "unknown-zone"),
        (an_entry(start="DTSTART;TZID=../../etc/passwd:20270112T173000"), "unknown-zone"),
        (an_entry("RRULE:FREQ=SECONDLY"), "bad-repeats"),
        (an_entry("RRULE:FREQ=DAILY;COUNT=1000000000"), "bad-repeats"),
        (an_entry("RRULE:FREQ=DAILY;INTERVAL=0"), "bad-repeats"),
        (an_entry("RRULE:FREQ=DAILY;BYHOUR=1,2,3"), "bad-repeats"),
        (an_entry("RRULE:nonsense"), "bad-repeats"),
        (an_entry("RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "bad-repeats"),
        (an_entry("RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY"), "bad-repeats"),
        (an_entry("RDATE:" + ",".join(f"2027{m:02}{d:02}" for m in (3, 5, 7, 8) for d in range(1, 31))), "bad-repeats"),
        (an_entry("RECURRENCE-ID;RANGE=THISANDFUTURE:20270112T173000"), "bad-repeats"),
        (an_entry("CLASS:PRIVATE"), "private-in-calendar"),
        (an_entry("CLASS:confidential"), "private-in-calendar"),
        (an_entry(f"X-A:{'a' * 300_000}"), "too-long"),
    ],
)
def test_05_an_event_that_cannot_be_read_is_refused_and_the_others_come(save: Save, entry: str, code: str) -> None:
    found = save(a_calendar(an_entry(uid="before"), entry, an_entry(uid="after")))
    assert told(found) == ["", code, ""]
    assert found[1].name.startswith("event 2")


def test_05_a_rule_without_end_is_one(save: Save) -> None:
    (found,) = events(save(a_calendar(an_entry("RRULE:FREQ=DAILY"))))
    assert found.repeats == "FREQ=DAILY"


def test_05_a_file_cut_off_loses_the_last_event_alone(save: Save) -> None:
    whole = a_calendar(an_entry(uid="1"), an_entry(uid="2", start="DTSTART:20270113"))
    assert told(save(whole[: whole.rindex("SUMMARY")])) == ["", "damaged-record"]


def test_05_a_file_cut_off_anywhere_is_read_or_told(save: Save) -> None:
    raw = GOOGLE.encode()
    for end in range(0, len(raw), 13):
        try:
            assert len(save(raw[:end])) == raw[:end].count(b"BEGIN:VEVENT\n")
        except Unreadable:
            assert b"BEGIN:VEVENT" not in raw[:end]


def test_05_two_events_of_one_number_are_told(save: Save) -> None:
    found = save(a_calendar(an_entry(), an_entry("LOCATION:Parks"), an_entry(uid="2")))
    assert told(found) == ["", "twice", ""]
    assert found[1].problem and found[1].problem.values == {"value": "1", "row": "1"}


def test_05_calendars_one_after_the_other_and_one_in_the_other_are_read(save: Save) -> None:
    two = a_calendar(an_entry(uid="1")) + a_calendar(an_entry(uid="2"))
    assert told(save(two)) == ["", ""]
    assert told(save(a_calendar(an_entry(uid="1"), a_calendar(an_entry(uid="2")), an_entry(uid="3")))) == ["", "", ""]
    nested = "BEGIN:VCALENDAR\n" * 5_000 + an_entry()
    assert told(save(nested)) == [""]


def test_05_an_event_that_its_calendar_cuts_off_is_told(save: Save) -> None:
    open_entry = an_entry(uid="2").removesuffix("END:VEVENT")
    assert told(save(a_calendar(an_entry(), open_entry) + a_calendar(an_entry(uid="3")))) == ["", "damaged-record", ""]


def test_05_an_event_within_an_event_cuts_it_off(save: Save) -> None:
    outer = "BEGIN:VEVENT\nUID:9\nDTSTART:20270112\nSUMMARY:Ārā\n"
    assert told(save(a_calendar(outer + an_entry() + "\nEND:VEVENT"))) == ["damaged-record", ""]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_05_lines_may_end_in_any_way_and_be_folded_within_a_letter(save: Save, ends: str) -> None:
    folded = a_calendar(an_entry()).encode().replace("ē".encode(), b"\xc4\n \x93")
    (found,) = events(save(folded.replace(b"\n", ends.encode())))
    assert found.titles[0].value == "Svētki"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1257"])
def test_05_letters_are_read_in_the_encodings_that_programs_write(save: Save, encoding: str) -> None:
    (found,) = events(save(a_calendar(an_entry("LOCATION:Ķekava")).encode(encoding)))
    assert (found.titles[0].value, found.place.address) == ("Svētki", "Ķekava")


def test_05_an_event_of_other_letters_than_the_rest_is_refused(save: Save) -> None:
    good, bad = an_entry(uid="1").encode(), an_entry(uid="2").encode("cp1257")
    assert told(save(b"BEGIN:VCALENDAR\n" + good + b"\n" + bad + b"\nEND:VCALENDAR")) == ["", "unknown-letters"]


def test_05_hostile_words_stay_words(save: Save) -> None:
    hostile = an_entry(
        "DESCRIPTION:<script>alert(1)</script>Nāc <img src=x onerror=alert(1)>\u202e\x00šurp",
        "LOCATION:<b>Zāle</b>\u2066",
        "URL:javascript:alert(1)",
        "ATTACH:file:///etc/passwd",
        "ATTACH;VALUE=URI:https://intranet.example/secret.pdf",
        "GEO:nan;inf",
        "CATEGORIES:<script>",
        "CONTACT:Anna\\, +371 20000000",
    )
    (found,) = events(save(a_calendar(hostile.replace("SUMMARY:Svētki", "SUMMARY:A\u202eB <script>"))))
    assert found.titles[0].value == "AB <script>"
    assert found.summaries[0].value == "Nāc šurp" and found.place == Place(address="Zāle")
    assert found.contact == Contact() and found.source
    assert not any(each in found.source.content for each in ("passwd", "intranet", "Anna"))


def test_05_lines_that_are_none_are_passed_over(save: Save) -> None:
    (found,) = events(save(a_calendar(an_entry("no colon here", ";;;:", "X-A;B:c", 'LOCATION;X="open:Parks', ":"))))
    assert found.titles[0].value == "Svētki"


def test_05_a_file_that_is_too_large_is_refused_unread(save: Save) -> None:
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        save(b"BEGIN:VCALENDAR\n" + b"X-A:1\n" * 4_000_000)


def test_05_fifty_thousand_events_are_refused_soon_and_in_little_room(save: Save) -> None:
    content = a_calendar(*(an_entry(uid=str(number)) for number in range(50_000)))
    started = time.monotonic()
    tracemalloc.start()
    with pytest.raises(Unreadable, match="more than 5,000 events"):
        save(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.monotonic() - started < 20 and most < 200_000_000


def test_05_as_many_events_as_are_read_are_read_in_bounded_time(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ical_files, "MOST_EVENTS", 1_000)
    started = time.monotonic()
    found = save(a_calendar(*(an_entry("RRULE:FREQ=DAILY", uid=str(number)) for number in range(1_000))))
    assert len(found) == 1_000 and time.monotonic() - started < 10
