"""The pages of single records: what they say, where they lead, and which keys lead nowhere."""

from dataclasses import replace
from datetime import date

import pytest

from catalogue.app import Catalogue, create_app
from catalogue.languages import SOURCE, Wording
from catalogue.records import Hours, HoursException
from catalogue.records.text import fingerprint
from catalogue.web.pages.places import open_today
from tests.building import a_branch, a_resource, a_text, a_title, an_event
from tests.inspecting import Client


def test_a_resource_says_where_its_copies_are(client: Client) -> None:
    page = client.open("/lv/resource/straume")
    held = page.text(page.find("ul", class_="held")[0])
    assert "Daugavpils" in held and "791 ZIL" in held
    assert page.find("span", class_="sample")


@pytest.mark.parametrize(
    "address", ["/en/initiative/i-language-cafe", "/en/library/lyon", "/en/resource/kit-read-together"]
)
def test_what_was_made_up_says_so_beside_its_name(client: Client, address: str) -> None:
    page = client.open(address)
    kind = page.find("p", class_="kind")[0]
    assert "sample" in page.text(kind)


def test_what_is_real_does_not_say_sample_beside_its_name(client: Client) -> None:
    for address in ("/en/library/daugavpils", "/en/resource/straume", "/en/event/e-valoda-ir-tas-kas-vieno"):
        page = client.open(address)
        assert "sample" not in page.text(page.find("p", class_="kind")[0])


def test_a_story_in_several_languages_names_the_others(client: Client, demonstration: Catalogue) -> None:
    with demonstration.database.reading() as unit:
        versions = unit.records.same_work("asp-0001")
    assert len(versions) > 2
    page = client.open(f"/en/resource/{versions[0].key}")
    assert {f"/en/resource/{each.key}" for each in versions[1:]} <= set(page.links)


def test_an_online_address_is_marked_as_leaving(client: Client) -> None:
    page = client.open("/en/resource/fifty-languages")
    (leaving,) = page.find("a", class_="leaving")
    assert (leaving.get("href") or "").startswith("https://")
    assert "noopener" in (leaving.get("rel") or "")


def test_texts_by_machine_say_so(client: Client) -> None:
    assert not client.open("/en/resource/straume").find("p", class_="remark")
    assert client.open("/uk/resource/straume").find("p", class_="remark")


def test_the_real_event_has_its_date_and_no_invented_time(client: Client) -> None:
    page = client.open("/lv/event/e-valoda-ir-tas-kas-vieno")
    when = page.text(page.find("p", class_="when")[0])
    assert "2025" in when and "24" in when and ":" not in when
    assert "/lv/library/daugavpils" in page.links


def test_a_past_event_leaves_the_front_and_keeps_its_address(client: Client) -> None:
    page = client.open("/en/events")
    assert "/en/event/e-valoda-ir-tas-kas-vieno" in page.links
    assert "This event is over." in client.open("/en/event/e-valoda-ir-tas-kas-vieno").text()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("/lv/resource/i-language-cafe", "/lv/initiative/i-language-cafe"),
        ("/lv/event/straume", "/lv/resource/straume"),
        ("/lv/library/straume", "/lv/resource/straume"),
        ("/lv/resource/daugavpils", "/lv/library/daugavpils"),
    ],
)
def test_a_key_under_another_type_leads_to_its_page(client: Client, wrong: str, right: str) -> None:
    assert client.get(wrong).headers["Location"] == right


def test_keys_that_are_not_to_be_seen(instance: Catalogue) -> None:
    with instance.database.writing() as unit:
        for key, status in (("draft", "draft"), ("review", "review"), ("gone", "withdrawn")):
            unit.log.note(unit.records.save(a_resource(key=key, status=status)), "test")
    client = Client(create_app(instance))
    client.open("/lv/resource/draft", 404)
    client.open("/lv/resource/review", 404)
    client.open("/lv/resource/gone", 410)
    client.open("/lv/resource/never", 404)
    assert client.get("/api/v1/resources/draft").status_code == 404
    assert client.get("/api/v1/resources/gone").status_code == 410


@pytest.mark.parametrize(
    "hostile",
    [
        '"><svg/onload=alert(1)>',
        "{{7*7}}",
        "{% raw %}",
        "</title><script>alert(1)</script>",
        "'; DROP TABLE records;--",
    ],
)
def test_hostile_words_in_a_record_stay_words(instance: Catalogue, hostile: str) -> None:
    record = a_resource(titles=(a_title(hostile),), publisher=hostile, series=hostile)
    event = replace(an_event(), titles=(a_title(hostile),))
    with instance.database.writing() as unit:
        unit.log.note(unit.records.save(record), "test")
        unit.log.note(unit.records.save(event), "test")
    instance.indexer.rebuild()
    client = Client(create_app(instance))
    for address in ("/lv/resource/book", "/lv/search", "/lv/event/party", "/lv/events", "/lv/"):
        page = client.open(address)
        run = [script for script in page.find("script") if script.get("type") != "application/ld+json"]
        assert not [script for script in run if not str(script.get("src")).startswith("/static/")]
        assert hostile in page.text()


def test_a_library_with_a_copy_says_whether_it_is_open_today_and_how_to_borrow(client: Client) -> None:
    page = client.open("/en/resource/straume")
    held = page.find("ul", class_="held")[0]
    said = [page.text(each) for each in held.iter() if each.get("class") == "today"]
    assert said and all(each.startswith(("Open today:", "Closed today")) for each in said)
    assert "Who can join" in page.text(held)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "Open today: 10:00–13:00 and 14:00–18:00"),
        (date(2026, 11, 24), "Closed today"),
        (date(2026, 11, 30), "Closed today"),
        (date(2026, 12, 7), "Open today: 12:00–14:00"),
    ],
)
def test_todays_hours_are_those_of_the_weekday_unless_the_day_differs(day: date, said: str) -> None:
    branch = a_branch(
        hours=(Hours("mo", "10:00", "13:00"), Hours("mo", "14:00", "18:00")),
        exceptions=(HoursException(date(2026, 11, 30)), HoursException(date(2026, 12, 7), "12:00", "14:00")),
    )
    assert open_today(branch, day, Wording(SOURCE)) == said


def test_nothing_is_said_of_today_where_no_hours_are_known() -> None:
    assert open_today(a_branch(), date(2026, 11, 23), Wording(SOURCE)) == ""


def test_libraries_of_the_town_searched_in_come_first(client: Client) -> None:
    found = client.open("/lv/search?q=straume&town=Jelgava")
    (link,) = {link for link in found.links if "/resource/straume" in link}
    assert link == "/lv/resource/straume?town=Jelgava"
    towns = [page.text(each) for page in (client.open(link),) for each in page.find("strong")]
    assert towns.index("Jelgava") < towns.index("Daugavpils")


def test_a_record_leads_to_others_like_it(client: Client) -> None:
    page = client.open("/en/resource/fifty-languages")
    (similar,) = page.find("section", class_="similar")
    links = {str(each.get("href")) for each in similar.iter() if "/resource/" in str(each.get("href"))}
    assert links and "/en/resource/fifty-languages" not in links


def test_a_record_can_be_carried_away(client: Client) -> None:
    page = client.open("/ar/resource/straume")
    (handed,) = page.find("div", class_="hand-over")
    assert handed.get("data-address") == "http://localhost/ar/resource/straume"
    assert page.find("img", class_="qr")
    assert {button.get("data-hand") for button in page.find("button")} >= {"print", "share", "copy"}


@pytest.mark.parametrize(("extension", "begins"), [("bib", "@"), ("ris", "TY  - "), ("json", "[")])
def test_a_record_can_be_cited(client: Client, extension: str, begins: str) -> None:
    address = f"/uk/resource/straume/cite.{extension}"
    assert address in client.open("/uk/resource/straume").links
    response = client.get(address)
    assert response.get_data(as_text=True).lstrip().startswith(begins)
    assert "Straume" in response.get_data(as_text=True)
    assert response.headers["Content-Disposition"] == f"attachment; filename=straume.{extension}"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address", ["/uk/resource/straume/cite.exe", "/uk/resource/nothing/cite.bib", "/uk/resource/daugavpils/cite.ris"]
)
def test_nothing_else_can_be_cited(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_translation_whose_original_changed_says_so_wherever_it_stands(instance: Catalogue) -> None:
    old = fingerprint("Kā bija.")
    summaries = (a_text("Kā ir."), a_text("As it was.", "en", origin="human", made_from=old))
    by_machine = (a_text("Viegli."), a_text("Easily.", "en", origin="machine", made_from=old))
    notes = (a_text("Piezīme."), a_text("A note.", "en", origin="human", made_from=fingerprint("Piezīme.")))
    with instance.database.writing() as unit:
        kept = a_resource(key="old", summaries=summaries, easy_summaries=by_machine, notes=notes)
        unit.log.note(unit.records.save(kept), "test")
    client = Client(create_app(instance))
    page = client.open("/en/resource/old")
    outdated = "the original has changed since it was translated"
    remarks = [page.text(each) for each in page.find("p", class_="remark")]
    assert remarks.count(outdated) == 1
    assert remarks.count(f"translated by a machine · {outdated}") == 1
    assert len([each for each in remarks if outdated in each]) == 2
    (other,) = client.open("/lv/resource/old").find("details", class_="more-languages")
    assert page.find("p", class_="remark") and "As it was. (" in page.text(other)
