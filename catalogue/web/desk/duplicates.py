"""Records that may be the same thing: listed in groups, told apart, or compared part by part and made one."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.merging import Done, NotAlike, Seen, WouldHide
from catalogue.cataloguing.workroom import NotAllowed
from catalogue.records import Conflict, Record, Refused, Topic
from catalogue.records.key import is_key
from catalogue.records.merging import can_be_joined, choices
from catalogue.records.parts import Difference
from catalogue.records.review import may_change
from catalogue.web import current
from catalogue.web.desk.names import resolvers
from catalogue.web.desk.pages import Pages, page_asked
from catalogue.web.desk.rows import Row, address_of, row, rows
from catalogue.web.desk.values import ShownPart, Teller
from catalogue.web.desk.workplace import member, workplace
from catalogue.web.pages.shown import title_of

GROUPS_ON_A_PAGE = 20


@dataclass(frozen=True)
class Choice:
    """A part in which two records differ; `chosen` is what is offered first: `stays`, `goes` or `both`."""

    part: ShownPart
    has_both: bool
    chosen: str


@dataclass(frozen=True)
class Alike:
    """Records that may be the same thing, the first the one that would stay."""

    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        return self.rows[0]

    @property
    def others(self) -> tuple[Row, ...]:
        return self.rows[1:]


def show() -> str:
    """`/desk/duplicates?page=…`"""
    place, wording = workplace(), current.wording()
    found = place.duplicates.groups()
    pages = Pages(page_asked(), len(found), GROUPS_ON_A_PAGE)
    groups = [place.workroom.open_many(keys) for keys in found[pages.start : pages.end]]
    owners = place.workroom.open_many(tuple({each.owner for group in groups for each in group.values()}))
    return render_template(
        "desk/duplicates.html",
        groups=[Alike(rows(sorted(group.values(), key=_worth), owners, wording)) for group in groups if len(group) > 1],
        count=len(found),
        pages=pages,
    )


def tell_apart() -> Response:
    """The same address, when somebody says that these are not the same."""
    keys = [each for each in request.form.getlist("key") if is_key(each)]
    workplace().duplicates.tell_apart(keys, member().name)
    flash(current.wording().say("Remembered: these are not the same."))
    return redirect(url_for("desk.duplicates", page=request.args.get("page")), 303)


def compare() -> str | Response | tuple[str, int]:
    """`/desk/compare?stays=…&goes=…`: two records side by side. The one that stays may also be named, when it is a topic."""
    kept, gone = _named(request.args.get("stays", "")), _named(request.args.get("goes", ""))
    if gone is None:
        abort(404)
    wording = current.wording()
    if kept is None:
        flash(wording.say("There is no such description, or several of that name."))
        return redirect(_place_of(gone), 303)
    if kept.key == gone.key or kept.type != gone.type:
        flash(wording.say("These two cannot be merged."))
        return redirect(_place_of(gone), 303)
    if not may_change(member(), kept) or not may_change(member(), gone):
        abort(403)
    return _comparison(kept, gone)


def merge() -> str | Response | tuple[str, int]:
    """`/desk/merge`: two records made one, as was chosen."""
    wording, place = current.wording(), workplace()
    stays, goes = _seen("stays"), _seen("goes")
    there = place.workroom.open_many((stays.key, goes.key))
    if len(there) < 2:
        abort(404)
    kept, gone = there[stays.key], there[goes.key]
    different = choices(kept, gone)
    chosen = {each.part: request.form.get(f"part.{each.part.name}") for each in different}
    taken = [part for part, choice in chosen.items() if choice == "goes"]
    together = [each.part for each in different if can_be_joined(each) and chosen[each.part] == "both"]
    remark = wording.say("Merged: “%(title)s”.", title=title_of(gone, wording).value)
    try:
        done = place.merging.merge(member(), stays, goes, taken, together, remark)
    except NotAllowed:
        abort(403)
    except Conflict:
        flash(wording.say("Somebody has changed it meanwhile. Nothing was done; please look again."))
        return redirect(url_for("desk.compare", stays=stays.key, goes=goes.key), 303)
    except NotAlike:
        return _comparison(kept, gone, wording.say("These two cannot be merged.")), 422
    except WouldHide:
        sentence = wording.say("The published one must stay, or readers would find neither. Please swap the two.")
        return _comparison(kept, gone, sentence), 422
    except Refused as refused:
        return _comparison(kept, gone, " ".join(wording.problem(each) for each in refused.problems)), 422
    tell_done(done)
    return redirect(address_of(kept), 303)


def tell_done(done: Done) -> None:
    """Say that something was changed in many records, and where it can be taken back."""
    workplace().find(done.sequence)
    sentence = current.wording().say_count(
        "Done: %(count)s description changed. It can be taken back under “Changed together”.",
        "Done: %(count)s descriptions changed. It can be taken back under “Changed together”.",
        done.changed,
    )
    flash(sentence)


def _comparison(kept: Record, gone: Record, fault: str = "") -> str:
    wording, place = current.wording(), workplace()
    named = place.workroom.open_many(tuple(key for each in (kept, gone) for _, key in each.relations()))
    teller = Teller(wording, named)
    return render_template(
        "desk/compare.html",
        fault=fault,
        kept=kept,
        gone=gone,
        kept_row=row(kept, named, wording),
        gone_row=row(gone, named, wording),
        choices=[
            Choice(teller.difference(each), can_be_joined(each), _offered_first(each)) for each in choices(kept, gone)
        ],
        is_topic=isinstance(kept, Topic),
    )


def _offered_first(difference: Difference) -> str:
    """What is chosen until somebody chooses otherwise: what is there, and both where both are sets of codes or topics. The same
    maker may be spelt in two ways, and two articles are no longer one."""
    if difference.before in (None, "", ()):
        return "goes"
    are_sets = can_be_joined(difference) and all(isinstance(each, str) for each in difference.before)
    return "both" if are_sets else "stays"


def _worth(record: Record) -> tuple[bool, int, str]:
    """Published records before others, then those that say more."""
    said = sum(len(text.value) for _, text in record.texts()) + 100 * len(tuple(record.relations()))
    return record.status != "published", -said, record.key


def _named(asked: str) -> Record | None:
    found = workplace().workroom.open(asked) if is_key(asked) else None
    if found is not None:
        return found
    keys = resolvers()["topics"](asked)
    return workplace().workroom.open(keys[0]) if len(keys) == 1 else None


def _place_of(record: Record) -> str:
    return url_for("desk.topic", key=record.key) if isinstance(record, Topic) else address_of(record)


def _seen(name: str) -> Seen:
    key, revision = request.form.get(name, ""), request.form.get(f"{name}-revision", "")
    if not is_key(key) or not (revision.isascii() and revision.isdigit() and len(revision) < 9):
        abort(400)
    return Seen(key, int(revision))
