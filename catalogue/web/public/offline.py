"""The page for a lost connection."""

from flask import render_template

from catalogue.web import current
from catalogue.web.pages.offline import offline_page


def show(lang: str) -> str:
    """`/<lang>/offline`"""
    return render_template("public/offline.html", page=offline_page(current.wording()))
