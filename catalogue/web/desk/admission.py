"""Who is let in at the desk, and with what: sessions and their limits, forms that must be our own, and pages that are nobody's
until their route says whose they are.

Nothing typed is lost at this door: a form that comes too late, or with a token of another session, is handed back to be sent
once more.
"""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import Flask, abort, g, render_template, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, login_user, logout_user
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response
from wtforms import ValidationError

from catalogue.cataloguing import batches, copies, files
from catalogue.cataloguing.staff import SignedIn
from catalogue.languages import DESK, Interface
from catalogue.records.staff import Member, Permission, permissions
from catalogue.web import current
from catalogue.web.desk.workplace import Present, member_or_none, workplace
from catalogue.web.language import chosen_by_browser

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)
"""How long a session lasts without being used, and at all (OWASP ASVS 5.0, 7.3)."""

MOST_BODY = 900_000
MOST_FILE = {
    "desk.take_import": batches.MOST_BYTES + MOST_BODY,
    "desk.bring_texts": batches.MOST_BYTES + MOST_BODY,
    "desk.bring_cover": files.MOST_PICTURE + MOST_BODY,
    "desk.attach_file": files.MOST_ATTACHED + MOST_BODY,
    "desk.bring_copy": copies.MOST_BYTES + MOST_BODY,
}
"""Bytes of a request that brings a file, by endpoint."""

MOST_FIELDS = 4_000
TOKEN = "csrf_token"
_BEGAN, _USED = "began", "used"
_SAFE = ("GET", "HEAD", "OPTIONS")
_OWN = ("same-origin", "none")
_log = logging.getLogger(__name__)


class DeskSessions(SecureCookieSessionInterface):
    """Session cookies that only the desk sets; with TLS their name keeps other hosts from setting them too."""

    def get_cookie_name(self, app: Flask) -> str:
        return "__Host-desk" if request.is_secure else "desk"

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def install(app: Flask) -> None:
    """Let the application know sessions. Flask-Login's own hooks stay out: they would read the cookie on readers' pages too."""
    app.session_interface = DeskSessions()
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(_recall)
    app.login_manager = manager  # type: ignore[attr-defined]


def admit(needed: Mapping[str, Permission | None]) -> Response | str | tuple[str, int] | None:
    """Before each request of the desk: None lets it in. `needed` are the permissions that routes ask for by endpoint, None where
    nobody needs to have signed in; a route that is not there lets nobody in."""
    request.max_content_length = MOST_FILE.get(request.endpoint or "", MOST_BODY)
    request.max_form_parts = MOST_FIELDS
    request.max_form_memory_size = MOST_BODY
    g.domain = DESK
    g.interface = chosen_by_browser(workplace().interfaces)
    _end_old_session()
    present = member_or_none()
    if present:
        g.interface = _spoken_by(present)
    endpoint = request.endpoint or ""
    if endpoint not in needed:
        abort(403)
    if request.method not in _SAFE and _is_from_elsewhere():
        abort(403)
    permission = needed[endpoint]
    if permission is not None and present is None:
        request.max_content_length = MOST_BODY
        return _ask_to_sign_in()
    if permission is not None and present and permission not in permissions(present.role):
        abort(403)
    if request.method not in _SAFE and not _has_token():
        return hand_back(request.full_path, _typed()), 409
    return None


def let_in(signed: SignedIn) -> None:
    """Begin a new session; nothing of the one before stays."""
    session.clear()
    g.pop(TOKEN, None)
    now = datetime.now(UTC).timestamp()
    session[_BEGAN] = session[_USED] = now
    login_user(Present(signed.member, signed.stamp))


def let_out() -> None:
    """End the session."""
    logout_user()
    session.clear()
    g.pop(TOKEN, None)


def token() -> str:
    """What a form of this session carries, so that no other site can have it sent."""
    return str(generate_csrf(token_key=TOKEN))


def hand_back(address: str, fields: tuple[tuple[str, str], ...], fault: str = "") -> str:
    """A page with what was typed, to be sent again."""
    return render_template("desk/again.html", address=address, fields=fields, fault=fault)


def answer_failure(error: Exception) -> tuple[str, int]:
    """When the database failed: nothing was saved, and what was typed comes back."""
    _log.error("The database failed: %s", str(error))
    sentence = current.wording().say("Nothing was saved, because the catalogue cannot be written just now.")
    if request.method in _SAFE:
        return render_template("desk/error.html", title=sentence), 503
    return hand_back(request.full_path, _typed(), sentence), 503


def answer_error(error: HTTPException) -> tuple[str, int]:
    """When something is not there, or not for the person who asks."""
    wording, status = current.wording(), error.code or 500
    said = {
        403: wording.say("This is not yours to do. An editor or administrator of your library can help."),
        404: wording.say("There is no such page at the desk."),
        413: wording.say("What was sent is larger than what is taken here. Nothing was saved."),
    }
    return render_template("desk/error.html", title=said.get(status, wording.say("This cannot be done here."))), status


def kept_fields(written: str) -> tuple[tuple[str, str], ...]:
    """The fields of a form that was interrupted by a sign-in; none when they cannot be read."""
    try:
        pairs = json.loads(written or "[]")
        return tuple((str(name), str(value)) for name, value in pairs)
    except (ValueError, TypeError, RecursionError):
        return ()


def own_address(address: str) -> str:
    """The address when it leads to the desk, else the desk's first page: nobody is sent elsewhere after a sign-in."""
    parts = urlsplit(address)
    is_own = not parts.scheme and not parts.netloc and address.startswith("/desk") and "\\" not in address
    return address if is_own and address.isprintable() else "/desk/"


def no_store(response: Response) -> Response:
    """Nothing of the desk stays in a browser's or a proxy's store."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _recall(session_id: str) -> Present | None:
    name, _, stamp = session_id.partition(":")
    found = workplace().staff.recall(name, stamp)
    return Present(found, stamp) if found else None


def _end_old_session() -> None:
    """A session ends when it was long unused, or has lasted a working day."""
    if _USED not in session:
        return
    now = datetime.now(UTC).timestamp()
    idle, age = now - session[_USED], now - session[_BEGAN]
    if not 0 <= idle < IDLE.total_seconds() or not 0 <= age < LONGEST.total_seconds():
        let_out()
    else:
        session[_USED] = now


def _spoken_by(present: Member) -> Interface:
    spoken = (each for each in workplace().interfaces if each.code == present.language)
    return next(spoken, g.interface)


def _is_from_elsewhere() -> bool:
    """True of a form that another site has had sent, as every browser of today says. Older ones name the site it is from, or
    “null” where pages, as ours do, ask not to be named."""
    said, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "null")
    if said is not None:
        return said not in _OWN
    return origin != "null" and urlsplit(origin).netloc != request.host


def _has_token() -> bool:
    try:
        validate_csrf(request.form.get(TOKEN), token_key=TOKEN)
    except ValidationError:
        return False
    return True


def _ask_to_sign_in() -> tuple[str, int]:
    fields = _typed() if request.method == "POST" else ()
    address = request.full_path.rstrip("?")
    return render_template("desk/sign_in.html", next=address, kept=json.dumps(fields), fault="", name=""), 401


def _typed() -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in request.form.items(multi=True) if name != TOKEN)
