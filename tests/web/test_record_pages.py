"""The pages of single records: what they say, where they lead, and which keys lead nowhere."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from catalogue.app import Catalogue, create_app
from catalogue.languages import SOURCE, Wording, interface
from catalogue.records import AttachedFile, Hours, HoursException, Resource, Section
from catalogue.records.text import fingerprint
from catalogue.web.pages.details import resource_details
from catalogue.web.pages.places import open_today
from tests.building import a_branch, a_resource, a_text, a_title, an_event
from tests.discovery.small import keep
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


def _a_guide(**given: Any) -> Resource:
    """A guide in two sections, the first in three languages."""
    sections = (
        Section(
            (a_text("Sākums"), a_text("The start", "en", origin="human")),
            (
                a_text("Sasveicinieties.\n\n- *lēni*\n- skaidri"),
                a_text("Greet people. [More](https://example.org/more)", "en", origin="human"),
                a_text("قل مرحبا", "ar", origin="machine"),
            ),
        ),
        Section((a_text("Beigas"),), (a_text("Atvadieties."),)),
    )
    return a_resource(**{"key": "guide", "kind": "guide", "sections": sections, **given})


def test_an_article_is_read_in_sections_with_contents_in_front(instance: Catalogue) -> None:
    keep(instance, _a_guide())
    page = Client(create_app(instance)).open("/lv/resource/guide")
    (contents,) = page.find("nav", class_="contents")
    anchors = [link.get("href") for link in contents.iter() if link.get("href")]
    assert anchors == ["#section-1", "#section-2"]
    first = page.find("section", id="section-1")[0]
    assert page.text(first).startswith("Sākums Sasveicinieties. lēni skaidri")
    assert [page.text(each) for each in page.find("em")] == ["lēni"]


def test_a_section_is_one_tap_away_in_its_other_languages(instance: Catalogue) -> None:
    keep(instance, _a_guide())
    client = Client(create_app(instance))
    page = client.open("/uk/resource/guide")
    shown, *others = page.find("div", class_="written")[:3]
    assert (shown.get("lang"), shown.get("dir")) == ("en", "ltr")
    assert [(each.get("lang"), each.get("dir")) for each in others] == [("lv", "ltr"), ("ar", "rtl")]
    (more,) = page.find("details", class_="more-languages")
    assert "Sākums Sasveicinieties." in page.text(more)
    assert "translated by a machine" in client.open("/en/resource/guide").text()


def test_a_link_in_an_article_is_marked_as_leaving(instance: Catalogue) -> None:
    keep(instance, _a_guide())
    page = Client(create_app(instance)).open("/en/resource/guide")
    (link,) = [each for each in page.find("a") if each.get("href") == "https://example.org/more"]
    assert link.get("rel") == "noopener noreferrer nofollow external"
    assert "This leads out of the catalogue." in page.text(page.find("section", id="section-1")[0])


def test_an_article_of_one_section_needs_no_contents(instance: Catalogue) -> None:
    keep(instance, _a_guide(sections=(Section((), (a_text("Viss."),)),)))
    page = Client(create_app(instance)).open("/lv/resource/guide")
    assert not page.find("nav", class_="contents") and "Viss." in page.text()


@pytest.mark.parametrize(
    ("licence", "said", "address"),
    [
        ("CC BY-SA 4.0", "freely. Say who made it. Share what", "https://creativecommons.org/licenses/by-sa/4.0/"),
        (
            "CC0 1.0",
            "You may copy and share this freely. Licence",
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
        ("CC BY", "Say who made it. Licence: CC BY", ""),
        ("© Bibliotēka", "Licence: © Bibliotēka", ""),
        ("", "Cite and reuse Cite this", ""),
    ],
)
def test_an_article_says_how_to_cite_and_reuse_it(instance: Catalogue, licence: str, said: str, address: str) -> None:
    keep(instance, _a_guide(licence=licence))
    page = Client(create_app(instance)).open("/en/resource/guide")
    (section,) = page.find("section", class_="citing")
    assert said in page.text(section)
    assert "/en/resource/guide/cite.bib" in page.links
    assert [link for link in page.links if "creativecommons" in link] == ([address] if address else [])


def test_a_book_keeps_its_citations_out_of_the_way(client: Client) -> None:
    page = client.open("/en/resource/straume")
    assert page.find("details", class_="citing") and not page.find("section", class_="citing")


def test_files_are_offered_with_format_and_size(instance: Catalogue) -> None:
    files = (
        AttachedFile("https://example.org/a/pamaciba.pdf?x=1", "Pamācība", "application/pdf", 1_234_567),
        AttachedFile("https://example.org/download", "", "application/zip", 0),
        AttachedFile("https://example.org/b/" + "a" * 300, "Bez ziņām"),
        AttachedFile("javascript:alert(1)", "Slikts", "text/html", 5),
        AttachedFile("kept-here.pdf", "Vēl nav", "application/pdf", 5),
        AttachedFile("http://[", "Salauzts"),
    )
    keep(instance, _a_guide(files=files))
    page = Client(create_app(instance)).open("/lv/resource/guide")
    (listed,) = [each for each in page.find("section") if "Pamācība" in page.text(each)]
    words = page.text(listed)
    assert "PDF, 1,2 MB" in words and "download" in words and "ZIP" in words and "Bez ziņām" in words
    assert not {"Slikts", "Vēl nav", "Salauzts"} & set(words.split())
    assert "javascript:alert(1)" not in page.links


def test_a_record_without_files_has_no_place_for_them(client: Client) -> None:
    page = client.open("/en/resource/straume")
    assert "Files" not in [page.text(each) for each in page.find("h2")]


def test_an_article_names_the_library_it_comes_from(client: Client) -> None:
    assert "/en/library/torino" in client.open("/en/resource/tool-welcome-checklist").links
    assert "/en/library/daugavpils" not in client.open("/en/resource/lingohut").links


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_articles_of_the_demonstration_read_well(
    client: Client, demonstration: Catalogue, demonstration_keys: list[str], language: str
) -> None:
    with demonstration.database.reading() as unit:
        articles = [key for key, each in unit.records.get_many(demonstration_keys).items() if each.sections]  # type: ignore[attr-defined]
    assert len(articles) >= 10
    for key in articles:
        page = client.open(f"/{language}/resource/{key}")
        parts = page.find("section", class_="part")
        assert len(parts) >= 3, key
        for part in parts:
            written = next(each for each in part.iter() if each.get("class") == "written")
            assert written.get("lang") is None and len(page.text(written)) > 70, key


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
    assert remarks.count(f"translated by a person · {outdated}") == 1
    assert remarks.count("translated by a person") == 1
    assert remarks.count(f"translated by a machine · {outdated}") == 1
    assert len([each for each in remarks if outdated in each]) == 2
    (other,) = client.open("/lv/resource/old").find("details", class_="more-languages")
    assert page.find("p", class_="remark") and "As it was. (" in page.text(other)


@pytest.mark.parametrize(
    ("language", "ages", "said"),
    [
        ("en", {"age_from": 1}, "from 1 year"),
        ("lv", {"age_from": 21}, "no 21 gada"),
        ("ru", {"age_to": 1}, "до 1 года"),
        ("ro", {"age_from": 18, "age_to": 65}, "18–65 de ani"),
        ("pl", {"age_from": 2, "age_to": 4}, "2–4 lata"),
    ],
)
def test_ages_are_said_in_the_plural_of_the_language(language: str, ages: dict[str, int], said: str) -> None:
    wording = Wording(interface(language))
    details = resource_details(a_resource(**ages), {}, wording)
    (age,) = [each for each in details if each.label == wording.say("Age")]
    assert age.values[0].text.value == said
