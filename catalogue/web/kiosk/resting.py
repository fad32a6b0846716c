"""The page for a catalogue that cannot be reached, and the worker that keeps it on the device where the connection allows."""

from flask import Response, render_template, url_for

from catalogue.web import current
from catalogue.web.frame import asset
from catalogue.web.kiosk.device import paired
from catalogue.web.kiosk.screen import resting, tongues, version

_KEPT = ("style.css", "kiosk.css", "logo.svg", "kiosk/rest.js")
"""The files in `static` that the page is made of."""


def show() -> str:
    """`/kiosk/resting`: in every language of the kiosk; it looks by itself for the catalogue to come back."""
    seen = paired()
    spoken = tongues(seen.kiosk) if seen else current.served().interfaces
    return render_template("kiosk/resting.html", page=resting(spoken))


def worker() -> Response:
    """`/kiosk/worker.js`"""
    kept = [url_for("kiosk.resting"), *map(asset, _KEPT)]
    written = render_template("kiosk/worker.js", version=version(), kept=kept)
    response = Response(written, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
