"""The reader's own list: a page whose address holds the keys, so that the server keeps nothing."""

from dataclasses import dataclass

from flask import url_for

from catalogue.languages import Wording
from catalogue.records.key import is_key
from catalogue.web.pages.card import Card

MOST = 100
"""Records a list may hold; more would not fit an address that every phone and QR code can carry."""

_BETWEEN = "."


@dataclass(frozen=True)
class ListPage:
    """The records of a list. `address` is where this very list can be opened again, on any device."""

    cards: tuple[Card, ...]
    keys: str
    address: str
    gone: str


def keys_of(given: str) -> tuple[str, ...]:
    """The keys in an address's parameter; whatever is none is left out."""
    return tuple(dict.fromkeys(key for key in given.split(_BETWEEN) if is_key(key)))[:MOST]


def list_page(cards: tuple[Card, ...], missing: int, wording: Wording) -> ListPage:
    """The page for the records that there still are of those listed."""
    there = _BETWEEN.join(card.key for card in cards)
    return ListPage(
        cards=cards,
        keys=there,
        address=url_for("public.list", keys=there, _external=True) if there else "",
        gone=wording.say_count(
            "%(count)s thing is no longer in the catalogue.",
            "%(count)s things are no longer in the catalogue.",
            missing,
        )
        if missing
        else "",
    )
