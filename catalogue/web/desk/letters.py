"""What visitors have told the libraries they miss."""

from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.web import current
from catalogue.web.desk.workplace import workplace


def show() -> str:
    """`/desk/letters`"""
    wording = current.wording()
    notes = [
        (note, wording.day(note.day) if note.day else "", wording.label("language", note.language))
        for note in workplace().notes.all()
    ]
    return render_template("desk/letters.html", notes=notes, today=date.today().isoformat())


def clear() -> Response:
    """The same address: those left before a day are thrown away."""
    try:
        before = date.fromisoformat(request.form.get("before", ""))
    except ValueError:
        abort(400)
    count = workplace().notes.clear(before)
    flash(current.wording().say_count("%(count)s note was thrown away.", "%(count)s notes were thrown away.", count))
    return redirect(url_for("desk.letters"), 303)
