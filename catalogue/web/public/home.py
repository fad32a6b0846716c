"""The chooser of languages and the first page."""

from flask import render_template

from catalogue.discovery import SearchRequest
from catalogue.web import current
from catalogue.web.pages.home import home_page

NEWEST = 6


def choose() -> str:
    """`/`: every language in its own name."""
    return render_template("public/chooser.html", interfaces=current.served().interfaces)


def show(lang: str) -> str:
    """`/<lang>/`"""
    served = current.served()
    newest = served.reading.newest(NEWEST)
    everything = served.search(SearchRequest(size=1), current.interface())
    page = home_page(everything, newest, served.reading.named_by(newest), served.interfaces, current.wording())
    return render_template("public/home.html", page=page)
