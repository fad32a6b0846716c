"""Whether activities are still true: editors see what nobody has looked at, and answer with one button."""

from datetime import date, datetime, timedelta

import pytest

from catalogue.records import Activity
from tests.building import a_title, an_event, an_initiative
from tests.desk_fixtures import Desk
from tests.discovery.small import keep

TODAY = date.today()
LONG_AGO = TODAY - timedelta(days=400)


@pytest.fixture
def activities(desk: Desk) -> Desk:
    keep(
        desk.catalogue,
        an_initiative(key="old", owner="liepaja", titles=(a_title("Sen skatīts"),), last_checked=LONG_AGO),
        an_initiative(key="never", owner="liepaja", titles=(a_title("Neskatīts"),), last_checked=None),
        an_initiative(key="fresh", owner="liepaja", titles=(a_title("Svaigs"),), last_checked=TODAY),
        an_initiative(
            key="ending",
            owner="liepaja",
            titles=(a_title("Beidzas"),),
            last_checked=TODAY,
            valid_until=TODAY + timedelta(3),
        ),
        an_initiative(
            key="over",
            owner="liepaja",
            titles=(a_title("Beidzies"),),
            last_checked=TODAY,
            valid_until=TODAY - timedelta(1),
        ),
        an_event(key="past", owner="liepaja", titles=(a_title("Bijis"),), starts=datetime(2020, 3, 24, 17, 30)),
        an_initiative(key="theirs", owner="sigulda", titles=(a_title("Cita"),), last_checked=None),
    )
    return desk


def held(desk: Desk, key: str) -> Activity:
    with desk.catalogue.database.reading() as unit:
        record = unit.records.get(key)
    assert isinstance(record, Activity)
    return record


def test_an_editor_sees_what_is_over_ends_soon_or_was_not_looked_at(activities: Desk) -> None:
    page = activities.signed_in("redaktore").page("/desk/checks")
    places = [
        page.index(each) for each in ("Over", "Beidzies", "Bijis", "Ending soon", "Beidzas", "Neskatīts", "Sen skatīts")
    ]
    assert sorted(places[3:]) == places[3:] and max(places[:3]) < places[3]
    assert "Svaigs" not in page and "Cita" not in page
    assert "Cita" in activities.signed_in("admin").page("/desk/checks")


def test_still_true_is_noted_with_todays_date(activities: Desk) -> None:
    browser = activities.signed_in("redaktore")
    browser.send("/desk/check/old", answer="still-true", revision="1")
    assert held(activities, "old").last_checked == TODAY
    assert "Sen skatīts" not in browser.page("/desk/checks")


def test_what_is_over_is_withdrawn(activities: Desk) -> None:
    browser = activities.signed_in("redaktore")
    browser.send("/desk/check/over", answer="over", revision="1")
    assert held(activities, "over").status == "withdrawn"


def test_nobody_answers_for_another_library_or_for_what_they_have_not_seen(activities: Desk) -> None:
    browser = activities.signed_in("redaktore")
    assert browser.send("/desk/check/theirs", answer="still-true", revision="1").status_code == 403
    assert browser.send("/desk/check/theirs", answer="over", revision="1").status_code == 403
    browser.send("/desk/check/old", answer="still-true", revision="7")
    assert "Somebody has changed it" in browser.page("/desk/checks")
    browser.send("/desk/check/nothing", answer="still-true", revision="1")
    assert browser.send("/desk/check/old", answer="x", revision="1").status_code == 400
    assert held(activities, "old").last_checked == LONG_AGO


def test_readers_lists_leave_out_what_is_no_longer_valid(activities: Desk) -> None:
    page = activities.browser().page("/lv/initiatives")
    assert "Svaigs" in page and "Beidzies" not in page


def test_when_all_is_looked_at_it_says_so(desk: Desk) -> None:
    assert "Everything has been looked at." in desk.signed_in("redaktore").page("/desk/checks")
