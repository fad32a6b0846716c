"""Is it still true? What nobody has looked at for long, what ends soon, and what is over, each answered with one button."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.workroom import NotAllowed
from catalogue.discovery import is_over
from catalogue.records import Activity, Conflict, Refused
from catalogue.web import current
from catalogue.web.desk.rows import Row, row
from catalogue.web.desk.workplace import member, workplace

SOON = timedelta(days=30)
MOST_LISTED = 50
STILL_TRUE, OVER = "still-true", "over"


@dataclass(frozen=True)
class Doubt:
    """An activity to look at: its line, and the revision that was seen."""

    row: Row
    revision: int


def show() -> str:
    """`/desk/checks`"""
    place, now = workplace(), datetime.now()
    over, ending, due = [], [], []
    for each in place.checking.published(member().library):
        if is_over(each, now):
            over.append(each)
        elif each.valid_until and each.valid_until <= now.date() + SOON:
            ending.append(each)
        elif place.checking.is_due(each, now.date()):
            due.append(each)
    longest_ago = sorted(due, key=lambda each: each.last_checked or date.min)
    return render_template(
        "desk/checks.html",
        over=_doubts(over),
        ending=_doubts(ending),
        due=_doubts(longest_ago),
        counts=(len(over), len(ending), len(due)),
        most=MOST_LISTED,
    )


def answer(key: str) -> Response:
    """`/desk/check/<key>`: still true, or over."""
    wording, place = current.wording(), workplace()
    given, said = request.form.get("revision", ""), request.form.get("answer")
    revision = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0
    try:
        if said == STILL_TRUE:
            saved = place.checking.confirm(member(), key, revision, date.today())
            flash(wording.say("Noted: still true today."))
        elif said == OVER:
            saved = place.workroom.step(member(), key, revision, "withdrawn", wording.say("It is over."))
            flash(wording.say("Withdrawn: readers no longer find it."))
        else:
            abort(400)
        place.find(saved.sequence)
    except NotAllowed:
        abort(403)
    except (Conflict, Refused):
        flash(wording.say("Somebody has changed it meanwhile. Please open it and look again."))
    return redirect(url_for("desk.checks"), 303)


def _doubts(activities: Iterable[Activity]) -> list[Doubt]:
    wording, shown = current.wording(), list(activities)[:MOST_LISTED]
    owners = workplace().workroom.open_many(tuple({each.owner for each in shown}))
    return [Doubt(row(each, owners, wording, _remark(each)), each.revision) for each in shown]


def _remark(activity: Activity) -> str:
    wording = current.wording()
    if activity.valid_until:
        return wording.say("valid until %(day)s", day=wording.day(activity.valid_until))
    if activity.last_checked:
        return wording.say("last checked %(day)s", day=wording.day(activity.last_checked))
    return wording.say("never checked")
