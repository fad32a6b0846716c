"""Searching."""

from flask import render_template

from catalogue.web import current
from catalogue.web.pages.results import NAMED_FILTERS, results_page


def show(lang: str) -> str:
    """`/<lang>/search`"""
    served, interface = current.served(), current.interface()
    found = served.search(current.asked(), interface)
    named = served.reading.named_by([each.record for each in found.findings])
    names = served.reading.titles(interface, *NAMED_FILTERS)
    return render_template("public/results.html", page=results_page(found, named, names, current.wording()))
