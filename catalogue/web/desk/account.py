"""One's own account: another password, another language of the desk."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.passwords import LONGEST, SHORTEST, Weakness
from catalogue.cataloguing.staff import SignedIn, WeakPassword, WrongSignIn
from catalogue.languages.marking import _
from catalogue.web import current
from catalogue.web.desk import admission
from catalogue.web.desk.signing import LONGEST_PASSWORD
from catalogue.web.desk.workplace import member, workplace

WEAKNESSES = {
    Weakness.TOO_SHORT: _("The new password is too short: %(least)s letters at least."),
    Weakness.TOO_LONG: _("The new password is too long: %(most)s letters at most."),
    Weakness.EASILY_GUESSED: _(
        "The new password is easily guessed. Try four words that have nothing to do with one another."
    ),
}


def show() -> str:
    """`/desk/account`"""
    return _page("")


def change_password() -> Response | tuple[str, int]:
    """`/desk/account/password`: other sessions end, this one goes on."""
    wording = current.wording()
    old, new, again = (request.form.get(name, "")[:LONGEST_PASSWORD] for name in ("old", "new", "again"))
    if new != again:
        return _page(wording.say("The new password is not the same in both fields.")), 400
    try:
        stamp = workplace().staff.change_password(member().name, old, new)
    except WrongSignIn:
        return _page(wording.say("That is not your present password.")), 400
    except WeakPassword as weak:
        return _page(wording.say(WEAKNESSES[weak.weakness], least=SHORTEST, most=LONGEST)), 400
    admission.let_in(SignedIn(member(), stamp))
    flash(wording.say("Your password is changed, and your other sessions are ended."))
    return redirect(url_for("desk.account"), 303)


def change_language() -> Response:
    """`/desk/account/language`"""
    wanted = request.form.get("language", "")
    if wanted in {each.code for each in workplace().interfaces}:
        workplace().staff.change(replace(member(), language=wanted))
    return redirect(url_for("desk.account"), 303)


def _page(fault: str) -> str:
    return render_template(
        "desk/account.html",
        member=member(),
        languages=workplace().interfaces,
        fault=fault,
        least=SHORTEST,
    )
