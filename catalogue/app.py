"""The application put together: settings, database, index, searching and the doors."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from catalogue.discovery import Indexer, Reading, Search
from catalogue.discovery.entries import FACETS
from catalogue.settings import Settings, home, load
from catalogue.storage import Database, NewerCatalogue
from index import Index


class NotReady(Exception):
    """The catalogue cannot be used as it is; the text says what to do."""


@dataclass(frozen=True)
class Catalogue:
    """One catalogue with its parts wired together."""

    settings: Settings
    database: Database
    indexer: Indexer
    search: Search
    reading: Reading

    def close(self) -> None:
        """Give back what is held open."""
        self.database.close()


def open_catalogue(settings: Settings) -> Catalogue:
    """The parts of the catalogue in an instance folder, whatever its state."""
    database = Database(settings.database_url)
    index = Index(settings.index_folder, FACETS)
    return Catalogue(settings, database, Indexer(database, index), Search(database, index), Reading(database))


def open_current(settings: Settings) -> Catalogue:
    """The catalogue, ready to be used.

    Raises:
        NotReady: its tables are not those of this version.
    """
    catalogue = open_catalogue(settings)
    if not catalogue.database.is_current():
        raise NotReady("The catalogue was made by an older version, or not finished. Run: catalogue init")
    return catalogue


def prepare(settings: Settings) -> Path | None:
    """Make the catalogue's tables, or bring them to this version; returns the backup made before, if one was needed.

    Raises:
        NewerCatalogue: a later version of Tilts has written it.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    settings.secret_key()
    database = Database(settings.database_url)
    try:
        if database.is_current():
            return None
        backup = None if database.is_empty() else _backup(settings, database)
        database.migrate()
        return backup
    finally:
        database.close()


def _backup(settings: Settings, database: Database) -> Path:
    settings.backup_folder.mkdir(exist_ok=True)
    target = settings.backup_folder / f"before-migration-{datetime.now():%Y%m%d-%H%M%S}.sqlite"
    database.copy_to(target)
    return target


__all__ = [
    "Catalogue",
    "NewerCatalogue",
    "NotReady",
    "home",
    "load",
    "open_catalogue",
    "open_current",
    "prepare",
]
