"""The ways to begin, as large pictures: answer questions, type, look at one kind of thing, see what happens."""

from dataclasses import dataclass

from flask import render_template, url_for

from catalogue.discovery import SearchRequest
from catalogue.records import codes
from catalogue.web import current
from catalogue.web.kiosk.attract import welcome
from catalogue.web.kiosk.device import sighting
from catalogue.web.pages.guide import STEPS
from catalogue.web.pages.home import kind_tiles
from catalogue.web.pages.results import search_url


@dataclass(frozen=True)
class Tile:
    """One way to go on."""

    icon: str
    label: str
    url: str


def show(lang: str) -> str:
    """`/kiosk/<lang>/`"""
    kiosk, wording = sighting().kiosk, current.wording()

    def everything(name: str, value: str) -> str:
        return search_url(SearchRequest().adding(name, value))

    tiles = (
        Tile("easy", wording.say("Answer a few questions"), url_for("kiosk.guide", step=STEPS[0])),
        Tile("search", wording.say("Type what you look for"), url_for("kiosk.words")),
        Tile("course", wording.say("Learn a language"), url_for("kiosk.guide", step=STEPS[1])),
        Tile("picture-book", wording.say("Without reading"), everything("no-reading", "yes")),
        Tile("kit", wording.say("For children"), everything("audience", "child")),
        Tile("book", wording.say("Books, audio, films, games"), url_for("kiosk.kinds")),
        Tile("event", wording.say("Events"), url_for("kiosk.events")),
        Tile("initiative", wording.say("People who help"), url_for("kiosk.initiatives")),
        Tile("branch", wording.say("This library"), url_for("kiosk.library", key=kiosk.branch)),
    )
    return render_template("kiosk/choices.html", greeting=welcome(kiosk, current.interface()), tiles=tiles)


def show_kinds(lang: str) -> str:
    """`/kiosk/<lang>/kinds`"""
    served = current.served()
    everything = served.search(SearchRequest(size=1), current.interface())
    return render_template("kiosk/kinds.html", tiles=kind_tiles(codes.KINDS, everything, current.wording()))
