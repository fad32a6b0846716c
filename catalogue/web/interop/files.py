"""Files that were brought to the desk, handed out as what they are and never as a page."""

import io

from flask import Response, abort, send_file

from catalogue.records.file import is_stored_name
from catalogue.web import current

_YEAR = 31_536_000
_POLICY = "default-src 'none'; sandbox"
_SEEN_HERE = ("image/", "audio/")
"""Kinds that pages show and play; the others are for keeping."""


def send(name: str) -> Response:
    """`/files/<name>`; the name is made of the content, so that a browser may keep it for good."""
    file = current.served().files.get(name) if is_stored_name(name) else None
    if file is None:
        abort(404)
    response = send_file(
        io.BytesIO(file.content),
        file.media_type,
        as_attachment=not file.media_type.startswith(_SEEN_HERE),
        download_name=name,
        conditional=True,
        etag=name,
    )
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
