"""One resource."""

from datetime import date

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.exchange.citations import FORMATS
from catalogue.records import Resource
from catalogue.web import current
from catalogue.web.pages.card import url_of
from catalogue.web.pages.resource import resource_page
from catalogue.web.visible import SHOWN_TYPES, cards, published, told_of

MOST_SIMILAR = 4


def show(lang: str, key: str) -> str | Response:
    """`/<lang>/resource/<key>`"""
    found = published(key, *SHOWN_TYPES)
    if found.record.type != "resource":
        return redirect(url_of(found.record))
    similar = cards(current.served().search.like(key)[:MOST_SIMILAR])
    page = resource_page(found, similar, request.args.getlist("town"), date.today(), current.wording())
    return render_template("shared/resource.html", page=page, told=told_of(found.record, found.named))


def cite(lang: str, key: str, extension: str) -> Response:
    """`/<lang>/resource/<key>/cite.<extension>`: for reference managers, to keep as a file."""
    resource = published(key, Resource.type).record
    chosen = next((each for each in FORMATS.values() if each.extension == extension), None)
    if chosen is None or not isinstance(resource, Resource):
        abort(404)
    cited = chosen.write(resource, url_for("public.resource", key=key, _external=True))
    response = Response(cited, content_type=f"{chosen.media_type}; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"{key}.{extension}")
    return response
