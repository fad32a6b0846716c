"""What people look for, as the desk shows it: only what came up on several days, and nothing of who asked."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from markupsafe import escape

from catalogue.cataloguing.tally import countable
from catalogue.discovery import SearchRequest
from catalogue.languages.interface import SOURCE, interface
from catalogue.records.asked import SEEN_DAYS, Asked
from catalogue.settings import Settings
from tests.desk_fixtures import Desk

PAGE = "/desk/looked-for"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><svg/onload=alert(1)>',
    "{{7*7}}",
    "=HYPERLINK(1)",
    "abc \u202edef",
    "a\u0301\u0301\u0301",
)


def ask(desk: Desk, words: str, days: int = SEEN_DAYS, times: int = 1, **told: object) -> None:
    """Somebody asks today and on the days before."""
    for back in range(days):
        asked = Asked(date.today() - timedelta(days=back), **{"language": "uk", "words": words, **told})  # type: ignore[arg-type]
        for _ in range(times):
            desk.catalogue.tally.note(asked)
    desk.catalogue.tally.flush()


def test_before_anybody_has_searched_the_page_says_so(desk: Desk) -> None:
    page = desk.signed_in("katalogs").page(PAGE)
    assert "Nobody has searched in this time yet" in page and '<svg class="plot' not in page


def test_a_readers_search_is_counted_and_found_at_the_desk(desk: Desk) -> None:
    desk.browser().page("/uk/search?q=straume")
    desk.browser().page("/uk/search?q=zzyzx&branch=liepaja")
    desk.browser().page("/api/v1/search?q=flow&lang=lv")
    desk.catalogue.tally.flush()
    page = desk.signed_in("katalogs").page(PAGE)
    assert "3 searches. 1 found nothing." in page
    assert "Ukrainian" in page and "zzyzx" not in page


@pytest.mark.parametrize(
    "search",
    ["", "q=&kind=film", "q=a&page=2", "q=a&sort=title", "q=a&level=A1", "q=a&literal=yes", "q=a&topic=t-animals"],
)
def test_what_is_no_new_search_in_words_is_not_counted(desk: Desk, search: str) -> None:
    desk.browser().page(f"/uk/search?{search}")
    desk.catalogue.tally.flush()
    assert "Nobody has searched" in desk.signed_in("katalogs").page(PAGE)


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Examplebot/2.1"},
        {"User-Agent": ""},
        {"User-Agent": "Browser", "Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_programs_that_say_so_are_not_counted(desk: Desk, headers: dict[str, str]) -> None:
    desk.browser().get("/uk/search?q=straume", headers=headers)
    desk.catalogue.tally.flush()
    assert "Nobody has searched" in desk.signed_in("katalogs").page(PAGE)


def test_words_are_shown_once_asked_on_enough_days(desk: Desk) -> None:
    ask(desk, "kaķi", days=SEEN_DAYS - 1)
    assert "kaki" not in desk.signed_in("katalogs").page(PAGE)
    ask(desk, "kaķi", days=SEEN_DAYS)
    assert 'href="/uk/search?q=kaki"' in desk.signed_in("katalogs").page(PAGE)


def test_what_found_nothing_is_one_want_in_all_languages_with_the_way_to_describe_it(desk: Desk) -> None:
    for language, words in (("uk", "тварини"), ("lv", "dzīvnieki")):
        ask(desk, words, language=language, want="topic=t-animals", is_empty=True)
    page = desk.signed_in("katalogs").page(PAGE)
    assert f"{2 * SEEN_DAYS} searches found nothing" in page and "Latvian and Ukrainian" in page
    assert page.count('href="/desk/new/resource?topic=t-animals"') == 1
    assert "dzivnieki" in page and "тварини" in page


def test_the_vocabulary_says_what_a_reader_wants_in_any_language(desk: Desk) -> None:
    for back in range(SEEN_DAYS):
        for language, words in (("lv", "dzīvnieki"), ("en", "animals"), ("uk", "хліб")):
            found = desk.catalogue.search(SearchRequest(words), interface(language) or SOURCE)
            day = date.today() - timedelta(days=back)
            desk.catalogue.tally.note(Asked(day, language, "", words, found.want, is_empty=True))
    desk.catalogue.tally.flush()
    page = desk.signed_in("katalogs").page(PAGE)
    assert page.count("/desk/new/resource?topic=t-animals") == 1 and "bread" in page


def test_describing_begins_with_the_topic(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    begun = browser.get("/desk/new/resource?topic=t-animals")
    assert begun.status_code == 302 and "topic=t-animals" in begun.location
    assert "animals" in browser.page(begun.location)
    assert browser.get("/desk/new/resource/abc123?topic=%3Cscript%3E").status_code == 200


def test_the_plot_says_in_a_sentence_and_a_table_what_it_shows(desk: Desk) -> None:
    ask(desk, "kaķi", days=30, times=2)
    page = desk.signed_in("katalogs").page(PAGE)
    assert re.search(r'<svg class="plot" role="img" aria-label="Searches on each day: [^"]+ 60 searches\. ', page)
    assert page.count('<rect class="plot-bar"') == 31 and page.count("<summary>The same in numbers") == 1
    assert " style=" not in page
    year = desk.signed_in("katalogs").page(f"{PAGE}?period=year")
    assert "Searches in each month" in year and year.count('<rect class="plot-bar"') == 13


def test_a_language_or_a_library_can_be_looked_at_alone(desk: Desk) -> None:
    ask(desk, "kaķi", branch="liepaja")
    ask(desk, "suņi", language="lv")
    browser = desk.signed_in("katalogs")
    of_latvian = browser.page(f"{PAGE}?language=lv")
    assert "suni" in of_latvian and "kaki" not in of_latvian
    at_library = browser.page(f"{PAGE}?branch=liepaja")
    assert "kaki" in at_library and "suni" not in at_library
    assert "at no library in particular" in browser.page(PAGE)


@pytest.mark.parametrize("words", HOSTILE)
def test_01_07_hostile_words_stay_words(desk: Desk, words: str) -> None:
    ask(desk, words, is_empty=True)
    browser = desk.signed_in("redaktore")
    page = browser.page(PAGE)
    assert f"<bdi>{escape(countable(words))}</bdi>" in page
    assert "<script>alert" not in page and "<svg/onload" not in page


@pytest.mark.parametrize(
    "asked", ["q=" + "a" * 5_000, "q=" + "e" + "%CC%81" * 1_500, "q=%E2%80%AE%00%EF%BF%BF", "q=%3Cscript%3E"]
)
def test_03_01_a_hostile_search_is_answered_and_counted(desk: Desk, asked: str) -> None:
    assert desk.browser().get(f"/uk/search?{asked}").status_code == 200
    desk.catalogue.tally.flush()
    assert desk.signed_in("katalogs").get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "query", ["?period=%00&language=x&branch=' OR 1=1", "?period=year&period=month", "?language=" + "a" * 999]
)
def test_odd_choices_show_everything(desk: Desk, query: str) -> None:
    assert desk.signed_in("katalogs").get(PAGE + query).status_code == 200


def test_05_09_the_spreadsheet_runs_no_formula(desk: Desk) -> None:
    ask(desk, "=cmd|calc", is_empty=True)
    ask(desk, "kaķi", want="topic=t-animals", is_empty=True)
    answer = desk.signed_in("katalogs").get(f"{PAGE}/words.csv")
    assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    head, *rows = csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    assert head == ["words", "about", "languages", "days", "searches", "found nothing"]
    counts = [str(SEEN_DAYS)] * 3
    assert ["'=cmd|calc", "", "uk", *counts] in rows and ["kaki", "animals", "uk", *counts] in rows
    assert ["", "animals", "uk", *counts] in rows
    days = desk.signed_in("katalogs").page(f"{PAGE}/days.csv")
    assert f"{date.today().isoformat()},2,2" in days


def test_an_editor_has_words_forgotten_and_a_cataloguer_may_not(desk: Desk) -> None:
    ask(desk, "Anna")
    assert desk.signed_in("katalogs").send(f"{PAGE}/forget", words="anna").status_code == 403
    editor = desk.signed_in("redaktore")
    assert 'value="anna"' in editor.page(PAGE)
    answer = editor.send(f"{PAGE}/forget?period=year&language=uk", words="anna")
    assert answer.status_code == 303 and "period=year&language=uk" in answer.location
    assert "anna" not in editor.page(PAGE)


def test_translators_are_not_shown_what_people_look_for(desk: Desk) -> None:
    browser = desk.signed_in("tulkotaja")
    assert browser.get(PAGE).status_code == browser.get(f"{PAGE}/words.csv").status_code == 403
    assert PAGE not in browser.page("/desk/") and PAGE in desk.signed_in("katalogs").page("/desk/")


@pytest.mark.parametrize(("counted", "is_said"), [("words", True), ("numbers", True), ("no", False)])
def test_readers_are_told_what_is_counted(desk: Desk, counted: str, is_said: bool) -> None:
    desk.catalogue.tally.counted = counted
    about = desk.browser().page("/en/about")
    assert ("Searches are counted by day" in about) == is_said
    assert ("other words are not kept" in about) == (counted == "words")


def test_where_words_are_not_kept_the_desk_says_how_they_would_be(desk: Desk) -> None:
    assert Settings(desk.catalogue.settings.home).searches == "numbers", "nobody has asked for words"
    desk.catalogue.tally.counted = "numbers"
    assert 'searches = "words"' in desk.signed_in("katalogs").page(PAGE)


def test_when_nothing_is_counted_the_desk_says_so(desk: Desk) -> None:
    desk.catalogue.tally.counted = "no"
    desk.browser().page("/uk/search?q=straume")
    desk.catalogue.tally.flush()
    assert "Searches are not counted here" in desk.signed_in("katalogs").page(PAGE)
