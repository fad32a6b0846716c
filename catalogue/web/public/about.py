"""What this is and who stands behind it."""

from flask import render_template

from catalogue.web import current
from catalogue.web.pages.about import about_page


def show(lang: str) -> str:
    """`/<lang>/about`"""
    served, interface = current.served(), current.interface()
    page = about_page(
        served.texts("about"),
        served.texts("cofunding"),
        served.reading.branches(interface),
        served.reading.organisations(interface),
        current.wording(),
    )
    return render_template("public/about.html", page=page, counted=served.tally.counted)
