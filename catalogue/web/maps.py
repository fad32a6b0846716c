"""What a map needs beside its list: Leaflet, served from its own package, and the permission to show street tiles."""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from flask import Flask, Response, abort, g, send_file, url_for

from catalogue.web import current

_LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
_FILES = frozenset(("leaflet.js", "leaflet.css", *(f"images/{each.name}" for each in (_LEAFLET / "images").iterdir())))
"""The files of the package that are served; there are others."""

_YEAR = 31_536_000
_ATTRIBUTION = "Natural Earth"


def install(app: Flask) -> None:
    """Serve Leaflet, and let templates draw maps."""
    app.add_url_rule("/static/leaflet/<version>/<path:name>", "leaflet", _serve)
    app.jinja_env.globals["leaflet"] = leaflet
    app.jinja_env.globals["street_tiles"] = street_tiles
    app.jinja_env.globals["outlines_by"] = _ATTRIBUTION


def leaflet(name: str) -> str:
    """The address of one of Leaflet's files, which changes whenever Leaflet does."""
    return url_for("leaflet", version=_VERSION, name=name)


def street_tiles() -> current.Tiles | None:
    """The street tiles of the map on this page, if there are any; the page may then show pictures from where they come."""
    tiles = current.served().tiles
    if tiles:
        g.pictures_from = tiles.origin
    return tiles


def _serve(version: str, name: str) -> Response:
    """`/static/leaflet/<version>/<name>`"""
    if name not in _FILES:
        abort(404)
    response = send_file(_LEAFLET / name, max_age=_YEAR)
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response


_VERSION = sha256((_LEAFLET / "leaflet.js").read_bytes()).hexdigest()[:12]
