"""The kiosks of the reading rooms, for administrators: set up, paired with a device, seen, sent home."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.kiosks import BadKiosk, NoKiosk, is_silent
from catalogue.languages import Wording
from catalogue.languages.marking import _
from catalogue.records import Text
from catalogue.records.kiosk import (
    LONGEST_IDLE,
    LONGEST_NAME,
    LONGEST_WELCOME,
    SHORTEST_IDLE,
    Beginning,
    Kiosk,
    Sighting,
)
from catalogue.web import current
from catalogue.web.desk.workplace import workplace
from catalogue.web.pages.shown import title_of

BEGINNINGS = {
    Beginning.CHOICES: _("Large pictures to choose from"),
    Beginning.GUIDE: _("The guided way, one question after another"),
    Beginning.WORDS: _("The search with the keyboard"),
}
FAULTS = {
    "name": _("A kiosk needs a name of up to 100 letters, such as: Reading room, by the window."),
    "branch": _("Choose the library in which the kiosk stands."),
    "languages": _("Choose at least one language."),
    "idle": _("The time without a touch is a number of seconds from 60 to 600."),
    "welcome": _("Words of welcome have up to 200 letters."),
    "many": _("There are as many kiosks as there can be: take one away first."),
}
LACKS = {
    "secure": _(
        "Its connection is not protected (no https): the page for a lost connection cannot be kept on the device."
    ),
    "worker": _("Its browser cannot keep the page for a lost connection."),
    "reading-aloud": _("It has no voice to read aloud with."),
}


@dataclass(frozen=True)
class Tongue:
    """A language a kiosk may offer, with the library's own words of welcome in it."""

    code: str
    own_name: str
    direction: str
    welcome: str
    is_offered: bool


@dataclass(frozen=True)
class Settings:
    """The form of a kiosk: what is set, and what there is to choose from. `room` is the language of the room."""

    kiosk: Kiosk
    room: str
    tongues: tuple[Tongue, ...]
    libraries: tuple[tuple[str, str], ...]
    beginnings: tuple[tuple[str, str], ...]
    shortest_idle: int = SHORTEST_IDLE
    longest_idle: int = LONGEST_IDLE
    longest_name: int = LONGEST_NAME
    longest_welcome: int = LONGEST_WELCOME


@dataclass(frozen=True)
class Row:
    """A kiosk in the list: where it stands, when it was seen, and what its device lacks."""

    key: str
    name: str
    library: str
    state: str
    is_well: bool
    lacks: tuple[str, ...]


def show() -> str:
    """`/desk/kiosks`"""
    return _list()


def add() -> str | tuple[str, int]:
    """The same address: a kiosk is set up, and its start address shown this once."""
    given = _given("")
    try:
        kiosk, secret = workplace().kiosks.add(given)
    except BadKiosk as bad:
        return _list(_fault(bad), given), 400
    return _one(workplace().kiosks.get(kiosk.key), secret=secret)


def show_one(kiosk: str) -> str:
    """`/desk/kiosk/<kiosk>`"""
    return _one(_known(kiosk))


def change(kiosk: str) -> Response | tuple[str, int]:
    """The same address, when it is set anew."""
    seen, given = _known(kiosk), _given(kiosk)
    try:
        workplace().kiosks.change(given)
    except BadKiosk as bad:
        return _one(replace(seen, kiosk=given), fault=_fault(bad)), 400
    flash(current.wording().say("Changed. The kiosk shows it from the next page on."))
    return redirect(url_for("desk.kiosk", kiosk=kiosk), 303)


def renew(kiosk: str) -> str:
    """`/desk/kiosk/<kiosk>/address`: another start address, shown this once; the old one leads nowhere from now on."""
    secret = workplace().kiosks.renew(_known(kiosk).kiosk.key)
    return _one(_known(kiosk), secret=secret)


def release(kiosk: str) -> Response:
    """`/desk/kiosk/<kiosk>/release`: no device is this kiosk any more."""
    workplace().kiosks.release(_known(kiosk).kiosk.key)
    flash(current.wording().say("No device is this kiosk any more."))
    return redirect(url_for("desk.kiosk", kiosk=kiosk), 303)


def call_home(kiosk: str) -> Response:
    """`/desk/kiosk/<kiosk>/home`"""
    workplace().kiosks.call_home(_known(kiosk).kiosk.key)
    flash(current.wording().say("The kiosk goes back to its first screen within a minute."))
    return redirect(url_for("desk.kiosk", kiosk=kiosk), 303)


def drop(kiosk: str) -> Response:
    """`/desk/kiosk/<kiosk>/drop`"""
    seen = _known(kiosk)
    workplace().kiosks.drop(seen.kiosk.key)
    flash(current.wording().say("%(name)s is a kiosk no more.", name=seen.kiosk.name))
    return redirect(url_for("desk.kiosks"), 303)


def _known(key: str) -> Sighting:
    try:
        return workplace().kiosks.get(key)
    except NoKiosk:
        abort(404)


def _given(key: str) -> Kiosk:
    """The kiosk as the form says; what no form of ours says becomes what the verbs refuse."""
    form = request.form
    room, idle = form.get("room", ""), form.get("idle_seconds", "")
    return Kiosk(
        key,
        form.get("name", ""),
        form.get("branch", ""),
        tuple(dict.fromkeys((room, *form.getlist("languages")))),
        int(idle) if idle.isascii() and idle.isdecimal() and len(idle) < 6 else 0,
        next((each for each in Beginning if each.value == form.get("beginning")), Beginning.CHOICES),
        tuple(Text(form.get(f"welcome-{each.code}", ""), each.code) for each in current.served().interfaces),
        form.get("has_printer") == "yes",
    )


def _fault(bad: BadKiosk) -> str:
    return current.wording().say(FAULTS[bad.code])


def _libraries(wording: Wording) -> tuple[tuple[str, str], ...]:
    branches = current.served().reading.branches(wording.interface)
    return tuple((each.key, title_of(each, wording).value) for each in branches)


def _list(fault: str = "", given: Kiosk | None = None) -> str:
    wording = current.wording()
    libraries, now = dict(_libraries(wording)), datetime.now(UTC)
    usual = Kiosk("", "", "", tuple(each.code for each in current.served().interfaces if not each.is_invented))
    return render_template(
        "desk/kiosks.html",
        kiosks=[_row(each, libraries, now, wording) for each in workplace().kiosks.all()],
        form=_settings(given or usual, wording),
        fault=fault,
    )


def _one(seen: Sighting, fault: str = "", secret: str = "") -> str:
    wording = current.wording()
    return render_template(
        "desk/kiosk.html",
        row=_row(seen, dict(_libraries(wording)), datetime.now(UTC), wording),
        is_paired=seen.is_paired,
        form=_settings(seen.kiosk, wording),
        fault=fault,
        address=_start_address(secret) if secret else "",
    )


def _start_address(secret: str) -> str:
    known = current.served().address or request.host_url.rstrip("/")
    return f"{known}{url_for('kiosk.start')}#{secret}"


def _settings(kiosk: Kiosk, wording: Wording) -> Settings:
    welcomes = {each.language: each.value for each in kiosk.welcomes}
    return Settings(
        kiosk,
        kiosk.languages[0] if kiosk.languages else "",
        tuple(
            Tongue(each.code, each.own_name, each.direction, welcomes.get(each.code, ""), each.code in kiosk.languages)
            for each in current.served().interfaces
            if not each.is_invented
        ),
        _libraries(wording),
        tuple((each.value, wording.say(label)) for each, label in BEGINNINGS.items()),
    )


def _row(seen: Sighting, libraries: dict[str, str], now: datetime, wording: Wording) -> Row:
    return Row(
        seen.kiosk.key,
        seen.kiosk.name,
        libraries.get(seen.kiosk.branch, seen.kiosk.branch),
        _state(seen, now, wording),
        seen.is_paired and not is_silent(seen, now),
        tuple(wording.say(LACKS[each]) for each in seen.missing if each in LACKS),
    )


def _state(seen: Sighting, now: datetime, wording: Wording) -> str:
    if not seen.is_paired:
        return wording.say("No device is this kiosk.")
    if seen.seen is None:
        return wording.say("Its device has not been seen yet.")
    minutes = int((now - seen.seen).total_seconds() // 60)
    if minutes < 120:
        return wording.say_count("Seen %(count)s minute ago", "Seen %(count)s minutes ago", minutes)
    return wording.say("Last seen on %(moment)s", moment=wording.moment(seen.seen))
