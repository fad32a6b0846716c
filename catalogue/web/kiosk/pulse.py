"""A kiosk's sign of life, every minute: staff see that it is there, and it hears when to go home or to load its pages anew."""

from datetime import UTC, datetime

from flask import jsonify, request
from werkzeug.wrappers import Response

from catalogue.web.kiosk.device import rooms, sighting
from catalogue.web.kiosk.screen import version


def take() -> Response:
    """`/kiosk/pulse`, with what the device lacks."""
    seen = sighting()
    rooms().kiosks.note(seen.kiosk.key, datetime.now(UTC), frozenset(request.form.getlist("missing")))
    return jsonify(calls_home=seen.calls_home, version=version())
