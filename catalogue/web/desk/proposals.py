"""Proposals: looked at beside the record as it is, and accepted or declined."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.proposing import Gone
from catalogue.cataloguing.workroom import NotAllowed
from catalogue.records import Conflict, Refused
from catalogue.records.draft import Proposal
from catalogue.records.parts import differences
from catalogue.records.review import may_change
from catalogue.web import current
from catalogue.web.desk.rows import row
from catalogue.web.desk.values import Teller
from catalogue.web.desk.workplace import member, workplace


def show(number: int) -> str:
    """`/desk/proposal/<number>`"""
    place, proposal = workplace(), _proposal(number)
    present = place.workroom.open(proposal.record.key)
    if present is None or not may_change(member(), present):
        abort(403)
    merged = place.proposing.merged(proposal)
    named = place.workroom.open_many(tuple(key for each in (present, proposal.record) for _, key in each.relations()))
    teller = Teller(current.wording(), named)
    names = {each.name: each.full_name for each in place.staff.all()}
    return render_template(
        "desk/proposal.html",
        number=number,
        row=row(present, {}, current.wording()),
        revision=present.revision,
        by=names.get(proposal.by, proposal.by),
        remark=proposal.remark,
        parts=[teller.difference(each) for each in differences(present, merged.record)],
        conflicts=[teller.difference(each) for each in merged.conflicts],
    )


def answer(number: int) -> Response:
    """The same address, when it is answered."""
    place, wording = workplace(), current.wording()
    try:
        if request.form.get("answer") == "accept":
            revision = request.form.get("revision", "")
            saved = place.proposing.accept(member(), number, int(revision) if revision.isdigit() else 0)
            place.find(saved.sequence)
            flash(wording.say("The proposal is accepted."))
        else:
            place.proposing.decline(member(), number, request.form.get("reply", ""))
            flash(wording.say("The proposal is declined, and its maker reads why."))
    except NotAllowed:
        abort(403)
    except Gone:
        flash(wording.say("Somebody has answered this proposal already."))
    except Conflict:
        flash(wording.say("Somebody has changed it meanwhile. Nothing was done; please look again."))
        return redirect(url_for("desk.proposal", number=number), 303)
    except Refused as refused:
        flash(" ".join(wording.problem(each) for each in refused.problems))
    return redirect(url_for("desk.home"), 303)


def _proposal(number: int) -> Proposal:
    try:
        return workplace().proposing.get(number)
    except Gone:
        abort(404)
