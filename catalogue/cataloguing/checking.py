"""Whether what is published of activities is still true: when somebody looked last, and that they have looked again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from catalogue.cataloguing.workroom import Saved, Workroom
from catalogue.records import Activity, Conflict
from catalogue.records.review import library_of
from catalogue.records.staff import Member
from catalogue.storage import Database

_TYPES = ("initiative", "event")


class Checking:
    """The checks of one catalogue; an activity is looked at again when the last look is `trusted` ago."""

    def __init__(self, database: Database, workroom: Workroom, trusted: timedelta) -> None:
        self._database = database
        self._workroom = workroom
        self._trusted = trusted

    def published(self, library: str) -> Iterator[Activity]:
        """What is published of activities of a library, of all when empty."""
        with self._database.reading() as unit:
            for record in unit.records.of_type(*_TYPES):
                if isinstance(record, Activity) and library in ("", library_of(record)):
                    yield record

    def is_due(self, activity: Activity, today: date) -> bool:
        """True when nobody has looked for so long that it may no longer be true."""
        return activity.last_checked is None or activity.last_checked + self._trusted < today

    def confirm(self, member: Member, key: str, revision: int, today: date) -> Saved:
        """Note that somebody has looked today, and all is still true.

        Raises:
            NotAllowed: the record is not this person's to change.
            Conflict: somebody has changed what was looked at, or it is gone.
        """
        record = self._workroom.open(key)
        if not isinstance(record, Activity) or record.revision != revision:
            raise Conflict(key, revision, record.revision if record else 0)
        return self._workroom.save(member, replace(record, last_checked=today))
