"""What is around every page: its language, the same page in the other languages, the ways to go, and where its style lies."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import segno
from flask import Flask, Response, current_app, has_request_context, request, url_for

from catalogue.discovery import parse
from catalogue.languages import Interface, Wording, is_reviewed
from catalogue.web import current

_YEAR = 31_536_000
_SEARCHING = ("public.search", "public.guide")
"""Pages whose address holds a search, which a changed language keeps."""


@dataclass(frozen=True)
class LanguageLink:
    """This page in another interface language; `remark` tells its readers what they should know about its sentences."""

    code: str
    own_name: str
    direction: str
    url: str
    is_current: bool
    remark: str


@dataclass(frozen=True)
class Frame:
    """What every template knows beside its page."""

    name: str
    interface: Interface
    languages: tuple[LanguageLink, ...]
    section: str
    is_easy: bool
    view_url: str


def install(app: Flask) -> None:
    """Give the frame to every template, and let browsers keep styles and icons."""
    app.context_processor(lambda: {"frame": _frame()})
    app.url_defaults(_stay_easy)
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["is_easy"] = current.is_easy
    app.jinja_env.globals["qr"] = qr
    app.after_request(_keep_assets)


def asset(name: str) -> str:
    """The address of a file in `static`, which changes whenever the file does."""
    assert current_app.static_folder
    return url_for("static", filename=name, v=_stamp(Path(current_app.static_folder) / name))


def qr(address: str) -> str:
    """A QR code as a picture that stands in the page itself, dark on light in any theme, or phones would not read it. Nothing for
    an address too long for one."""
    try:
        return segno.make_qr(address).svg_data_uri(border=2, light="#fff", dark="#000")
    except segno.DataOverflowError:
        return ""


@cache
def _stamp(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _frame() -> Frame:
    served, spoken = current.served(), current.interface()
    links = tuple(
        LanguageLink(each.code, each.own_name, each.direction, _same_page(each), each == spoken, _remark(each))
        for each in served.interfaces
    )
    section = (request.endpoint or "").removeprefix("public.")
    is_easy = current.is_easy()
    other_view = _same_page(spoken, view=None if is_easy else current.EASY)
    return Frame(served.name, spoken, links, section, is_easy, other_view)


def _remark(interface: Interface) -> str:
    return (
        "" if is_reviewed(interface) else Wording(interface).say("Translated by a machine, not yet checked by a person")
    )


def _same_page(interface: Interface, **changed: Any) -> str:
    """This page and search in another language or view; the first page when this one has no language."""
    if not request.view_args or "lang" not in request.view_args or request.endpoint is None:
        return url_for("public.home", lang=interface.code, **changed)
    if request.endpoint in _SEARCHING:
        given = parse(request.args.items(multi=True)).parameters()
    else:
        given = {"keys": request.args.getlist("keys")} if request.endpoint == "public.list" else {}
    return url_for(request.endpoint, **{**request.view_args, **given, "lang": interface.code, **changed})


def _stay_easy(endpoint: str, values: dict[str, object]) -> None:
    """Whoever chose the easy view stays in it, whatever link is followed."""
    if endpoint.startswith("public.") and endpoint != "public.chooser" and has_request_context() and current.is_easy():
        values.setdefault(current.VIEW, current.EASY)


def _keep_assets(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response
