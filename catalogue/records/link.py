"""Addresses on the internet that records name, and what is known of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from catalogue.records.activity import Activity
from catalogue.records.library import Branch, Organisation
from catalogue.records.record import Record
from catalogue.records.resource import Resource
from catalogue.records.rules import is_address

GOOD = "good"
"""The state of an address that answers."""

UNSURE = ("robots", "withheld")
"""States that say nothing about the address: its keeper does not want it to be asked, or not by us."""


@dataclass(frozen=True)
class Link:
    """An address: when it was last asked (UTC), how that ended (`GOOD`, an HTTP status, `unreachable`, …), since when it has
    failed, and the keys of the records that name it."""

    address: str
    asked: datetime
    state: str
    failed_since: datetime | None = None
    records: tuple[str, ...] = ()

    @property
    def is_broken(self) -> bool:
        """True of an address that has failed on two different days with no success between."""
        return self.failed_since is not None and self.asked.date() > self.failed_since.date()


def addresses(record: Record) -> Iterator[str]:
    """The addresses on the internet that a record shows to readers, each once."""
    found: list[str] = []
    if isinstance(record, Resource):
        found += [record.url, *(each.file for each in record.files)]
        found += [each.value for each in record.identifiers if each.scheme == "uri"]
    elif isinstance(record, Activity | Branch | Organisation):
        found += [record.contact.url, record.place.online]
    return iter(dict.fromkeys(each for each in found if is_address(each)))
