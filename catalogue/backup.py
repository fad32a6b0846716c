"""Copies of the catalogue: made while it is used, and put back in its place. The index is never in them; it is made again."""

from datetime import datetime
from pathlib import Path

from catalogue.settings import Settings
from catalogue.storage import Database, DatabaseFailure


class CannotCopy(Exception):
    """A copy that cannot be made or put back; the text says why."""


def back_up(database: Database, target: Path) -> None:
    """Write a whole copy of the catalogue to a new file, while others use it.

    Raises:
        CannotCopy: the file is there already.
    """
    if target.exists():
        raise CannotCopy(f"{target} is there already; nothing was written.")
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        database.copy_to(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def keep_copy(settings: Settings, database: Database, reason: str) -> Path:
    """A copy in the instance's own folder of backups, before something that changes everything."""
    settings.backup_folder.mkdir(exist_ok=True)
    target = settings.backup_folder / f"before-{reason}-{datetime.now():%Y%m%d-%H%M%S-%f}.sqlite"
    back_up(database, target)
    return target


def restore(settings: Settings, database: Database, source: Path) -> Path:
    """Put a copy in the place of the catalogue, brought to this version; returns the copy made of what was there.

    The change log gets a new id, so that the index, which has read another one, is made again.

    Raises:
        CannotCopy: the file is no copy of a catalogue.
        NewerCatalogue: a later version of Tilts has written it.
    """
    if not source.is_file():
        raise CannotCopy(f"There is no file {source}.")
    copy = Database(f"sqlite:///{source}")
    try:
        if copy.is_empty() or not copy.is_sound():
            raise CannotCopy(f"{source.name} is no sound copy of a catalogue.")
        copy.is_current()
    except DatabaseFailure:
        raise CannotCopy(f"{source.name} is no copy of a catalogue.") from None
    finally:
        copy.close()
    kept = keep_copy(settings, database, "restore")
    database.copy_from(source)
    database.migrate()
    with database.writing() as unit:
        unit.log.renew()
    return kept
