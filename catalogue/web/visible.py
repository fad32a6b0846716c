"""Which records visitors of any door may see."""

from flask import abort

from catalogue.discovery import Surrounded
from catalogue.web import current


def published(key: str, *types: str) -> Surrounded:
    """The record of one of these types under a key: 404 when there is none to be seen, 410 when it was withdrawn."""
    found = current.served().reading.one(key)
    if found is None or found.record.type not in types:
        abort(404)
    if found.record.status == "withdrawn":
        abort(410)
    if found.record.status != "published":
        abort(404)
    return found
