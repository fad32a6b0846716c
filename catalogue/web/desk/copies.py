"""Copies of the whole catalogue, for the administrator: made while everybody goes on working, fetched, brought, and put back."""

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.copies import MOST_BYTES, CannotCopy, NewerCopy, NoCopy
from catalogue.web import current
from catalogue.web.desk import admission
from catalogue.web.desk.workplace import workplace


def show() -> str:
    """`/desk/copies`"""
    return _page()


def make() -> Response:
    """The same address, when a copy is asked for."""
    kept = workplace().copies.keep("kept")
    flash(current.wording().say("The catalogue is copied: %(name)s", name=kept.name))
    return redirect(url_for("desk.copies"), 303)


def bring() -> Response | tuple[str, int]:
    """`/desk/copies/bring`: a copy made elsewhere, kept beside the others."""
    wording, file = current.wording(), request.files.get("file")
    if file is None or not file.filename:
        return _page(wording.say("Please choose a file.")), 400
    try:
        kept = workplace().copies.bring(file.stream)  # type: ignore[arg-type]
    except NoCopy:
        return _page(wording.say("This file is no copy of a catalogue, or it is damaged.")), 400
    except NewerCopy:
        return _page(wording.say("This copy was made by a later version of the catalogue.")), 400
    flash(wording.say("The copy is kept here as %(name)s. Nothing else is changed yet.", name=kept.name))
    return redirect(url_for("desk.copies"), 303)


def send(file: str) -> Response:
    """`/desk/copy/<file>`"""
    path = workplace().copies.path(file) or abort(404)
    return send_file(path, "application/vnd.sqlite3", as_attachment=True, download_name=file)


def restore(file: str) -> Response | tuple[str, int]:
    """`/desk/copy/<file>/restore`: the catalogue becomes what it was in the copy, and everybody signs in anew."""
    wording, path = current.wording(), workplace().copies.path(file) or abort(404)
    try:
        restored = workplace().copies.restore(path)
    except NoCopy:
        return _page(wording.say("This file is no copy of a catalogue, or it is damaged.")), 409
    except NewerCopy:
        return _page(wording.say("This copy was made by a later version of the catalogue.")), 409
    except CannotCopy:
        return _page(wording.say("The copy did not arrive whole. Everything is as it was before.")), 500
    admission.let_out()
    flash(
        wording.say(
            "The catalogue is that of the copy: %(records)s records, every table compared. What was there before is kept as"
            " %(name)s. Search becomes complete again within minutes.",
            records=wording.number(restored.rows["records"]),
            name=restored.before.name,
        )
    )
    return redirect(url_for("desk.sign_in"), 303)


def _page(fault: str = "") -> str:
    wording = current.wording()
    return render_template(
        "desk/copies.html",
        fault=fault,
        most=wording.size(MOST_BYTES),
        copies=[(each.name, wording.moment(each.made), wording.size(each.size)) for each in workplace().copies.kept()],
    )
