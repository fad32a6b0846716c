"""The database, and the Unit: one transaction in which everything is read or written together."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from catalogue.storage import dialect, migration
from catalogue.storage.drafts import Drafts
from catalogue.storage.files import Files
from catalogue.storage.inventory import Holding, inventory
from catalogue.storage.kiosks import Kiosks
from catalogue.storage.letterbox import Letterbox
from catalogue.storage.likeness import Likeness
from catalogue.storage.links import Links
from catalogue.storage.log import ChangeLog
from catalogue.storage.members import Members
from catalogue.storage.proposals import Proposals
from catalogue.storage.searches import Searches
from catalogue.storage.shelf import Shelf
from catalogue.storage.translations import Translations


class Unit:
    """One transaction: what is done in it happens whole or not at all."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.records = Shelf(connection)
        self.log = ChangeLog(connection)
        self.letterbox = Letterbox(connection)
        self.likeness = Likeness(connection)
        self.links = Links(connection)
        self.members = Members(connection)
        self.drafts = Drafts(connection)
        self.proposals = Proposals(connection)
        self.translations = Translations(connection)
        self.searches = Searches(connection)
        self.files = Files(connection)
        self.kiosks = Kiosks(connection)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the Unit that can fail alone: what it did is taken back, the rest stands."""
        with self._connection.begin_nested():
            yield


class Database:
    """Opens Units on one database."""

    def __init__(self, url: str) -> None:
        self._engine = dialect.make_engine(url)

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """A Unit that sees one moment and changes nothing."""
        with dialect.reading(self._engine) as connection, connection.begin():
            yield Unit(connection)

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """A Unit that is committed at its end, or rolled back when it ends in an exception."""
        with dialect.writing(self._engine) as connection, connection.begin():
            dialect.take_turn(connection)
            yield Unit(connection)

    def migrate(self) -> None:
        """Bring the tables to this version; see `migration.migrate`."""
        migration.migrate(self._engine)

    def is_current(self) -> bool:
        """True when the tables are those of this version; see `migration.is_current`."""
        return migration.is_current(self._engine)

    def is_empty(self) -> bool:
        """True of a database that has no tables yet."""
        return migration.version_of(self._engine) is None

    def copy_to(self, target: Path) -> None:
        """A whole copy in another file, while others write."""
        dialect.copy_to(self._engine, target)

    def copy_from(self, source: Path) -> None:
        """Put the content of a copy in the place of what is here."""
        dialect.copy_from(self._engine, source)

    def inventory(self) -> dict[str, Holding]:
        """What every table holds, to be compared with another database's."""
        with dialect.reading(self._engine) as connection, connection.begin():
            return inventory(connection)

    def is_sound(self) -> bool:
        """True when nothing of the file is damaged."""
        return dialect.is_sound(self._engine)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()
