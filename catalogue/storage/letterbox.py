"""Where visitors' notes are put and taken from."""

from datetime import date

import sqlalchemy as sa

from catalogue.records.note import Note
from catalogue.storage.tables import notes


class Letterbox:
    """The notes as one transaction sees them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, note: Note) -> None:
        """Add a note."""
        self._connection.execute(
            notes.insert().values(
                words=note.words, language=note.language, search=note.search, branch=note.branch, day=note.day
            )
        )

    def all(self) -> list[Note]:
        """Every note, the latest first."""
        rows = self._connection.execute(sa.select(notes).order_by(notes.c.number.desc()))
        return [Note(**row._mapping) for row in rows]

    def count(self, since: date) -> int:
        """How many were put from this day on."""
        found = sa.select(sa.func.count()).select_from(notes).where(notes.c.day >= since)
        return self._connection.scalar(found) or 0

    def clear(self, before: date) -> int:
        """Throw away the notes put before a day; returns how many."""
        return self._connection.execute(notes.delete().where(notes.c.day < before)).rowcount
