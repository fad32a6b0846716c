"""What is around every page: its language, the same page in the other languages, the ways to go, and where its style lies."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

from catalogue.discovery import parse
from catalogue.languages import Interface
from catalogue.web import current

_YEAR = 31_536_000
_SEARCHING = ("public.search", "public.guide")
"""Pages whose address holds a search, which a changed language keeps."""


@dataclass(frozen=True)
class LanguageLink:
    """This page in another interface language."""

    code: str
    own_name: str
    direction: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """What every template knows beside its page."""

    name: str
    interface: Interface
    languages: tuple[LanguageLink, ...]
    section: str


def install(app: Flask) -> None:
    """Give the frame to every template, and let browsers keep styles and icons."""
    app.context_processor(lambda: {"frame": _frame()})
    app.jinja_env.globals["asset"] = asset
    app.after_request(_keep_assets)


def asset(name: str) -> str:
    """The address of a file in `static`, which changes whenever the file does."""
    assert current_app.static_folder
    return url_for("static", filename=name, v=_stamp(Path(current_app.static_folder) / name))


@cache
def _stamp(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _frame() -> Frame:
    served, spoken = current.served(), current.interface()
    links = tuple(
        LanguageLink(each.code, each.own_name, each.direction, _same_page(each), each == spoken)
        for each in served.interfaces
    )
    section = (request.endpoint or "").removeprefix("public.")
    return Frame(served.name, spoken, links, section)


def _same_page(interface: Interface) -> str:
    """This page and search in another language; the first page when this one has no language."""
    if not request.view_args or "lang" not in request.view_args or request.endpoint is None:
        return url_for("public.home", lang=interface.code)
    kept = parse(request.args.items(multi=True)).parameters() if request.endpoint in _SEARCHING else {}
    return url_for(request.endpoint, **{**request.view_args, **kept, "lang": interface.code})


def _keep_assets(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response
