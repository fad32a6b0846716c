"""Searching."""

from urllib.parse import urlencode

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from catalogue.web import current
from catalogue.web.searching import answer, asked_now


def show(lang: str) -> str | Response:
    """`/<lang>/search`"""
    asked = asked_now()
    if asked != current.asked():
        return redirect(f"{request.path}?{urlencode(asked.arguments())}", 301)
    found = answer(asked)
    return render_template("public/results.html", page=found.page, nothing=found.nothing)
