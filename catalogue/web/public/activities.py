"""Initiatives and events: what happens where, when, in which language."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from flask import abort, redirect, render_template, request
from werkzeug.wrappers import Response

from catalogue.discovery import narrowing
from catalogue.exchange import ical
from catalogue.records import Activity, Event
from catalogue.web import current
from catalogue.web.pages.activities import EVENTS, INITIATIVES, Listed, activities_page
from catalogue.web.pages.calendar import invitation
from catalogue.web.pages.card import url_of
from catalogue.web.pages.places import activity_page
from catalogue.web.pages.results import NAMED_FILTERS
from catalogue.web.visible import SHOWN_TYPES, cards, published, told_of

KEPT_SECONDS = 3600
"""How long a calendar may be kept before it is asked for again."""


def show_initiatives(lang: str) -> str:
    """`/<lang>/initiatives`"""
    listed = Listed(
        INITIATIVES,
        current.served().reading.initiatives(current.interface(), datetime.now()),
        current.narrowing(),
        date.today(),
    )
    return _list("public/initiatives.html", listed, ())


def show_events(lang: str) -> str:
    """`/<lang>/events`"""
    coming, past = current.served().reading.events(datetime.now())
    return _list("public/events.html", Listed(EVENTS, coming, current.narrowing(), date.today()), past)


def show_one(lang: str, key: str) -> str | Response:
    """`/<lang>/initiative/<key>` and `/<lang>/event/<key>`"""
    found = published(key, *SHOWN_TYPES)
    activity = found.record
    if not isinstance(activity, Activity) or request.endpoint != f"public.{activity.type}":
        return redirect(url_of(activity))
    page = activity_page(activity, found.named, datetime.now(), current.wording())
    return render_template("public/activity.html", page=page, told=told_of(activity, found.named))


def keep_events(lang: str) -> Response:
    """`/<lang>/events.ics`: the events to come that the address chooses, to keep or to subscribe to."""
    reading = current.served().reading
    coming, _ = reading.events(datetime.now())
    chosen = narrowing.chosen(coming, current.narrowing(), date.today())
    # A calendar wants the first date of an event that repeats, with its rule.
    events = [each for each in reading.many([event.key for event in chosen]) if isinstance(each, Event)]
    titles = _library_titles()
    libraries = [titles[key] for key in current.narrowing().filters.get("branch", ()) if key in titles]
    words = (current.served().name, *libraries, current.wording().say("Events"))
    return _calendar(": ".join(words), events, "events")


def keep_event(lang: str, key: str) -> Response:
    """`/<lang>/event/<key>/calendar.ics`: one event, to keep."""
    event = published(key, Event.type).record
    if not isinstance(event, Event) or event.starts is None:
        abort(404)
    return _calendar(current.served().name, [event], key)


def _list(template: str, listed: Listed, past: list[Event] | tuple[()]) -> str:
    chosen = narrowing.chosen(listed.activities, listed.narrowing, listed.today)
    gone = narrowing.chosen(past, listed.narrowing, listed.today)
    page = activities_page(listed, cards(chosen), cards(gone), _library_titles(), current.wording())
    return render_template(template, page=page)


def _library_titles() -> Mapping[str, str]:
    return current.served().reading.titles(current.interface(), *NAMED_FILTERS)


def _calendar(name: str, events: list[Event], file: str) -> Response:
    wording = current.wording()
    made = ical.calendar(name, (invitation(each, wording) for each in events), datetime.now(UTC))
    response = Response(made, content_type=f"{ical.MEDIA_TYPE}; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"{file}.{ical.EXTENSION}")
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response.add_etag()
    return response.make_conditional(request.environ)
