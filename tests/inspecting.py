"""A client that looks at every page it opens as a careful colleague would: any test that opens a page checks all of this."""

import json
import re
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.test import TestResponse

LETTERS = re.compile(r"[^\W\d_]")
_NS = "{http://www.w3.org/1999/xhtml}"


class Page:
    """A page that was opened: its status, its text, and its tree."""

    def __init__(self, response: TestResponse, tree: Element) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.html = response.get_data(as_text=True)
        self.tree = tree

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """The elements with this tag and these attributes (`class_` for class)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [e for e in self.tree.iter(_NS + tag) if all(e.get(k) == v for k, v in wanted.items())]

    def text(self, element: Element | None = None) -> str:
        """The words of an element, or of the whole page's body."""
        return " ".join("".join((element if element is not None else self.find("body")[0]).itertext()).split())

    @property
    def total(self) -> int:
        """What the page says it found."""
        return int(next(e for e in self.tree.iter() if e.get("data-total") is not None).get("data-total") or 0)

    @property
    def links(self) -> list[str]:
        """Every address the page leads to."""
        return [e.get("href") or "" for e in self.find("a")]


class Client:
    """Opens pages of the application and inspects them."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()

    def open(self, address: str, status: int = 200, **given: Any) -> Page:
        """The page at an address, which must have this status and be well made."""
        response = self._client.get(address, follow_redirects=True, **given)
        assert response.status_code == status, f"{address}: {response.status_code}"
        assert response.mimetype == "text/html", address
        text = response.get_data(as_text=True)
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=True)
        page = Page(response, parser.parse(text))
        mistakes = [code for _, code, _ in parser.errors]
        assert not mistakes, f"{address} is not well nested: {mistakes[:3]}"
        inspect(page, address)
        return page

    def pair(self, secret: str) -> None:
        """Make this client's device the kiosk with this secret."""
        answer = self._client.post("/kiosk/start", data={"secret": secret})
        assert answer.status_code == 204, answer.status

    def send(self, address: str, **given: Any) -> TestResponse:
        """A plain answer to what a script sends."""
        return self._client.post(address, **given)

    def get(self, address: str, **given: Any) -> TestResponse:
        """A plain answer, not inspected."""
        return self._client.get(address, **given)


def inspect(page: Page, address: str) -> None:
    """What must hold of every page."""
    (html,) = page.find("html")
    assert html.get("lang") and html.get("dir") in ("ltr", "rtl"), address
    assert len(page.find("title")) == 1 and LETTERS.search(page.text(page.find("title")[0])), address
    assert len(page.find("h1")) == 1, f"{address} has {len(page.find('h1'))} h1"
    assert len(page.find("main")) == 1, address
    ids = [e.get("id") for e in page.tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids)), f"{address} uses an id twice"
    _labelled(page, address)
    for e in page.tree.iter():
        assert e.get("style") is None, f"{address}: style attribute on {e.tag}"
        assert not any(name.startswith("on") for name in e.attrib), f"{address}: script attribute on {e.tag}"
    for script in page.find("script"):
        if script.get("type") == "application/ld+json":
            json.loads(script.text or "")
        else:
            assert script.get("src"), f"{address}: script in the page"
    assert not page.find("style"), f"{address}: style in the page"
    for image in page.find("img"):
        assert image.get("alt") is not None, f"{address}: picture without alt"
    for link in page.find("a"):
        assert page.text(link) or link.get("aria-label"), f"{address}: link without words"
        if (link.get("href") or "").startswith("http"):
            assert "external" in (link.get("rel") or ""), f"{address}: outside link not marked"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in page.headers, address
    assert not re.search(r"(Traceback|jinja2|%\(\w+\)s)", page.html), address


def _labelled(page: Page, address: str) -> None:
    labels = {e.get("for") for e in page.find("label")}
    for tag in ("input", "select", "textarea"):
        for field in page.find(tag):
            if field.get("type") != "hidden":
                assert field.get("id") in labels, f"{address}: {tag} {field.get('name')} without a label"
