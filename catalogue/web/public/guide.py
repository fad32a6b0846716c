"""The guided way, one question a page."""

from flask import redirect, render_template
from werkzeug.wrappers import Response

from catalogue.web import current
from catalogue.web.pages.guide import STEPS, guide_page, guide_url
from catalogue.web.pages.results import NAMED_FILTERS


def begin(lang: str) -> Response:
    """`/<lang>/guide`"""
    return redirect(guide_url(STEPS[0], current.asked()))


def show(lang: str, step: str) -> str | Response:
    """`/<lang>/guide/<step>`; a question that has only one answer left is not asked."""
    served, interface = current.served(), current.interface()
    found = served.search(current.asked(), interface)
    names = served.reading.titles(interface, *NAMED_FILTERS)
    page = guide_page(step, found, names, current.wording())
    return render_template("public/guide.html", page=page) if page.answers else redirect(page.skip_url)
