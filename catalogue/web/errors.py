"""What people and machines are told when something is not there, not allowed or broken: one clear sentence, never a trace."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, jsonify, render_template, request
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.wrappers import Response

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ErrorPage:
    """The page for one kind of failure."""

    title: object
    sentence: object


_BROKEN = ErrorPage(_("Something went wrong here"), _("The fault is ours and has been noted. Please try again."))
_BUSY = ErrorPage(_("The catalogue is resting"), _("It cannot be read just now. Please try again in a minute."))
_PAGES = {
    400: ErrorPage(_("This address cannot be read"), _("It is broken or far too long. Please start anew.")),
    403: ErrorPage(_("This screen is not set up yet"), _("Please ask a librarian.")),
    404: ErrorPage(_("There is no such page"), _("Perhaps the address is misspelt. Try a search.")),
    405: ErrorPage(_("That cannot be done here"), _("This address can only be opened.")),
    410: ErrorPage(_("This is no longer here"), _("The library has taken it out of the catalogue. Try a search.")),
    413: ErrorPage(_("That was too much at once"), _("What was sent is larger than what is taken here.")),
}
_UNKNOWN_HOST = "The catalogue is not served under this name."
"""No page can be made for a host that is not ours: its links would lead there."""

_CODES = {
    400: "bad-request",
    403: "forbidden",
    404: "not-found",
    405: "not-allowed",
    410: "gone",
    413: "too-large",
    503: "unavailable",
}


def install(app: Flask, unavailable: type[Exception], in_words: Callable[[Any], str]) -> None:
    """Answer failures of the whole application; `unavailable` is what the database raises, `in_words` says it."""

    def answer_database(error: Exception) -> tuple[Response | str, int]:
        _log.error("The database failed: %s", in_words(error))
        return _answer(_BUSY, 503)

    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(unavailable, answer_database)
    app.register_error_handler(Exception, _answer_unexpected)


def _answer_http(error: HTTPException) -> Response | tuple[Response | str, int]:
    if error.code is None or error.code < 400:
        return error.get_response()
    if isinstance(error, SecurityError):
        return _UNKNOWN_HOST, 400
    page = _PAGES.get(error.code, _BROKEN if error.code >= 500 else _PAGES[400])
    return _answer(page, error.code)


def _answer_unexpected(error: Exception) -> tuple[Response | str, int]:
    _log.error("A page failed.", exc_info=error)
    return _answer(_BROKEN, InternalServerError.code)


def _answer(page: ErrorPage, status: int) -> tuple[Response | str, int]:
    if request.path.startswith("/api/"):
        answer = {"code": _CODES.get(status, "error"), "message": f"{page.title}. {page.sentence}"}
        return jsonify(error=answer), status
    template = "kiosk/error.html" if request.path.startswith("/kiosk/") else "shared/error.html"
    return render_template(template, page=page), status
