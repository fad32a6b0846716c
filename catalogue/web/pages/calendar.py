"""Events for a reader's own calendar: the words of each, and the addresses where they are had."""

from dataclasses import dataclass

from flask import url_for

from catalogue.discovery import Narrowing
from catalogue.exchange.ical import Invitation
from catalogue.languages import Wording
from catalogue.records import Event
from catalogue.web.pages.shown import best, title_of


@dataclass(frozen=True)
class CalendarLinks:
    """A calendar as a file, and as something to subscribe to."""

    file_url: str
    subscription_url: str


def calendar_links(narrowing: Narrowing) -> CalendarLinks:
    """The calendar of the events that a choice applies to."""
    given = {**narrowing.parameters(), "view": None}
    address = url_for("public.calendar", **given, _external=True)  # type: ignore[arg-type]
    return CalendarLinks(url_for("public.calendar", **given), f"webcal:{address.partition(':')[2]}")  # type: ignore[arg-type]


def invitation(event: Event, wording: Wording) -> Invitation:
    """An event in the words of one reader."""
    place = event.place
    texts = (best(texts, wording).value for texts in (event.summaries, event.notes, event.bookings))
    country = wording.country(place.country) if place.country else ""
    return Invitation(
        event=event,
        title=title_of(event, wording).value,
        description="\n\n".join(text for text in texts if text),
        location=", ".join(part for part in (place.address, place.town, country) if part) or place.online,
        url=url_for("public.event", key=event.key, view=None, _external=True),
    )
