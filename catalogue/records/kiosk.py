"""A touch screen in a reading room: what an administrator has set for it, and what it told of itself when it was last seen."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from catalogue.records.text import Text

SHORTEST_IDLE, USUAL_IDLE, LONGEST_IDLE = 60, 180, 600
"""Seconds without a touch after which a kiosk asks whether somebody is there."""

LONGEST_NAME = 100
LONGEST_WELCOME = 200
MOST_KIOSKS = 500


class Beginning(StrEnum):
    """What a visitor sees after choosing a language."""

    CHOICES = "choices"
    GUIDE = "guide"
    WORDS = "words"


@dataclass(frozen=True)
class Kiosk:
    """One kiosk. `key` names it in the desk's addresses; `branch` is the key of the library it stands in; `languages` are the
    interface languages it offers, the room's own first; `welcomes` greet in these."""

    key: str
    name: str
    branch: str
    languages: tuple[str, ...]
    idle_seconds: int = USUAL_IDLE
    beginning: Beginning = Beginning.CHOICES
    welcomes: tuple[Text, ...] = ()
    has_printer: bool = False


@dataclass(frozen=True)
class Sighting:
    """A kiosk as the desk sees it. `is_paired` when some device may be it; `seen` is when one last was; `missing` are abilities
    the device said it lacks; `calls_home` is how often staff have sent it back to its first screen."""

    kiosk: Kiosk
    is_paired: bool
    seen: datetime | None = None
    missing: tuple[str, ...] = field(default=())
    calls_home: int = 0
