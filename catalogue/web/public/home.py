"""The chooser of languages and the first page."""

from flask import render_template

from catalogue.discovery import SearchRequest
from catalogue.web import current
from catalogue.web.pages.home import home_page, review_remark
from catalogue.web.visible import cards

NEWEST = 6


def choose() -> str:
    """`/`: every language in its own name."""
    offered = current.served().interfaces
    return render_template("public/chooser.html", remarks={each.code: review_remark(each) for each in offered})


def show(lang: str) -> str:
    """`/<lang>/`"""
    served = current.served()
    everything = served.search(SearchRequest(size=1), current.interface())
    page = home_page(everything, cards(served.reading.newest(NEWEST)), served.interfaces, current.wording())
    return render_template("public/home.html", page=page)
