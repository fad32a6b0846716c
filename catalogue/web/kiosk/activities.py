"""Initiatives and events: what happens where, when, in which language; those of the town first."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import render_template

from catalogue.discovery import narrowing
from catalogue.records import Activity, Branch
from catalogue.web import current
from catalogue.web.kiosk.device import sighting
from catalogue.web.pages.activities import EVENTS, INITIATIVES, Listed, activities_page
from catalogue.web.pages.results import NAMED_FILTERS
from catalogue.web.visible import cards


def show_initiatives(lang: str) -> str:
    """`/kiosk/<lang>/initiatives`"""
    found = current.served().reading.initiatives(current.interface(), datetime.now())
    return _list(INITIATIVES, current.wording().say("People who help"), _near_first(found))


def show_events(lang: str) -> str:
    """`/kiosk/<lang>/events`"""
    coming, _ = current.served().reading.events(datetime.now())
    return _list(EVENTS, current.wording().say("Events"), coming)


def _list(name: str, title: str, activities: Sequence[Activity]) -> str:
    listed = Listed(name, activities, current.narrowing(), date.today())
    chosen = narrowing.chosen(activities, listed.narrowing, listed.today)
    titles = current.served().reading.titles(current.interface(), *NAMED_FILTERS)
    page = activities_page(listed, cards(chosen), (), titles, current.wording())
    return render_template("kiosk/activities.html", page=page, title=title)


def _near_first(activities: Sequence[Activity]) -> list[Activity]:
    """Those in the kiosk's own town before the others, else in the order given."""
    here = current.served().reading.one(sighting().kiosk.branch)
    town = here.record.place.town if here and isinstance(here.record, Branch) else ""
    return sorted(activities, key=lambda each: each.place.town != town)
