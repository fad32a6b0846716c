"""The kiosks' door: every page under `/kiosk/`, for touch screens in reading rooms that nobody looks after.

No link leads out of it, nothing of a visitor is kept outside the address of the page they see, and only a paired device gets in.
"""

from flask import Blueprint, Flask

from catalogue.web.kiosk import (
    activities,
    attract,
    choices,
    device,
    guide,
    pulse,
    record,
    resting,
    screen,
    search,
    slip,
    words,
)
from catalogue.web.kiosk.device import EXTENSION, ReadingRooms
from catalogue.web.pages.guide import STEPS

OPEN = (
    ("/start", "start", device.start),
    ("/resting", "resting", resting.show),
    ("/worker.js", "worker", resting.worker),
)
"""What a device that is no kiosk may open too."""

ROUTES = (
    ("/", "attract", attract.show),
    ("/<lang>/", "home", choices.show),
    ("/<lang>/kinds", "kinds", choices.show_kinds),
    (f"/<lang>/guide/<any({', '.join(STEPS)}):step>", "guide", guide.show),
    ("/<lang>/words", "words", words.show),
    ("/<lang>/search", "search", search.show),
    ("/<lang>/narrow", "narrow", search.narrow),
    ("/<lang>/resource/<key>", "resource", record.show_resource),
    ("/<lang>/initiative/<key>", "initiative", record.show_activity),
    ("/<lang>/event/<key>", "event", record.show_activity),
    ("/<lang>/library/<key>", "library", record.show_library),
    ("/<lang>/initiatives", "initiatives", activities.show_initiatives),
    ("/<lang>/events", "events", activities.show_events),
    ("/<lang>/slip/<key>", "slip", slip.show),
)
TAKING = (
    ("/start", "pair", device.pair),
    ("/pulse", "pulse", pulse.take),
    ("/printing", "printing", slip.may_print),
)
"""What scripts of our own pages send."""


def install(app: Flask, rooms: ReadingRooms) -> None:
    """Open the door."""
    app.extensions[EXTENSION] = rooms
    door = Blueprint("kiosk", __name__, url_prefix="/kiosk")
    for routes, method in ((OPEN + ROUTES, "GET"), (TAKING, "POST")):
        for rule, name, view in routes:
            door.add_url_rule(rule, name, view, methods=(method,))
    open_to_all = {f"kiosk.{name}" for _, name, _ in OPEN} | {"kiosk.pair"}
    door.before_request(lambda: device.admit(open_to_all))
    door.after_request(device.keep_nothing)
    door.url_defaults(screen.stay_as_chosen)
    door.context_processor(lambda: {"screen": screen.screen()})
    app.register_blueprint(door)
