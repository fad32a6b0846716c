"""Importing files: left here, looked at before anything is changed, imported while one watches, and taken back as a whole."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing import Refusal
from catalogue.cataloguing.batches import MOST_BYTES, Arrival, Busy, NotTheirs, TooLarge, is_theirs
from catalogue.cataloguing.deliveries import brought_up_to_date, with_their_words
from catalogue.cataloguing.importing import LANGUAGE, MOST_NAMED, Outcome
from catalogue.exchange import Unreadable
from catalogue.records.staff import Permission, permissions
from catalogue.web import current
from catalogue.web.desk.fields import FIELDS
from catalogue.web.desk.offering import SUGGESTED
from catalogue.web.desk.workplace import may_here, member, workplace

MOST_BATCHES = 30
MOST_REFUSALS = 200


@dataclass(frozen=True)
class ShownRefusal:
    """What was not imported: where it stands in the file, and why."""

    sheet: str
    row: int
    name: str
    column: str
    sentence: str


def show() -> str:
    """`/desk/imports`"""
    return _page()


def take() -> Response | tuple[str, int]:
    """The same address, when a file is sent: it is tried, and nothing changed."""
    wording, file = current.wording(), request.files.get("file")
    if file is None or not file.filename:
        return _page(wording.say("Please choose a file.")), 400
    try:
        update = with_their_words if request.form.get("theirs") == "yes" else brought_up_to_date
        language = request.form.get("language", "")
        if language not in SUGGESTED:
            language = LANGUAGE
        number = workplace().batches.take(member(), file.filename, file.stream, update, language)  # type: ignore[arg-type]
    except Unreadable:
        return _page(wording.say("This is no kind of file that can be read here.")), 400
    except TooLarge:
        return _page(wording.say("The file is larger than %(most)s.", most=wording.size(MOST_BYTES))), 413
    return redirect(url_for("desk.arrival", number=number), 303)


def show_one(number: str) -> str | Response:
    """`/desk/import/<number>`: what would come of a file, how far it is, or what came of it."""
    arrival = _arrival(number)
    told = arrival.imported or arrival.trial
    outcomes = told.outcomes if told else ()
    new = [each for each in outcomes if each.is_new]
    changed = [_with_fields(each) for each in outcomes if not each.is_new]
    return render_template(
        "desk/import.html",
        number=number,
        arrival=arrival,
        told=told,
        refusals=_shown(told.refusals) if told else [],
        is_overruling=arrival.update is with_their_words,
        are_drafts=bool(new) and not may_here(Permission.PUBLISH, member().library),
        new=new,
        changed=changed,
        most_named=current.wording().number(MOST_NAMED),
        is_cut=told is not None and told.added + told.changed > len(told.outcomes),
        left_out=_shown(told.left_out) if told else [],
        unread=", ".join(column for _, column in told.unknown_columns[:50]) if told else "",
        most=MOST_REFUSALS,
    )


def begin(number: str) -> Response:
    """`/desk/import/<number>/begin`"""
    arrival = _arrival(number)
    if arrival.trial and not arrival.imported and not arrival.is_running:
        try:
            workplace().batches.begin(member(), number)
        except Busy:
            flash(current.wording().say("Another file is being imported. Please try again when it is done."))
    return redirect(url_for("desk.arrival", number=number), 303)


def drop(number: str) -> Response:
    """`/desk/import/<number>/drop`"""
    _arrival(number)
    workplace().batches.drop(number)
    return redirect(url_for("desk.imports"), 303)


def undo(batch: str) -> Response:
    """`/desk/batch/<batch>/undo`"""
    wording = current.wording()
    try:
        done = workplace().batches.undo(member(), batch, wording.say("Changed together, and taken back."))
    except NotTheirs:
        abort(403)
    flash(
        wording.say(
            "Taken back: %(restored)s are as before, %(withdrawn)s withdrawn, %(left)s left because they were changed since.",
            restored=done.restored,
            withdrawn=done.withdrawn,
            left=done.left,
        )
    )
    may_import = Permission.DESCRIBE in permissions(member().role)
    return redirect(url_for("desk.imports" if may_import else "desk.translations"), 303)


def _page(fault: str = "") -> str:
    wording, place = current.wording(), workplace()
    names = {each.name: each.full_name for each in place.staff.all()}
    return render_template(
        "desk/imports.html",
        fault=fault,
        most=wording.size(MOST_BYTES),
        languages=[(code, wording.label("language", code)) for code in SUGGESTED],
        language=LANGUAGE,
        batches=[
            (each, names.get(each.by, each.by), wording.moment(each.at), wording.number(each.records))
            for each in place.batches.latest(member(), MOST_BATCHES)
        ],
    )


def _arrival(number: str) -> Arrival:
    found = workplace().batches.get(number)
    if found is None or not is_theirs(member(), found.by):
        abort(404)
    return found


def _with_fields(outcome: Outcome) -> tuple[Outcome, str]:
    """A changed record with what the changed fields are called."""
    wording = current.wording()
    names = (wording.say(FIELDS[each].label) if each in FIELDS else each for each in outcome.changed)
    return outcome, ", ".join(names)


def _shown(refusals: tuple[Refusal, ...]) -> list[ShownRefusal]:
    wording = current.wording()
    return [
        ShownRefusal(each.sheet, each.row, each.name, each.problem.field, wording.problem(each.problem))
        for each in refusals[:MOST_REFUSALS]
    ]
