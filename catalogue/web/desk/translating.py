"""The translation desk: how far each language is, what waits, and a record's texts side by side."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing import outside
from catalogue.cataloguing.translating import STATES, TRANSLATED_FIELDS, Pair, Progress, Typed, pairs
from catalogue.cataloguing.workroom import NotAllowed
from catalogue.exchange import translation_files
from catalogue.languages import Wording, direction
from catalogue.languages.marking import _
from catalogue.records import Conflict, Record, Refused
from catalogue.records.rules import is_language
from catalogue.web import current
from catalogue.web.desk.fields import FIELDS
from catalogue.web.desk.rows import row, rows
from catalogue.web.desk.workplace import member, workplace

MOST_WAITING = 50
MOST_BATCHES = 5

STATE_WORDS = {
    "missing": _("missing"),
    "outdated": _("outdated"),
    "machine": _("translated by a machine, read by nobody"),
}
SECTION_PARTS = {"headings": _("Section %(number)s: heading"), "bodies": _("Section %(number)s: text")}


@dataclass(frozen=True)
class ShownPair:
    """A text beside its translation."""

    field: str
    label: str
    source: str
    source_language: str
    source_name: str
    source_direction: str
    value: str
    origin: str
    is_outdated: bool
    lines: int


def show() -> str:
    """`/desk/translations?to=…&text=…&state=…`"""
    to = request.args.get("to", "")
    return page(to if is_language(to) else _first_language())


def page(to: str, fault: str = "") -> str:
    """The desk for translations into a language, with a sentence about a file that could not be read."""
    wording, place = current.wording(), workplace()
    field = request.args.get("text", "")
    field = field if field in TRANSLATED_FIELDS else "summary"
    state = request.args.get("state", "")
    state = state if state in STATES else "missing"
    languages = tuple(each.spoken for each in current.served().interfaces if not each.is_invented)
    waiting = place.translating.waiting(to, field, state, MOST_WAITING)
    owners = place.workroom.open_many(tuple({each.owner for each in waiting}))
    return render_template(
        "desk/translations.html",
        to=to,
        to_name=wording.label("language", to),
        field=field,
        state=state,
        languages=[(code, wording.label("language", code)) for code in languages],
        fault=fault,
        sources=[(code, wording.label("language", code)) for code in languages if code != to],
        forms=[(translation_files.XLIFF, "XLIFF"), (translation_files.PO, "PO")],
        most_texts=wording.number(outside.MOST_TEXTS),
        most_bytes=wording.size(outside.MOST_BYTES),
        batches=[
            (each.name, wording.moment(each.at), wording.number(each.records))
            for each in place.batches.latest(member(), MOST_BATCHES)
        ],
        fields=[(name, wording.say(FIELDS[outside.FIELDS[name]].label)) for name in TRANSLATED_FIELDS],
        states=[(name, wording.say(STATE_WORDS[name])) for name in STATES],
        rows=rows(waiting, owners, wording),
        progress=_table(place.translating.progress(languages)),
        most=MOST_WAITING,
    )


def show_one(key: str, language: str) -> str:
    """`/desk/translate/<key>/<language>`"""
    return _page(_record(key), _language(language))


def save(key: str, language: str) -> Response | tuple[str, int]:
    """The same address, when the translations are sent."""
    wording, place = current.wording(), workplace()
    record, language = _record(key), _language(language)
    typed = {
        pair.field: Typed(
            request.form.get(f"text-{pair.field}", ""),
            "machine" if request.form.get(f"origin-{pair.field}") == "machine" else "human",
            request.form.get(f"right-{pair.field}") == "yes",
        )
        for pair in pairs(record, language)
        if f"text-{pair.field}" in request.form
    }
    revision = request.form.get("revision", "")
    try:
        saved = place.translating.translate(
            member(), key, int(revision) if revision.isdigit() and len(revision) < 9 else 0, language, typed
        )
    except NotAllowed:
        abort(403)
    except Refused as refused:
        return _page(record, language, " ".join(wording.problem(each) for each in refused.problems), typed), 422
    except Conflict:
        fault = wording.say("Somebody has changed it meanwhile. What you typed is still here; look again, and save.")
        return _page(_record(key), language, fault, typed), 409
    place.find(saved.sequence)
    flash(wording.say("Saved."))
    return redirect(url_for("desk.translate", key=key, language=language), 303)


def _page(record: Record, language: str, fault: str = "", typed: dict[str, Typed] | None = None) -> str:
    wording = current.wording()
    return render_template(
        "desk/translate.html",
        row=row(record, {}, wording),
        revision=record.revision,
        language=language,
        language_name=wording.label("language", language),
        direction=direction(language),
        languages=[(each.spoken, wording.label("language", each.spoken)) for each in current.served().interfaces],
        pairs=[_shown(each, wording, (typed or {}).get(each.field)) for each in pairs(record, language)],
        fault=fault,
    )


def _shown(pair: Pair, wording: Wording, typed: Typed | None) -> ShownPair:
    there = pair.there
    source = pair.source
    return ShownPair(
        pair.field,
        label_of(pair.field, wording),
        source.value,
        source.language,
        wording.label("language", source.language),
        direction(source.language),
        typed.value if typed else there.value if there else "",
        typed.origin if typed else there.origin if there else "human",
        pair.is_outdated,
        min(1 + len(source.value) // 70, 12),
    )


def label_of(field: str, wording: Wording) -> str:
    """What a field is called; of an article, the section and its part."""
    name, _dash, rest = field.partition("-")
    if not rest:
        return wording.say(FIELDS[name].label)
    number, _dash, within = rest.partition("-")
    return wording.say(SECTION_PARTS[within], number=number)


def _table(progress: tuple[Progress, ...]) -> dict[str, dict[str, Progress]]:
    found: dict[str, dict[str, Progress]] = {}
    for each in progress:
        found.setdefault(each.language, {})[each.field] = each
    return found


def _first_language() -> str:
    """The desk's own language, but for the source of most texts another."""
    spoken = current.interface().spoken
    return spoken if spoken not in ("lv", "en") else "uk"


def _record(key: str) -> Record:
    record = workplace().workroom.open(key)
    if record is None:
        abort(404)
    return record


def _language(code: str) -> str:
    if not is_language(code):
        abort(404)
    return code
