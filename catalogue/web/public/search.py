"""Searching."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from urllib.parse import urlencode

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from catalogue.discovery import SearchRequest
from catalogue.web import current
from catalogue.web.counting import count
from catalogue.web.pages.nothing import Nothing, instead, nothing
from catalogue.web.pages.results import NAMED_FILTERS, results_page
from catalogue.web.visible import brought_up_to_date, cards


def show(lang: str) -> str | Response:
    """`/<lang>/search`"""
    served, interface = current.served(), current.interface()
    names = served.reading.titles(interface, *NAMED_FILTERS)
    asked = brought_up_to_date(current.asked(), names)
    if asked != current.asked():
        return redirect(f"{request.path}?{urlencode(asked.arguments())}", 301)
    found = served.search(asked, interface)
    count(found)
    named = served.reading.named_by([each.record for each in found.findings])
    page = results_page(found, named, names, current.wording())
    return render_template(
        "public/results.html", page=page, nothing=None if page.cards else _nothing(found.request, names)
    )


def _nothing(asked: SearchRequest, names: Mapping[str, str]) -> Nothing:
    served, interface = current.served(), current.interface()
    found = instead(asked, interface.spoken, partial(served.search, interface=interface))
    return nothing(
        asked,
        found,
        cards([each.record for each in found.nearest.findings]),
        served.reading.branches(interface),
        names,
        date.today(),
        current.wording(),
    )
