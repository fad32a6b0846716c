"""One change made to many records: planned, looked at record by record, made while others work, and taken back as a whole."""

import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from catalogue.cataloguing.batches import Busy
from catalogue.cataloguing.describing import describe, require_sound, settle
from catalogue.cataloguing.workroom import NotAllowed, require_right
from catalogue.records import Problem, Record, Refused
from catalogue.records.change import new_desk_batch
from catalogue.records.edit import Edit
from catalogue.records.parts import Difference, differences
from catalogue.records.staff import Member
from catalogue.storage import Database, DatabaseFailure, Unit

MOST_RECORDS = 5_000
"""Records that can be changed together."""

MOST_PLANS = 20
"""Plans that are kept; the oldest makes room."""

_PORTION = 200
SAME, NOT_YOURS, CHANGED_SINCE, GONE = "same", "not-yours", "changed-since", "gone"


@dataclass(frozen=True)
class Meant:
    """A record that a plan is about, in the revision that was looked at. `against` says why it is not changed, empty when it is;
    `problems` what would be wrong with it."""

    key: str
    revision: int
    against: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def is_changed(self) -> bool:
        return not self.against and not self.problems


@dataclass(frozen=True)
class Plan:
    """A change and the records it is about. `by` is who made it; `done` counts those gone through; `batch` is its name in the log
    once it has begun; `is_over` when all is done that will be; `fault` is what the database said when it stopped."""

    by: str
    edit: Edit
    records: tuple[Meant, ...]
    batch: str = ""
    done: int = 0
    is_running: bool = False
    is_over: bool = False
    fault: str = ""

    @property
    def changed(self) -> tuple[Meant, ...]:
        return tuple(each for each in self.records if each.is_changed)

    @property
    def left(self) -> tuple[Meant, ...]:
        return tuple(each for each in self.records if not each.is_changed)


@dataclass(frozen=True)
class Foreseen:
    """A record and what the change makes of it."""

    record: Record
    changed: tuple[Difference, ...]


class Editing:
    """The plans of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._plans: dict[str, Plan] = {}
        self._running = threading.Lock()

    def plan(self, member: Member, keys: Sequence[str], edit: Edit) -> str:
        """Find out what would become of these records, `MOST_RECORDS` at the utmost; returns the plan's name."""
        wanted = tuple(dict.fromkeys(keys))[:MOST_RECORDS]
        found: list[Meant] = []
        for start in range(0, len(wanted), _PORTION):
            with self._database.reading() as unit:
                portion = wanted[start : start + _PORTION]
                there = unit.records.get_many(portion)
                found += [_meant(unit, member, there[key], edit) for key in portion if key in there]
        number = secrets.token_hex(8)
        idle = [name for name, each in list(self._plans.items()) if not each.is_running]
        for name in idle[: max(0, len(self._plans) - MOST_PLANS + 1)]:
            self._plans.pop(name, None)
        self._plans[number] = Plan(member.name, edit, tuple(found))
        return number

    def get(self, member: Member, number: str) -> Plan | None:
        """A plan of this person, as far as it is; None when there is none."""
        found = self._plans.get(number)
        return found if found and found.by == member.name else None

    def foresee(self, plan: Plan, start: int, most: int) -> list[Foreseen]:
        """What the change makes of some of the records it changes, beside what they are."""
        with self._database.reading() as unit:
            keys = [each.key for each in plan.changed[start : start + most]]
            there = unit.records.get_many(keys)
        return [
            Foreseen(there[key], differences(there[key], settle(plan.edit.applied(there[key]))))
            for key in keys
            if key in there
        ]

    def begin(self, member: Member, number: str, remark: str) -> None:
        """Make the change while others work.

        Raises:
            Busy: another one is being made.
        """
        if not self._running.acquire(blocking=False):
            raise Busy
        plan = self._plans[number]
        if plan.is_running or plan.is_over:
            self._running.release()
            return
        self._tell(number, is_running=True, batch=new_desk_batch())
        threading.Thread(target=self._make, args=(member, number, remark), name="edit", daemon=True).start()

    def _make(self, member: Member, number: str, remark: str) -> None:
        plan = self._plans[number]
        found: list[Meant] = []
        try:
            for start in range(0, len(plan.records), _PORTION):
                with self._database.writing() as unit:
                    portion = plan.records[start : start + _PORTION]
                    kept = [_keep(unit, member, each, plan, remark) for each in portion]
                found += kept
                self._tell(number, done=len(found))
        except DatabaseFailure as failure:
            self._tell(number, fault=str(failure.orig))
        finally:
            rest = (replace(each, against=each.against or GONE) for each in plan.records[len(found) :])
            self._tell(number, records=(*found, *rest), is_running=False, is_over=True)
            self._running.release()

    def _tell(self, number: str, **known: object) -> None:
        self._plans[number] = replace(self._plans[number], **known)  # type: ignore[arg-type]


def _meant(unit: Unit, member: Member, record: Record, edit: Edit) -> Meant:
    return _weighed(Meant(record.key, record.revision), lambda: _prepared(unit, member, record, edit))


def _keep(unit: Unit, member: Member, meant: Meant, plan: Plan, remark: str) -> Meant:
    """Change one record; says what became of it."""
    if not meant.is_changed:
        return meant
    record = unit.records.get(meant.key)
    if record is None or record.revision != meant.revision:
        return replace(meant, against=CHANGED_SINCE)
    present = record

    def keep() -> bool:
        with unit.attempt():
            made = _prepared(unit, member, present, plan.edit)
            if made is not None:
                describe(unit, made, member.name, plan.batch, remark)
            return made is not None

    return _weighed(meant, keep)


def _weighed(meant: Meant, attempt: Callable[[], object]) -> Meant:
    """What an attempt to change a record says of it; nothing or False when there is nothing to change."""
    try:
        return meant if attempt() else replace(meant, against=SAME)
    except NotAllowed:
        return replace(meant, against=NOT_YOURS)
    except Refused as refused:
        return replace(meant, problems=refused.problems)


def _prepared(unit: Unit, member: Member, record: Record, edit: Edit) -> Record | None:
    """The record as it is to be kept; None when that is what it is.

    Raises:
        NotAllowed: it is not this person's to change so.
        Refused: it would not be true to the trade.
    """
    made = settle(edit.applied(record))
    if made == settle(record):
        return None
    require_right(member, record, made)
    require_sound(unit, made)
    return made
