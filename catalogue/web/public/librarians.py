"""The entrance for librarians."""

from dataclasses import replace

from flask import render_template

from catalogue.web import current
from catalogue.web.pages.librarians import EVERYTHING, librarians_page
from catalogue.web.visible import cards

NEWEST = 6


def show(lang: str) -> str:
    """`/<lang>/for-librarians`"""
    served, interface = current.served(), current.interface()
    found = served.search(replace(EVERYTHING, size=NEWEST), interface)
    names = served.reading.titles(interface, "topic")
    page = librarians_page(found, cards([each.record for each in found.findings]), names, current.wording())
    return render_template("public/librarians.html", page=page)
