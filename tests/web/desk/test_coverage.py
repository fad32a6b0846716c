"""What the catalogue covers: counted as readers find it, each number leading there, and what is missing named."""

import re
from datetime import date, timedelta

import pytest

from catalogue.records.asked import SEEN_DAYS, Asked
from tests.building import a_resource, a_title
from tests.desk_fixtures import AtDesk, Desk
from tests.discovery.small import keep

PAGE = "/desk/coverage"


@pytest.fixture
def browser(desk: Desk) -> AtDesk:
    """A cataloguer's browser, when there are three things more."""
    keep(
        desk.catalogue,
        *(
            a_resource(
                key=f"course-{number}",
                kind="course",
                titles=(a_title(f"Kurss {number}"),),
                languages=("uk", "lv"),
                teaches=("lv",),
                level_from="A1",
                level_to="A2",
            )
            for number in range(3)
        ),
    )
    desk.catalogue.indexer.catch_up()
    return desk.signed_in("katalogs")


def line(page: str, label: str, table: int) -> str:
    """The line of a language or library in one of the tables."""
    within = page.split("<h2 id=")[1:][table]
    found = re.search(rf'<tr><th scope="row">(?:<bdi>)?{re.escape(label)}(?:</bdi>)?</th>.*?</tr>', within, re.DOTALL)
    assert found, label
    return found[0]


def test_each_number_leads_to_what_it_counts(browser: AtDesk) -> None:
    page = browser.page(PAGE)
    ukrainian = line(page, "Ukrainian", 1)
    for query in ("level=A1&amp;in=uk", "level=A2&amp;in=uk"):
        assert re.search(rf'href="/\w+/search\?{query}" rel="nofollow">3</a>', ukrainian), query
    assert "level=B1" not in ukrainian
    shown = browser.page("/en/search?in=uk&level=A1")
    assert 'data-total="3"' in shown
    assert re.search(r'kind=course&amp;in=uk" rel="nofollow">3</a>', line(page, "Ukrainian", 2))


def gap(page: str, language: str) -> str:
    """What is said to be missing in a language."""
    found = re.search(rf"<strong>{language}</strong>: .*?</li>", page, re.DOTALL)
    assert found, language
    return found[0]


def test_what_is_missing_is_named_language_by_language(desk: Desk, browser: AtDesk) -> None:
    page = browser.page(PAGE)
    assert "A1" not in gap(page, "Ukrainian") and "B1" in gap(page, "Ukrainian") and "A1" in gap(page, "Dari")
    assert "3 descriptions" in gap(page, "Ukrainian") and "0 descriptions" in gap(page, "Dari")
    for _ in range(5):
        desk.catalogue.tally.note(Asked(date.today(), "fa-AF"))
    desk.catalogue.tally.flush()
    page = browser.page(PAGE)
    assert "5 searches in the last twelve months" in gap(page, "Dari")
    assert page.index(gap(page, "Dari")) < page.index(gap(page, "Ukrainian")), "those searched in most come first"


def test_languages_can_be_those_that_are_taught(browser: AtDesk) -> None:
    page = browser.page(f"{PAGE}?by=teaches")
    assert re.search(r'teaches=lv&amp;level=A1" rel="nofollow">3</a>', line(page, "Latvian", 1))
    assert "level=" not in line(page, "Ukrainian", 1)


def test_libraries_with_nothing_have_a_line_too(browser: AtDesk) -> None:
    assert "branch=" not in line(browser.page(PAGE), "Siguldas bibliotēka", 3)


def test_drafts_are_not_counted(desk: Desk, browser: AtDesk) -> None:
    before = browser.page(PAGE)
    keep(desk.catalogue, a_resource(key="wip", status="draft", languages=("uk",), level_from="A1", level_to="A1"))
    desk.catalogue.indexer.catch_up()
    assert browser.page(PAGE) == before


def test_what_found_nothing_stands_here_too(desk: Desk, browser: AtDesk) -> None:
    for back in range(SEEN_DAYS):
        day = date.today() - timedelta(days=back)
        desk.catalogue.tally.note(Asked(day, "uk", "", "тварини", "topic=t-animals", is_empty=True))
    desk.catalogue.tally.flush()
    assert "/desk/new/resource?topic=t-animals" in browser.page(PAGE)


def test_while_the_index_is_made_anew_the_page_says_so(desk: Desk, browser: AtDesk) -> None:
    for file in desk.catalogue.settings.index_folder.rglob("*"):
        if file.is_file():
            file.unlink()
    answer = desk.signed_in("katalogs").get(PAGE)
    assert answer.status_code == 200


@pytest.mark.parametrize("query", ["?by=branch", "?by=%3Cscript%3E", "?by=in&by=for", "?by=" + "x" * 5_000])
def test_odd_choices_count_by_the_language_things_are_in(browser: AtDesk, query: str) -> None:
    assert 'value="in" selected' in browser.page(PAGE + query)


def test_translators_are_not_let_in(desk: Desk) -> None:
    assert desk.signed_in("tulkotaja").get(PAGE).status_code == 403
