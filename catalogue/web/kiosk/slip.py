"""A slip of paper that leads to the shelf: for the visitor in their language, for the librarian they show it to in the room's."""

from dataclasses import dataclass
from datetime import date

from flask import abort, render_template
from werkzeug.wrappers import Response

from catalogue.languages import Interface, Wording
from catalogue.languages.marking import _
from catalogue.records import Branch, Record, Resource
from catalogue.web import current
from catalogue.web.kiosk.device import rooms, sighting
from catalogue.web.kiosk.record import here_first
from catalogue.web.kiosk.screen import tongues
from catalogue.web.pages.address import outer
from catalogue.web.pages.resource import Copy, resource_page
from catalogue.web.pages.shown import Shown, title_of
from catalogue.web.visible import published

ASK, HERE, CALL_NUMBER = _("Please show me where this is"), _("In this library"), _("Call number")
SHELF, OTHERS, PHONE = _("Shelf"), _("In other libraries"), _("More on your phone")


@dataclass(frozen=True)
class Label:
    """A heading of the slip in the visitor's language, and in the room's when that is another."""

    visitors: str
    rooms: str


@dataclass(frozen=True)
class Slip:
    """All that is printed. `titles` are the name on the thing and others it goes by."""

    asked: Label
    titles: tuple[Shown, ...]
    library: Shown
    copies: tuple[Copy, ...]
    elsewhere: tuple[Shown, ...]
    here: Label
    call_number: Label
    shelf: Label
    others: Label
    phone: Label
    address: str
    typed: str
    room_language: str
    day: str


def show(lang: str, key: str) -> str:
    """`/kiosk/<lang>/slip/<key>`: how the slip will look, with the button that prints it."""
    kiosk = sighting().kiosk
    found = published(key, Resource.type)
    branch = current.served().reading.one(kiosk.branch)
    if not kiosk.has_printer or branch is None or not isinstance(branch.record, Branch):
        abort(404)
    page = resource_page(found, (), (), date.today(), current.wording())
    held = here_first(page.held_at, kiosk.branch)
    address = outer(Resource.type, key=key)
    room, wordings = tongues(kiosk)[0], _wordings(tongues(kiosk)[0])
    slip = Slip(
        asked=_label(wordings, ASK),
        titles=_titles(found.record),
        library=title_of(branch.record, Wording(room)),
        copies=tuple(copy for each in held if each.key == kiosk.branch for copy in each.copies),
        elsewhere=tuple(each.library for each in held if each.key != kiosk.branch),
        here=_label(wordings, HERE),
        call_number=_label(wordings, CALL_NUMBER),
        shelf=_label(wordings, SHELF),
        others=_label(wordings, OTHERS),
        phone=_label(wordings, PHONE),
        address=address,
        typed=address.partition("://")[2],
        room_language=room.code,
        day=Wording(room).day(date.today()),
    )
    return render_template("kiosk/slip.html", slip=slip, title=page.card.title)


def may_print() -> Response:
    """`/kiosk/printing`: asked before each slip, since paper is what librarians complain about."""
    kiosk = sighting().kiosk
    if not kiosk.has_printer or not rooms().paper.allows(kiosk.key):
        abort(429)
    return Response(status=204)


def _wordings(room: Interface) -> tuple[Wording, Wording]:
    return current.wording(), Wording(room)


def _label(wordings: tuple[Wording, Wording], message: str) -> Label:
    visitors, rooms_own = (each.say(message) for each in wordings)
    return Label(visitors, "" if rooms_own == visitors else rooms_own)


def _titles(record: Record) -> tuple[Shown, ...]:
    """The name on the thing first: it is what stands on its back; then what the reader calls it, and how it is said in Latin."""
    shown = [title_of(record, current.wording())]
    named = [Shown(each.value, each.language) for each in record.titles if each.kind in ("main", "romanised")]
    return tuple({each.value: each for each in (*named, *shown)}.values())
