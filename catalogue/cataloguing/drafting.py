"""Drafts: what is typed at the desk is kept while it is typed, so that a closed window or a power cut loses nothing."""

from catalogue.records.draft import Draft
from catalogue.storage import Database

LONGEST_DRAFT = 400_000
"""Letters of all fields together."""


class TooLong(Exception):
    """A draft is longer than any record could be."""


class Drafts:
    """The drafts of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, draft: Draft) -> None:
        """Keep this in the place of what the person had typed before about the same record.

        Raises:
            TooLong: it is longer than any record could be.
        """
        if sum(len(name) + len(value) for name, values in draft.fields.items() for value in values) > LONGEST_DRAFT:
            raise TooLong
        with self._database.writing() as unit:
            unit.drafts.put(draft)

    def get(self, member: str, key: str) -> Draft | None:
        """What somebody has typed about a record and not saved."""
        with self._database.reading() as unit:
            return unit.drafts.get(member, key)

    def of(self, member: str) -> list[Draft]:
        """All that somebody has not saved, the latest first."""
        with self._database.reading() as unit:
            return unit.drafts.of(member)

    def drop(self, member: str, key: str) -> None:
        """Throw a draft away."""
        with self._database.writing() as unit:
            unit.drafts.drop(member, key)
