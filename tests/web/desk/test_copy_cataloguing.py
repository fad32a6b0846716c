"""A number looked up elsewhere while one describes: shown beside what is typed, taken over part by part."""

import html
import json
import re
from dataclasses import replace

import pytest

from catalogue.app import create_app
from catalogue.languages import INTERFACES
from catalogue.records import to_plain
from catalogue.records.target import Target
from tests.building import a_resource, a_title
from tests.desk_fixtures import AtDesk, Desk
from tests.sru_fixtures import CAT

ADDRESS = "/desk/new/resource/jauns"
TYPED = {
    "revision": "0",
    "kind": "bilingual-book",
    "identifiers-0-scheme": "isbn",
    "identifiers-0-value": CAT,
    "blocks-0-language": "lv",
    "blocks-0-title": "",
    "languages": "uk",
    "publisher": "Mans izdevējs",
    "remark": "no kastes",
}


def connected(desk: Desk, *targets: Target) -> AtDesk:
    """A cataloguer's browser at a desk that may ask these catalogues."""
    settings = replace(desk.catalogue.settings, lookups=targets)
    app = create_app(replace(desk.catalogue, settings=settings), INTERFACES, lambda _: True)
    return Desk(desk.catalogue, app, desk.passwords).signed_in("katalogs")


def value_of(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found, name
    return html.unescape(found[1])


def test_without_catalogues_to_ask_nothing_is_offered(desk: Desk) -> None:
    assert "look-up" not in desk.signed_in("katalogs").page(ADDRESS)


@pytest.mark.zebra
def test_a_record_is_shown_and_what_is_ticked_taken_over(desk: Desk, zebra: Target) -> None:
    browser = connected(desk, zebra)
    assert 'value="look-up"' in browser.page(ADDRESS)
    page = browser.send(ADDRESS, **TYPED, act="look-up").get_data(as_text=True)
    assert "Zebra" in page and "Kaķis, kas mācījās latviski : stāsts" in page and "<bdi>animals</bdi>" in page
    ticked = re.findall(r'name="take-0" value="([\w.]+)" checked', page)
    assert {"titles.lv", "summaries.lv", "year", "topics", "languages"} <= {*ticked}
    assert "publisher" not in ticked and "Mans izdevējs" in page
    sent = {**TYPED, "found": value_of(page, "found"), "take-0": ["titles.lv", "year", "topics"], "act": "take-over-0"}
    form = browser.send(ADDRESS, **sent).get_data(as_text=True)
    assert value_of(form, "blocks-0-title") == "Kaķis, kas mācījās latviski : stāsts"
    assert (value_of(form, "year"), value_of(form, "publisher")) == ("2021", "Mans izdevējs")
    assert value_of(form, "remark") == "no kastes" and 'name="topics" value="t-animals" checked' in form


def test_without_a_number_nobody_is_asked(desk: Desk) -> None:
    browser = connected(desk, Target("Nowhere", "http://127.0.0.1:1/", network="own"))
    page = browser.send(ADDRESS, **{**TYPED, "identifiers-0-value": "978"}, act="look-up").get_data(as_text=True)
    assert "Type an ISBN first" in page and value_of(page, "publisher") == "Mans izdevējs"


def test_a_catalogue_that_cannot_be_reached_costs_nothing_typed(desk: Desk) -> None:
    browser = connected(desk, Target("Nowhere", "http://127.0.0.1:1/", network="own"))
    page = browser.send(ADDRESS, **TYPED, act="look-up").get_data(as_text=True)
    assert "Nowhere cannot be reached just now." in page and value_of(page, "publisher") == "Mans izdevējs"
    assert f"No catalogue that could be asked knows {CAT}." in page


def test_what_is_wrong_in_the_form_is_told_before_anything_is_taken_over(desk: Desk) -> None:
    browser = connected(desk, Target("Nowhere", "http://127.0.0.1:1/"))
    found = json.dumps(["Nowhere", to_plain(a_resource(titles=(a_title("Kaķis"),)))])
    answer = browser.send(
        ADDRESS, **{**TYPED, "year": "divi"}, found=found, act="take-over-0", **{"take-0": "titles.lv"}
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and value_of(page, "year") == "divi" and "Take over what is ticked" in page


@pytest.mark.parametrize(
    "found",
    [
        "",
        "{",
        "[]",
        '["a", {}]',
        '["a", {"type": "topic", "key": "x"}]',
        "[" * 5_000,
        '[1, {"type": "resource"}]',
        "null",
    ],
)
def test_a_description_that_is_none_is_refused(desk: Desk, found: str) -> None:
    browser = connected(desk, Target("Nowhere", "http://127.0.0.1:1/"))
    assert browser.send(ADDRESS, **TYPED, found=found, act="take-over-0").status_code == 400


@pytest.mark.parametrize("act", ["take-over-", "take-over-1", "take-over-x", "take-over--1"])
def test_a_description_that_is_not_there_cannot_be_taken_over(desk: Desk, act: str) -> None:
    browser = connected(desk, Target("Nowhere", "http://127.0.0.1:1/"))
    found = json.dumps(["Nowhere", to_plain(a_resource())])
    assert browser.send(ADDRESS, **TYPED, found=found, act=act).status_code == 400
