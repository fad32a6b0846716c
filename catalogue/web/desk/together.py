"""What was changed together at the desk, and taking it back as a whole."""

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.batches import is_theirs
from catalogue.records.change import Batch
from catalogue.web import current
from catalogue.web.desk.workplace import member, workplace

MOST_BATCHES = 50


def show() -> str:
    """`/desk/together`"""
    wording, place = current.wording(), workplace()
    names = {each.name: each.full_name for each in place.staff.all()}
    return render_template(
        "desk/together.html",
        batches=[
            (each, names.get(each.by, each.by), wording.moment(each.at), wording.number(each.records), _is_ours(each))
            for each in place.batches.latest_at_desk(MOST_BATCHES)
        ],
    )


def undo(batch: str) -> Response:
    """`/desk/together/<batch>/undo`, for who made it and for administrators."""
    wording, place = current.wording(), workplace()
    found = next((each for each in place.batches.latest_at_desk(MOST_BATCHES) if each.name == batch), None)
    if found is None:
        abort(404)
    if not _is_ours(found):
        abort(403)
    done = place.batches.undo(member(), batch, wording.say("Changed together, and taken back."))
    flash(
        wording.say(
            "Taken back: %(restored)s are as before, %(withdrawn)s withdrawn, %(left)s left because they were changed since.",
            restored=done.restored,
            withdrawn=done.withdrawn,
            left=done.left,
        )
    )
    return redirect(url_for("desk.together"), 303)


def _is_ours(batch: Batch) -> bool:
    return is_theirs(member(), batch.by)
