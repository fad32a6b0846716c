"""What other sites and search engines are told of a record's page: a card to share (Open Graph), and the record itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from catalogue.exchange.json_ld import Setting, described
from catalogue.languages import Wording, territorial
from catalogue.records import Record, Resource
from catalogue.records.file import is_stored_name
from catalogue.web.pages.address import outer
from catalogue.web.pages.card import page_of
from catalogue.web.pages.shown import best, shortened, title_of

_OBJECTS = {
    "book": "book",
    "bilingual-book": "book",
    "picture-book": "book",
    "textbook": "book",
    "dictionary": "book",
    "film": "video.movie",
    "music": "music.song",
    "guide": "article",
    "good-practice": "article",
    "methodology": "article",
    "strategy": "article",
}
"""Open Graph's word for a kind; any other page is a website."""


@dataclass(frozen=True)
class Told:
    """`card` are Open Graph's properties, `record` is the record as a JSON-LD document, None when it says nothing true."""

    description: str
    card: tuple[tuple[str, str], ...]
    record: Mapping[str, Any] | None


def told(record: Record, named: Mapping[str, Record], site: str, wording: Wording) -> Told:
    """What is told of the page of a record on a site of this name, in the page's language."""
    description = " ".join(shortened(best(record.summaries, wording)).value.split())
    card = (
        ("type", _OBJECTS.get(record.shown_kind, "website") if isinstance(record, Resource) else "website"),
        ("title", title_of(record, wording).value),
        ("description", description),
        ("url", _address(record)),
        ("site_name", site),
        ("locale", territorial(wording.interface)),
        ("image", _picture(record)),
    )
    return Told(
        description,
        tuple((name, value) for name, value in card if value),
        described(record, Setting(named, wording, _address)),
    )


def _picture(record: Record) -> str:
    if not isinstance(record, Resource) or not record.cover or not is_stored_name(record.cover.file):
        return ""
    return url_for("interop.file", name=record.cover.file, _external=True)


def _address(record: Record) -> str:
    return outer(page_of(record.type), key=record.key)
