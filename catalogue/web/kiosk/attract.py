"""The first screen: greetings, the languages in their own names, and what is new in this library."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from catalogue.discovery import SearchRequest, schedule
from catalogue.languages import Interface, Wording
from catalogue.records import Event
from catalogue.records.kiosk import Kiosk
from catalogue.web import current
from catalogue.web.kiosk.device import sighting
from catalogue.web.kiosk.screen import beginning, tongues
from catalogue.web.pages.card import Card
from catalogue.web.visible import cards

NEWEST, COMING = 3, 3
"""How many new things and events to come are shown."""


@dataclass(frozen=True)
class Greeting:
    """One language: how it greets, what it is called, and where its visitors begin."""

    code: str
    direction: str
    own_name: str
    words: str
    url: str


@dataclass(frozen=True)
class AttractPage:
    """The first screen."""

    greetings: tuple[Greeting, ...]
    newest: tuple[Card, ...]
    coming: tuple[Card, ...]


def show() -> str:
    """`/kiosk/`"""
    kiosk = sighting().kiosk
    page = AttractPage(
        tuple(_greeting(kiosk, each) for each in tongues(kiosk)), _newest(kiosk.branch), _coming(kiosk.branch)
    )
    return render_template("kiosk/attract.html", page=page)


def _greeting(kiosk: Kiosk, spoken: Interface) -> Greeting:
    return Greeting(spoken.code, spoken.direction, spoken.own_name, welcome(kiosk, spoken), beginning(kiosk, spoken))


def welcome(kiosk: Kiosk, spoken: Interface) -> str:
    """The words the library greets with in a language, or the usual ones."""
    own = next((each.value for each in kiosk.welcomes if each.language == spoken.code), "")
    return own or Wording(spoken).say("Welcome!")


def _newest(branch: str) -> tuple[Card, ...]:
    """The newest things of the library, else of all libraries."""
    served = current.served()
    there = SearchRequest(sort="newest", size=NEWEST).adding("branch", branch)
    found = served.search(there, current.interface())
    return cards([each.record for each in found.findings] or served.reading.newest(NEWEST))


def _coming(branch: str) -> tuple[Card, ...]:
    """The next events the library gives, else those of its town."""
    served, now = current.served(), datetime.now()
    given, _ = served.reading.at_branch(branch)
    own = [each for each in schedule.current(given, now) if isinstance(each, Event)]
    return cards((own or served.reading.events(now)[0])[:COMING])
