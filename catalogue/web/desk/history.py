"""What became of a record: who changed what, when, with which words; and back to an earlier revision."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.workroom import NotAllowed, Revision
from catalogue.records import Conflict, Refused
from catalogue.records.review import may_change
from catalogue.web import current
from catalogue.web.desk.rows import row
from catalogue.web.desk.values import ShownPart, Teller
from catalogue.web.desk.workplace import member, workplace


@dataclass(frozen=True)
class ShownRevision:
    """One line of the history."""

    number: int
    by: str
    at: str
    remark: str
    parts: tuple[ShownPart, ...]


def show(key: str) -> str:
    """`/desk/record/<key>/history`"""
    wording, place = current.wording(), workplace()
    record = place.workroom.open(key)
    if record is None:
        abort(404)
    revisions = place.workroom.history(key)
    named_keys = {named for each in revisions for _, named in each.record.relations()}
    teller = Teller(wording, place.workroom.open_many(tuple(named_keys)))
    names = {each.name: each.full_name for each in place.staff.all()}

    def shown(revision: Revision) -> ShownRevision:
        return ShownRevision(
            revision.record.revision,
            names.get(revision.by, revision.by),
            wording.moment(revision.at),
            revision.remark,
            tuple(teller.difference(each) for each in revision.changed),
        )

    return render_template(
        "desk/history.html",
        row=row(record, {}, wording),
        now=record.revision,
        revisions=[shown(each) for each in revisions],
        may_restore=may_change(member(), record),
    )


def restore(key: str) -> Response:
    """The same address with `/restore`: the record as it was in a revision."""
    wording = current.wording()
    revision, now = (_number(request.form.get(name, "")) for name in ("revision", "now"))
    remark = wording.say("Back to revision %(revision)s.", revision=revision)
    try:
        workplace().workroom.restore(member(), key, revision, now, remark)
    except NotAllowed:
        abort(403)
    except Conflict:
        flash(wording.say("Somebody has changed it meanwhile. Nothing was done; please look again."))
        return redirect(url_for("desk.history", key=key), 303)
    except Refused as refused:
        flash(" ".join(wording.problem(each) for each in refused.problems))
        return redirect(url_for("desk.history", key=key), 303)
    flash(remark)
    return redirect(url_for("desk.history", key=key), 303)


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9):
        abort(400)
    return int(typed)
