"""The newcomers' door: every page under `/<language>/`."""

from flask import Blueprint

from catalogue.web.pages.guide import STEPS
from catalogue.web.public import (
    about,
    activities,
    guide,
    home,
    kept,
    librarians,
    libraries,
    missed,
    offline,
    resource,
    search,
)

ROUTES = (
    ("/", "home", home.show),
    ("/search", "search", search.show),
    ("/guide", "guidance", guide.begin),
    (f"/guide/<any({', '.join(STEPS)}):step>", "guide", guide.show),
    ("/resource/<key>", "resource", resource.show),
    ("/resource/<key>/cite.<extension>", "citation", resource.cite),
    ("/initiatives", "initiatives", activities.show_initiatives),
    ("/initiative/<key>", "initiative", activities.show_one),
    ("/events", "events", activities.show_events),
    ("/events.ics", "calendar", activities.keep_events),
    ("/event/<key>", "event", activities.show_one),
    ("/event/<key>/calendar.ics", "invitation", activities.keep_event),
    ("/libraries", "libraries", libraries.show_all),
    ("/library/<key>", "library", libraries.show_one),
    ("/list", "list", kept.show),
    ("/for-librarians", "librarians", librarians.show),
    ("/missed", "missed", missed.show),
    ("/about", "about", about.show),
    ("/offline", "offline", offline.show),
)
TAKING = (("/missed", "take_note", missed.take),)
"""What takes something a visitor sends."""


def blueprint(codes: tuple[str, ...]) -> Blueprint:
    """The door, open in these interface languages."""
    door = Blueprint("public", __name__)
    for routes, method in ((ROUTES, "GET"), (TAKING, "POST")):
        for rule, name, view in routes:
            door.add_url_rule(
                f"/<any({', '.join(repr(code) for code in codes)}):lang>{rule}", name, view, methods=(method,)
            )
    door.add_url_rule("/", "chooser", home.choose)
    return door
