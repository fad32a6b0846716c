"""One resource."""

from flask import redirect, render_template
from werkzeug.wrappers import Response

from catalogue.web import current
from catalogue.web.pages.card import url_of
from catalogue.web.pages.resource import resource_page
from catalogue.web.visible import published

SHOWN_TYPES = ("resource", "initiative", "event", "branch")
"""Types of record with a page of their own; under another's address they lead to it."""


def show(lang: str, key: str) -> str | Response:
    """`/<lang>/resource/<key>`"""
    found = published(key, *SHOWN_TYPES)
    if found.record.type != "resource":
        return redirect(url_of(found.record))
    return render_template("public/resource.html", page=resource_page(found, current.wording()))
