"""What this is and who stands behind it."""

from flask import render_template

from catalogue.web import current
from catalogue.web.pages.places import countries


def show(lang: str) -> str:
    """`/<lang>/about`"""
    branches = current.served().reading.branches(current.interface())
    return render_template("public/about.html", countries=countries(branches, current.wording()))
