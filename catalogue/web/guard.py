"""What every answer carries and what no request may do: security headers, and limits on what is read."""

from flask import Flask, abort, g, request
from werkzeug.wrappers import Response

MOST_PARAMETERS = 1_000
MOST_BODY = 64_000
"""Bytes of a request's body; no public door takes files."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:%s; font-src 'self'; media-src 'self';"
    " connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def install(app: Flask, hosts: tuple[str, ...]) -> None:
    """Guard every request of the application; `hosts` are the names it is served under, any when empty."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_BODY
    app.config["MAX_FORM_PARTS"] = 100
    if hosts:
        app.config["TRUSTED_HOSTS"] = list(hosts)
    app.before_request(_refuse_floods)
    app.after_request(_add_headers)


def _refuse_floods() -> None:
    if request.query_string.count(b"&") >= MOST_PARAMETERS:
        abort(400)


def _add_headers(response: Response) -> Response:
    # A page with a map may show street tiles from the one place that the administrator named.
    other = g.get("pictures_from", "")
    response.headers.setdefault("Content-Security-Policy", _POLICY % (f" {other}" if other else ""))
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if response.mimetype in ("text/html", "application/json"):
        response.headers.setdefault("Cache-Control", "no-cache")
    return response
