"""Changing many records at once: what a search finds, looked at before anything is changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.batches import Busy
from catalogue.cataloguing.editing import CHANGED_SINCE, MOST_RECORDS, NOT_YOURS, SAME, Meant, Plan
from catalogue.languages.marking import _
from catalogue.records import Record
from catalogue.records.codes import AUDIENCES, STATUSES
from catalogue.records.edit import ACTS, Edit
from catalogue.records.key import is_key
from catalogue.records.rules import cleaned
from catalogue.web import current
from catalogue.web.desk.fields import STATUSES as STATUS_WORDS
from catalogue.web.desk.finding import Asked, asked_for, found_for
from catalogue.web.desk.names import resolvers
from catalogue.web.desk.pages import Pages, page_asked
from catalogue.web.desk.rows import Row, row
from catalogue.web.desk.values import ShownPart, Teller
from catalogue.web.desk.workplace import member, workplace

SHOWN_ON_A_PAGE = 20
MOST_LEFT = 200
LONGEST_VALUE = 200

_ACTS = {
    "add-topic": _("Add a topic"),
    "remove-topic": _("Remove a topic"),
    "add-audience": _("Add for whom it is"),
    "remove-audience": _("Remove for whom it is"),
    "set-status": _("Set the state"),
    "set-licence": _("Set the licence"),
    "set-owner": _("Set the owning library"),
    "replace-call-number": _("Replace in call numbers"),
}

_REASONS = {
    SAME: _("It is like this already."),
    NOT_YOURS: _("It is not yours to change like this."),
    CHANGED_SINCE: _("Somebody has changed it meanwhile."),
}


@dataclass(frozen=True)
class ShownChange:
    """A record with what would change in it."""

    row: Row
    parts: tuple[ShownPart, ...]


def show() -> str:
    """`/desk/change?q=…&status=…&library=…`: what shall be changed in all that is found?"""
    return _form()


def plan() -> Response | tuple[str, int]:
    """The same address, when that is said: nothing is changed yet."""
    edit = _edit()
    if isinstance(edit, str):
        return _form(edit), 422
    keys = [each.key for each in found_for(_asked(), MOST_RECORDS)]
    return redirect(url_for("desk.plan", number=workplace().editing.plan(member(), keys, edit)), 303)


def show_plan(number: str) -> str:
    """`/desk/change/<number>?page=…`: each record before and after, how far it is, or what came of it."""
    place, wording, found = workplace(), current.wording(), _plan(number)
    pages = Pages(page_asked(), len(found.changed), SHOWN_ON_A_PAGE)
    foreseen = [] if found.is_running or found.is_over else place.editing.foresee(found, pages.start, SHOWN_ON_A_PAGE)
    left = found.left[:MOST_LEFT]
    there = place.workroom.open_many(tuple(each.key for each in left))
    named = place.workroom.open_many(
        (*{key for each in foreseen for _, key in each.record.relations()}, found.edit.value)
    )
    teller = Teller(wording, named)
    return render_template(
        "desk/plan.html",
        number=number,
        plan=found,
        pages=pages,
        act=wording.say(_ACTS[found.edit.act]),
        value=_told(found.edit, teller),
        count=len(found.changed),
        shown=[
            ShownChange(row(each.record, named, wording), tuple(teller.difference(part) for part in each.changed))
            for each in foreseen
        ],
        left=[(row(there[each.key], {}, wording), _reason(each)) for each in left if each.key in there],
        left_count=len(found.left),
    )


def begin(number: str) -> Response:
    """`/desk/change/<number>/begin`"""
    found, wording = _plan(number), current.wording()
    remark = f"{wording.say(_ACTS[found.edit.act])}: {_told(found.edit, Teller(wording, _named(found.edit)))}"
    try:
        workplace().editing.begin(member(), number, remark)
    except Busy:
        flash(wording.say("Other descriptions are being changed just now. Please try again when that is done."))
    return redirect(url_for("desk.plan", number=number), 303)


def _form(fault: str = "") -> str:
    wording, asked = current.wording(), _asked()
    found = found_for(asked, MOST_RECORDS + 1)
    branches = current.served().reading.branches(wording.interface)
    return render_template(
        "desk/change.html",
        fault=fault,
        asked=asked,
        count=min(len(found), MOST_RECORDS),
        is_too_much=len(found) > MOST_RECORDS,
        most=wording.number(MOST_RECORDS),
        typed=request.form,
        acts=[(code, wording.say(words)) for code, words in _ACTS.items()],
        statuses=[(code, wording.say(words)) for code, words in STATUS_WORDS.items()],
        audiences=[(code, wording.label("audience", code)) for code in AUDIENCES],
        libraries=[(each.key, each.titles[0].value) for each in branches],
    )


def _asked() -> Asked:
    return asked_for(request.form if request.method == "POST" else request.args)


def _edit() -> Edit | str:
    """What is typed, or the sentence about what is missing."""
    form, wording = request.form, current.wording()
    act = form.get("act", "")
    if act not in ACTS:
        return wording.say("Please choose what shall be changed.")
    if act.endswith("-topic"):
        keys = resolvers()["topics"](cleaned(form.get("topic", ""))[:LONGEST_VALUE])
        if len(keys) != 1:
            return wording.say("There is no such topic, or several of that name.")
        return Edit(act, keys[0])
    if act.endswith("-audience"):
        value = form.get("audience", "")
        return Edit(act, value) if value in AUDIENCES else wording.say("Please choose what shall be changed.")
    if act == "set-status":
        value = form.get("to-status", "")
        return Edit(act, value) if value in STATUSES else wording.say("Please choose what shall be changed.")
    if act == "set-owner":
        value = form.get("owner", "")
        known = workplace().workroom.open(value) if is_key(value) else None
        is_branch = known is not None and known.type == "branch"
        return Edit(act, value) if is_branch else wording.say("Please choose a library.")
    if act == "set-licence":
        return Edit(act, cleaned(form.get("licence", ""))[:LONGEST_VALUE])
    value, instead = (cleaned(form.get(name, ""))[:LONGEST_VALUE] for name in ("call-number", "instead"))
    return Edit(act, value, instead) if value else wording.say("Please say what shall be replaced.")


def _told(edit: Edit, teller: Teller) -> str:
    """The value of a change in words."""
    if edit.act.endswith("-topic") or edit.act == "set-owner":
        return teller.name(edit.value)
    if edit.act.endswith("-audience"):
        return teller.wording.label("audience", edit.value)
    if edit.act == "set-status":
        return teller.wording.say(STATUS_WORDS[edit.value])
    return f"{edit.value} → {edit.instead}" if edit.act == "replace-call-number" else edit.value or "–"


def _named(edit: Edit) -> Mapping[str, Record]:
    return workplace().workroom.open_many((edit.value,))


def _reason(meant: Meant) -> str:
    wording = current.wording()
    if meant.problems:
        return " ".join(wording.problem(each) for each in meant.problems)
    known = _REASONS.get(meant.against)
    return wording.say(known) if known else wording.say("It was not reached.")


def _plan(number: str) -> Plan:
    found = workplace().editing.get(member(), number)
    if found is None:
        abort(404)
    return found
