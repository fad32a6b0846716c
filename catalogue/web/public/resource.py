"""One resource."""

from datetime import date

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from catalogue.web import current
from catalogue.web.pages.card import card, url_of
from catalogue.web.pages.resource import resource_page
from catalogue.web.visible import published

MOST_SIMILAR = 4

SHOWN_TYPES = ("resource", "initiative", "event", "branch")
"""Types of record with a page of their own; under another's address they lead to it."""


def show(lang: str, key: str) -> str | Response:
    """`/<lang>/resource/<key>`"""
    found = published(key, *SHOWN_TYPES)
    if found.record.type != "resource":
        return redirect(url_of(found.record))
    served, wording = current.served(), current.wording()
    alike = served.search.like(key)[:MOST_SIMILAR]
    named = served.reading.named_by(alike)
    similar = tuple(card(record, named, wording) for record in alike)
    page = resource_page(found, similar, request.args.getlist("town"), date.today(), wording)
    return render_template("public/resource.html", page=page)
