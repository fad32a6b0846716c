"""The addresses that no longer answer, with the records they stand in."""

from dataclasses import dataclass

from flask import render_template

from catalogue.languages import Wording
from catalogue.languages.marking import _
from catalogue.web import current
from catalogue.web.desk.rows import Row, rows
from catalogue.web.desk.workplace import workplace

MOST_LISTED = 500

_STATES = {
    "unreachable": _("The server cannot be reached."),
    "too-slow": _("The server does not answer in time."),
    "forbidden-address": _("The address leads into a closed network."),
    "too-many-redirects": _("The address leads from one to the next without end."),
    "404": _("There is no such page."),
    "410": _("The page was taken away for good."),
}


@dataclass(frozen=True)
class Broken:
    """An address with what is wrong with it, and where it stands."""

    address: str
    sentence: str
    since: str
    asked: str
    rows: tuple[Row, ...]


def show() -> str:
    """`/desk/links`"""
    wording, place = current.wording(), workplace()
    found = place.links.broken()
    owners = place.workroom.open_many(tuple({each.owner for _, standing in found[:MOST_LISTED] for each in standing}))
    last = place.links.last_asked()
    return render_template(
        "desk/links.html",
        broken=[
            Broken(
                link.address,
                _sentence(link.state, wording),
                wording.day(link.failed_since),
                wording.day(link.asked),
                rows(standing, owners, wording),
            )
            for link, standing in found[:MOST_LISTED]
            if link.failed_since
        ],
        count=len(found),
        most=MOST_LISTED,
        asked=wording.day(last) if last else "",
    )


def _sentence(state: str, wording: Wording) -> str:
    known = _STATES.get(state)
    return wording.say(known) if known else wording.say("The server answers with error %(state)s.", state=state)
