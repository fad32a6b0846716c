"""Signposts for search engines and browsers: what may be walked, where every page is, and how to search from the address bar."""

from flask import Response, abort, render_template, url_for

from catalogue.languages import Wording
from catalogue.web import current
from catalogue.web.language import offered
from catalogue.web.pages.card import page_of

PAGES = ("home", "initiatives", "events", "libraries", "librarians", "about")
"""Pages that are no record's and no search's."""

RECORDS = ("resource", "initiative", "event", "branch")
MOST = 20_000
"""Addresses in one map; the protocol allows 50,000."""


def robots() -> Response:
    """`GET /robots.txt`: records may be walked; searches, the guided way and readers' lists have no end."""
    lines = ["User-agent: *", *(f"Disallow: /*/{name}" for name in ("search", "guide", "list")), "Disallow: /api/"]
    lines.append(f"Sitemap: {url_for('interop.sitemaps', _external=True)}")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def sitemaps() -> Response:
    """`GET /sitemap.xml`: the maps there are, some for each language."""
    served = current.served()
    numbers = range(1, -(-served.reading.count(RECORDS) // MOST) + 1)
    addresses = [
        url_for("interop.sitemap", code=each.code, number=number, _external=True)
        for each in served.interfaces
        for number in numbers or (1,)
    ]
    return _xml("interop/sitemaps.xml", addresses=addresses)


def sitemap(code: str, number: int) -> Response:
    """`GET /sitemap-<language>-<number>.xml`: a part of the pages in one language."""
    spoken = offered(code)
    listed = current.served().reading.listed(RECORDS, (number - 1) * MOST, MOST) if number else []
    if not listed and number != 1:
        abort(404)
    addresses = [
        url_for(f"public.{page_of(type_)}", lang=spoken.code, key=key, _external=True) for key, type_ in listed
    ]
    if number == 1:
        addresses += [url_for(f"public.{name}", lang=spoken.code, _external=True) for name in PAGES]
    return _xml("interop/sitemap.xml", addresses=addresses)


def opensearch(code: str) -> Response:
    """`GET /opensearch-<language>.xml`: lets a browser search the catalogue from its address bar."""
    spoken = offered(code)
    search = url_for("public.search", lang=spoken.code, _external=True)
    described = Wording(spoken).say("A bridge to the library, in your language.")
    response = _xml("interop/opensearch.xml", name=current.served().name, described=described, search=search, code=code)
    response.mimetype = "application/opensearchdescription+xml"
    return response


def _xml(template: str, **given: object) -> Response:
    return Response(render_template(template, **given), mimetype="application/xml")
