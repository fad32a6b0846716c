"""Kiosks are set by administrators alone, and are the devices that have their secret."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalogue.app import Catalogue
from catalogue.cataloguing.kiosks import SILENT_AFTER, BadKiosk, Kiosks, NoKiosk, digest_of, is_silent
from catalogue.records import Text
from catalogue.records.kiosk import MOST_KIOSKS, Beginning, Kiosk, Sighting
from tests.building import a_branch
from tests.discovery.small import keep

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
ROOM = Kiosk("", "Lasītava", "liepaja", ("lv", "uk"))


@pytest.fixture
def kiosks(instance: Catalogue) -> Kiosks:
    """The kiosks of a catalogue with one library."""
    keep(instance, a_branch(), a_branch(key="closed", status="withdrawn"))
    return Kiosks(instance.database, ("lv", "en", "uk", "ar"))


def test_a_kiosk_is_kept_as_it_was_set(kiosks: Kiosks) -> None:
    given = replace(
        ROOM, name=" Lasītava\u202e ", languages=("uk", "lv", "uk", "xx"), idle_seconds=90, beginning=Beginning.GUIDE,
        welcomes=(Text(" Вітаємо! ", "uk"), Text("  ", "lv"), Text("Hallo!", "de")), has_printer=True,
    )  # fmt: skip
    kiosk, _ = kiosks.add(given)
    expected = replace(
        given, key=kiosk.key, name="Lasītava", languages=("uk", "lv"), welcomes=(Text("Вітаємо!", "uk"),)
    )
    assert kiosks.get(kiosk.key).kiosk == kiosk == expected


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"branch": "nowhere"}, "branch"),
        ({"branch": "closed"}, "branch"),
        ({"languages": ("xx",)}, "languages"),
        ({"idle_seconds": 59}, "idle"),
        ({"idle_seconds": 601}, "idle"),
        ({"welcomes": (Text("x" * 201, "lv"),)}, "welcome"),
    ],
)
def test_what_no_kiosk_can_be_is_refused(kiosks: Kiosks, bad: dict[str, object], code: str) -> None:
    with pytest.raises(BadKiosk) as refused:
        kiosks.add(replace(ROOM, **bad))  # type: ignore[arg-type]
    assert refused.value.code == code
    kiosk, _ = kiosks.add(ROOM)
    with pytest.raises(BadKiosk):
        kiosks.change(replace(kiosk, **bad))  # type: ignore[arg-type]
    assert [each.kiosk for each in kiosks.all()] == [kiosk]


def test_there_is_an_end_to_kiosks(kiosks: Kiosks, instance: Catalogue) -> None:
    with instance.database.writing() as unit:
        for number in range(MOST_KIOSKS):
            unit.kiosks.add(replace(ROOM, key=f"k{number}"))
    with pytest.raises(BadKiosk) as refused:
        kiosks.add(ROOM)
    assert refused.value.code == "many"


def test_a_device_is_a_kiosk_by_its_secret_and_by_a_new_one_no_more(kiosks: Kiosks) -> None:
    kiosk, secret = kiosks.add(ROOM)
    _, other = kiosks.add(ROOM)
    assert len(secret) >= 40 and secret != other
    known = kiosks.known_by(secret)
    assert known and known.kiosk == kiosk
    renewed = kiosks.renew(kiosk.key)
    assert kiosks.known_by(secret) is None and kiosks.known_by(renewed)
    kiosks.release(kiosk.key)
    assert kiosks.known_by(renewed) is None
    assert not kiosks.get(kiosk.key).is_paired
    for nothing in ("", "0", digest_of(other)):
        assert kiosks.known_by(nothing) is None


def test_the_secret_is_kept_nowhere(kiosks: Kiosks, instance: Catalogue) -> None:
    _, secret = kiosks.add(ROOM)
    for file in instance.settings.home.rglob("*"):
        assert not file.is_file() or secret.encode() not in file.read_bytes(), file


def test_staff_see_when_a_kiosk_was_there_and_what_it_lacks(kiosks: Kiosks) -> None:
    kiosk, _ = kiosks.add(ROOM)
    assert is_silent(kiosks.get(kiosk.key), NOW)
    kiosks.note(kiosk.key, NOW, frozenset({"worker", "secure", "<script>"}))
    seen = kiosks.get(kiosk.key)
    assert (seen.seen, seen.missing) == (NOW, ("secure", "worker"))
    assert not is_silent(seen, NOW + SILENT_AFTER) and is_silent(seen, NOW + SILENT_AFTER + timedelta(seconds=1))
    kiosks.renew(kiosk.key)
    assert kiosks.get(kiosk.key).seen is None
    assert not is_silent(Sighting(ROOM, is_paired=False), NOW)


def test_a_kiosk_is_called_home_and_taken_away(kiosks: Kiosks) -> None:
    kiosk, secret = kiosks.add(ROOM)
    kiosks.call_home(kiosk.key)
    kiosks.call_home(kiosk.key)
    assert kiosks.get(kiosk.key).calls_home == 2
    kiosks.drop(kiosk.key)
    assert kiosks.all() == [] and kiosks.known_by(secret) is None
    for verb in (kiosks.get, kiosks.renew, kiosks.release, kiosks.drop, kiosks.call_home):
        with pytest.raises(NoKiosk):
            verb(kiosk.key)
    with pytest.raises(NoKiosk):
        kiosks.change(kiosk)
