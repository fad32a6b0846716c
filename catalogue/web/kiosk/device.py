"""Which device is a kiosk: one that was started with the secret address of one. A cookie of the device carries the secret on;
it says nothing of a visitor, no script can read it, and no page holds it."""

from dataclasses import dataclass

from flask import abort, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.kiosks import Kiosks
from catalogue.languages import interface
from catalogue.records.kiosk import Sighting
from catalogue.web import current
from catalogue.web.pace import Pace

EXTENSION = "tilts-kiosk"
COOKIE, FOLDER = "kiosk", "/kiosk"
LONGEST_SECRET = 200


@dataclass(frozen=True)
class ReadingRooms:
    """What the kiosks' door works with; `paper` is how often one kiosk may print."""

    kiosks: Kiosks
    paper: Pace


def rooms() -> ReadingRooms:
    """What this door works with."""
    found: ReadingRooms = current_app.extensions[EXTENSION]
    return found


def paired() -> Sighting | None:
    """The kiosk that asks, if the device is one and could be looked up."""
    found: Sighting | None = g.get("kiosk")
    return found


def sighting() -> Sighting:
    """The kiosk that asks, on the pages that only kiosks open."""
    found = paired()
    assert found
    return found


def start() -> str:
    """`/kiosk/start#<secret>`: what a device opens whenever it is switched on. What stands after the `#` comes to no server, so
    to no log of one; the script of the page sends it on."""
    return render_template("kiosk/start.html")


def pair() -> Response:
    """The same address, with the secret."""
    secret = request.form.get("secret", "")
    if not _is_ours() or not 0 < len(secret) <= LONGEST_SECRET or rooms().kiosks.known_by(secret) is None:
        abort(403)
    answer = Response(status=204)
    answer.set_cookie(COOKIE, secret, path=FOLDER, secure=request.is_secure, httponly=True, samesite="Strict")
    return answer


def admit(open_to_all: set[str]) -> Response | None:
    """Let only kiosks in, and let them speak only their languages."""
    g.door = "kiosk"
    secret = request.cookies.get(COOKIE, "")
    known = rooms().kiosks.known_by(secret) if secret else None
    g.kiosk = known
    if request.endpoint in open_to_all:
        return None
    if known is None or (request.method == "POST" and not _is_ours()):
        abort(403)
    asked = (request.view_args or {}).get("lang")
    if asked is None:
        g.interface = interface(known.kiosk.languages[0], current.served().interfaces) or current.interface()
    elif asked not in known.kiosk.languages:
        return redirect(url_for("kiosk.attract"))
    return None


def keep_nothing(response: Response) -> Response:
    """No page of a kiosk is kept by any browser, or Back would show it."""
    if request.endpoint != "kiosk.worker":
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_ours() -> bool:
    """True of what a page of this site sends; browsers that do not say so are believed, for the secret is needed anyhow."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
