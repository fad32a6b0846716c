"""The note to the libraries: it arrives, holds nothing of who wrote it, and floods nobody."""

import re

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from catalogue.app import NOTES_OF_ONE, Catalogue, create_app
from catalogue.cataloguing import notes
from catalogue.cataloguing.notes import Notes
from catalogue.records.note import LONGEST_NOTE


@pytest.fixture
def door(instance: Catalogue) -> Flask:
    return create_app(instance)


def token_of(client: Client, address: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(address).get_data(as_text=True))
    assert found
    return found[1]


def send(client: Client, words: str, address: str = "/uk/missed", **others: str) -> TestResponse:
    return client.post(address, data={"token": token_of(client, address), "words": words, **others})


def test_a_note_arrives_with_the_search_that_found_nothing(door: Flask, instance: Catalogue) -> None:
    client = door.test_client()
    answer = send(client, "Словник дарі та латиської", "/uk/missed?q=словник+дарі&kind=dictionary")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/uk/missed?sent=yes")
    assert "Set-Cookie" not in answer.headers
    (note,) = Notes(instance.database).all()
    assert (note.words, note.language, note.branch) == ("Словник дарі та латиської", "uk", "")
    assert note.search.startswith("/uk/search?q=") and note.search.endswith("&kind=dictionary")


def test_nothing_is_kept_of_who_wrote(door: Flask, instance: Catalogue) -> None:
    send(door.test_client(), "Valodas kurss vakaros", "/lv/missed")
    (note,) = Notes(instance.database).all()
    assert {*note.__dataclass_fields__} == {"words", "language", "search", "branch", "day", "number"}


def test_the_form_has_what_was_searched_for_already_in_it(door: Flask) -> None:
    page = door.test_client().get("/lv/missed?q=dari+vārdnīca").get_data(as_text=True)
    assert ">dari vārdnīca</textarea>" in page


@pytest.mark.parametrize("words", ["", "   ", "a" * (LONGEST_NOTE + 1)])
def test_an_empty_or_endless_note_is_refused_with_what_was_written_still_there(
    words: str, door: Flask, instance: Catalogue
) -> None:
    answer = send(door.test_client(), words, "/en/missed")
    assert answer.status_code == 400
    assert "Please write what you have missed" in answer.get_data(as_text=True)
    assert words in answer.get_data(as_text=True)
    assert Notes(instance.database).all() == []


@pytest.mark.parametrize("token", ["", "forged", "bm90ZQ.aaaa.bbbb"])
def test_a_note_without_our_token_is_not_taken(token: str, door: Flask, instance: Catalogue) -> None:
    answer = door.test_client().post("/en/missed", data={"token": token, "words": "kept words"})
    assert answer.status_code == 400
    assert "kept words" in answer.get_data(as_text=True)
    assert Notes(instance.database).all() == []


def test_a_note_another_site_makes_a_browser_send_is_not_taken(door: Flask, instance: Catalogue) -> None:
    client = door.test_client()
    data = {"token": token_of(client, "/en/missed"), "words": "x"}
    answer = client.post("/en/missed", data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, Notes(instance.database).all()) == (400, [])


def test_who_fills_in_the_field_nobody_sees_is_no_person(door: Flask, instance: Catalogue) -> None:
    assert send(door.test_client(), "cheap pills", trap="http://pills.example").status_code == 400
    assert Notes(instance.database).all() == []


def test_one_visitor_leaves_a_few_notes_and_then_waits(door: Flask, instance: Catalogue) -> None:
    most = int(NOTES_OF_ONE.split()[0])
    client = door.test_client()
    answers = [send(client, f"note {number}", "/en/missed") for number in range(most + 1)]
    assert [each.status_code for each in answers] == [303] * most + [429]
    assert "Please try again in some minutes" in answers[-1].get_data(as_text=True)
    assert len(Notes(instance.database).all()) == most


def test_all_visitors_together_fill_no_disk(door: Flask, instance: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "MOST_A_DAY", 1)
    client = door.test_client()
    assert [send(client, "a", "/en/missed").status_code for _ in range(2)] == [303, 429]


def test_markup_and_strange_signs_are_text(door: Flask, instance: Catalogue) -> None:
    client = door.test_client()
    send(client, "<script>alert(1)</script>\u202e \x00 {{7*7}}")
    (note,) = Notes(instance.database).all()
    assert note.words == "<script>alert(1)</script>  {{7*7}}"
    refused = client.post("/en/missed", data={"token": "x", "words": "</textarea><script>alert(1)</script>"})
    assert "<script>alert" not in refused.get_data(as_text=True)


def test_a_library_that_does_not_exist_is_all_libraries(door: Flask, instance: Catalogue) -> None:
    send(door.test_client(), "x", branch="nowhere")
    assert Notes(instance.database).all()[0].branch == ""


def test_other_methods_are_told_so(door: Flask) -> None:
    assert door.test_client().put("/lv/missed").status_code == 405
