"""A record as a line of the desk's lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from catalogue.languages import Wording
from catalogue.records import Record
from catalogue.web.desk.fields import STATUSES
from catalogue.web.pages.shown import Shown, title_of


@dataclass(frozen=True)
class Row:
    """One line: what it is, where it leads, and how far it is."""

    key: str
    kind: str
    kind_label: str
    title: Shown
    url: str
    status: str
    status_label: str
    library: str
    remark: str = ""


def row(record: Record, owners: Mapping[str, Record], wording: Wording, remark: str = "") -> Row:
    """The line of a record; `owners` are the libraries by their keys."""
    owner = owners.get(record.owner)
    return Row(
        record.key,
        record.shown_kind,
        wording.label("kind", record.shown_kind),
        title_of(record, wording),
        address_of(record),
        record.status,
        wording.say(STATUSES[record.status]),
        title_of(owner, wording).value if owner else "",
        remark,
    )


def rows(records: Iterable[Record], owners: Mapping[str, Record], wording: Wording) -> tuple[Row, ...]:
    """The lines of several."""
    return tuple(row(each, owners, wording) for each in records)


def address_of(record: Record) -> str:
    """Where a record is worked on."""
    return url_for("desk.record", key=record.key)
