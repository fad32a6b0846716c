"""Requests that are broken or hostile: a normal page, or one clear sentence with the right status; never a failure of ours."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from flask import Flask

from catalogue.app import Catalogue, create_app
from tests.inspecting import Client

LONG = "ā" * 10_000
FORM = "application/x-www-form-urlencoded"
STRANGE = {
    "long": quote(LONG),
    "words": "+".join(["vārds"] * 5_000),
    "nul": "a%00b",
    "lone surrogate": "%ED%A0%80",
    "bidi": quote("\u202evaloda\u202c\u2066x"),
    "bad utf-8": "%FF%FE%80",
    "quotes": quote('"unbalanced'),
    "punctuation": quote("!?.,;:—«»()[]{}"),
    "diacritics alone": quote("\u0301\u0308"),
    "combining marks": quote("a" + "\u0301" * 5_000),
    "wildcards": quote("a*b*c*" * 500),
    "boolean": "AND+OR+NOT",
    "injection": quote("' UNION SELECT * FROM records --"),
    "template": quote("{{7*7}}{% raw %}"),
    "script": quote("<script>alert(1)</script>"),
}


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("language", ["lv", "ar"])
def test_strange_words_give_a_normal_page(client: Client, language: str, name: str) -> None:
    client.open(f"/{language}/search?q={STRANGE[name]}")
    assert client.get(f"/api/v1/search?q={STRANGE[name]}").status_code == 200


READING = (
    "/missed?q={}",
    "/events?town={}&in={}&week={}",
    "/initiatives?audience={}&branch={}",
    "/guide/level?teaches=lv&for={}",
    "/list?keys={}",
    "/resource/straume?town={}&view={}",
    "/for-librarians?topic={}",
    "/about?q={}",
)
"""Addresses of the other pages, with what they read of them."""


@pytest.mark.parametrize("address", READING)
def test_strange_words_on_any_page_give_a_normal_page(client: Client, address: str) -> None:
    for strange in STRANGE.values():
        page = client.open("/fa" + address.replace("{}", strange))
        assert "alert(1)</script>" not in page.html


@pytest.mark.parametrize("address", ["/lv/events.ics?town={}", "/lv/event/{}/calendar.ics", "/lv/resource/{}/cite.bib"])
def test_strange_words_in_the_address_of_a_file_are_no_failure(client: Client, address: str) -> None:
    for strange in STRANGE.values():
        assert client.get(address.replace("{}", strange.replace("%00", ""))).status_code in (200, 404)


@pytest.mark.parametrize(
    "arguments",
    [
        "page=" + "9" * 5_000,
        "page=-1",
        "page=x",
        "page=٣",
        "page=1e9",
        "size=0",
        "size=999999",
        "size=" + "9" * 5_000,
        "sort=nothing",
        "sort=title%20DESC;--",
        "nonsense=1&kind=nonsense",
        "level=Z9",
        "in=nonsense&in=%00",
        "year=20-10",
        "year=" + "9" * 400,
        "age=-5",
        "topic=%00",
        "town=" + "x" * 5_000,
        "&".join(f"kind=k{number}" for number in range(900)),
        "branch=../../etc/passwd",
    ],
)
def test_strange_parameters_are_left_out(client: Client, arguments: str) -> None:
    client.open(f"/uk/search?{arguments}")
    assert client.get(f"/api/v1/search?{arguments}").status_code == 200


def test_two_thousand_parameters_are_refused_with_a_sentence(client: Client) -> None:
    flood = "&".join(f"a{number}=1" for number in range(2_000))
    page = client.open(f"/lv/search?{flood}", 400)
    assert page.find("h1")
    assert client.get(f"/api/v1/search?{flood}").get_json()["error"]["code"] == "bad-request"


@pytest.mark.parametrize(
    "address",
    [
        "/xx/search",
        "/lv/nothing",
        "/ar/nothing",
        "/..%2f..%2fetc/passwd",
        "/lv/resource/..%2f..%2fetc%2fpasswd",
        "/lv/resource/" + "x" * 3_000,
        "/lv/resource/%00",
        "/lv/resource/%ED%A0%80",
        "/static/../app.py",
        "/static/nothing.css",
        "/en-XA-u-nu-latn/",
    ],
)
def test_addresses_without_a_page_say_so(client: Client, address: str) -> None:
    client.open(address, 404)


def test_a_missing_page_speaks_the_language_of_its_address(client: Client) -> None:
    assert client.open("/ar/nothing", 404).find("html")[0].get("dir") == "rtl"
    assert client.open("/uk/resource/nothing", 404).find("html")[0].get("lang") == "uk"


def test_a_language_in_capitals_leads_to_its_page(client: Client) -> None:
    assert client.get("/LV/search?q=x").headers["Location"] == "/lv/search?q=x"


@pytest.mark.parametrize("accepted", ["uk,en;q=0.5", "uk-UA", "*" * 10_000, "uk;q=" + "9" * 5_000, "tlh"])
def test_the_browser_may_wish_for_anything(client: Client, accepted: str) -> None:
    page = client.open("/", headers={"Accept-Language": accepted})
    assert page.find("html")[0].get("lang") in ("uk", "lv")


def test_only_reading_is_possible(client: Client, app: Flask) -> None:
    for method in ("post", "put", "delete", "patch"):
        assert getattr(app.test_client(), method)("/lv/search").status_code == 405


def test_a_name_the_catalogue_is_not_served_under_is_refused(demonstration: Catalogue) -> None:
    app = create_app(replace(demonstration, settings=replace(demonstration.settings, hosts=("tilts.example",))))
    assert app.test_client().get("/lv/", headers={"Host": "tilts.example"}).status_code == 200
    assert app.test_client().get("/lv/", headers={"Host": "evil.example"}).status_code == 400


def test_ten_thousand_fields_or_parts_of_a_form_are_refused(app: Flask) -> None:
    client = app.test_client()
    fields = {f"field{number}": "x" for number in range(10_000)}
    assert client.post("/lv/missed", data=fields).status_code in (400, 413)
    parts = "".join(f'--b\r\nContent-Disposition: form-data; name="a{n}"\r\n\r\nx\r\n' for n in range(500))
    nested = client.post("/lv/missed", data=parts + "--b--\r\n", content_type="multipart/form-data; boundary=b")
    assert nested.status_code in (400, 413)
    assert client.post("/lv/missed", data="words=" + "x" * 100_000, content_type=FORM).status_code == 413


def test_many_ranges_and_a_hundred_thousand_cookies_are_no_failure(client: Client) -> None:
    ranges = "bytes=" + ",".join(f"{number}-{number}" for number in range(1_000))
    assert client.get("/static/style.css", headers={"Range": ranges}).status_code in (200, 206, 416)
    cookies = "; ".join(f"c{number}=1" for number in range(100_000))
    assert client.get("/lv/", headers={"Cookie": cookies}).status_code == 200


def test_a_form_sent_as_plain_text_or_with_another_method_named_in_a_header_changes_nothing(app: Flask) -> None:
    client = app.test_client()
    assert client.post("/lv/missed", data='{"words": "x"}', content_type="text/plain").status_code == 400
    assert client.get("/lv/missed?words=x", headers={"X-HTTP-Method-Override": "POST"}).status_code == 200


def test_links_that_could_be_followed_for_ever_are_not_to_be_followed(client: Client) -> None:
    page = client.open("/lv/search?q=valoda&level=A1&kind=course")
    (robots,) = page.find("meta", name="robots")
    assert robots.get("content") == "noindex, nofollow"


def test_a_reader_who_searches_is_given_no_cookie_and_no_outside_site_learns_what_for(client: Client) -> None:
    for address in ("/lv/search?q=patv%C4%93rums", "/lv/missed?q=x", "/lv/list?keys=straume", "/lv/events"):
        answer = client.get(address)
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_words_that_were_searched_for_stand_in_no_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        for address in ("/lv/search?q=zzslepenszz", "/api/v1/search?q=zzslepenszz", "/lv/missed?q=zzslepenszz"):
            client.get(address)
    assert "zzslepenszz" not in caplog.text
