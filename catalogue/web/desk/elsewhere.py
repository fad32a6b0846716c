"""Signing in over an identity provider: the way there, the way back, and what is said when it leads nowhere."""

import json
import logging
from datetime import UTC, datetime, timedelta

from flask import abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.staff import TooManyAttempts, UnknownAccount
from catalogue.exchange.openid import NotProven, OpenId, Question
from catalogue.languages.marking import _
from catalogue.records.provider import Identity
from catalogue.web import current
from catalogue.web.desk import admission
from catalogue.web.desk.workplace import member_or_none, workplace

LONGEST = timedelta(minutes=15)
"""How long somebody may take at the provider."""

_QUESTION, _CAME_BY = "asked", "came_by"
_LONGEST_NEXT = 1_000
"""Signs of the address to go to afterwards; a cookie has room for some 4,000."""

FAULTS = {
    "unreachable": _("%(provider)s does not answer just now. Try again later, or sign in with name and password."),
    "misconfigured": _(
        "Signing in with %(provider)s is not set up rightly. An administrator finds the reason in the log."
    ),
    "strange-answer": _(
        "%(provider)s gave an answer that cannot be used. An administrator finds the reason in the log."
    ),
    "not-ours": _("This sign-in was not begun in this browser, took too long, or is over already. Please begin again."),
    "denied": _("You were not signed in: at %(provider)s it was declined."),
    "code-refused": _("%(provider)s does not take this sign-in any more. Please begin again."),
    "out-of-time": _(
        "The clocks of the catalogue and of %(provider)s differ too much. An administrator can set them right."
    ),
    "not-trusted": _(
        "What %(provider)s said of you could not be trusted. An administrator finds the reason in the log."
    ),
}
_log = logging.getLogger(__name__)


def go() -> str | tuple[str, int]:
    """`/desk/sign-in/elsewhere`: a page that leads on to the provider.

    It is no redirect: browsers hold every host that a sent form is led on to against `form-action`, and providers lead on to
    others, such as that of a country's identity cards.
    """
    provider, address = _provider(), admission.own_address(request.form.get("next", ""))
    try:
        workplace().staff.go_elsewhere(request.remote_addr or "", datetime.now(UTC))
        there, question = provider.ask(_back())
    except TooManyAttempts:
        fault = _say(_("Too many sign-ins have failed. Please wait a quarter of an hour, or ask an administrator."))
        return _page(address, fault), 429
    except NotProven as reason:
        return _refuse(provider, reason, address)
    kept = address if len(address) <= _LONGEST_NEXT else "/desk/"
    began = datetime.now(UTC).timestamp()
    session[_QUESTION] = [question.state, question.nonce, question.verifier, began, kept]
    return render_template("desk/elsewhere.html", address=there, provider=provider.name)


def come_back() -> Response | tuple[str, int]:
    """`/desk/sign-in/back`: whom the provider has sent. Each question is answered once, whatever the answer is."""
    provider, now = _provider(), datetime.now(UTC)
    question, address = _question(now)
    try:
        if question is None:
            raise NotProven("not-ours", "No sign-in was begun in this session.")
        identity = provider.answer(question, request.args, _back(), now)
    except NotProven as reason:
        return _refuse(provider, reason, address)
    try:
        signed = workplace().staff.come_back(identity, request.remote_addr or "", now)
    except UnknownAccount:
        _log.warning(
            "Nobody at the desk has the account %r (%r) of %s.", identity.subject, identity.email, provider.name
        )
        return _page(address, _unknown(provider, identity)), 403
    admission.let_in(signed)
    session[_CAME_BY] = provider.name
    return redirect(address, 303)


def go_on() -> str | tuple[str, int]:
    """`/desk/sign-in/go-on`: a form that was interrupted, after a sign-in in another window."""
    address, kept = admission.own_address(request.form.get("next", "")), request.form.get("kept", "[]")
    if not member_or_none():
        return _page(address, _say(_("You are not signed in yet.")), kept), 401
    return admission.hand_back(address, admission.kept_fields(kept))


def came_by() -> str:
    """The provider over which whoever is at the desk came in; empty when it was by password."""
    return str(session.get(_CAME_BY, "")) if member_or_none() else ""


def name_of_provider() -> str:
    """What the button says; empty where there is none."""
    provider = workplace().provider
    return provider.name if provider else ""


def _provider() -> OpenId:
    return workplace().provider or abort(404)


def _back() -> str:
    return url_for("desk.come_back", _external=True)


def _question(now: datetime) -> tuple[Question | None, str]:
    """What this browser was sent away with, and where it wanted to go."""
    state, nonce, verifier, began, address = session.pop(_QUESTION, ("", "", "", 0, ""))
    is_fresh = timedelta() <= now - datetime.fromtimestamp(began, UTC) < LONGEST
    return Question(state, nonce, verifier) if is_fresh else None, admission.own_address(address)


def _refuse(provider: OpenId, reason: NotProven, address: str) -> tuple[str, int]:
    _log.warning("A sign-in with %s failed (%s): %s", provider.name, reason.code, reason)
    status = 503 if reason.code in ("unreachable", "misconfigured", "strange-answer") else 400
    return _page(address, _say(FAULTS[reason.code], provider=provider.name)), status


def _unknown(provider: OpenId, identity: Identity) -> str:
    if identity.email and not identity.is_email_verified:
        return _say(
            _(
                "%(provider)s has not verified your e-mail address, so it does not tell who you are here."
                " An administrator can enter this identifier for you: %(subject)s"
            ),
            provider=provider.name,
            subject=identity.subject,
        )
    return _say(
        _(
            "%(provider)s knows you, but nobody at this desk has your account. An administrator can enter your e-mail address"
            " or this identifier for you: %(subject)s"
        ),
        provider=provider.name,
        subject=identity.subject,
    )


def _say(sentence: str, **values: str) -> str:
    return current.wording().say(sentence, **values)


def _page(address: str, fault: str, kept: str = json.dumps([])) -> str:
    return render_template("desk/sign_in.html", next=address, kept=kept, fault=fault, name="")
