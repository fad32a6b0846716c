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
from typing import TypeVar

from catalogue.cataloguing.concepts import PlacedConcept, placed
from catalogue.cataloguing.describing import describe, settle, unknown_records
from catalogue.exchange import Unreadable, json_lines, skos, spreadsheet
from catalogue.exchange.spreadsheet import RecordRow
from catalogue.exchange.tables import Row
from catalogue.records import Conflict, Problem, Record, Refused, Resource, Topic, problems
from catalogue.records.codes import STATUSES
from catalogue.records.identifier import normalised
from catalogue.storage import Database, Unit
from index import fold

CHUNK = 200
"""Records kept in one transaction."""

AnyRecord = TypeVar("AnyRecord", bound=Record)
Tell = Callable[[int], None]


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
class Imported:
    """What came of a file. `left_out` are links that lead nowhere, of records that were imported without them."""

    batch: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refusals: tuple[Refusal, ...] = ()
    left_out: tuple[Refusal, ...] = ()
    unknown_columns: tuple[tuple[str, str], ...] = ()

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
    outcomes: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    left_out: list[Refusal] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    """Of a trial run: the records it would have made, which later rows may name."""
    labels: dict[str, str] = field(default_factory=dict)
    """Folded labels of topics, to their keys."""
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    """Of a trial run: identifiers and numbers at a source of the records it would have kept, to their keys."""
    rows: dict[str, int] = field(default_factory=dict)
    """The row in which each key was met."""


@dataclass(frozen=True)
class _Wish:
    """One thing to be imported: where it stands, and how it changes what the catalogue holds."""

    sheet: str
    row: int
    given: Record | RecordRow | PlacedConcept | Problem
    name: str = ""

    def refusal(self, problem: Problem) -> Refusal:
        return Refusal(self.sheet, self.row, problem, self.name)


def import_file(database: Database, path: Path, by: str, tell: Tell = lambda count: None) -> Imported:
    """Bring the records of a CSV, XLSX, JSONL, Turtle or JSON-LD file into the catalogue.

    Raises:
        Unreadable: the file cannot be read at all; nothing was imported.
    """
    return _run(database, path, _Tally(secrets.token_hex(8), by, is_trial=False), tell)


def try_import(database: Database, path: Path, tell: Tell = lambda count: None) -> Imported:
    """Say what `import_file` would do, and change nothing.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    return _run(database, path, _Tally("", "", is_trial=True), tell)


def _run(database: Database, path: Path, tally: _Tally, tell: Tell) -> Imported:
    unknown_columns: tuple[tuple[str, str], ...] = ()
    if path.suffix.lower() == json_lines.SUFFIX:
        wishes = _of_lines(path)
    elif path.suffix.lower() in skos.SUFFIXES:
        wishes = _of_concepts(database, path)
    else:
        reading = spreadsheet.read(path)
        wishes, unknown_columns = _of_rows(reading.rows), reading.unknown_columns
    with database.reading() as unit:
        tally.labels = {
            fold(title.value): topic.key for topic in unit.records.of_type("topic") for title in topic.titles
        }
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
    if isinstance(wish.given, RecordRow):
        is_part = wish.given.row.sheet != wish.given.sheet.name
        if is_part and held is None and wish.given.key not in tally.types:
            return (Problem("resource", "holding-of-nothing", {"value": wish.given.key[:80]}),)
        record, found = wish.given.applied(held or _new(wish.given.sheet.type, wish.given.key))
    elif isinstance(wish.given, PlacedConcept):
        assert held is None or isinstance(held, Topic)
        types = {**unit.records.types(key for _, key in wish.given.broader), **tally.types}
        record, left_out = wish.given.added_to(held or _new(Topic, key), types)
    else:
        record = replace(wish.given, revision=held.revision if held else 0)
    record = _with_topic_keys(settle(replace(record, key=key)), tally)
    earlier = tally.rows.setdefault(record.key, wish.row)
    if earlier != wish.row:
        found += (Problem("key", "twice", {"value": record.key, "row": str(earlier)}),)
    if found:
        return found
    if record != held:
        found = _try(unit, record, tally) if tally.is_trial else _keep(unit, record, tally)
    if found:
        del tally.rows[record.key]
        return found
    tally.left_out += map(wish.refusal, left_out)
    if record == held:
        tally.outcomes["unchanged"] += 1
        return ()
    tally.outcomes["changed" if held else "added"] += 1
    if record.type == "topic":
        tally.labels.update((fold(title.value), record.key) for title in record.titles)
    return ()


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
    found = problems(record) + unknown_records(record, types)
    if not found:
        tally.types[record.key] = record.type
        tally.numbers.update((number, record.key) for number in (*_identifiers(record), *_source(record)))
    return found


def _new(type_: type[AnyRecord], key: str) -> AnyRecord:
    return type_(key=key, status="published", added=datetime.now(UTC).replace(microsecond=0))


def _match(
    unit: Unit, given: Record | RecordRow | PlacedConcept, tally: _Tally
) -> tuple[Record | None, str, tuple[Problem, ...]]:
    """The record of the catalogue that is meant, by key, else by identifier, else by its number at its source; and its key,
    empty for a new one without."""
    if isinstance(given, RecordRow):
        probe, found = given.naming(_new(given.sheet.type, given.key))
        if found:
            return None, "", found
    elif isinstance(given, PlacedConcept):
        probe = Topic(key=given.key)
    else:
        probe = given
    keys = {probe.key} if probe.key else _keys_by_identifier(unit, probe, tally) or _keys_by_source(unit, probe, tally)
    if len(keys) > 1:
        numbers = ", ".join(value for _, value in _identifiers(probe))
        return None, "", (Problem("key", "ambiguous", {"value": numbers, "keys": ", ".join(sorted(keys)[:5])}),)
    key = next(iter(keys), "")
    held = unit.records.get(key) if key else None
    if held is not None and held.type != probe.type:
        return None, "", (Problem("key", "other-type", {"value": held.key, "found": held.type}),)
    return held, key, ()


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


def _with_topic_keys(record: Record, tally: _Tally) -> Record:
    """The record with topics named by a label renamed to their keys."""
    topics = getattr(record, "topics", ())
    keys = tuple(dict.fromkeys(tally.labels.get(fold(topic), topic) for topic in topics))
    return replace(record, topics=keys) if keys != topics else record  # type: ignore[call-arg]


__all__ = ["Imported", "Refusal", "Unreadable", "import_file", "try_import"]
