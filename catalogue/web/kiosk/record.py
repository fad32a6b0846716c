"""One thing, activity or library on the screen: where it is here, how it sounds, and how to take it along on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.discovery import schedule
from catalogue.records import Activity, Branch, Record
from catalogue.web import current
from catalogue.web.kiosk.device import sighting
from catalogue.web.pages.address import outer
from catalogue.web.pages.card import page_of, url_of
from catalogue.web.pages.places import activity_page, library_page
from catalogue.web.pages.prose import without_links
from catalogue.web.pages.resource import HeldAt, Part, resource_page
from catalogue.web.visible import SHOWN_TYPES, cards, published

MOST_SIMILAR = 3


@dataclass(frozen=True)
class Handing:
    """How a page is taken along: its address on the public door as a phone reads it and as somebody types it, and the slip of
    paper if this kiosk prints."""

    address: str
    typed: str
    slip_url: str


def show_resource(lang: str, key: str) -> str | Response:
    """`/kiosk/<lang>/resource/<key>`"""
    found = published(key, *SHOWN_TYPES)
    if found.record.type != "resource":
        return redirect(url_of(found.record))
    kiosk = sighting().kiosk
    similar = cards(current.served().search.like(key)[:MOST_SIMILAR])
    page = resource_page(found, similar, request.args.getlist("town"), date.today(), current.wording())
    page = replace(
        page, held_at=here_first(page.held_at, kiosk.branch), parts=tuple(_contained(part) for part in page.parts)
    )
    return render_template("kiosk/record.html", page=page, branch=kiosk.branch, handing=handing(found.record))


def show_activity(lang: str, key: str) -> str | Response:
    """`/kiosk/<lang>/initiative/<key>` and `/kiosk/<lang>/event/<key>`"""
    found = published(key, *SHOWN_TYPES)
    activity = found.record
    if not isinstance(activity, Activity) or request.endpoint != f"kiosk.{activity.type}":
        return redirect(url_of(activity))
    page = activity_page(activity, found.named, datetime.now(), current.wording())
    return render_template("kiosk/activity.html", page=page, handing=handing(activity))


def show_library(lang: str, key: str) -> str | Response:
    """`/kiosk/<lang>/library/<key>`"""
    branch = published(key, *SHOWN_TYPES).record
    if not isinstance(branch, Branch):
        return redirect(url_of(branch))
    activities, named = current.served().reading.at_branch(key)
    page = library_page(branch, schedule.current(activities, datetime.now()), named, current.wording())
    return render_template("kiosk/library.html", page=page, handing=handing(branch))


def here_first(held_at: Sequence[HeldAt], branch: str) -> tuple[HeldAt, ...]:
    """The libraries that have a thing, the one where the kiosk stands before the others."""
    return tuple(sorted(held_at, key=lambda each: each.key != branch))


def handing(record: Record) -> Handing:
    """How the page of this record is taken along."""
    address = outer(page_of(record.type), key=record.key)
    slip = url_for("kiosk.slip", key=record.key) if sighting().kiosk.has_printer and record.type == "resource" else ""
    return Handing(address, address.partition("://")[2], slip)


def _contained(part: Part) -> Part:
    """A part of an article whose links are words: nothing on a kiosk leads out of it."""
    return replace(
        part,
        body=replace(part.body, prose=without_links(part.body.prose)),
        others=tuple(replace(each, prose=without_links(each.prose)) for each in part.others),
    )
