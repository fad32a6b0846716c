"""The lists of initiatives and events: narrowed, beside a map, into a calendar; and what is past or was checked long ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from catalogue.app import Catalogue, create_app, open_current, prepare
from catalogue.records import Place, Record
from catalogue.settings import Settings
from tests.building import a_branch, a_text, a_title, an_event, an_initiative
from tests.inspecting import Client, Page

TOMORROW = datetime.now().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)
OGRE = Place(town="Ogre", country="LV", latitude=56.8162, longitude=24.6053)
RECORDS: tuple[Record, ...] = (
    a_branch(key="ogre", titles=(a_title("Ogres bibliotēka"),), place=OGRE),
    an_initiative(key="cafe", languages=("lv", "uk"), audiences=("adult",), is_free=True, place=OGRE),
    an_initiative(key="club", languages=("ar",), audiences=("child",), is_free=False, last_checked=date(2020, 1, 5)),
    an_event(key="soon", starts=TOMORROW, place=OGRE, providers=("ogre",), languages=("uk",), is_free=True),
    an_event(key="later", starts=TOMORROW + timedelta(days=30), languages=("ar",)),
    an_event(key="past", starts=TOMORROW - timedelta(days=30), providers=("ogre",), place=OGRE),
    an_event(
        key="weekly",
        starts=TOMORROW - timedelta(days=33),
        ends=TOMORROW - timedelta(days=33) + timedelta(hours=1),
        repeats="FREQ=WEEKLY;COUNT=10",
        providers=("ogre",),
        languages=("lv",),
        summaries=(a_text("Щотижня", "uk"), a_text("Katru nedēļu")),
    ),
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The catalogue of a small town."""
    with serving(tmp_path_factory.mktemp("town")) as client:
        yield client


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Client]:
    """The records above, in a catalogue with these settings."""
    given = Settings(folder, **settings)  # type: ignore[arg-type]
    prepare(given)
    catalogue: Catalogue = open_current(given)
    with catalogue.database.writing() as unit:
        for record in RECORDS:
            unit.log.note(unit.records.save(record), "test")
    yield Client(create_app(catalogue))
    catalogue.close()


def listed(page: Page) -> list[str]:
    """The keys of the cards that come first on a page."""
    (cards, *_) = page.find("ol", class_="cards")
    return [str(button.get("data-keep")) for button in cards.iter() if button.get("data-keep")]


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("/lv/initiatives", ["cafe", "club"]),
        ("/lv/initiatives?town=Ogre", ["cafe"]),
        ("/lv/initiatives?in=ar", ["club"]),
        ("/lv/initiatives?in=ar&in=uk", ["cafe", "club"]),
        ("/lv/initiatives?audience=child", ["club"]),
        ("/lv/initiatives?free=yes", ["cafe"]),
        ("/lv/events", ["weekly", "soon", "later"]),
        ("/lv/events?week=this", ["weekly", "soon"]),
        ("/lv/events?branch=ogre&in=uk", ["soon"]),
    ],
)
def test_a_list_is_narrowed_by_its_address(town: Client, address: str, keys: list[str]) -> None:
    assert sorted(listed(town.open(address))) == sorted(keys)


def test_events_are_in_the_order_of_their_next_dates(town: Client) -> None:
    assert listed(town.open("/lv/events")) == ["soon", "weekly", "later"]


def test_no_filter_leads_to_nothing_and_each_says_to_how_many(town: Client) -> None:
    page = town.open("/en/initiatives")
    (filters,) = page.find("aside", id="filters")
    links = [each for each in filters.iter() if str(each.get("href", "")).startswith("/en/initiatives?")]
    assert links
    for link in links:
        count = int(page.text(link).rsplit(" ", 1)[1])
        assert town.open(str(link.get("href"))).total == count > 0


def test_what_is_chosen_can_be_taken_away_again(town: Client) -> None:
    page = town.open("/en/events?town=Ogre&week=this&branch=ogre")
    (chips,) = page.find("ul", class_="chips")
    assert "Town: Ogre" in page.text(chips) and "In the next seven days" in page.text(chips)
    assert "Organised by: Ogres bibliotēka" in page.text(chips)
    assert {"/en/events", "/en/events?town=Ogre&branch=ogre"} <= set(page.links)


def test_nothing_found_says_so(town: Client) -> None:
    assert "Nothing found." in town.open("/en/initiatives?town=Ogre&in=ar").text()
    assert town.open("/en/events?town=Atlantis").total == 0


def test_a_changed_language_keeps_the_choice(town: Client) -> None:
    assert "/uk/events?town=Ogre&week=this" in town.open("/lv/events?week=this&town=Ogre&x=1").links
    assert "/ar/initiatives?in=uk&free=yes" in town.open("/lv/initiatives?free=yes&in=uk").links


@pytest.mark.parametrize(
    "query",
    [
        "town=%00&in=%F0%9F&week=%22%3E%3Cscript%3E",
        "town=" + "x" * 5000,
        "&".join(f"town=t{number}" for number in range(200)),
        "in=lv&in=lv&free=no&free=&branch=../../etc",
        "audience=adult%0d%0aSet-Cookie:a=b",
    ],
)
@pytest.mark.parametrize("path", ["/lv/events", "/lv/initiatives", "/lv/events.ics"])
def test_hostile_choices_do_no_harm(town: Client, path: str, query: str) -> None:
    if path.endswith(".ics"):
        assert town.get(f"{path}?{query}").status_code == 200
    else:
        town.open(f"{path}?{query}")


def test_a_past_event_is_in_no_list_of_those_to_come_and_keeps_its_address(town: Client) -> None:
    page = town.open("/en/events")
    assert "past" not in listed(page)
    assert "/en/event/past" in page.links, "under “Past events”"
    assert "This event is over." in town.open("/en/event/past").text()
    assert "/en/event/past" not in town.open("/en/library/ogre").links
    assert "past" not in [event.get("UID") for event in calendar(town, "/en/events.ics")]


def test_a_repeating_event_shows_its_next_date(town: Client) -> None:
    page = town.open("/en/event/weekly")
    next_date = TOMORROW + timedelta(days=2)
    assert f"{next_date.day} {next_date:%B %Y}" in page.text(page.find("p", class_="when")[0])
    assert "This event repeats." in page.text() and "This event is over." not in page.text()


def test_what_was_checked_long_ago_says_so(town: Client) -> None:
    page = town.open("/en/initiative/club")
    assert "5 January 2020 (more than a year ago)" in page.text()
    assert "more than a year ago" not in town.open("/en/initiative/cafe").text()


def calendar(client: Client, address: str) -> list:  # type: ignore[type-arg]
    """The events in a calendar."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.get_data()).walk("VEVENT"))


def test_an_event_can_be_put_in_ones_calendar(town: Client) -> None:
    assert "/uk/event/weekly/calendar.ics" in town.open("/uk/event/weekly").links
    (event,) = calendar(town, "/uk/event/weekly/calendar.ics")
    assert event["DESCRIPTION"] == "Щотижня"
    assert event["URL"] == "http://localhost/uk/event/weekly"
    assert event["RRULE"]["COUNT"] == [10]
    assert event.start.replace(tzinfo=None) == TOMORROW - timedelta(days=33), (
        "the first date, from which the rule counts"
    )


@pytest.mark.parametrize("address", ["/uk/event/cafe/calendar.ics", "/uk/event/nothing/calendar.ics"])
def test_nothing_else_goes_into_a_calendar(town: Client, address: str) -> None:
    assert town.get(address).status_code == 404


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", {"soon", "later", "weekly"}),
        ("?branch=ogre", {"soon", "weekly"}),
        ("?in=ar", {"later"}),
        ("?town=X", set()),
    ],
)
def test_a_calendar_follows_the_same_choice(town: Client, query: str, keys: set[str]) -> None:
    assert {str(each["UID"]) for each in calendar(town, f"/lv/events.ics{query}")} == {
        f"{key}@localhost" for key in keys
    }


def test_a_calendar_is_kept_until_it_changes(town: Client) -> None:
    response = town.get("/lv/events.ics")
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    again = town.get("/lv/events.ics", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_pages_lead_to_the_calendar_of_what_they_show(town: Client) -> None:
    assert {"/lv/events.ics?in=uk", "webcal://localhost/lv/events.ics?in=uk"} <= set(
        town.open("/lv/events?in=uk").links
    )
    assert "webcal://localhost/lv/events.ics?branch=ogre" in town.open("/lv/library/ogre").links


def test_a_map_has_what_the_list_has_and_what_is_past_is_not_on_it(town: Client) -> None:
    page = town.open("/lv/events")
    (place,) = [each for each in page.find("li") if each.get("data-latitude")]
    assert (place.get("data-latitude"), place.get("data-longitude")) == ("56.8162", "24.6053")
    (map_,) = page.find("section", class_="map")
    assert map_.get("hidden") is not None, "nothing of it is seen without a script"
    assert [each for each in town.open("/lv/libraries").find("li") if each.get("data-latitude")]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("leaflet.js", 200),
        ("leaflet.css", 200),
        ("images/layers.png", 200),
        ("leaflet-src.js", 404),
        ("leaflet.js.map", 404),
        ("../__init__.py", 404),
        ("images/../leaflet-src.js", 404),
    ],
)
def test_only_what_a_map_needs_of_leaflet_is_served(town: Client, name: str, status: int) -> None:
    (sheet,) = [
        str(each.get("href")) for each in town.open("/lv/events").find("link") if "leaflet" in str(each.get("href"))
    ]
    with town.get(sheet.replace("leaflet.css", name)) as response:
        assert response.status_code == status
        assert ("immutable" in response.headers.get("Cache-Control", "")) is (status == 200)


def test_without_street_tiles_no_page_shows_pictures_from_elsewhere(town: Client) -> None:
    page = town.open("/lv/events")
    assert "img-src 'self' data:;" in page.headers["Content-Security-Policy"]
    assert "Natural Earth" in page.html


def test_street_tiles_are_allowed_from_their_host_and_on_maps_only(tmp_path: Path) -> None:
    tiles, owner = "https://tiles.example.org:8443/{z}/{x}/{y}.png?key=a", '© <b>Streets</b> "& Co"'
    with serving(tmp_path, map_tiles=tiles, map_attribution=owner) as client:
        for path in ("/lv/events", "/lv/initiatives", "/lv/libraries"):
            page = client.open(path)
            assert "img-src 'self' data: https://tiles.example.org:8443;" in page.headers["Content-Security-Policy"]
            (box,) = [each for each in page.find("div") if each.get("data-tiles")]
            assert (box.get("data-tiles"), box.get("data-attribution")) == (tiles, owner)
        for path in ("/lv/", "/lv/event/soon", "/lv/search"):
            assert "tiles" not in client.open(path).headers["Content-Security-Policy"]
