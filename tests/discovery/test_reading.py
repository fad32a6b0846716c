"""Records read for people: those a page names beside it, lists in the reader's order, and only what is published."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from catalogue.app import Catalogue
from catalogue.discovery.schedule import is_over
from catalogue.languages import Interface, interface
from catalogue.records import Event, Place
from tests.building import a_branch, a_resource, a_title, an_event, an_initiative
from tests.discovery.small import keep


def _interface(code: str) -> Interface:
    found = interface(code)
    assert found
    return found


def test_a_record_comes_with_those_it_names_and_the_other_versions_of_its_work(instance: Catalogue) -> None:
    keep(
        instance,
        a_branch(key="liepaja"),
        a_branch(key="closed", status="withdrawn"),
        a_resource(key="uk", work="tale"),
        a_resource(key="ar", work="tale"),
        a_resource(key="lv", work="tale", status="draft"),
        an_initiative(key="cafe", providers=("liepaja", "closed")),
    )
    found = instance.reading.one("uk")
    assert found is not None
    assert [version.key for version in found.versions] == ["ar"]
    cafe = instance.reading.one("cafe")
    assert cafe is not None
    assert (set(cafe.named), cafe.versions) == ({"liepaja"}, ())
    assert instance.reading.one("nowhere") is None


def test_a_withdrawn_record_is_still_read_so_that_its_page_can_say_so(small: Catalogue) -> None:
    found = small.reading.one("withdrawn")
    assert found is not None
    assert found.record.status == "withdrawn"


def test_the_newest_resources_come_first(small: Catalogue) -> None:
    assert [record.key for record in small.reading.newest(2)] == ["tall-man", "forest-song"]


def test_titles_are_those_the_reader_sees(small: Catalogue) -> None:
    titles = small.reading.titles(_interface("uk"), "topic")
    assert titles == {"t-language": "вивчення мов", "t-latvian": "латиська мова", "t-housing": "житло"}
    assert small.reading.titles(_interface("ar"), "branch")["liepaja"] == "Liepājas bibliotēka"


def test_a_title_changed_a_moment_ago_is_the_one_readers_see(instance: Catalogue) -> None:
    keep(instance, a_branch(key="liepaja", titles=(a_title("Liepājas bibliotēka"),)))
    assert instance.reading.titles(_interface("lv"), "branch") == {"liepaja": "Liepājas bibliotēka"}
    keep(instance, a_branch(key="ogre", titles=(a_title("Ogres bibliotēka"),)))
    assert set(instance.reading.titles(_interface("lv"), "branch")) == {"liepaja", "ogre"}


def test_several_records_come_in_the_order_they_were_named_and_only_those_that_can_be_found(small: Catalogue) -> None:
    found = small.reading.many(["song-evening", "withdrawn", "nowhere", "liepaja", "grammar", "song-evening"])
    assert [record.key for record in found] == ["song-evening", "grammar"]


def test_latvian_branches_come_first_and_then_by_country_and_town_in_the_readers_alphabet(instance: Catalogue) -> None:
    places = {
        "a": ("Zemītes", "LV"),
        "b": ("Ādaži", "LV"),
        "c": ("Bauska", "LV"),
        "d": ("Arles", "FR"),
        "e": ("Bari", "IT"),
    }
    keep(instance, *(a_branch(key=key, place=Place(town=town, country=land)) for key, (town, land) in places.items()))
    keep(instance, a_branch(key="f", status="draft"))
    assert [branch.key for branch in instance.reading.branches(_interface("lv"))] == ["b", "c", "a", "d", "e"]


def test_initiatives_come_by_title(instance: Catalogue) -> None:
    for key, value in (("a", "Šaha klubs"), ("b", "Sarunas"), ("c", "Tējas vakars")):
        keep(instance, an_initiative(key=key, titles=(a_title(value),)))
    assert [each.key for each in instance.reading.initiatives(_interface("lv"), datetime.now())] == ["b", "a", "c"]


def test_what_a_branch_provides_is_read_with_those_it_names(small: Catalogue) -> None:
    found, named = small.reading.at_branch("sigulda")
    assert [each.key for each in found] == ["song-evening"]
    assert set(named) == {"sigulda", "society"}
    assert small.reading.at_branch("nowhere") == ([], {})


def test_events_to_come_are_soonest_first_and_past_ones_latest_first(instance: Catalogue) -> None:
    starts = {"past": (2026, 1, 1), "long-past": (2025, 1, 1), "soon": (2026, 5, 1), "later": (2026, 6, 1)}
    keep(instance, *(an_event(key=key, starts=datetime(*day, 17, 30)) for key, day in starts.items()))
    coming, past = instance.reading.events(datetime(2026, 4, 1))
    assert [event.key for event in coming] == ["soon", "later"]
    assert [event.key for event in past] == ["past", "long-past"]


EVENING = datetime(2026, 3, 24, 17, 30)


@pytest.mark.parametrize(
    ("event", "now", "over"),
    [
        (an_event(starts=EVENING), datetime(2026, 3, 24, 23, 0), False),
        (an_event(starts=EVENING), datetime(2026, 3, 25, 0, 0), True),
        (an_event(starts=EVENING, ends=datetime(2026, 3, 24, 19)), datetime(2026, 3, 24, 18), False),
        (an_event(starts=EVENING, ends=datetime(2026, 3, 24, 19)), datetime(2026, 3, 24, 20), True),
        (an_event(starts=EVENING, repeats="FREQ=WEEKLY"), datetime(2030, 1, 1), False),
        (
            an_event(starts=EVENING, repeats="FREQ=WEEKLY", valid_until=date(2026, 6, 1)),
            datetime(2026, 5, 26, 20),
            False,
        ),
        (an_event(starts=EVENING, repeats="FREQ=WEEKLY", valid_until=date(2026, 6, 1)), datetime(2026, 5, 27), True),
        (replace(an_event(), starts=None), datetime(2030, 1, 1), False),
    ],
)
def test_an_event_is_over_when_its_end_or_its_day_is(event: Event, now: datetime, over: bool) -> None:
    assert is_over(event, now) is over
