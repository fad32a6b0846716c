"""The kiosks of the reading rooms: made, set, paired with a device, seen, sent home.

A device becomes a kiosk by a secret in its start address, and by nothing a visitor can type or tap. The secret is shown once, to
the administrator; here only its digest is kept. A new one ends the old.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from catalogue.records import Branch, Text
from catalogue.records.key import new_key
from catalogue.records.kiosk import (
    LONGEST_IDLE,
    LONGEST_NAME,
    LONGEST_WELCOME,
    MOST_KIOSKS,
    SHORTEST_IDLE,
    Kiosk,
    Sighting,
)
from catalogue.records.rules import cleaned
from catalogue.storage import Database, Unit

SILENT_AFTER = timedelta(minutes=5)
"""Without a sign of life for so long, a kiosk is thought to be off or broken; it gives one every minute."""

MISSING = ("secure", "worker", "reading-aloud")
"""What a device may say it lacks: a protected connection, a helper for hours without a server, a voice."""

_SECRET_BYTES = 32


class BadKiosk(Exception):
    """A kiosk cannot be set like this; `code` says why: "name", "branch", "languages", "idle", "welcome" or "many"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NoKiosk(Exception):
    """There is no such kiosk."""


class Kiosks:
    """The kiosks of one catalogue."""

    def __init__(self, database: Database, interfaces: tuple[str, ...]) -> None:
        self._database = database
        self._interfaces = interfaces

    def all(self) -> list[Sighting]:
        """Every kiosk, by name."""
        with self._database.reading() as unit:
            return unit.kiosks.all()

    def get(self, key: str) -> Sighting:
        """One kiosk.

        Raises:
            NoKiosk: there is none under this key.
        """
        with self._database.reading() as unit:
            return _known(unit, key)

    def add(self, kiosk: Kiosk) -> tuple[Kiosk, str]:
        """Set up a new kiosk; returns it with its key, and the secret of its start address.

        Raises:
            BadKiosk: it is not set as a kiosk can be, or there are too many.
        """
        secret = _new_secret()
        with self._database.writing() as unit:
            if unit.kiosks.count() >= MOST_KIOSKS:
                raise BadKiosk("many")
            made = self._checked(unit, kiosk, new_key())
            unit.kiosks.add(made)
            unit.kiosks.pair(made.key, digest_of(secret))
        return made, secret

    def change(self, kiosk: Kiosk) -> None:
        """Set a kiosk anew; its device goes on and shows it at the next page.

        Raises:
            NoKiosk: there is none under this key.
            BadKiosk: it is not set as a kiosk can be.
        """
        with self._database.writing() as unit:
            known = _known(unit, kiosk.key)
            unit.kiosks.change(self._checked(unit, kiosk, known.kiosk.key))

    def renew(self, key: str) -> str:
        """Another secret for a kiosk; the device with the old one is a kiosk no more.

        Raises:
            NoKiosk: there is none under this key.
        """
        secret = _new_secret()
        with self._database.writing() as unit:
            unit.kiosks.pair(_known(unit, key).kiosk.key, digest_of(secret))
        return secret

    def release(self, key: str) -> None:
        """From now on no device is this kiosk.

        Raises:
            NoKiosk: there is none under this key.
        """
        with self._database.writing() as unit:
            unit.kiosks.pair(_known(unit, key).kiosk.key, None)

    def drop(self, key: str) -> None:
        """Forget a kiosk.

        Raises:
            NoKiosk: there is none under this key.
        """
        with self._database.writing() as unit:
            unit.kiosks.drop(_known(unit, key).kiosk.key)

    def call_home(self, key: str) -> None:
        """Send a kiosk back to its first screen, at its next sign of life.

        Raises:
            NoKiosk: there is none under this key.
        """
        with self._database.writing() as unit:
            unit.kiosks.call_home(_known(unit, key).kiosk.key)

    def known_by(self, secret: str) -> Sighting | None:
        """The kiosk that a device with this secret is."""
        with self._database.reading() as unit:
            return unit.kiosks.paired_with(digest_of(secret))

    def note(self, key: str, seen: datetime, missing: frozenset[str]) -> None:
        """A sign of life of a kiosk, with what its device says it lacks; what nobody knows of is not kept."""
        with self._database.writing() as unit:
            unit.kiosks.note(key, seen, tuple(each for each in MISSING if each in missing))

    def _checked(self, unit: Unit, kiosk: Kiosk, key: str) -> Kiosk:
        name = cleaned(kiosk.name)
        if not name or len(name) > LONGEST_NAME:
            raise BadKiosk("name")
        branch = unit.records.get(kiosk.branch)
        if not isinstance(branch, Branch) or branch.status != "published":
            raise BadKiosk("branch")
        languages = tuple(dict.fromkeys(each for each in kiosk.languages if each in self._interfaces))
        if not languages:
            raise BadKiosk("languages")
        if not SHORTEST_IDLE <= kiosk.idle_seconds <= LONGEST_IDLE:
            raise BadKiosk("idle")
        welcomes = tuple(
            Text(value, each.language)
            for each in kiosk.welcomes
            if each.language in self._interfaces and (value := cleaned(each.value))
        )
        if any(len(each.value) > LONGEST_WELCOME for each in welcomes):
            raise BadKiosk("welcome")
        return Kiosk(key, name, branch.key, languages, kiosk.idle_seconds, kiosk.beginning, welcomes, kiosk.has_printer)


def is_silent(sighting: Sighting, now: datetime) -> bool:
    """True of a kiosk that ought to give a sign of life and does not."""
    return sighting.is_paired and (sighting.seen is None or now - sighting.seen > SILENT_AFTER)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is long and random, so a plain hash cannot be tried out."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _new_secret() -> str:
    return secrets.token_urlsafe(_SECRET_BYTES)


def _known(unit: Unit, key: str) -> Sighting:
    found = unit.kiosks.get(key)
    if found is None:
        raise NoKiosk(key)
    return found
