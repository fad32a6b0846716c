"""What a view needs of the request it answers: the parts of the catalogue, and the visitor's interface language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, g, request

from catalogue.cataloguing.files import Files
from catalogue.cataloguing.notes import Notes
from catalogue.cataloguing.tally import Tally
from catalogue.discovery import Narrowing, Reading, Search, SearchRequest, parse
from catalogue.discovery.narrowing import read
from catalogue.languages import DOMAIN, Interface, Wording
from catalogue.records import Text
from catalogue.web.pace import Pace
from catalogue.web.rendered import Rendered

EXTENSION = "tilts"

VIEW, EASY = "view", "easy"
"""The parameter that every address of the easy view has, and its value."""


@dataclass(frozen=True)
class Tiles:
    """Pictures of streets from another host: their address with {z}, {x} and {y}, and whom to name for them."""

    address: str
    attribution: str

    @property
    def origin(self) -> str:
        """Where they come from, as a content security policy names it."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True)
class Served:
    """The parts of the catalogue that the doors use.

    `health` gives an answer for machines and whether all is well; `texts` gives what the administrator wrote under a name, in
    every language there is; `pace` is how often one visitor may leave a note; `tally` counts searches; `files` were brought to
    the desk; `rendered` are pages of results to be given again; `tiles` are the street tiles of maps, if there are any; `address`
    is scheme and host under which everybody knows the catalogue, if the administrator has said so.
    """

    name: str
    interfaces: tuple[Interface, ...]
    search: Search
    reading: Reading
    health: Callable[[], tuple[Mapping[str, Any], bool]]
    texts: Callable[[str], tuple[Text, ...]]
    notes: Notes
    pace: Pace
    tally: Tally
    files: Files
    rendered: Rendered
    tiles: Tiles | None = None
    address: str = ""


def served() -> Served:
    """The catalogue this request is about."""
    found: Served = current_app.extensions[EXTENSION]
    return found


def interface() -> Interface:
    """The visitor's interface language; the first one offered for a request that failed before it was chosen."""
    found: Interface = g.get("interface") or served().interfaces[0]
    return found


def wording() -> Wording:
    """The words of the visitor's interface language."""
    return Wording(interface(), is_easy(), domain())


def domain() -> str:
    """Whose messages this request is answered with: everybody's, or the desk's."""
    return str(g.get("domain", DOMAIN))


def asked() -> SearchRequest:
    """The search that the address holds."""
    return parse(request.args.items(multi=True))


def narrowing() -> Narrowing:
    """The choice among initiatives or events that the address holds."""
    return read(request.args.items(multi=True))


def is_easy() -> bool:
    """True when the address asks for the easy view."""
    return request.args.get(VIEW) == EASY
