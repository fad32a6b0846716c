"""The newcomers' door: every page under `/<language>/`."""

from flask import Blueprint

from catalogue.web.pages.guide import STEPS
from catalogue.web.public import about, activities, guide, home, kept, libraries, offline, resource, search

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
    ("/event/<key>", "event", activities.show_one),
    ("/libraries", "libraries", libraries.show_all),
    ("/library/<key>", "library", libraries.show_one),
    ("/list", "list", kept.show),
    ("/about", "about", about.show),
    ("/offline", "offline", offline.show),
)


def blueprint(codes: tuple[str, ...]) -> Blueprint:
    """The door, open in these interface languages."""
    door = Blueprint("public", __name__)
    for rule, name, view in ROUTES:
        door.add_url_rule(f"/<any({', '.join(repr(code) for code in codes)}):lang>{rule}", name, view)
    door.add_url_rule("/", "chooser", home.choose)
    return door
