"""The API and its description held against one another; health for machines."""

import json

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings

from catalogue.app import Catalogue, create_app
from catalogue.discovery.request import FILTERS
from tests.inspecting import Client


def test_a_search_answers_what_the_contract_says(client: Client) -> None:
    answer = client.get("/api/v1/search?q=straume&lang=uk").get_json()
    assert set(answer) == {"total", "hits", "facets", "suggestion", "dropped", "near", "read_as"}
    hit = answer["hits"][0]
    assert set(hit) == {"key", "kind", "title", "language", "url", "score", "why"}
    assert (hit["key"], hit["kind"], hit["title"], hit["language"]) == ("straume", "film", "Потік", "uk")
    assert hit["url"] == "/uk/resource/straume"
    assert answer["facets"]["kind"][0]["value"] == "film"


def test_a_beginning_is_completed_in_the_visitors_language(client: Client) -> None:
    lists = {
        (begun, lang): client.get(f"/api/v1/complete?q={begun}&lang={lang}").get_json()["completions"]
        for begun, lang in (("latvie", "lv"), ("жит", "uk"), ("", "lv"), ("zzzzqqqq", "lv"))
    }
    assert any("latvie" in words.lower() for words in lists["latvie", "lv"])
    assert lists["жит", "uk"][0] == "житло"
    assert lists["", "lv"] == lists["zzzzqqqq", "lv"] == []


def test_page_and_api_agree(client: Client) -> None:
    for arguments in ("q=latvian", "teaches=lv&level=A1", "kind=picture-book&sort=title&size=5"):
        answer = client.get(f"/api/v1/search?{arguments}&lang=en").get_json()
        page = client.open(f"/en/search?{arguments}")
        assert page.total == answer["total"]
        assert all(hit["url"] in page.links for hit in answer["hits"])


def test_a_record_is_given_whole(client: Client, demonstration: Catalogue) -> None:
    answer = client.get("/api/v1/resources/straume").get_json()
    assert answer["type"] == "resource"
    assert {title["language"] for title in answer["titles"]} >= {"lv", "en", "uk"}
    assert answer["holdings"][0]["call_number"]


def test_errors_are_a_code_and_a_sentence(client: Client) -> None:
    answer = client.get("/api/v1/resources/nothing?lang=en")
    assert answer.status_code == 404
    assert answer.get_json() == {
        "error": {
            "code": "not-found",
            "message": "There is no such page. Perhaps the address is misspelt. Try a search.",
        }
    }
    assert client.get("/api/v1/nothing").get_json()["error"]["code"] == "not-found"


def test_other_sites_may_read_the_api_and_not_the_pages(client: Client) -> None:
    assert client.get("/api/v1/search").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/lv/").headers


def test_the_description_names_every_filter(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").get_json()
    names = {each["name"] for each in described["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert names == {"q", "lang", "page", "size", "sort", *FILTERS}


def test_every_answer_is_as_described(app: Flask) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    for operation in schema.get_all_operations():

        @settings(
            max_examples=settings.default.max_examples // 4,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        )
        @given(case=operation.ok().as_strategy())
        def check(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        check()


def test_health_is_told_to_machines(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    names = [finding["name"] for finding in json.loads(answer.data)["findings"]]
    assert names == ["database", "index", "texts", "disk", "icu"]


def test_a_lost_index_is_a_warning_and_not_the_end(instance: Catalogue) -> None:
    answer = create_app(instance).test_client().get("/healthz")
    assert answer.status_code == 200
    states = {finding["name"]: finding["state"] for finding in answer.get_json()["findings"]}
    assert states["index"] == "warning"
