"""What is around every page: its language, the same page in the other languages, the ways to go, and where its style lies."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import segno
from flask import Flask, Response, current_app, has_request_context, request, url_for

from catalogue.languages import SOURCE, Interface
from catalogue.web import current

_YEAR = 31_536_000
_CHOOSER, _FIRST = "public.chooser", "public.home"
_SEARCHING = ("search", "narrow", "guide", "missed", "take_note")
"""Pages whose address holds a search, which a changed language keeps."""

_NARROWED = ("initiatives", "events")
"""Pages whose address holds a choice, which it keeps too."""


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
    """What every template knows beside its page. `site` is scheme and host, to stand before an address; `address` is this page's
    one address for search engines, `default_url` the page for those whose language is not offered."""

    name: str
    interface: Interface
    languages: tuple[LanguageLink, ...]
    section: str
    is_easy: bool
    view_url: str
    site: str
    address: str
    default_url: str


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
    return f"{request.script_root}{current_app.static_url_path}/{name}?v={_stamp(current_app.static_folder, name)}"


def qr(address: str) -> str:
    """A QR code as a picture that stands in the page itself, dark on light in any theme, or phones would not read it. Nothing for
    an address too long for one."""
    try:
        return segno.make_qr(address).svg_data_uri(border=2, light="#fff", dark="#000")
    except segno.DataOverflowError:
        return ""


@cache
def _stamp(folder: str, name: str) -> str:
    return hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest()[:12]


def _frame() -> Frame:
    served, spoken, is_easy = current.served(), current.interface(), current.is_easy()
    page, given = same_page()
    links = tuple(
        LanguageLink(
            each.code, each.own_name, each.direction, url_for(page, **{**given, "lang": each.code}), each == spoken
        )
        for each in served.interfaces
    )
    other_view = url_for(page, **{**given, "lang": spoken.code, current.VIEW: None if is_easy else current.EASY})
    section = (request.endpoint or "").removeprefix("public.")
    chooser = url_for(_CHOOSER)
    return Frame(
        served.name,
        spoken,
        links,
        section,
        is_easy,
        other_view,
        site=request.host_url.rstrip("/"),
        address=chooser
        if request.endpoint == _CHOOSER
        else url_for(page, **{**given, "lang": spoken.code, current.VIEW: None}),
        default_url=chooser if page == _FIRST else _in(SOURCE, links) or chooser,
    )


def _in(interface: Interface, links: tuple[LanguageLink, ...]) -> str:
    return next((link.url for link in links if link.code == interface.code), "")


def same_page() -> tuple[str, dict[str, Any]]:
    """The route of this page and what its address holds, the language too; the first page when this one has no language."""
    if not request.view_args or "lang" not in request.view_args or request.endpoint is None:
        return _FIRST, {}
    given: dict[str, Any] = {}
    name = request.endpoint.rpartition(".")[2]
    if name in _SEARCHING:
        given = {**current.asked().parameters()}
    elif name in _NARROWED:
        given = {**current.narrowing().parameters()}
    elif name == "list":
        given = {"keys": request.args.getlist("keys")}
    elif name == "words":
        given = {"q": request.args.getlist("q")}
    return request.endpoint, {**request.view_args, **given}


def _stay_easy(endpoint: str, values: dict[str, object]) -> None:
    """Whoever chose the easy view stays in it, whatever link is followed."""
    if endpoint.startswith("public.") and endpoint != _CHOOSER and has_request_context() and current.is_easy():
        values.setdefault(current.VIEW, current.EASY)


def _keep_assets(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response
