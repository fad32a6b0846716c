"""What a device needs to keep the catalogue among its apps: a manifest in each language, and the worker that shows a friendly
page when there is no connection."""

import hashlib
from collections.abc import Mapping
from typing import Any

from flask import Response, json, render_template, url_for

from catalogue.languages import Interface, Wording
from catalogue.web import current
from catalogue.web.frame import asset
from catalogue.web.language import offered
from catalogue.web.pages.offline import offline_page

_DEEP, _PAPER = "#0a4750", "#fbf9f4"
"""Colours of the stylesheet: the head of every page, and its ground."""

_ICONS = (
    ("logo.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable.png", "512x512", "image/png", "maskable"),
)
_KEPT = ("style.css", "icons.svg", "logo.svg", "list.js", "install.js")
"""The files in `static` that the page for a lost connection is made of."""


def manifest(code: str) -> Response:
    """`GET /<language>/manifest.webmanifest`"""
    spoken = offered(code)
    written = json.dumps(_manifest(current.served().name, spoken), ensure_ascii=False)
    return _unkept(Response(written, content_type="application/manifest+json; charset=utf-8"))


def worker() -> Response:
    """`GET /worker.js`: every page of the catalogue is in its scope, and only those in a language are its business."""
    kept = tuple(asset(name) for name in _KEPT)
    languages = tuple(each.code for each in current.served().interfaces)
    written = render_template("interop/worker.js", version=_version(kept), kept=kept, languages=languages)
    response = _unkept(Response(written, content_type="text/javascript; charset=utf-8"))
    response.headers["Service-Worker-Allowed"] = url_for("public.chooser")
    return response


def _manifest(name: str, spoken: Interface) -> Mapping[str, Any]:
    return {
        "id": url_for("public.chooser"),
        "name": name,
        "short_name": name,
        "description": Wording(spoken).say("A bridge to the library, in your language."),
        "lang": spoken.code,
        "dir": spoken.direction,
        "start_url": url_for("public.home", lang=spoken.code),
        "scope": url_for("public.chooser"),
        "display": "standalone",
        "display_override": ["minimal-ui"],
        "theme_color": _DEEP,
        "background_color": _PAPER,
        "categories": ["books", "education"],
        "icons": [
            {"src": asset(file), "sizes": sizes, "type": media_type, "purpose": purpose}
            for file, sizes, media_type, purpose in _ICONS
        ],
    }


def _version(kept: tuple[str, ...]) -> str:
    """Changes whenever a kept file or a word of the page for a lost connection does."""
    served = current.served()
    pages = tuple(offline_page(Wording(each)) for each in served.interfaces)
    return hashlib.sha256(repr((served.name, kept, pages)).encode()).hexdigest()[:12]


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response
