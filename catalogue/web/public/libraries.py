"""The libraries."""

from datetime import datetime

from flask import redirect, render_template
from werkzeug.wrappers import Response

from catalogue.discovery import schedule
from catalogue.records import Branch
from catalogue.web import current
from catalogue.web.pages.card import url_of
from catalogue.web.pages.places import countries, library_page
from catalogue.web.visible import SHOWN_TYPES, published, told_of


def show_all(lang: str) -> str:
    """`/<lang>/libraries`"""
    branches = current.served().reading.branches(current.interface())
    return render_template("public/libraries.html", countries=countries(branches, current.wording()))


def show_one(lang: str, key: str) -> str | Response:
    """`/<lang>/library/<key>`"""
    branch = published(key, *SHOWN_TYPES).record
    if not isinstance(branch, Branch):
        return redirect(url_of(branch))
    activities, named = current.served().reading.at_branch(key)
    there = schedule.current(activities, datetime.now())
    page = library_page(branch, there, named, current.wording())
    return render_template("public/library.html", page=page, told=told_of(branch, named))
