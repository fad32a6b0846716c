"""Copies of the catalogue: made while it is used, kept, and put back in its place. The index is made again, never copied."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from catalogue.cataloguing.staff import Staff
from catalogue.storage import Database, DatabaseFailure, NewerCatalogue

MOST_BYTES = 1_000_000_000
"""The largest copy that can be brought from elsewhere."""

_NAME = re.compile(r"[a-z-]{1,40}-[0-9]{8}-[0-9]{6}-[0-9]{6}\.sqlite")


class CannotCopy(Exception):
    """A copy that cannot be made or put back; the text says why."""


class NoCopy(CannotCopy):
    """A file that is no sound copy of a catalogue."""


class NewerCopy(CannotCopy):
    """A copy that a later version of Tilts has written."""


@dataclass(frozen=True)
class Copy:
    """A copy that is kept: what its file is called, when it was made, and how large it is in bytes."""

    name: str
    made: datetime
    size: int


@dataclass(frozen=True)
class Restored:
    """What became of a restored catalogue: the copy made of what was there before, and how many rows each table now has."""

    before: Path
    rows: dict[str, int]


class Copies:
    """The copies of one catalogue, in a folder of their own."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def write(self, target: Path) -> None:
        """Write a whole copy of the catalogue to a new file, while others use it.

        Raises:
            CannotCopy: the file is there already.
        """
        if target.exists():
            raise CannotCopy(f"{target} is there already; nothing was written.")
        unfinished = target.with_name(f"{target.name}.unfinished")
        unfinished.unlink(missing_ok=True)
        try:
            self._database.copy_to(unfinished)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)

    def keep(self, reason: str) -> Path:
        """A copy among those that are kept; `reason` begins its name."""
        target = self._target(reason)
        self.write(target)
        return target

    def bring(self, content: BinaryIO) -> Path:
        """Keep a copy that was made elsewhere.

        Raises:
            NoCopy: it is no sound copy of a catalogue.
            NewerCopy: a later version of Tilts has written it.
        """
        target = self._target("brought")
        unfinished = target.with_name(f"{target.name}.unfinished")
        try:
            with unfinished.open("wb") as file:
                copyfileobj(content, file)
            _require_sound(unfinished)
            unfinished.replace(target)
        finally:
            for left in unfinished.parent.glob(f"{unfinished.name}*"):
                left.unlink()
        return target

    def kept(self) -> list[Copy]:
        """The copies there are, the latest first."""
        files = [file for file in self._folder.glob("*.sqlite") if _NAME.fullmatch(file.name)]
        told = [(file.name, file.stat()) for file in files]
        found = [Copy(name, datetime.fromtimestamp(stat.st_mtime, UTC), stat.st_size) for name, stat in told]
        return sorted(found, key=lambda each: each.made, reverse=True)

    def path(self, name: str) -> Path | None:
        """The file of a kept copy; None when there is none of that name."""
        return self._folder / name if name in {each.name for each in self.kept()} else None

    def restore(self, source: Path) -> Restored:
        """Put a copy in the place of the catalogue, brought to this version; everybody is signed out.

        Every table is compared with the copy's before anything else is done: its rows are counted and summed up. The change log
        gets a new id, so that the index, which has read another one, is made again.

        Raises:
            NoCopy: the file is no sound copy of a catalogue.
            CannotCopy: it did not arrive whole; then everything is as it was.
            NewerCopy: a later version of Tilts has written it.
        """
        _require_sound(source)
        before = self.keep("before-restore")
        copy = Database(f"sqlite:///{source}")
        try:
            wanted = copy.inventory()
        finally:
            copy.close()
        self._database.copy_from(source)
        if self._database.inventory() != wanted:
            self._database.copy_from(before)
            raise CannotCopy(f"{source.name} did not arrive whole. Everything is as it was before.")
        self._database.migrate()
        with self._database.writing() as unit:
            unit.log.renew()
        Staff(self._database).sign_out_everybody()
        return Restored(before, {name: held.rows for name, held in wanted.items()})

    def _target(self, reason: str) -> Path:
        self._folder.mkdir(exist_ok=True)
        return self._folder / f"{reason}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.sqlite"


def _require_sound(file: Path) -> None:
    """Be content with a copy of a catalogue.

    Raises:
        NoCopy: it is none, or damaged.
        NewerCopy: a later version of Tilts has written it.
    """
    if not file.is_file():
        raise NoCopy(f"There is no file {file}.")
    copy = Database(f"sqlite:///{file}")
    try:
        if copy.is_empty() or not copy.is_sound():
            raise NoCopy(f"{file.name} is no sound copy of a catalogue.")
        copy.is_current()
    except NewerCatalogue as newer:
        raise NewerCopy(str(newer)) from None
    except DatabaseFailure:
        raise NoCopy(f"{file.name} is no copy of a catalogue.") from None
    finally:
        copy.close()
