"""Imports as batches: a file left at the desk, tried first, then imported while others work; and a whole batch taken back."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from catalogue.cataloguing.deliveries import brought_up_to_date
from catalogue.cataloguing.describing import describe
from catalogue.cataloguing.importing import LANGUAGE, Imported, Update, import_file, try_import
from catalogue.exchange import Unreadable
from catalogue.records import Refused
from catalogue.records.change import Batch
from catalogue.records.staff import Member, Role
from catalogue.storage import Database, DatabaseFailure, Unit

MOST_BYTES = 50_000_000
_PORTION = 1 << 20
_SHOWN_NAME = 120


class TooLarge(Exception):
    """A file is larger than what is taken."""


class Busy(Exception):
    """Another file is being imported."""


class NotTheirs(Exception):
    """A batch is somebody else's, and only they or an administrator may take it back."""


@dataclass(frozen=True)
class Arrival:
    """A file at the desk. `name` is what its sender calls it, `by` who that is; `update` says what becomes of records that were
    delivered before, `language` what the words of a calendar are in; `done` counts what is read; `trial` is what would come of
    it, `imported` what has; `fault` says why it cannot be read."""

    name: str
    path: Path
    by: str
    update: Update = brought_up_to_date
    language: str = LANGUAGE
    is_running: bool = False
    done: int = 0
    trial: Imported | None = None
    imported: Imported | None = None
    fault: str = ""


@dataclass(frozen=True)
class TakenBack:
    """What became of an undone batch: records as they were before, those withdrawn because there was nothing before, and those
    left alone because somebody has changed them since."""

    restored: int
    withdrawn: int
    left: int


def is_theirs(member: Member, by: str) -> bool:
    """True when somebody may look after what a person has brought: their own, and for administrators everybody's."""
    return member.role is Role.ADMINISTRATOR or member.name == by


class Batches:
    """The imports of one catalogue; `folder` keeps the files until they are imported."""

    def __init__(self, database: Database, folder: Path, suffixes: tuple[str, ...]) -> None:
        self._database = database
        self._folder = folder
        self._suffixes = suffixes
        self._arrivals: dict[str, Arrival] = {}
        self._running = threading.Lock()

    def take(
        self,
        member: Member,
        name: str,
        stream: BinaryIO,
        update: Update = brought_up_to_date,
        language: str = LANGUAGE,
    ) -> str:
        """Keep a file under a name of our own, and find out what would come of it when this person brings it; returns that name.

        Raises:
            Unreadable: no format that is read has this ending.
            TooLarge: it is larger than `MOST_BYTES`.
        """
        suffix = next((each for each in self._suffixes if name.lower().endswith(each)), None)
        if suffix is None:
            raise Unreadable(f"The ending must be one of: {', '.join(self._suffixes)}.")
        self._folder.mkdir(parents=True, exist_ok=True)
        self._clear()
        number = secrets.token_hex(8)
        path = self._folder / f"{number}{suffix}"
        try:
            _copy(stream, path)
        except TooLarge:
            path.unlink(missing_ok=True)
            raise
        self._arrivals[number] = self._tried(Arrival(name[-_SHOWN_NAME:], path, member.name, update, language), member)
        return number

    def get(self, number: str) -> Arrival | None:
        """A file at the desk, as far as it is."""
        return self._arrivals.get(number)

    def begin(self, member: Member, number: str) -> None:
        """Import a file while others work, as far as this person may.

        Raises:
            Busy: another one is being imported.
        """
        if not self._running.acquire(blocking=False):
            raise Busy
        arrival = self._arrivals[number]
        self._arrivals[number] = replace(arrival, is_running=True, done=0)
        threading.Thread(target=self._import, args=(number, member), name="import", daemon=True).start()

    def drop(self, number: str) -> None:
        """Throw a file away that was not imported."""
        arrival = self._arrivals.get(number)
        if arrival and not arrival.is_running:
            del self._arrivals[number]
            arrival.path.unlink(missing_ok=True)

    def latest(self, member: Member, most: int) -> list[Batch]:
        """The imports somebody may take back, the latest first."""
        with self._database.reading() as unit:
            return unit.log.batches(most, "" if member.role is Role.ADMINISTRATOR else member.name)

    def latest_at_desk(self, most: int) -> list[Batch]:
        """What was changed together at the desk, the latest first."""
        with self._database.reading() as unit:
            return unit.log.desk_batches(most)

    def undo(self, member: Member, batch: str, remark: str) -> TakenBack:
        """Make the records of a batch what they were before it. What somebody has changed since is left alone; what was new is
        withdrawn, so that its address says that it is gone.

        Raises:
            NotTheirs: somebody else has brought it.
        """
        outcomes = {"restored": 0, "withdrawn": 0, "left": 0}
        with self._database.reading() as unit:
            brought_by, spans = unit.log.bringer(batch), unit.log.spans(batch)
        if spans and not is_theirs(member, brought_by):
            raise NotTheirs
        for start in range(0, len(spans), 200):
            with self._database.writing() as unit:
                for key, first, last in spans[start : start + 200]:
                    outcomes[_take_back(unit, key, first, last, member.name, remark)] += 1
        return TakenBack(**outcomes)

    def _tried(self, arrival: Arrival, member: Member) -> Arrival:
        try:
            trial = try_import(
                self._database, arrival.path, member=member, update=arrival.update, language=arrival.language
            )
            return replace(arrival, trial=trial)
        except Unreadable as fault:
            arrival.path.unlink(missing_ok=True)
            return replace(
                arrival,
                fault=str(fault).replace(str(arrival.path), arrival.name).replace(arrival.path.name, arrival.name),
            )

    def _import(self, number: str, member: Member) -> None:
        arrival = self._arrivals[number]
        try:
            imported = import_file(
                self._database,
                arrival.path,
                member.name,
                self._teller(number),
                member,
                arrival.update,
                arrival.language,
            )
            self._tell(number, imported=imported)
        except Unreadable as fault:
            self._tell(number, fault=str(fault))
        except DatabaseFailure as failure:
            self._tell(number, fault=str(failure.orig))
        finally:
            arrival.path.unlink(missing_ok=True)
            self._tell(number, is_running=False)
            self._running.release()

    def _teller(self, number: str) -> Callable[[int], None]:
        return lambda done: self._tell(number, done=done)

    def _tell(self, number: str, **known: object) -> None:
        self._arrivals[number] = replace(self._arrivals[number], **known)  # type: ignore[arg-type]

    def _clear(self) -> None:
        """Files left by an earlier run are nobody's any more."""
        known = {each.path for each in self._arrivals.values()}
        for path in self._folder.iterdir():
            if path not in known and path.is_file():
                path.unlink(missing_ok=True)


def _copy(stream: BinaryIO, path: Path) -> None:
    size = 0
    with open(path, "xb") as file:
        while portion := stream.read(_PORTION):
            size += len(portion)
            if size > MOST_BYTES:
                raise TooLarge
            file.write(portion)


def _take_back(unit: Unit, key: str, first: int, last: int, by: str, remark: str) -> str:
    """Undo what a batch did to one record between two revisions; says what was done."""
    present = unit.records.get(key)
    if present is None or present.revision != last:
        return "left"
    earlier = unit.log.snapshot(key, first - 1)
    wanted = replace(earlier, revision=last) if earlier else replace(present, status="withdrawn")
    try:
        with unit.attempt():
            describe(unit, wanted, by, remark=remark)
    except Refused:
        return "left"
    return "restored" if earlier else "withdrawn"
