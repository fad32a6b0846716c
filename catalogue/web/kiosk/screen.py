"""What is around every page of a kiosk: its languages, larger text, controls within reach, and how it asks whether somebody is
still there. All a visitor chooses stands in the address, so that leaving the address forgets it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import current_app, request, url_for

from catalogue.languages import SOURCE, Interface, Wording, interface
from catalogue.records.kiosk import Beginning, Kiosk
from catalogue.web import current
from catalogue.web.frame import same_page
from catalogue.web.kiosk.device import paired

TEXT, LARGE = "text", "large"
CONTROLS, LOW = "controls", "low"
_CHOICES = {TEXT: LARGE, CONTROLS: LOW}
"""The parameters every address keeps, with the one value each may have."""

WARNING_SECONDS = 30
"""How long a kiosk waits for an answer before it forgets a visitor; WCAG 2.2.1 asks for 20 at least."""


@dataclass(frozen=True)
class Tongue:
    """One of the kiosk's languages: this page in it."""

    code: str
    own_name: str
    direction: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Speech:
    """Some sentences in one language."""

    code: str
    direction: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Screen:
    """What every template of this door knows beside its page."""

    kiosk: Kiosk
    tongues: tuple[Tongue, ...]
    is_large: bool
    is_low: bool
    text_url: str
    controls_url: str
    warnings: tuple[Speech, ...]
    rests: tuple[Speech, ...]
    warning_seconds: int
    calls_home: int
    version: str


def screen() -> Screen | None:
    """The frame of this page; none for a device that is no kiosk."""
    seen = paired()
    if seen is None:
        return None
    spoken = tongues(seen.kiosk)
    page, given = same_page()
    is_in_language = "lang" in given
    return Screen(
        seen.kiosk,
        tuple(
            Tongue(
                each.code,
                each.own_name,
                each.direction,
                url_for(page, **{**given, "lang": each.code}) if is_in_language else beginning(seen.kiosk, each),
                is_in_language and each == current.interface(),
            )
            for each in spoken
        ),
        _has_chosen(TEXT),
        _has_chosen(CONTROLS),
        _toggled(TEXT) if is_in_language else "",
        _toggled(CONTROLS) if is_in_language else "",
        _warnings((current.interface(), spoken[0], SOURCE)),
        resting(spoken),
        WARNING_SECONDS,
        seen.calls_home,
        version(),
    )


@cache
def version() -> str:
    """Changes with the style and the scripts of this door: a kiosk that shows its first screen then loads it anew."""
    assert current_app.static_folder
    folder = Path(current_app.static_folder)
    files = (folder / "kiosk.css", *sorted((folder / "kiosk").glob("*.js")))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def tongues(kiosk: Kiosk) -> tuple[Interface, ...]:
    """The interface languages of a kiosk, its room's own first."""
    offered = current.served().interfaces
    return tuple(each for code in kiosk.languages if (each := interface(code, offered)))


def beginning(kiosk: Kiosk, spoken: Interface) -> str:
    """Where a visitor comes who has chosen a language."""
    if kiosk.beginning is Beginning.GUIDE:
        return url_for("kiosk.guide", lang=spoken.code, step="speak")
    return url_for("kiosk.words" if kiosk.beginning is Beginning.WORDS else "kiosk.home", lang=spoken.code)


def resting(spoken: Iterable[Interface]) -> tuple[Speech, ...]:
    """What is told while the catalogue cannot be reached."""
    return tuple(
        _speech(each, (wording.say("The catalogue is resting"), wording.say("It comes back by itself in a moment.")))
        for each in spoken
        for wording in (Wording(each),)
    )


def stay_as_chosen(endpoint: str, values: dict[str, object]) -> None:
    """Whoever wanted larger text or lower controls keeps them, and the language, whatever is tapped."""
    if current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values.setdefault("lang", current.interface().code)
        for name, value in _CHOICES.items():
            if _has_chosen(name):
                values.setdefault(name, value)


def _has_chosen(name: str) -> bool:
    return request.args.get(name) == _CHOICES[name]


def _toggled(name: str) -> str:
    """This page with a choice taken, or taken back."""
    page, given = same_page()
    return url_for(page, **{**given, name: None if _has_chosen(name) else _CHOICES[name]})


def _warnings(spoken: Iterable[Interface]) -> tuple[Speech, ...]:
    """The question whether somebody is still there, in as many languages as it takes to be understood."""
    return tuple(
        _speech(
            each,
            (
                wording.say("Are you still there?"),
                wording.say("Everything you have done here will be cleared soon."),
                wording.say("I am still here"),
            ),
        )
        for each in dict.fromkeys(spoken)
        for wording in (Wording(each),)
    )


def _speech(spoken: Interface, sentences: tuple[str, ...]) -> Speech:
    return Speech(spoken.code, spoken.direction, sentences)
