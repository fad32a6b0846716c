"""Searching."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from flask import render_template

from catalogue.discovery import SearchRequest
from catalogue.web import current
from catalogue.web.pages.nothing import Nothing, instead, nothing
from catalogue.web.pages.results import NAMED_FILTERS, results_page
from catalogue.web.visible import cards


def show(lang: str) -> str:
    """`/<lang>/search`"""
    served, interface = current.served(), current.interface()
    found = served.search(current.asked(), interface)
    named = served.reading.named_by([each.record for each in found.findings])
    names = served.reading.titles(interface, *NAMED_FILTERS)
    page = results_page(found, named, names, current.wording())
    return render_template(
        "public/results.html", page=page, nothing=None if page.cards else _nothing(found.request, names)
    )


def _nothing(request: SearchRequest, names: Mapping[str, str]) -> Nothing:
    served, interface = current.served(), current.interface()
    found = instead(request, interface.spoken, partial(served.search, interface=interface))
    return nothing(
        request,
        found,
        cards([each.record for each in found.nearest.findings]),
        served.reading.branches(interface),
        names,
        date.today(),
        current.wording(),
    )
