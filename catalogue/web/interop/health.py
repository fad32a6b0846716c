"""Whether the catalogue is well, for whoever watches over it."""

from flask import jsonify
from werkzeug.wrappers import Response

from catalogue.web import current


def show() -> tuple[Response, int]:
    """`/healthz`: 200 while nothing is broken, else 503."""
    answer, is_well = current.served().health()
    return jsonify(answer), 200 if is_well else 503
