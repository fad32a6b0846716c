"""The page for a lost connection, which a browser keeps and shows in place of one that cannot be reached."""

from dataclasses import dataclass

from catalogue.languages import Wording


@dataclass(frozen=True)
class OfflinePage:
    """What a reader without a connection is told."""

    title: str
    sentence: str
    again: str


def offline_page(wording: Wording) -> OfflinePage:
    """The page for a reader of one interface language."""
    return OfflinePage(
        wording.say("You are offline"),
        wording.say("The catalogue needs a connection. What is on your list stays on this device."),
        wording.say("Try again"),
    )
