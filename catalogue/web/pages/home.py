"""The first page after a language was chosen: one box, two questions of the guided way, kinds as pictures, news."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.discovery import Found, SearchRequest
from catalogue.languages import Interface, Wording, is_reviewed, own_name
from catalogue.records import codes
from catalogue.web.pages.card import Card
from catalogue.web.pages.results import search_url


@dataclass(frozen=True)
class Option:
    """One answer to a question: the value that goes into the address, and what the reader sees."""

    value: str
    label: str


@dataclass(frozen=True)
class KindTile:
    """A kind of resource as a picture with a word, leading to all there is of it."""

    code: str
    label: str
    count: str
    url: str


@dataclass(frozen=True)
class HomePage:
    """Everything the first page says."""

    speak: tuple[Option, ...]
    learn: tuple[Option, ...]
    kinds: tuple[KindTile, ...]
    professional: tuple[KindTile, ...]
    newest: tuple[Card, ...]


def home_page(
    everything: Found,
    newest: tuple[Card, ...],
    interfaces: Sequence[Interface],
    wording: Wording,
) -> HomePage:
    """The page; `everything` is the answer to a search for nothing in particular."""
    taught = everything.facets.get("teaches", {})
    spoken = [each.spoken for each in interfaces if not each.is_invented]
    spoken += [code for code in everything.facets.get("for", {}) if code not in spoken]
    return HomePage(
        speak=_languages(spoken, wording),
        learn=_languages(taught or ("lv",), wording),
        kinds=kind_tiles(codes.KINDS, everything, wording),
        professional=kind_tiles(codes.PROFESSIONAL_KINDS, everything, wording),
        newest=newest,
    )


def review_remark(interface: Interface) -> str:
    """What readers of a language should know about its sentences, in that language."""
    if is_reviewed(interface):
        return ""
    return Wording(interface).say("Translated by a machine, not yet checked by a person")


def _languages(languages: Sequence[str] | Mapping[str, int], wording: Wording) -> tuple[Option, ...]:
    """Languages under their own names with the reader's name beside, in the reader's alphabet."""
    named = sorted(languages, key=lambda code: wording.sort_key(wording.label("language", code)))
    options = []
    for code in named:
        own, known_as = own_name(code), wording.label("language", code)
        options.append(Option(code, own if own == known_as else f"{own} · {known_as}"))
    return tuple(options)


def kind_tiles(kinds: Sequence[str], everything: Found, wording: Wording) -> tuple[KindTile, ...]:
    """The kinds of which there is something, as far as that is known; the count is empty when it is not."""
    counted = everything.facets.get("kind", {})
    return tuple(
        KindTile(
            kind,
            wording.label("kind", kind),
            wording.number(counted[kind]) if counted else "",
            search_url(SearchRequest().adding("kind", kind)),
        )
        for kind in kinds
        if counted.get(kind) or not counted
    )
