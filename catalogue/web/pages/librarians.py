"""The entrance for librarians of other places: what colleagues have written, by kind, topic, country and language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from catalogue.discovery import Found, SearchRequest
from catalogue.languages import Wording
from catalogue.records.codes import PROFESSIONAL_KINDS
from catalogue.web.pages.card import Card
from catalogue.web.pages.home import KindTile, kind_tiles
from catalogue.web.pages.results import Facet, facet, search_url

EVERYTHING = SearchRequest(filters={"kind": PROFESSIONAL_KINDS})
"""The search for all that is written for librarians."""

_WAYS_IN = ("topic", "country", "in")


@dataclass(frozen=True)
class LibrariansPage:
    """Everything the entrance says. `kept` keeps a search among what is for librarians."""

    kept: tuple[tuple[str, str], ...]
    kinds: tuple[KindTile, ...]
    newest: tuple[Card, ...]
    all_url: str
    facets: tuple[Facet, ...]


def librarians_page(
    found: Found, newest: tuple[Card, ...], names: Mapping[str, str], wording: Wording
) -> LibrariansPage:
    """The page for what `EVERYTHING` has found; `names` are the titles of topics."""
    found = replace(found, request=EVERYTHING)
    ways = (facet(name, found, names, wording, is_whole=True) for name in _WAYS_IN)
    return LibrariansPage(
        kept=tuple(("kind", kind) for kind in PROFESSIONAL_KINDS),
        kinds=kind_tiles(PROFESSIONAL_KINDS, found, wording) if found.total else (),
        newest=newest,
        all_url=search_url(EVERYTHING),
        facets=tuple(way for way in ways if len(way.values) > 1),
    )
