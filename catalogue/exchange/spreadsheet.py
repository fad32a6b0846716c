"""Records as the rows of a spreadsheet, out and in. docs/spreadsheet.md is the description for people."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from catalogue.exchange.cells import ERASE
from catalogue.exchange.families import column_place
from catalogue.exchange.sheets import (
    ALL_NAMES,
    HOLDINGS,
    PARENT,
    PART_SHEETS,
    RECORD_SHEETS,
    RESOURCES,
    SECTIONS,
    Sheet,
)
from catalogue.exchange.table_writers import CsvWriter, TableWriter, XlsxWriter
from catalogue.exchange.tables import Row, Table, read_tables
from catalogue.records import Holding, Problem, Record, Resource, Section

SUFFIXES = (".csv", ".xlsx")


_NAMING = frozenset({"key", "isbn", "issn", "source_system", "source_id"})
"""Columns by which a row is matched with a record of the catalogue."""


@dataclass(frozen=True)
class RecordRow:
    """A row that means a record, with the rows of other sheets that are parts of it."""

    sheet: Sheet[Any]
    row: Row
    parts: Mapping[str, tuple[Row, ...]]

    @property
    def key(self) -> str:
        """The key the row gives, empty when it gives none."""
        return self.row.cells.get("key", "")

    def naming(self, record: Record) -> tuple[Record, tuple[Problem, ...]]:
        """The record with only those cells of this row that say which record is meant."""
        cells = {name: cell for name, cell in self.row.cells.items() if name in _NAMING}
        return self.sheet.applied(record, cells)

    def applied(self, record: Record) -> tuple[Record, tuple[Problem, ...]]:
        """The record with this row's cells, and what could not be read of them."""
        problems = [Problem(column, code) for column, code in self.row.faults]
        changed, found = self.sheet.applied(record, self.row.cells)
        problems += found
        if isinstance(changed, Resource):
            changed, found = self._with_holdings(changed)
            problems += found
            changed, found = self._with_sections(changed)
            problems += found
        return changed, tuple(problems)

    def _with_holdings(self, resource: Resource) -> tuple[Resource, tuple[Problem, ...]]:
        own = self.row.cells if self.row.cells.get("branch", ERASE) != ERASE else {}
        given = ([own] if own else []) + [row.cells for row in self.parts.get(HOLDINGS.name, ())]
        if not given:
            return (replace(resource, holdings=()) if self.row.cells.get("branch") == ERASE else resource), ()
        holdings: list[Holding] = []
        problems: list[Problem] = []
        for cells in given:
            holding, found = HOLDINGS.applied(Holding(""), cells)
            holdings.append(holding)
            problems += found
        return replace(resource, holdings=tuple(holdings)), tuple(problems)

    def _with_sections(self, resource: Resource) -> tuple[Resource, tuple[Problem, ...]]:
        rows = self.parts.get(SECTIONS.name, ())
        if not rows:
            return resource, ()
        made = [SECTIONS.applied(Section(), row.cells) for row in rows]
        problems = tuple(problem for _, found in made for problem in found)
        return replace(resource, sections=tuple(section for section, _ in made)), problems


@dataclass(frozen=True)
class Reading:
    """A spreadsheet that was opened: its rows in the order they can be imported, and the columns nobody knows."""

    rows: Iterator[RecordRow | Row]
    unknown_columns: tuple[tuple[str, str], ...]


def read(path: Path) -> Reading:
    """Open a spreadsheet. A plain Row among the rows is a part that belongs to no row: its resource may be in the catalogue.

    Raises:
        Unreadable: the file cannot be read.
    """
    tables = {table.name: table for table in read_tables(path, ALL_NAMES, RESOURCES.name)}
    known: dict[str, Sheet[Any]] = {sheet.name: sheet for sheet in (*RECORD_SHEETS, *PART_SHEETS)}
    unknown = tuple(
        (table.name, column)
        for table in tables.values()
        for column in table.columns
        if column and not _is_known(known[table.name], column)
    )
    parts: dict[str, dict[str, list[Row]]] = {}
    for sheet in PART_SHEETS:
        if sheet.name in tables:
            for row in tables[sheet.name].rows:
                parts.setdefault(row.cells.get(PARENT.name, ""), {}).setdefault(sheet.name, []).append(row)
    return Reading(_rows(tables, parts), unknown)


def _is_known(sheet: Sheet[Any], column: str) -> bool:
    if sheet is RESOURCES:
        return sheet.knows(column) or HOLDINGS.knows(column)
    return sheet.knows(column) or (sheet in PART_SHEETS and column == PARENT.name)


def _rows(tables: Mapping[str, Table], parts: dict[str, dict[str, list[Row]]]) -> Iterator[RecordRow | Row]:
    for sheet in RECORD_SHEETS:
        table = tables.get(sheet.name)
        if table is None:
            continue
        for row in table.rows:
            key = row.cells.get("key", "")
            own = parts.pop(key, {}) if sheet is RESOURCES and key else {}
            yield RecordRow(sheet, row, {name: tuple(rows) for name, rows in own.items()})
    for key, by_sheet in parts.items():
        first = min((rows[0] for rows in by_sheet.values()), key=lambda row: row.number)
        if key:
            cells = {"key": key}
            yield RecordRow(
                RESOURCES,
                Row(first.sheet, first.number, cells),
                {name: tuple(rows) for name, rows in by_sheet.items()},
            )
        else:
            yield from (row for rows in by_sheet.values() for row in rows)


def write(path: Path, records: Callable[[str], Iterable[Record]]) -> int:
    """Write a sheet for each type of record there is; `records` gives those of a type and is asked twice. Returns their number.

    Raises:
        Unreadable: a text is too long for the format.
    """
    writer: TableWriter = (
        XlsxWriter(path) if path.suffix.lower() == ".xlsx" else CsvWriter(path, RESOURCES.name, ALL_NAMES)
    )
    count = 0
    try:
        for sheet in RECORD_SHEETS:
            columns = _used_columns(sheet, records(sheet.type.type))
            if not columns and sheet is not RESOURCES:
                continue
            writer.begin(sheet.name, columns or ("key",))
            for record in records(sheet.type.type):
                writer.add(_row(sheet, record))
                count += 1
        _write_parts(writer, records)
        writer.finish()
    except BaseException:
        writer.abandon()
        raise
    return count


def _row(sheet: Sheet[Any], record: Record) -> dict[str, str]:
    row = sheet.cells(record)
    if isinstance(record, Resource) and record.holdings:
        row.update(HOLDINGS.cells(record.holdings[0]))
    return row


def _used_columns(sheet: Sheet[Any], records: Iterable[Record]) -> tuple[str, ...]:
    """The columns some record needs: single ones as declared, then each family's languages together."""
    used = {name for record in records for name in _row(sheet, record)}
    declared = [column.name for column in (*sheet.columns, *HOLDINGS.columns)]
    heads = [head for family in sheet.families for head in family.columns]
    single = [name for name in declared if name in used]
    texts = sorted(
        (name for name in used if "@" in name),
        key=lambda name: (heads.index(name.split("@")[0]), column_place(name.split("@")[1])),
    )
    return (*single[:2], *texts, *single[2:])


def _write_parts(writer: TableWriter, records: Callable[[str], Iterable[Record]]) -> None:
    holdings = [
        {PARENT.name: each.key, **HOLDINGS.cells(holding)}
        for each in records(Resource.type)
        if isinstance(each, Resource)
        for holding in each.holdings[1:]
    ]
    sections = [
        {PARENT.name: each.key, **SECTIONS.cells(section)}
        for each in records(Resource.type)
        if isinstance(each, Resource)
        for section in each.sections
    ]
    for name, rows in ((HOLDINGS.name, holdings), (SECTIONS.name, sections)):
        if rows:
            writer.begin(name, tuple(dict.fromkeys(column for row in rows for column in row)))
            for row in rows:
                writer.add(row)
