"""What a search finds, and the questions that narrow it down."""

from dataclasses import dataclass

from flask import render_template, url_for

from catalogue.web import current
from catalogue.web.counting import count
from catalogue.web.kiosk.device import sighting
from catalogue.web.pages.address import way_to
from catalogue.web.pages.results import ResultsPage, search_url
from catalogue.web.searching import Answer, answer, asked_now


@dataclass(frozen=True)
class Ways:
    """Where the page of results leads beside its results: to other words, to narrowing down, to what is here and what is
    anywhere."""

    words_url: str
    narrow_url: str
    here_url: str
    is_here: bool


def show(lang: str) -> str:
    """`/kiosk/<lang>/search`"""
    found = _found()
    return render_template("kiosk/results.html", page=found.page, nothing=found.nothing, ways=_ways(found.page))


def narrow(lang: str) -> str:
    """`/kiosk/<lang>/narrow`: the filters of the same search, each value a button."""
    return render_template("kiosk/narrow.html", page=_found().page, back_url=search_url(current.asked()))


def _found() -> Answer:
    found = answer(asked_now(), sighting().kiosk.branch)
    count(found.asked)
    return found


def _ways(page: ResultsPage) -> Ways:
    asked, branch = current.asked(), sighting().kiosk.branch
    is_here = asked.has("branch", branch)
    elsewhere = asked.removing("branch", branch) if is_here else asked.adding("branch", branch)
    return Ways(
        url_for("kiosk.words", q=asked.q or None),
        way_to("narrow", **asked.parameters()) if page.facets else "",
        search_url(elsewhere),
        is_here,
    )
