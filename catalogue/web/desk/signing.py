"""Signing in and out at the desk itself; `elsewhere` is the way over an identity provider."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.staff import TooManyAttempts, WrongSignIn
from catalogue.web import current
from catalogue.web.desk import admission, elsewhere
from catalogue.web.desk.workplace import member, member_or_none, workplace

LONGEST_PASSWORD = 1_000
"""Letters of what is tried as a password; hashing takes longer the longer it is."""


def show() -> Response | str:
    """`/desk/sign-in`"""
    address = admission.own_address(request.args.get("next", ""))
    if member_or_none():
        return redirect(address)
    return _page(address, "[]")


def sign_in() -> Response | tuple[str, int] | str:
    """The same address, when name and password are sent. Of a form that was interrupted, what was typed is handed back."""
    wording = current.wording()
    address, kept = admission.own_address(request.form.get("next", "")), request.form.get("kept", "[]")
    name, password = request.form.get("name", ""), request.form.get("password", "")[:LONGEST_PASSWORD]
    try:
        signed = workplace().staff.sign_in(name, password, request.remote_addr or "", datetime.now(UTC))
    except WrongSignIn:
        return _page(address, kept, wording.say("Name and password do not belong together."), name), 400
    except TooManyAttempts:
        fault = wording.say("Too many sign-ins have failed. Please wait a quarter of an hour, or ask an administrator.")
        return _page(address, kept, fault, name), 429
    admission.let_in(signed)
    fields = admission.kept_fields(kept)
    return admission.hand_back(address, fields) if fields else redirect(address, 303)


def sign_out() -> Response:
    """`/desk/sign-out`: here, not at an identity provider, and that is said to whoever came from one."""
    provider = elsewhere.came_by()
    admission.let_out()
    if provider:
        said = current.wording().say(
            "You are signed out here. %(provider)s may still know you: sign out there too if others use this device.",
            provider=provider,
        )
        flash(said)
    return redirect(url_for("desk.sign_in"), 303)


def sign_out_everywhere() -> Response:
    """`/desk/sign-out-everywhere`: on every device, this one too."""
    workplace().staff.sign_out_everywhere(member().name)
    admission.let_out()
    flash(current.wording().say("You are signed out everywhere."))
    return redirect(url_for("desk.sign_in"), 303)


def _page(address: str, kept: str, fault: str = "", name: str = "") -> str:
    return render_template("desk/sign_in.html", next=address, kept=kept, fault=fault, name=name)
