"""The first page of the desk: what waits, what is unfinished, and the ways to go."""

from dataclasses import dataclass

from flask import render_template, request, url_for

from catalogue.languages import Wording
from catalogue.records import RECORD_TYPES
from catalogue.records.draft import Draft, Proposal
from catalogue.records.review import may_change
from catalogue.records.staff import Permission, permissions
from catalogue.web import current
from catalogue.web.desk.rows import Row, row, rows
from catalogue.web.desk.workplace import member, member_or_none, workplace

MOST_LISTED = 30


@dataclass(frozen=True)
class Way:
    """A way through the desk, in its head; `count` of what waits there."""

    label: str
    url: str
    icon: str
    is_here: bool
    count: int = 0


@dataclass(frozen=True)
class ProposalRow:
    """A proposal as a line: the record, who proposes, and their words."""

    number: int
    row: Row
    by: str
    remark: str
    answer: str
    reply: str


@dataclass(frozen=True)
class DraftRow:
    """Something typed and not saved."""

    title: str
    url: str
    saved: str


def show() -> str:
    """`/desk/`"""
    wording, person, place = current.wording(), member(), workplace()
    waiting = place.workroom.waiting(person.library, MOST_LISTED)
    making = place.workroom.in_the_making(person.library, MOST_LISTED)
    owners = place.workroom.open_many(tuple({each.owner for each in (*waiting, *making)}))
    return render_template(
        "desk/home.html",
        beginnings=_beginnings(),
        tools=_tools(),
        drafts=[_draft_row(each, wording) for each in place.drafts.of(person.name)],
        waiting=rows(waiting, owners, wording),
        making=rows(making, owners, wording),
        proposals=_proposal_rows(place.proposing.waiting_for(person), wording),
        own_proposals=_proposal_rows(place.proposing.of(person), wording),
    )


def ways() -> tuple[Way, ...]:
    """The ways open to who is at the desk; none for somebody who has not signed in."""
    person = member_or_none()
    if person is None:
        return ()
    wording, allowed = current.wording(), permissions(person.role)
    offered = (
        (wording.say("Start"), "desk.home", "book", Permission.PROPOSE),
        (wording.say("Find"), "desk.find", "search", Permission.PROPOSE),
        (wording.say("Translations"), "desk.translations", "globe", Permission.TRANSLATE),
        (wording.say("Notes from visitors"), "desk.letters", "easy", Permission.DESCRIBE),
        (wording.say("Import"), "desk.imports", "kit", Permission.DESCRIBE),
        (wording.say("Staff"), "desk.people", "branch", Permission.ADMINISTER),
    )
    return tuple(
        Way(label, url_for(route), icon, request.endpoint == route)
        for label, route, icon, needed in offered
        if needed in allowed
    )


def _beginnings() -> list[Way]:
    """What the person at the desk may describe anew."""
    wording, person = current.wording(), member()
    offered = (
        (wording.say("Describe a resource"), "resource", "", "versions"),
        (wording.say("Write a guide"), "resource", "guide", "guide"),
        (wording.say("Describe an initiative"), "initiative", "", "initiative"),
        (wording.say("Announce an event"), "event", "", "event"),
        (wording.say("Add an organisation"), "organisation", "", "organisation"),
        (wording.say("Add a library"), "branch", "", "branch"),
        (wording.say("Add a topic"), "topic", "", "topic"),
    )
    return [
        Way(label, url_for("desk.begin", type=name, kind=kind or None), icon, is_here=False)
        for label, name, kind, icon in offered
        if may_change(person, RECORD_TYPES[name](key="new", owner=person.library))
    ]


def _tools() -> list[Way]:
    """Where the person at the desk sees what is worth describing, and keeps good what is there."""
    wording, allowed = current.wording(), permissions(member().role)
    offered = (
        (wording.say("What people look for"), "desk.looked_for", "search", Permission.DESCRIBE),
        (wording.say("What the catalogue covers"), "desk.coverage", "filter", Permission.DESCRIBE),
        (wording.say("Still true?"), "desk.checks", "clock", Permission.PUBLISH),
        (wording.say("Possible duplicates"), "desk.duplicates", "versions", Permission.DESCRIBE),
        (wording.say("Broken links"), "desk.links", "globe", Permission.DESCRIBE),
        (wording.say("Changed together"), "desk.together", "kit", Permission.DESCRIBE),
        (wording.say("Topics"), "desk.topics", "topic", Permission.ESTABLISH),
        (wording.say("Kiosks"), "desk.kiosks", "app", Permission.ADMINISTER),
        (wording.say("Copies of the catalogue"), "desk.copies", "kit", Permission.ADMINISTER),
    )
    return [
        Way(label, url_for(route), icon, is_here=False) for label, route, icon, needed in offered if needed in allowed
    ]


def _proposal_rows(proposals: list[Proposal], wording: Wording) -> list[ProposalRow]:
    present = workplace().workroom.open_many(tuple(each.record.key for each in proposals))
    owners = workplace().workroom.open_many(tuple(each.owner for each in present.values()))
    names = {each.name: each.full_name for each in workplace().staff.all()}
    return [
        ProposalRow(
            each.number,
            row(present.get(each.record.key, each.record), owners, wording),
            names.get(each.by, each.by),
            each.remark,
            each.answer.value,
            each.reply,
        )
        for each in proposals
    ]


def _draft_row(draft: Draft, wording: Wording) -> DraftRow:
    titles = (
        values[0] for name, values in sorted(draft.fields.items()) if name.endswith("-title") and values and values[0]
    )
    is_there = workplace().workroom.open(draft.key) is not None
    url = (
        url_for("desk.record", key=draft.key)
        if is_there
        else url_for("desk.new_record", type=draft.type, key=draft.key)
    )
    title = next(titles, wording.say("Without a title yet"))
    return DraftRow(title, url, wording.moment(draft.saved))
