"""Visitors' notes: kept in order, read, and thrown away by their day."""

from datetime import date

import pytest

from catalogue.cataloguing.notes import MOST_A_DAY, Notes, TooMany
from catalogue.records.note import LONGEST_NOTE, Note
from catalogue.storage import Database

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def notes(database: Database) -> Notes:
    return Notes(database)


def test_the_latest_note_is_read_first(notes: Notes) -> None:
    notes.leave(Note("Dari dictionary", "fa-AF", "/fa-AF/search?q=x", "rezekne"), MONDAY)
    notes.leave(Note("Evening course", "uk"), TUESDAY)
    later, earlier = notes.all()
    assert (later.words, later.day, later.branch) == ("Evening course", TUESDAY, "")
    assert (earlier.search, earlier.branch, earlier.language) == ("/fa-AF/search?q=x", "rezekne", "fa-AF")


def test_a_note_is_cleaned_and_cut(notes: Notes) -> None:
    notes.leave(Note("\x00 a\u202e" + "b" * 5_000, "lv", "/lv/search?q=" + "c" * 5_000), MONDAY)
    (note,) = notes.all()
    assert note.words.startswith("ab") and len(note.words) == LONGEST_NOTE
    assert len(note.search) <= 2_000


def test_notes_before_a_day_are_thrown_away(notes: Notes) -> None:
    for day in (MONDAY, MONDAY, TUESDAY):
        notes.leave(Note("x", "lv"), day)
    assert notes.clear(TUESDAY) == 2
    assert [note.day for note in notes.all()] == [TUESDAY]


def test_when_the_letterbox_is_full_the_next_day_empties_it_for_new_ones(
    notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.cataloguing.notes.MOST_A_DAY", 2)
    for _ in range(2):
        notes.leave(Note("x", "lv"), MONDAY)
    with pytest.raises(TooMany):
        notes.leave(Note("x", "lv"), MONDAY)
    notes.leave(Note("x", "lv"), TUESDAY)
    assert len(notes.all()) == 3 < MOST_A_DAY
