"""Where the kiosks of the reading rooms are kept. Of the secret that makes a device a kiosk only a digest is."""

from datetime import datetime

import sqlalchemy as sa

from catalogue.records.kiosk import Beginning, Kiosk, Sighting
from catalogue.records.text import Text
from catalogue.storage.tables import kiosks


class Kiosks:
    """The kiosks as one transaction sees them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Sighting]:
        """Every kiosk, by name."""
        rows = self._connection.execute(sa.select(kiosks).order_by(kiosks.c.name, kiosks.c.key))
        return [_sighting(row) for row in rows]

    def get(self, key: str) -> Sighting | None:
        """The kiosk under this key."""
        row = self._connection.execute(sa.select(kiosks).where(kiosks.c.key == key)).one_or_none()
        return _sighting(row) if row else None

    def paired_with(self, digest: str) -> Sighting | None:
        """The kiosk whose secret has this digest."""
        row = self._connection.execute(sa.select(kiosks).where(kiosks.c.digest == digest)).one_or_none()
        return _sighting(row) if row and digest else None

    def count(self) -> int:
        """How many kiosks there are."""
        return self._connection.scalar(sa.select(sa.func.count()).select_from(kiosks)) or 0

    def add(self, kiosk: Kiosk) -> None:
        """Keep a new kiosk, which no device is yet."""
        self._connection.execute(
            kiosks.insert().values(key=kiosk.key, digest=None, seen=None, missing=[], calls_home=0, **_columns(kiosk))
        )

    def change(self, kiosk: Kiosk) -> None:
        """Set a kiosk anew."""
        self._update(kiosk.key, **_columns(kiosk))

    def pair(self, key: str, digest: str | None) -> None:
        """Let the device with this secret be the kiosk and no other; none without one."""
        self._update(key, digest=digest, seen=None, missing=[])

    def note(self, key: str, seen: datetime, missing: tuple[str, ...]) -> None:
        """Keep when a kiosk was seen, and what its device lacks."""
        self._update(key, seen=seen, missing=list(missing))

    def call_home(self, key: str) -> None:
        """Send a kiosk back to its first screen once more."""
        self._update(key, calls_home=kiosks.c.calls_home + 1)

    def drop(self, key: str) -> None:
        """Forget a kiosk."""
        self._connection.execute(kiosks.delete().where(kiosks.c.key == key))

    def _update(self, key: str, **values: object) -> None:
        self._connection.execute(kiosks.update().where(kiosks.c.key == key).values(**values))


def _columns(kiosk: Kiosk) -> dict[str, object]:
    return {
        "name": kiosk.name,
        "branch": kiosk.branch,
        "languages": list(kiosk.languages),
        "idle_seconds": kiosk.idle_seconds,
        "beginning": kiosk.beginning.value,
        "welcomes": {each.language: each.value for each in kiosk.welcomes},
        "has_printer": kiosk.has_printer,
    }


def _sighting(row: sa.Row[tuple[object, ...]]) -> Sighting:
    kiosk = Kiosk(
        row.key,
        row.name,
        row.branch,
        tuple(row.languages),
        row.idle_seconds,
        Beginning(row.beginning),
        tuple(Text(value, language) for language, value in row.welcomes.items()),
        row.has_printer,
    )
    return Sighting(kiosk, row.digest is not None, row.seen, tuple(row.missing), row.calls_home)
