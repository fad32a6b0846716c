"""The note to the libraries: what a visitor has looked for and missed. Nobody is asked who they are, and nobody is answered."""

from datetime import date

from flask import current_app, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response
from wtforms import Form, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from catalogue.cataloguing.notes import TooMany
from catalogue.records.note import LONGEST_NOTE, Note
from catalogue.web import current
from catalogue.web.pages.results import search_url
from catalogue.web.pages.shown import title_of

OPEN_HOURS = 12
"""How long a form may stand open before it is sent."""

SENT = "sent"
_PURPOSE = "note"


class MissedForm(Form):
    """`trap` is a field nobody sees: what fills it in is no person."""

    words = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_NOTE)])
    branch = SelectField(validate_choice=False)
    trap = StringField(validators=[Length(max=0)])


class NotTaken(Exception):
    """A note cannot be taken; the text tells the visitor why, the status machines."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def show(lang: str) -> str:
    """`/<lang>/missed`: the form, with what was searched for already in it; or thanks."""
    asked = current.asked()
    form = MissedForm(words=asked.q, branch=asked.filters.get("branch", ("",))[0])
    return _page(form, is_sent=request.args.get(SENT) == "yes")


def take(lang: str) -> Response | tuple[str, int]:
    """The same address, when the form is sent."""
    form = MissedForm(request.form)
    try:
        _require_fit(form)
        current.served().notes.leave(_note(form), date.today())
    except NotTaken as reason:
        return _page(form, str(reason)), reason.status
    except TooMany:
        return _page(form, current.wording().say("Many notes have come today. Please try again tomorrow.")), 429
    return redirect(url_for("public.missed", sent="yes"), 303)


def _require_fit(form: MissedForm) -> None:
    wording = current.wording()
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise NotTaken(wording.say("Please send the note from this page."))
    try:
        _signer().loads(request.form.get("token", ""), max_age=OPEN_HOURS * 3600)
    except BadSignature:
        raise NotTaken(wording.say("This page was open for long. Please send the note once more.")) from None
    if not form.validate():
        most = wording.number(LONGEST_NOTE)
        raise NotTaken(wording.say("Please write what you have missed, in up to %(most)s letters.", most=most))
    if not current.served().pace.allows(request.remote_addr or ""):
        raise NotTaken(wording.say("Many notes have come from here. Please try again in some minutes."), 429)


def _note(form: MissedForm) -> Note:
    asked, keys = current.asked(), {key for key, _ in _libraries()}
    return Note(
        words=form.words.data or "",
        language=current.interface().code,
        search="" if asked.is_open else search_url(asked),
        branch=form.branch.data if form.branch.data in keys else "",
    )


def _libraries() -> list[tuple[str, str]]:
    wording = current.wording()
    return [
        (each.key, title_of(each, wording).value) for each in current.served().reading.branches(current.interface())
    ]


def _page(form: MissedForm, fault: str = "", is_sent: bool = False) -> str:
    return render_template(
        "public/missed.html",
        form=form,
        libraries=_libraries(),
        fault=fault,
        is_sent=is_sent,
        token=_signer().dumps(_PURPOSE),
        longest=LONGEST_NOTE,
        asked=current.asked().parameters(),
    )


def _signer() -> URLSafeTimedSerializer:
    """Signs that a form came from here, and when; it holds nothing of who opened it, and nothing is kept."""
    assert current_app.secret_key
    return URLSafeTimedSerializer(current_app.secret_key, salt=_PURPOSE)
