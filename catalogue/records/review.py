"""From draft to published: the steps a record can take, and who may take it there or change it where it stands."""

from dataclasses import replace

from catalogue.records.record import Record
from catalogue.records.staff import Member, Permission, Role, may

_STEPS = {
    ("draft", "review"): Permission.DESCRIBE,
    ("draft", "published"): Permission.PUBLISH,
    ("review", "draft"): Permission.DESCRIBE,
    ("review", "published"): Permission.PUBLISH,
    ("published", "withdrawn"): Permission.PUBLISH,
    ("withdrawn", "draft"): Permission.PUBLISH,
    ("withdrawn", "published"): Permission.PUBLISH,
}
"""What each step takes, by the statuses it leads from and to."""

_IN_THE_MAKING = ("draft", "review")


def library_of(record: Record) -> str:
    """The library that answers for a record: its owner, and every branch for itself."""
    return record.key if record.type == "branch" else record.owner


def may_change(member: Member, record: Record) -> bool:
    """True when this person may save the record as it stands; others may propose. What is published is changed by those who may
    publish, so that nothing unread reaches readers; subject headings, which all libraries share, by those who establish them."""
    if record.type == "topic":
        return may(member, Permission.ESTABLISH, "")
    needed = Permission.DESCRIBE if record.status in _IN_THE_MAKING else Permission.PUBLISH
    return may(member, needed, library_of(record))


def may_step(member: Member, record: Record, status: str) -> bool:
    """True when this person may give the record that status; staying where it is is no step."""
    needed = _STEPS.get((record.status, status))
    return needed is not None and may_change(member, record) and may(member, needed, library_of(record))


def may_bring(member: Member, before: Record | None, record: Record) -> bool:
    """True when this person may make a record what a file has of it; `before` is None when it is new. It stays in their library,
    and takes no step they could not take by hand."""
    if before is None or member.role is Role.ADMINISTRATOR:
        return may_change(member, record)
    is_theirs = may_change(member, before) and may_change(member, replace(record, status=before.status))
    return is_theirs and (record.status == before.status or may_step(member, before, record.status))


def begun_by(member: Member, record: Record) -> Record:
    """A new record as this person may bring it in a file: of their own library when it names none, and as a draft when it is not
    theirs to publish."""
    if not record.owner and record.type not in ("branch", "topic"):
        record = replace(record, owner=member.library)
    if record.status not in _IN_THE_MAKING and not may_change(member, record):
        return replace(record, status="draft")
    return record


def steps(member: Member, record: Record) -> tuple[str, ...]:
    """The statuses this person may give the record now."""
    return tuple(to for start, to in _STEPS if start == record.status and may_step(member, record, to))
