"""Describing: one page for a record of any type, begun new or opened as it is; saved, proposed, or taken further."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from catalogue.cataloguing.workroom import NotAllowed, Saved
from catalogue.records import (
    RECORD_TYPES,
    Conflict,
    Holding,
    Malformed,
    Problem,
    Record,
    Refused,
    Resource,
    Topic,
    from_plain,
    to_plain,
)
from catalogue.records.activity import Activity
from catalogue.records.codes import PROFESSIONAL_KINDS, RESOURCE_KINDS
from catalogue.records.draft import Draft
from catalogue.records.key import is_key, new_key
from catalogue.records.parts import with_parts
from catalogue.records.review import may_change, may_step, steps
from catalogue.web import current
from catalogue.web.desk import copying
from catalogue.web.desk.copying import LookedUp
from catalogue.web.desk.fields import FIELDS, STEPS, field_of
from catalogue.web.desk.form import LAYOUTS, Fields, filled, read
from catalogue.web.desk.form.growing import add, add_language, add_row, move_up
from catalogue.web.desk.names import resolvers
from catalogue.web.desk.offering import Offering
from catalogue.web.desk.rows import row
from catalogue.web.desk.values import Teller
from catalogue.web.desk.workplace import member, workplace

KEPT_DEFAULTS = ("kind", "languages", "teaches", "speakers")
"""What a new description of a resource takes over from the last one its maker saved."""

MOST_KEPT = 900_000
_STEP, _ADD, _RAISE = "step-", "add-", "raise-"


@dataclass(frozen=True)
class Fault:
    """What keeps a form from being saved: where, and the sentence."""

    anchor: str
    label: str
    sentence: str


def begin(type: str) -> Response:
    """`/desk/new/<type>?kind=…&topic=…`: every new description has its key before it has a title, so that it can be kept while it
    is typed."""
    topic = request.args.get("topic")
    return redirect(url_for("desk.new_record", type=type, key=new_key(), kind=_kind() or None, topic=topic))


def show_new(type: str, key: str) -> str | Response:
    """`/desk/new/<type>/<key>`"""
    before = _begun(type, key)
    if workplace().workroom.open(key):
        return redirect(url_for("desk.record", key=key))
    draft = workplace().drafts.get(member().name, key)
    return _page(before, _typed_in(draft) if draft else _blank(before), draft=draft)


def show(key: str) -> str | Response:
    """`/desk/record/<key>`"""
    record = _record(key)
    draft = workplace().drafts.get(member().name, key)
    return _page(record, _typed_in(draft) if draft else filled(record), draft=draft)


def save_new(type: str, key: str) -> str | Response | tuple[str, int]:
    """`/desk/new/<type>/<key>`, when the form is sent."""
    before = _begun(type, key)
    return save(key) if workplace().workroom.open(key) else _take(before)


def save(key: str) -> str | Response | tuple[str, int]:
    """`/desk/record/<key>`, when the form is sent."""
    return _take(_record(key))


def settle_conflict(key: str) -> str | Response | tuple[str, int]:
    """`/desk/record/<key>/merge`: part by part, one's own or the colleague's."""
    before = _record(key)
    try:
        mine = from_plain(json.loads(request.form.get("mine", "")[:MOST_KEPT]))
    except (ValueError, Malformed, RecursionError):
        abort(400)
    if mine.type != before.type or mine.key != key:
        abort(400)
    merged = workplace().workroom.merge(mine)
    own = [each.part for each in merged.conflicts if request.form.get(f"part.{each.part.name}") == "mine"]
    chosen = with_parts(merged.record, mine, own)
    return _keep(before, chosen, filled(chosen), request.form.get("remark", ""))


def drop_draft(key: str) -> Response:
    """`/desk/draft/<key>/drop`"""
    workplace().drafts.drop(member().name, key)
    flash(current.wording().say("What was not saved is thrown away."))
    return redirect(url_for("desk.record", key=key) if workplace().workroom.open(key) else url_for("desk.home"), 303)


def _take(before: Record) -> str | Response | tuple[str, int]:
    fields: Fields = MultiDict(request.form)
    act = fields.get("act", "save")
    if act.startswith(_ADD):
        add(before.type, fields, act.removeprefix(_ADD), workplace().naming.languages().named)
        return _page(before, fields, is_typed=True)
    if act.startswith(_RAISE):
        move_up(before.type, fields, act.removeprefix(_RAISE))
        return _page(before, fields, is_typed=True)
    if act.startswith((copying.LOOK_UP, copying.TAKE)) and isinstance(before, Resource):
        return _copy(before, fields, act)
    said = read(fields, before, resolvers())
    if said.problems:
        return _page(before, fields, said.problems, is_typed=True), 422
    record = said.record
    same = _same_elsewhere(before, record)
    if same and not fields.get("keep-both"):
        return _page(before, fields, same=same, is_typed=True), 409
    status = act.removeprefix(_STEP) if act.startswith(_STEP) else before.status
    if status != before.status and not may_step(member(), before, status) and may_change(member(), before):
        abort(403)
    return _keep(before, replace(record, status=status), fields, fields.get("remark", ""))


def _copy(before: Resource, fields: Fields, act: str) -> str | tuple[str, int]:
    """Ask other catalogues about the number that is typed, or take over what they said."""
    said = read(fields, before, resolvers())
    assert isinstance(said.record, Resource)
    if act == copying.LOOK_UP:
        return _page(before, fields, looked_up=copying.look_up(said.record), is_typed=True)
    shown = copying.shown_again(said.record, fields)
    if said.problems:
        return _page(before, fields, said.problems, looked_up=shown, is_typed=True), 422
    return _page(before, copying.take_over(said.record, fields, act.removeprefix(copying.TAKE)), is_typed=True)


def _keep(before: Record, record: Record, fields: Fields, remark: str) -> str | Response | tuple[str, int]:
    place, person = workplace(), member()
    try:
        if before.revision and not may_change(person, before):
            place.proposing.propose(person, record, remark, datetime.now(UTC))
            flash(current.wording().say("Your proposal waits for the library that answers for this description."))
        else:
            _tell(place.workroom.save(person, record, remark))
    except Refused as refused:
        return _page(before, fields, refused.problems, is_typed=True), 422
    except Conflict:
        return _conflict(record, remark)
    except NotAllowed:
        abort(403)
    place.drafts.drop(person.name, record.key)
    return redirect(url_for("desk.record", key=record.key), 303)


def _conflict(mine: Record, remark: str) -> tuple[str, int]:
    """Somebody has saved meanwhile: what does not collide is put together, the rest is shown side by side."""
    place = workplace()
    merged = place.workroom.merge(mine)
    latest = place.workroom.history(mine.key)[0]
    named = place.workroom.open_many(tuple(key for each in (mine, merged.record) for _, key in each.relations()))
    teller = Teller(current.wording(), named)
    page = render_template(
        "desk/conflict.html",
        key=mine.key,
        parts=[teller.difference(each) for each in merged.conflicts],
        mine=json.dumps(to_plain(mine), ensure_ascii=False),
        colleague=next((each.full_name for each in place.staff.all() if each.name == latest.by), latest.by),
        remark=remark,
    )
    return page, 409


def _tell(saved: Saved) -> None:
    wording = current.wording()
    if saved.record.status != "published":
        flash(wording.say("Saved."))
    elif workplace().find(saved.sequence):
        flash(wording.say("Saved. Readers find it now."))
    else:
        flash(wording.say("Saved. Readers find it in a moment."))


def _record(key: str) -> Record:
    record = workplace().workroom.open(key)
    if record is None:
        abort(404)
    return record


def _begun(type: str, key: str) -> Record:
    """A record that is there only on the screen."""
    if type not in RECORD_TYPES or not is_key(key):
        abort(404)
    record = RECORD_TYPES[type](key=key, owner=member().library)
    if not may_change(member(), record):
        abort(403)
    return record


def _blank(record: Record) -> Fields:
    """The fields of a new description; those of a resource begin like its maker's last one."""
    person = member()
    if isinstance(record, Resource):
        last = workplace().workroom.last_saved(person, Resource.type)
        record = _begun_like(record, last if isinstance(last, Resource) else None)
        record = replace(record, kind=_kind() or record.kind, topics=_topics_asked())
    elif isinstance(record, Activity):
        record = replace(record, providers=(person.library,) if person.library else ())
    fields = filled(record)
    spoken = record.languages[0] if isinstance(record, Resource) and record.languages else current.interface().spoken
    add_language(record.type, fields, spoken)
    if record.shown_kind in PROFESSIONAL_KINDS:
        add_row(record.type, fields, "sections")
    return fields


def _kind() -> str:
    """The kind of resource somebody set out to describe; empty when they did not say."""
    kind = request.args.get("kind", "")
    return kind if kind in RESOURCE_KINDS else ""


def _topics_asked() -> tuple[str, ...]:
    """The topic that the address asks to begin with, if there is one."""
    found = workplace().workroom.open(request.args.get("topic", ""))
    return (found.key,) if isinstance(found, Topic) and found.status == "published" else ()


def _begun_like(record: Resource, last: Resource | None) -> Resource:
    if last is None:
        return replace(record, holdings=(Holding(record.owner),) if record.owner else ())
    held = tuple(Holding(each.branch, use=each.use) for each in last.holdings[:1])
    return replace(record, holdings=held, **{name: getattr(last, name) for name in KEPT_DEFAULTS})


def _typed_in(draft: Draft) -> Fields:
    return MultiDict([(name, value) for name, values in draft.fields.items() for value in values])


def _same_elsewhere(before: Record, record: Record) -> list[Record]:
    """Other records with its ISBN, unless it had that already."""
    had = before.identifiers if isinstance(before, Resource) and before.revision else ()
    if not isinstance(record, Resource) or record.identifiers == had:
        return []
    return workplace().workroom.same_identifiers(record)


def _page(
    before: Record,
    fields: Fields,
    problems: Iterable[Problem] = (),
    same: Iterable[Record] = (),
    draft: Draft | None = None,
    is_typed: bool = False,
    looked_up: LookedUp | None = None,
) -> str:
    wording = current.wording()
    return render_template(
        "desk/record.html",
        record=before,
        row=row(before, {}, wording),
        sections=LAYOUTS[before.type],
        fields=fields,
        offering=Offering(before, fields, wording),
        faults=[_fault(each) for each in problems],
        same=same,
        draft=draft,
        is_typed=is_typed,
        looked_up=looked_up,
        may_look_up=before.type == Resource.type and workplace().copying.is_possible,
        steps=[(f"{_STEP}{to}", wording.say(STEPS[before.status, to])) for to in steps(member(), before)],
        may_save=before.revision == 0 or may_change(member(), before),
    )


def _fault(problem: Problem) -> Fault:
    wording = current.wording()
    name = field_of(problem.field)
    label = wording.say(FIELDS[name].label) if name in FIELDS else ""
    return Fault(name if name in FIELDS else "", label, wording.problem(problem))
