"""Kiosks as they are kept, on every database."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from catalogue.records.kiosk import Beginning, Kiosk, Sighting
from catalogue.records.text import Text
from catalogue.storage import Database, DatabaseFailure

ROOM = Kiosk(
    "room",
    "Lasītava",
    "liepaja",
    ("lv", "fa-AF"),
    240,
    Beginning.WORDS,
    (Text("خوش آمدید", "fa-AF"),),
    has_printer=True,
)
SEEN = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def test_a_kiosk_comes_back_as_it_went(database: Database) -> None:
    with database.writing() as unit:
        unit.kiosks.add(ROOM)
        unit.kiosks.add(replace(ROOM, key="other", name="Bērnu istaba"))
        unit.kiosks.pair("room", "d" * 64)
        unit.kiosks.note("room", SEEN, ("secure",))
        unit.kiosks.call_home("room")
    with database.reading() as unit:
        assert (
            unit.kiosks.get("room") == Sighting(ROOM, True, SEEN, ("secure",), 1) == unit.kiosks.paired_with("d" * 64)
        )
        assert [each.kiosk.name for each in unit.kiosks.all()] == ["Bērnu istaba", "Lasītava"]
        assert unit.kiosks.paired_with("") is unit.kiosks.paired_with("e" * 64) is unit.kiosks.get("x") is None


def test_a_device_is_one_kiosk(database: Database) -> None:
    with pytest.raises(DatabaseFailure), database.writing() as unit:
        for key in ("one", "two"):
            unit.kiosks.add(replace(ROOM, key=key))
            unit.kiosks.pair(key, "d" * 64)
