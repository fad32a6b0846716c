"""The guided way, one question a screen."""

from flask import redirect, render_template
from werkzeug.wrappers import Response

from catalogue.web import current
from catalogue.web.pages.guide import guide_page
from catalogue.web.pages.results import NAMED_FILTERS


def show(lang: str, step: str) -> str | Response:
    """`/kiosk/<lang>/guide/<step>`; a question that has only one answer left is not asked."""
    served, interface = current.served(), current.interface()
    found = served.search(current.asked(), interface)
    names = served.reading.titles(interface, *NAMED_FILTERS)
    page = guide_page(step, found, names, current.wording())
    return render_template("kiosk/guide.html", page=page) if page.answers else redirect(page.skip_url)
