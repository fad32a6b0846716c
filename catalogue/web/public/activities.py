"""Initiatives and events: what happens where, when, in which language."""

from datetime import datetime

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from catalogue.discovery.reading import is_over
from catalogue.records import Activity, Event
from catalogue.web import current
from catalogue.web.pages.card import url_of
from catalogue.web.pages.places import activity_page
from catalogue.web.public.resource import SHOWN_TYPES
from catalogue.web.visible import cards, published, told_of


def show_initiatives(lang: str) -> str:
    """`/<lang>/initiatives`"""
    return render_template(
        "public/initiatives.html", activities=cards(current.served().reading.initiatives(current.interface()))
    )


def show_events(lang: str) -> str:
    """`/<lang>/events`"""
    coming, past = current.served().reading.events(datetime.now())
    return render_template("public/events.html", coming=cards(coming), past=cards(past))


def show_one(lang: str, key: str) -> str | Response:
    """`/<lang>/initiative/<key>` and `/<lang>/event/<key>`"""
    found = published(key, *SHOWN_TYPES)
    activity = found.record
    if not isinstance(activity, Activity) or request.endpoint != f"public.{activity.type}":
        return redirect(url_of(activity))
    over = isinstance(activity, Event) and is_over(activity, datetime.now())
    page = activity_page(activity, found.named, over, current.wording())
    return render_template("public/activity.html", page=page, told=told_of(activity, found.named))
