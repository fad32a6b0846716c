"""Importing a file: each record is matched, checked and kept whole or refused with its row; the good ones land.

Records are kept in short transactions of a few hundred, so that librarians can go on saving meanwhile; all of them share a batch.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from catalogue.cataloguing.concepts import PlacedConcept, placed
from catalogue.cataloguing.deliveries import (
    are_apart,
    as_kept,
    brought_up_to_date,
    delivered_before,
    is_out_of_date,
    named,
    with_topic_keys,
)
from catalogue.cataloguing.describing import describe, missing_files, settle, unknown_records
from catalogue.exchange import Unreadable, ical_reading, json_lines, marc, skos, spreadsheet
from catalogue.exchange.description import Description
from catalogue.exchange.spreadsheet import RecordRow
from catalogue.exchange.tables import Row
from catalogue.records import Branch, Conflict, Event, Problem, Record, Refused, Resource, Topic, problems
from catalogue.records.codes import STATUSES
from catalogue.records.identifier import normalised
from catalogue.records.parts import differences
from catalogue.records.review import begun_by, may_bring
from catalogue.records.staff import Member
from catalogue.storage import Database, Unit
from index import fold

IMPORTED_SUFFIXES = (*spreadsheet.SUFFIXES, json_lines.SUFFIX, *skos.SUFFIXES, *marc.SUFFIXES, *ical_reading.SUFFIXES)
"""Endings of files that can be imported."""

CHUNK = 200
"""Records kept in one transaction."""

LANGUAGE = "lv"
"""The language of a calendar's words when nobody says another."""

MOST_NAMED = 1_000
"""Records that are named one by one in what is told of a file."""

AnyRecord = TypeVar("AnyRecord", bound=Record)
Tell = Callable[[int], None]


class Update(Protocol):
    """How a delivered record changes the held one: that one, what was delivered earlier, and what is delivered now."""

    def __call__(self, held: AnyRecord, earlier: AnyRecord | None, given: AnyRecord, /) -> AnyRecord: ...


@dataclass(frozen=True)
class Refusal:
    """What was not imported and why; the problem's field is empty when it is the whole row.

    `name` is given where rows have no numbers that people could see: what they know the record by.
    """

    sheet: str
    row: int
    problem: Problem
    name: str = ""


@dataclass(frozen=True)
class Outcome:
    """What becomes of one record: the key of one that is there already, its main title, whether it is new, and the names of the
    fields that change."""

    sheet: str
    row: int
    key: str
    title: str
    is_new: bool
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Imported:
    """What came of a file. `left_out` are links that lead nowhere, of records that were imported without them; `outcomes` name
    the first `MOST_NAMED` records that are new or changed."""

    batch: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refusals: tuple[Refusal, ...] = ()
    left_out: tuple[Refusal, ...] = ()
    unknown_columns: tuple[tuple[str, str], ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def refused_rows(self) -> int:
        """Rows that were refused, however many faults each has."""
        return len({(each.sheet, each.row) for each in self.refusals})


@dataclass
class _Tally:
    """What has happened so far in one import."""

    batch: str
    by: str
    is_trial: bool
    member: Member | None = None
    update: Update = brought_up_to_date
    named: list[Outcome] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    left_out: list[Refusal] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    """Of a trial run: the records it would have made, which later rows may name."""
    labels: dict[str, str] = field(default_factory=dict)
    """Folded labels of topics, to their keys."""
    libraries: dict[str, Branch] = field(default_factory=dict)
    """Folded names of branches, those left out that several share."""
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    """Of a trial run: identifiers and numbers at a source of the records it would have kept, to their keys."""
    rows: dict[str, int] = field(default_factory=dict)
    """The row in which each key was met."""


@dataclass(frozen=True)
class _Wish:
    """One thing to be imported: where it stands, and how it changes what the catalogue holds."""

    sheet: str
    row: int
    given: Record | RecordRow | PlacedConcept | Description | Problem
    name: str = ""

    def refusal(self, problem: Problem) -> Refusal:
        return Refusal(self.sheet, self.row, problem, self.name)


def import_file(
    database: Database,
    path: Path,
    by: str,
    tell: Tell = lambda count: None,
    member: Member | None = None,
    update: Update = brought_up_to_date,
    language: str = LANGUAGE,
) -> Imported:
    """Bring the records of a CSV, XLSX, JSONL, MARC, Turtle, JSON-LD or iCalendar file into the catalogue: all of them, or those
    that are the `member`'s to bring. `update` says what becomes of a record that was delivered before, `language` what a
    calendar's words are in that name no other.

    Raises:
        Unreadable: the file cannot be read at all; nothing was imported.
    """
    return _run(database, path, _Tally(secrets.token_hex(8), by, False, member, update), tell, language)


def try_import(
    database: Database,
    path: Path,
    tell: Tell = lambda count: None,
    member: Member | None = None,
    update: Update = brought_up_to_date,
    language: str = LANGUAGE,
) -> Imported:
    """Say what `import_file` would do, and change nothing.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    return _run(database, path, _Tally("", "", True, member, update), tell, language)


def _run(database: Database, path: Path, tally: _Tally, tell: Tell, language: str) -> Imported:
    unknown_columns: tuple[tuple[str, str], ...] = ()
    if path.suffix.lower() == json_lines.SUFFIX:
        wishes = _of_lines(path)
    elif path.suffix.lower() in skos.SUFFIXES:
        wishes = _of_concepts(database, path)
    elif path.suffix.lower() in marc.SUFFIXES:
        wishes = _of_marc(path)
    elif path.suffix.lower() in ical_reading.SUFFIXES:
        wishes = _of_calendar(path, language)
    else:
        reading = spreadsheet.read(path)
        wishes, unknown_columns = _of_rows(reading.rows), reading.unknown_columns
    with database.reading() as unit:
        tally.labels = {
            fold(title.value): topic.key for topic in unit.records.of_type("topic") for title in topic.titles
        }
        tally.libraries = _by_name(each for each in unit.records.of_type("branch") if isinstance(each, Branch))
    done = 0
    waiting: list[_Wish] = []
    open_unit = database.reading if tally.is_trial else database.writing
    while chunk := list(islice(wishes, CHUNK)):
        with open_unit() as unit:
            waiting += _take(unit, chunk, tally, is_last_try=False)
        done += len(chunk)
        tell(done)
    with open_unit() as unit:
        while waiting:
            still = _take(unit, waiting, tally, is_last_try=False)
            if len(still) == len(waiting):
                _take(unit, waiting, tally, is_last_try=True)
                break
            waiting = still
    return Imported(
        tally.batch,
        tally.outcomes["added"],
        tally.outcomes["changed"],
        tally.outcomes["unchanged"],
        _in_order(tally.refusals),
        _in_order(tally.left_out),
        unknown_columns,
        tuple(sorted(tally.named, key=lambda each: (each.sheet, each.row))),
    )


def _in_order(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    return tuple(sorted(refusals, key=lambda each: (each.sheet, each.row)))


def _of_lines(path: Path) -> Iterator[_Wish]:
    for line in json_lines.read(path):
        given = line.record or line.problem
        assert given is not None
        yield _Wish(path.name, line.number, given)


def _of_concepts(database: Database, path: Path) -> Iterator[_Wish]:
    concepts = skos.read(path)
    with database.reading() as unit:
        topics = [record for record in unit.records.of_type(Topic.type, statuses=STATUSES) if isinstance(record, Topic)]
    return (
        _Wish(path.name, each.concept.number, each.problem or each, each.concept.name)
        for each in placed(concepts, topics)
    )


def _by_name(branches: Iterable[Branch]) -> dict[str, Branch]:
    by_name: dict[str, set[Branch]] = {}
    for branch in branches:
        for title in branch.titles:
            by_name.setdefault(fold(title.value), set()).add(branch)
    return {name: found.pop() for name, found in by_name.items() if len(found) == 1}


def _of_calendar(path: Path, language: str) -> Iterator[_Wish]:
    for each in ical_reading.read(path, language):
        yield _Wish(path.name, each.number, each.problem or each, each.name)


def _of_marc(path: Path) -> Iterator[_Wish]:
    for each in marc.read(path):
        name = f"record {each.number}"
        yield _Wish(path.name, each.number, each.problem or each, f"{name} ({each.name})" if each.name else name)


def _of_rows(rows: Iterable[RecordRow | Row]) -> Iterator[_Wish]:
    for row in rows:
        if isinstance(row, RecordRow):
            yield _Wish(row.row.sheet, row.row.number, row)
        else:
            yield _Wish(row.sheet, row.number, Problem("resource", "holding-of-nothing", {"value": ""}))


def _take(unit: Unit, wishes: Iterable[_Wish], tally: _Tally, is_last_try: bool) -> list[_Wish]:
    """Import what can be imported; returns the wishes that name records which may still come in this file."""
    later = []
    for wish in wishes:
        found = _fulfil(unit, wish, tally)
        if found and not is_last_try and all(problem.code == "unknown-record" for problem in found):
            later.append(wish)
        else:
            tally.refusals += map(wish.refusal, found)
    return later


def _fulfil(unit: Unit, wish: _Wish, tally: _Tally) -> tuple[Problem, ...]:
    """Import one thing; returns what keeps it from being imported."""
    if isinstance(wish.given, Problem):
        return (wish.given,)
    if isinstance(wish.given, PlacedConcept) and not wish.given.key:
        tally.left_out += map(wish.refusal, wish.given.left_out)
        return ()
    held, key, found = _match(unit, wish.given, tally)
    if found:
        return found
    left_out: tuple[Problem, ...] = ()
    if isinstance(wish.given, Description) and held is None and wish.given.is_told:
        tally.outcomes["unchanged"] += 1
        return ()
    if isinstance(wish.given, RecordRow):
        is_part = wish.given.row.sheet != wish.given.sheet.name
        if is_part and held is None and wish.given.key not in tally.types:
            return (Problem("resource", "holding-of-nothing", {"value": wish.given.key[:80]}),)
        record, found = wish.given.applied(held or _new(wish.given.sheet.type, wish.given.key))
    elif isinstance(wish.given, PlacedConcept):
        assert held is None or isinstance(held, Topic)
        types = {**unit.records.types(key for _, key in wish.given.broader), **tally.types}
        record, left_out = wish.given.added_to(held or _new(Topic, key), types)
    elif isinstance(wish.given, Description):
        record = _delivered(unit, wish.given, held, tally)
        if held is None and isinstance(record, Event) and record.status == "withdrawn":
            return (Problem("STATUS", "cancelled-in-calendar"),)
    else:
        record = replace(wish.given, revision=held.revision if held else 0)
    if tally.member and held is None:
        record = begun_by(tally.member, record)
    record = with_topic_keys(settle(replace(record, key=key)), tally.labels)
    earlier = tally.rows.setdefault(record.key, wish.row)
    if earlier != wish.row:
        found += (Problem("key", "twice", {"value": record.key, "row": str(earlier)}),)
    if found:
        return found
    if record != held and tally.member and not may_bring(tally.member, held, record):
        found = (Problem("", "not-yours"),)
    elif record != held:
        found = _try(unit, record, tally) if tally.is_trial else _keep(unit, record, tally)
    if found:
        del tally.rows[record.key]
        return found
    tally.left_out += map(wish.refusal, left_out)
    if record == held:
        tally.outcomes["unchanged"] += 1
        return ()
    tally.outcomes["changed" if held else "added"] += 1
    if len(tally.named) < MOST_NAMED:
        tally.named.append(_outcome(wish, held, record))
    if record.type == "topic":
        tally.labels.update((fold(title.value), record.key) for title in record.titles)
    return ()


def _outcome(wish: _Wish, held: Record | None, record: Record) -> Outcome:
    title = next((each.value for each in record.titles if each.kind == "main"), record.key)
    changed = (each.part.field for each in differences(held, record)) if held else ()
    return Outcome(wish.sheet, wish.row, held.key if held else "", title, held is None, tuple(dict.fromkeys(changed)))


def _delivered(unit: Unit, given: Description, held: Record | None, tally: _Tally) -> Record:
    """The record of a description, or the held one brought up to date with it."""
    assert given.record is not None and (held is None or held.type == given.record.type)
    if held is not None and is_out_of_date(held, given.record):
        return held
    earlier = delivered_before(held) if held else None
    keys = _keys_in(given.record, tally) | (_keys_in(earlier, tally) if earlier else set())
    types = {**unit.records.types(keys), **tally.types}
    now = as_kept(given.record, tally.labels, types, tally.libraries)
    if held is None:
        return replace(now, added=datetime.now(UTC).replace(microsecond=0))
    return tally.update(held, earlier and as_kept(earlier, tally.labels, types, tally.libraries), now)


def _keys_in(record: Record, tally: _Tally) -> set[str]:
    return named(with_topic_keys(record, tally.labels))


def _keep(unit: Unit, record: Record, tally: _Tally) -> tuple[Problem, ...]:
    try:
        with unit.attempt():
            describe(unit, record, tally.by, tally.batch)
    except Refused as refused:
        return refused.problems
    except Conflict:
        return (Problem("", "conflict"),)
    return ()


def _try(unit: Unit, record: Record, tally: _Tally) -> tuple[Problem, ...]:
    types = {**unit.records.types(key for _, key in record.relations()), **tally.types}
    found = problems(record) + unknown_records(record, types) + missing_files(unit, record)
    if not found:
        tally.types[record.key] = record.type
        tally.numbers.update((number, record.key) for number in (*_identifiers(record), *_source(record)))
    return found


def _new(type_: type[AnyRecord], key: str) -> AnyRecord:
    return type_(key=key, status="published", added=datetime.now(UTC).replace(microsecond=0))


def _match(
    unit: Unit, given: Record | RecordRow | PlacedConcept | Description, tally: _Tally
) -> tuple[Record | None, str, tuple[Problem, ...]]:
    """The record of the catalogue that is meant, by key, else by identifier, else by its number at its source; and its key,
    empty for a new one without."""
    if isinstance(given, RecordRow):
        probe, found = given.naming(_new(given.sheet.type, given.key))
        if found:
            return None, "", found
    elif isinstance(given, PlacedConcept):
        probe = Topic(key=given.key)
    elif isinstance(given, Description):
        assert given.record is not None
        probe = given.record
    else:
        probe = given
    if isinstance(given, Description):
        keys = _keys_of_delivered(unit, probe, tally)
    else:
        keys = (
            {probe.key} if probe.key else _keys_by_identifier(unit, probe, tally) or _keys_by_source(unit, probe, tally)
        )
    if len(keys) > 1:
        numbers = ", ".join(value for _, value in _identifiers(probe))
        return None, "", (Problem("key", "ambiguous", {"value": numbers, "keys": ", ".join(sorted(keys)[:5])}),)
    key = next(iter(keys), "")
    held = unit.records.get(key) if key else None
    if held is not None and held.type != probe.type:
        return None, "", (Problem("key", "other-type", {"value": held.key, "found": held.type}),)
    return held, key, ()


def _keys_of_delivered(unit: Unit, record: Record, tally: _Tally) -> set[str]:
    """The number at its source says most surely which record is meant; several of one source may share an ISBN."""
    if record.key:
        return {record.key}
    is_numbered = bool(_source(record))
    return _keys_by_source(unit, record, tally) or {
        key
        for key in _keys_by_identifier(unit, record, tally)
        if not (is_numbered and key in tally.rows) and not are_apart(unit.records.get(key), record)
    }


def _keys_by_identifier(unit: Unit, record: Record, tally: _Tally) -> set[str]:
    numbers = _identifiers(record)
    kept = {key for scheme, value in numbers for key in unit.records.keys_with_identifier(scheme, value)}
    return kept | {tally.numbers[number] for number in numbers if number in tally.numbers}


def _keys_by_source(unit: Unit, record: Record, tally: _Tally) -> set[str]:
    numbers = _source(record)
    kept = {unit.records.key_of_source(system, number) for system, number in numbers}
    return {key for key in kept if key} or {tally.numbers[number] for number in numbers if number in tally.numbers}


def _identifiers(record: Record) -> list[tuple[str, str]]:
    """Scheme and value of the identifiers that match."""
    if not isinstance(record, Resource):
        return []
    numbers = (each for each in record.identifiers if each.scheme in ("isbn", "issn"))
    return [(each.scheme, normalised(each.scheme, each.value)) for each in numbers]


def _source(record: Record) -> list[tuple[str, str]]:
    """System and number of the source, when there is a number."""
    source = record.source
    return [(source.system, source.control_number)] if source and source.control_number else []


__all__ = ["Imported", "Refusal", "Unreadable", "import_file", "try_import"]
