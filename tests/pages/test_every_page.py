"""Every public page in every language, the two invented ones included: well made, in its direction, and fully translated."""

import re

import pytest

from catalogue.app import Catalogue
from catalogue.languages import ACCENTED, INTERFACES, MIRRORED
from catalogue.web import public
from tests.inspecting import Client

PAGES = {
    "home": "/",
    "search": "/search",
    "guide": "/guide/whom",
    "list": "/list?keys=straume.i-language-cafe",
    "resource": "/resource/fifty-languages",
    "initiatives": "/initiatives",
    "initiative": "/initiative/i-language-cafe",
    "events": "/events",
    "event": "/event/e-valoda-ir-tas-kas-vieno",
    "libraries": "/libraries",
    "library": "/library/daugavpils",
    "librarians": "/for-librarians",
    "article": "/resource/guide-first-visit",
    "about": "/about",
    "missed": "/missed?q=xyzzy",
    "offline": "/offline",
}
OFFERED = (*INTERFACES, ACCENTED, MIRRORED)
ALWAYS = ("lv", "ar", ACCENTED.code, MIRRORED.code)
EVERY = [
    pytest.param(
        name, each, id=f"{name}-{each.code}", marks=() if each.code in ALWAYS or name == "search" else pytest.mark.long
    )
    for each in OFFERED
    for name in PAGES
]
"""Every page in languages of either direction and the invented ones, and one page in all; every page in all in `--long`."""

RECORD_TEXT = ("bdi", "option")
"""Elements whose words come from records, CLDR or the address, and not from the messages."""


def test_every_route_is_among_the_pages() -> None:
    others = {"guidance", "citation", "calendar", "invitation"}  # a redirect, and files
    assert {name for name in [*PAGES, *others] if name != "article"} == {name for _, name, _ in public.ROUTES}


@pytest.mark.parametrize(("name", "interface"), EVERY)
def test_a_page_is_well_made_in_its_language(client: Client, name: str, interface) -> None:  # type: ignore[no-untyped-def]
    page = client.open(f"/{interface.code}{PAGES[name]}")
    (html,) = page.find("html")
    assert (html.get("lang"), html.get("dir")) == (interface.code, interface.direction)


@pytest.mark.parametrize("name", PAGES)
def test_a_changed_language_keeps_the_page(client: Client, name: str) -> None:
    page = client.open(f"/lv{PAGES[name]}")
    assert f"/uk{PAGES[name]}" in page.links


def test_a_changed_language_keeps_the_search(client: Client) -> None:
    page = client.open("/lv/search?q=valoda&kind=course&level=A1&page=1&nonsense=1")
    assert "/ar/search?q=valoda&kind=course&level=A1" in page.links


@pytest.mark.parametrize("address", ["/en-XA/nothing", "/en-XA/search?q=zzzzzz", "/en-XA/search?teaches=lv&free=yes"])
def test_unusual_pages_are_translated_too(client: Client, address: str) -> None:
    assert not _plain_words(client.open(address, 404 if "nothing" in address else 200))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "about"])
def test_no_words_of_a_page_are_beyond_translation(client: Client, name: str) -> None:
    """In the accented language every message is in brackets, so what is not in brackets cannot be translated."""
    assert not _plain_words(client.open(f"/{ACCENTED.code}{PAGES[name]}"))


def test_texts_in_another_language_say_so(client: Client, demonstration: Catalogue) -> None:
    page = client.open("/lv/search?kind=picture-book&in=ar&size=100")
    arabic = [e for e in page.find("bdi") if e.get("lang") == "ar"]
    assert all(e.get("dir") == "rtl" for e in arabic)
    record = client.open("/lv/resource/straume")
    assert any(e.get("lang") == "ar" and e.get("dir") == "rtl" for e in record.find("bdi"))


def _plain_words(page) -> list[str]:  # type: ignore[no-untyped-def]
    """Words outside brackets that are neither a record's, a name's nor a number's."""
    found = []
    written = {each for text in page.find("div", class_="written") for each in text.iter()}
    written |= {each for name in page.find("span", translate="no") for each in name.iter()}
    for element in page.tree.iter():
        tag = str(element.tag).rsplit("}", 1)[-1]
        if tag in (*RECORD_TEXT, "style", "script", "title") or element.get("translate") == "no" or element.get("lang"):
            continue
        if element in written:
            continue
        text = re.sub(r"\[[^\]]*~*\]", "", (element.text or "").strip())
        if re.search(r"\b(the|of|in|and|to|for|with|you|is|a)\b", text) and tag not in ("td", "span", "li", "small"):
            found.append(text)
    return found
