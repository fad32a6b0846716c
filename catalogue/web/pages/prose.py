"""Longer texts as people write them, in Markdown, made into the few elements a page may hold. Nothing else in the house makes
markup of a text: what is not known here is shown as it was typed."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from catalogue.records.file import is_stored_name
from catalogue.records.rules import LONGEST_TEXT

LOWEST_HEADING = 5
_TAGS = {
    "img",
    "p",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "blockquote",
    "code",
    "pre",
    "h2",
    "h3",
    "h4",
    "h5",
}
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
_REL = "noopener noreferrer nofollow external"
_SCHEMES = ("http", "https", "mailto")

_WORDS = r"\[([^\[\]]{1,500})\]"
_ADDRESS = (
    r"\(\s{0,9}<?((?:[^()\s<>]|\([^()\s<>]{0,200}\)){1,2000})>?(?:\s{1,9}(?:\"[^\"]{0,300}\"|'[^']{0,300}'))?\s{0,9}\)"
)
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
"""A link as the cleaner writes it."""

_UNUSED = (
    *("html", "entity", "automail"),
    *("link", "image_link", "reference", "short_reference", "image_reference", "short_image_ref"),
)
"""Rules of the library that would let markup through, fetch pictures, or take a time that grows with the square of a text."""


@dataclass(frozen=True)
class Prose:
    """A text as markup. `leads_out` when it holds a link that leaves the catalogue."""

    markup: Markup = Markup("")
    leads_out: bool = False

    def __bool__(self) -> bool:
        return bool(self.markup)


def prose(text: str, highest: int = 3) -> Prose:
    """The markup of a text; its own highest heading gets the level `highest` (2 … 5), so that it
    stands under the page's."""
    try:
        made = _markdown(highest).convert(text) if len(text) <= LONGEST_TEXT else _paragraphs(text)
    except RecursionError:  # nested deeper than anything a person writes
        made = _paragraphs(text)
    cleaned = nh3.clean(
        made,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "img": {"src", "alt"}},
        attribute_filter=_attribute,
        url_schemes=set(_SCHEMES),
        link_rel=_REL,
    )
    return Prose(Markup(cleaned), 'href="http' in cleaned)


def without_links(written: Prose) -> Prose:
    """The same text where no link can be followed: each is its words, and its address to be read."""
    return Prose(Markup(_LINK.sub(_told, written.markup)))


def _told(link: re.Match[str]) -> str:
    address, words = link[1], link[2]
    said = address.removeprefix("mailto:")
    return words if words == said else f'{words} (<bdi dir="ltr">{said}</bdi>)'


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute when it may stay."""
    fits = {"href": is_address, "start": str.isdecimal, "src": _is_ours}.get(name)
    return value if fits is None or fits(value) else None


def is_address(address: str) -> bool:
    """True of addresses a text may lead to: whole ones of the web or of a mailbox."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.hostname if parts.scheme != "mailto" else parts.path)


def _is_ours(address: str) -> bool:
    """True of the address of a picture that is kept here."""
    folder, _, name = address.rpartition("/")
    return folder == "/files" and is_stored_name(name)


def _markdown(highest: int) -> Markdown:
    reader = Markdown(extensions=["tables", "sane_lists"], output_format="html")
    reader.preprocessors.deregister("html_block")
    reader.parser.blockprocessors.deregister("reference")
    for name in _UNUSED:
        reader.inlinePatterns.deregister(name)
    reader.inlinePatterns.register(_Picture(f"!{_WORDS}{_ADDRESS}", reader), "picture", 161)
    reader.inlinePatterns.register(_Link(_WORDS + _ADDRESS, reader), "link", 160)
    reader.treeprocessors.register(_Headings(highest), "headings", 5)
    return reader


class _Link(InlineProcessor):
    """`[words](address)`; an address that leads elsewhere leaves the words alone."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]
        address = self.unescape(m[2])
        if not is_address(address):
            return m[1], m.start(0), m.end(0)
        link = Element("a", href=address)
        link.text = m[1]
        return link, m.start(0), m.end(0)


class _Picture(InlineProcessor):
    """`![words](address)`: a picture that is kept here; those from elsewhere are not fetched, their words stand for them."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]
        address = self.unescape(m[2])
        shown = Element("img", src=address, alt=m[1]) if _is_ours(address) else m[1]
        return shown, m.start(0), m.end(0)


class _Headings(Treeprocessor):
    """Headings under those of the page."""

    def __init__(self, highest: int) -> None:
        super().__init__()
        self._highest = highest

    def run(self, root: Element) -> None:
        found = [element for element in root.iter() if re.fullmatch("h[1-6]", element.tag)]
        first = min((int(element.tag[1]) for element in found), default=1)
        for element in found:
            element.tag = f"h{min(int(element.tag[1]) - first + self._highest, LOWEST_HEADING)}"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())
