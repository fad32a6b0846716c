"""The reader's own list: everything it holds is in its address, and nothing of it on the server."""

import re

import pytest

from tests.inspecting import Client, Page

THREE = "straume.i-language-cafe.kit-welcome"


def _kept(page: Page) -> list[str]:
    return [str(button.get("data-keep")) for button in page.find("button", class_="keep")]


def test_a_list_shows_what_its_address_names_in_that_order(client: Client) -> None:
    assert _kept(client.open(f"/uk/list?keys={THREE}")) == THREE.split(".")


def test_an_empty_list_says_how_to_fill_it(client: Client) -> None:
    page = client.open("/lv/list")
    assert _kept(page) == []
    assert "/lv/search" in page.links


def test_what_is_gone_is_told_and_the_rest_shown(client: Client) -> None:
    page = client.open("/en/list?keys=straume.gone1.gone2.lingohut")
    assert _kept(page) == ["straume", "lingohut"]
    assert "2 things are no longer in the catalogue." in page.text()


def test_a_list_carries_its_whole_address_on_a_code(client: Client) -> None:
    page = client.open(f"/fa/list?keys={THREE}")
    (handed,) = page.find("div", class_="hand-over")
    assert handed.get("data-address") == f"http://localhost/fa/list?keys={THREE}"
    (code,) = page.find("img", class_="qr")
    assert str(code.get("src")).startswith("data:image/svg+xml")


def test_a_list_too_long_for_a_code_is_still_a_list(client: Client, demonstration_keys: list[str]) -> None:
    page = client.open("/en/list?keys=" + ".".join(demonstration_keys[:100]))
    assert len(_kept(page)) == 100


@pytest.mark.parametrize(
    "keys",
    [
        "",
        ".",
        "....",
        "../../etc",
        "<script>alert(1)</script>",
        "straume'--",
        "ŠTRAUME",
        "a" * 500,
        "%00",
        ".".join("k" * 999),
    ],
)
def test_nonsense_in_the_address_is_an_empty_list(client: Client, keys: str) -> None:
    page = client.open("/en/list", query_string={"keys": keys})
    assert _kept(page) == []
    assert "<script>alert" not in page.html


def test_a_list_never_holds_more_than_a_hundred(client: Client, demonstration_keys: list[str]) -> None:
    assert len(_kept(client.open("/en/list?keys=" + ".".join(demonstration_keys)))) == 100


def test_a_changed_language_keeps_the_list(client: Client) -> None:
    assert f"/ar/list?keys={THREE}" in client.open(f"/lv/list?keys={THREE}").links


def test_everything_found_can_be_kept(client: Client) -> None:
    page = client.open("/en/search?q=latvian")
    cards = [re.sub(r"[?].*", "", address).rsplit("/", 1)[-1] for address in page.links if "/resource/" in address]
    assert set(cards) <= set(_kept(page))
