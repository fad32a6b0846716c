"""One resource."""

from flask import abort, redirect, render_template
from werkzeug.wrappers import Response

from catalogue.discovery import Surrounded
from catalogue.web import current
from catalogue.web.pages.card import url_of
from catalogue.web.pages.resource import resource_page

SHOWN_TYPES = ("resource", "initiative", "event", "branch")


def show(lang: str, key: str) -> str | Response:
    """`/<lang>/resource/<key>`"""
    found = published(key)
    if found.record.type != "resource":
        return redirect(url_of(found.record))
    return render_template("public/resource.html", page=resource_page(found, current.wording()))


def published(key: str) -> Surrounded:
    """The record under a key as visitors may see it: 404 when there is none, 410 when it was withdrawn."""
    found = current.served().reading.one(key)
    if found is None or found.record.type not in SHOWN_TYPES:
        abort(404)
    if found.record.status == "withdrawn":
        abort(410)
    if found.record.status != "published":
        abort(404)
    return found
