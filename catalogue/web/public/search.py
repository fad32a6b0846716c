"""Searching."""

from urllib.parse import urlencode

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from catalogue.discovery import SearchRequest
from catalogue.web import current
from catalogue.web.counting import count
from catalogue.web.rendered import Rendering
from catalogue.web.searching import answer, asked_now


def show(lang: str) -> str | Response:
    """`/<lang>/search`"""
    asked = asked_now()
    if asked != current.asked():
        return redirect(f"{request.path}?{urlencode(asked.arguments())}", 301)
    served = current.served()
    rendering = served.rendered.page(request.url, served.search.state(), lambda: _rendering(asked))
    count(rendering.asked)
    return rendering.html


def _rendering(asked: SearchRequest) -> Rendering:
    found = answer(asked)
    return Rendering(
        render_template("public/results.html", page=found.page, nothing=found.nothing),
        found.asked,
        lasts=not found.page.is_makeshift,
    )
