"""Rules of repetition are read strictly: what a library's calendar needs, and nothing that could run without end."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from catalogue.records.repeats import Repeats, read_repeats

RIGA = ZoneInfo("Europe/Riga")


def test_a_weekly_rule_has_its_parts() -> None:
    assert read_repeats("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10", RIGA) == Repeats(
        (("FREQ", "WEEKLY"), ("BYDAY", "TU,TH"), ("COUNT", "10"))
    )


def test_a_rule_may_stand_with_its_name_and_in_small_letters() -> None:
    assert read_repeats(" rrule:freq=monthly;byday=-1mo; ", UTC) == Repeats((("FREQ", "MONTHLY"), ("BYDAY", "-1MO")))


@pytest.mark.parametrize(
    ("until", "read", "last"),
    [
        ("20270601", date(2027, 6, 1), datetime(2027, 6, 1, 23, 59, 59)),
        ("20270601T170000", datetime(2027, 6, 1, 17), datetime(2027, 6, 1, 17)),
        ("20270601T170000Z", datetime(2027, 6, 1, 20), datetime(2027, 6, 1, 20)),
    ],
)
def test_the_end_of_a_rule_is_local_to_the_event(until: str, read: date, last: datetime) -> None:
    repeats = read_repeats(f"FREQ=DAILY;UNTIL={until}", RIGA)
    assert repeats and (repeats.until, repeats.last_moment()) == (read, last)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every Tuesday",
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=5",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=DAILY;COUNT=99999999",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=3;UNTIL=20270601",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=DAILY;UNTIL=20271399",
        "FREQ=DAILY;UNTIL=99991231T235959Z",
        "FREQ=DAILY\nEXDATE:20270101",
        "INTERVAL=2",
        "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 200),
        "FREQ=DAILY;X=\x00",
    ],
)
def test_what_is_not_understood_is_no_rule(rule: str) -> None:
    assert read_repeats(rule, RIGA) is None
