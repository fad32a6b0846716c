"""A kiosk in the reading room of a library of the demonstration, in all languages, with a printer."""

from dataclasses import dataclass

import pytest
from flask import Flask

from catalogue.app import Catalogue
from catalogue.cataloguing.kiosks import Kiosks
from catalogue.languages import ACCENTED, INTERFACES, MIRRORED
from catalogue.records import Text
from catalogue.records.kiosk import Kiosk
from tests.inspecting import Client

CODES = tuple(each.code for each in (*INTERFACES, ACCENTED, MIRRORED))
HERE = "daugavpils"
THING = "latvian-grammar-2021"
"""A book that the kiosk's library has, and another one too."""

READING_ROOM = Kiosk(
    "",
    "Lasītava, pie loga",
    HERE,
    CODES,
    idle_seconds=60,
    welcomes=(Text("Laipni lūdzam Latgales bibliotēkā!", "lv"),),
    has_printer=True,
)


@dataclass(frozen=True)
class Paired:
    """A kiosk and the secret that makes a device this kiosk."""

    key: str
    secret: str


@pytest.fixture(scope="session")
def kiosks(demonstration: Catalogue) -> Kiosks:
    """The kiosks of the demonstration."""
    return Kiosks(demonstration.database, CODES)


@pytest.fixture(scope="session")
def reading_room(kiosks: Kiosks) -> Paired:
    """The kiosk that tests look at and none changes."""
    kiosk, secret = kiosks.add(READING_ROOM)
    return Paired(kiosk.key, secret)


@pytest.fixture
def at_kiosk(app: Flask, reading_room: Paired) -> Client:
    """The inspecting client, as that kiosk."""
    client = Client(app)
    client.pair(reading_room.secret)
    return client
