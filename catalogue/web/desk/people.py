"""The staff, for administrators: taken on, given another role or library, let go, given a new password."""

from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.staff import BadMember, LastAdministrator
from catalogue.languages.marking import _
from catalogue.records.staff import Member, Role
from catalogue.web import current
from catalogue.web.desk.fields import ROLES
from catalogue.web.desk.workplace import workplace
from catalogue.web.pages.shown import title_of

FAULTS = {
    "name": _("“%(value)s” is no name to sign in with, such as anna or anna.ozola."),
    "taken": _("There is somebody called %(value)s already."),
    "library": _("Everybody but an administrator works for a library: choose it."),
    "unknown-library": _("There is no such library."),
    "language": _("This is no language of the desk."),
    "nobody": _("There is nobody of that name."),
    "account": _("An account is an e-mail address or an identifier, without spaces."),
    "account-taken": _("This account is that of %(value)s already."),
}


def show() -> str:
    """`/desk/staff`"""
    return _page()


def add() -> str | tuple[str, int]:
    """The same address: somebody is taken on, and their password shown this once."""
    try:
        person = Member(
            request.form.get("name", "").strip().lower(),
            request.form.get("full_name", ""),
            _role(),
            request.form.get("library", ""),
            current.interface().code,
            account=request.form.get("account", ""),
        )
        password = workplace().staff.add(person)
    except BadMember as bad:
        return _page(fault=_sentence(bad)), 400
    return _page(password=password, name=person.name)


def change(name: str) -> Response | tuple[str, int]:
    """`/desk/staff/<name>`: another role or library, let go or taken back."""
    staff = workplace().staff
    try:
        person = staff.get(name)
        is_active = request.form.get("is_active") == "yes"
        library, account = request.form.get("library", ""), request.form.get("account", person.account)
        staff.change(replace(person, role=_role(), library=library, account=account, is_active=is_active))
    except (BadMember, LastAdministrator) as bad:
        return _page(fault=_sentence(bad)), 400
    flash(current.wording().say("Changed. Whose rights have changed signs in anew."))
    return redirect(url_for("desk.people"), 303)


def reset(name: str) -> str | tuple[str, int]:
    """`/desk/staff/<name>/password`: a new one, shown this once."""
    try:
        return _page(password=workplace().staff.reset_password(name), name=name)
    except BadMember as bad:
        return _page(fault=_sentence(bad)), 400


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError:
        abort(400)


def _sentence(reason: BadMember | LastAdministrator) -> str:
    if isinstance(reason, LastAdministrator):
        return current.wording().say(
            "Nobody would be left who can look after the staff: make somebody else an administrator first."
        )
    return current.wording().say(FAULTS[reason.code], value=reason.value)


def _page(fault: str = "", password: str = "", name: str = "") -> str:
    wording = current.wording()
    libraries = [
        (each.key, title_of(each, wording).value) for each in current.served().reading.branches(wording.interface)
    ]
    return render_template(
        "desk/people.html",
        people=workplace().staff.all(),
        roles=[(role.value, wording.say(ROLES[role.value])) for role in Role],
        libraries=libraries,
        fault=fault,
        password=password,
        name=name,
    )
