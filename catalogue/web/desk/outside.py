"""Texts for translators outside: taken out of the translation desk as a file, and brought back when they are done."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.batches import is_theirs
from catalogue.cataloguing.outside import FIELDS, KEPT, MOST_BYTES, Brought, Fate, Judged
from catalogue.cataloguing.translating import STATES
from catalogue.exchange import translation_files
from catalogue.exchange.translation_files import SUFFIXES, Unfit
from catalogue.languages import Wording, direction
from catalogue.languages.marking import _
from catalogue.records.rules import is_language
from catalogue.web import current
from catalogue.web.desk.translating import label_of, page
from catalogue.web.desk.workplace import member, workplace

MOST_SHOWN = 500

_MEDIA_TYPES = {translation_files.PO: "text/x-gettext-translation", translation_files.XLIFF: "application/x-xliff+xml"}

_UNFIT = {
    "not-utf-8": _("The file is not UTF-8. Save it as UTF-8 and bring it again."),
    "broken": _("The file is damaged, or is neither PO nor XLIFF."),
    "doctype": _("The file has a DOCTYPE, which can hide anything; XLIFF needs none."),
    "no-language": _("The file does not say which language it is translated into."),
    "languages": _("The file is translated into several languages. Bring a file for each."),
    "other-language": _("The file is translated into another language than the one chosen here."),
    "too-many": _("The file has more texts than are taken at once."),
}

_FATES = {
    Fate.DOUBTFUL: _(
        "Looks wrong: marked as unfinished, left as it was, or without an address or sign that the original has"
    ),
    Fate.REFUSED: _("Cannot be kept"),
    Fate.SOURCE_CHANGED: _("The original has changed since it was taken out"),
    Fate.TRANSLATED: _("Somebody has translated it meanwhile"),
    Fate.TWICE: _("Stands in the file more than once"),
    Fate.UNKNOWN: _("There is no such text to translate into this language"),
    Fate.NEW: _("New"),
    Fate.REPLACES: _("In the place of a machine's or an outdated one"),
    Fate.EMPTY: _("Not translated"),
    Fate.SAME: _("Already the same"),
}
"""In the order they are shown: what asks for a look comes first."""

_COUNTED_ONLY = (Fate.EMPTY, Fate.SAME)


@dataclass(frozen=True)
class ShownText:
    """A text that came back, as one looks at it."""

    title: str
    url: str
    label: str
    source: str
    target: str
    fault: str


@dataclass(frozen=True)
class Group:
    """The texts with one fate, as many as are shown, and how many there are."""

    label: str
    count: str
    texts: tuple[ShownText, ...]


def take_out() -> Response:
    """`/desk/translations/take-out?to=…&text=…&state=…&from=…&form=…`"""
    to, field, state, suffix = (request.args.get(name, "") for name in ("to", "text", "state", "form"))
    source = request.args.get("from", "")
    if not is_language(to) or field not in FIELDS or state not in STATES or suffix not in _MEDIA_TYPES:
        abort(404)
    texts = workplace().outside.take_out(to, field, state, source if is_language(source) else "")
    response = Response(
        translation_files.write(suffix, to, texts), content_type=f"{_MEDIA_TYPES[suffix]}; charset=utf-8"
    )
    response.headers.set("Content-Disposition", "attachment", filename=f"tilts-{field}-{to}{suffix}")
    return response


def bring() -> Response | tuple[str, int]:
    """`/desk/translations/bring`, when a file is sent: it is looked at, and nothing changed."""
    wording, file, to = current.wording(), request.files.get("file"), request.form.get("to", "")
    if not is_language(to):
        abort(404)
    if file is None or not file.filename:
        return page(to, fault=wording.say("Please choose a file.")), 400
    suffix = next((each for each in SUFFIXES if file.filename.lower().endswith(each)), None)
    if suffix is None:
        unread = _UNFIT["broken"]
        return page(to, fault=wording.say(unread)), 400
    with file.stream as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return page(to, fault=wording.say("The file is larger than %(most)s.", most=wording.size(MOST_BYTES))), 413
    try:
        number = workplace().outside.bring(member(), suffix, content, to)
    except Unfit as unfit:
        return page(to, fault=wording.say(_UNFIT[unfit.code])), 422
    return redirect(url_for("desk.brought", number=number), 303)


def show(number: str) -> str:
    """`/desk/translations/brought/<number>`: what would come of it."""
    brought, wording = _brought(number), current.wording()
    language = brought.file.language
    groups = [_group(fate, brought, wording) for fate in _FATES]
    return render_template(
        "desk/brought.html",
        number=number,
        language=language,
        language_name=wording.label("language", language),
        direction=direction(language),
        groups=[each for each in groups if each.count != wording.number(0)],
        kept=wording.number(sum(each.fate in KEPT for each in brought.judged)),
        has_doubtful=any(each.fate is Fate.DOUBTFUL for each in brought.judged),
        most=wording.number(MOST_SHOWN),
        is_cut=len(brought.judged) > MOST_SHOWN,
    )


def keep(number: str) -> Response:
    """The same address, when it is to be kept."""
    brought, wording, place = _brought(number), current.wording(), workplace()
    origin = "machine" if request.form.get("origin") == "machine" else "human"
    wanted = (*KEPT, Fate.DOUBTFUL) if request.form.get("doubtful") == "yes" else KEPT
    kept = place.outside.keep(member(), number, origin, wanted)
    if kept.sequence:
        place.find(kept.sequence)
    flash(wording.say_count("%(count)s translation is kept.", "%(count)s translations are kept.", kept.texts))
    return redirect(url_for("desk.translations", to=brought.file.language), 303)


def _group(fate: Fate, brought: Brought, wording: Wording) -> Group:
    texts = [each for each in brought.judged if each.fate is fate]
    shown = () if fate in _COUNTED_ONLY else tuple(_shown(each, brought, wording) for each in texts[:MOST_SHOWN])
    return Group(wording.say(_FATES[fate]), wording.number(len(texts)), shown)


def _shown(judged: Judged, brought: Brought, wording: Wording) -> ShownText:
    is_known = judged.fate is not Fate.UNKNOWN
    return ShownText(
        judged.title or judged.id,
        url_for("desk.translate", key=judged.key, language=brought.file.language) if is_known else "",
        label_of(judged.field, wording) if is_known else "",
        judged.source,
        judged.target,
        wording.problem(judged.problem) if judged.problem else "",
    )


def _brought(number: str) -> Brought:
    found = workplace().outside.get(number)
    if found is None or not is_theirs(member(), found.by):
        abort(404)
    return found
