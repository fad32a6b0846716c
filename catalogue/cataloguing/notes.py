"""Visitors' notes: left by anybody, read and thrown away by those who keep the catalogue."""

from dataclasses import replace
from datetime import date

from catalogue.records.note import LONGEST_NOTE, Note
from catalogue.records.rules import cleaned
from catalogue.storage import Database

MOST_A_DAY = 500
"""Notes of all visitors together that are kept in a day: who floods the letterbox fills no disk."""

LONGEST_SEARCH = 2_000


class TooMany(Exception):
    """The letterbox is full for today."""


class Notes:
    """The letterbox of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def leave(self, note: Note, today: date) -> None:
        """Keep a note.

        Raises:
            TooMany: so many were left today that no more are taken.
        """
        kept = replace(note, words=cleaned(note.words)[:LONGEST_NOTE], search=note.search[:LONGEST_SEARCH], day=today)
        with self._database.writing() as unit:
            if unit.letterbox.count(today) >= MOST_A_DAY:
                raise TooMany
            unit.letterbox.put(kept)

    def all(self) -> list[Note]:
        """Every note, the latest first."""
        with self._database.reading() as unit:
            return unit.letterbox.all()

    def clear(self, before: date) -> int:
        """Throw away the notes left before a day; returns how many."""
        with self._database.writing() as unit:
            return unit.letterbox.clear(before)
