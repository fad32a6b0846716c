"""Reading the files of a spreadsheet, CSV or XLSX, as rows of cells. What a file may do wrong is caught here."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from catalogue.exchange.cells import unguarded

MOST_COLUMNS = 2_000
LONGEST_CELL = 1_000_000

MOST_UNPACKED = 500_000_000
MOST_RATIO = 200
"""An XLSX file is a ZIP: what it may unpack to in bytes, and how many times its size."""


class Unreadable(Exception):
    """A file that cannot be read or written at all; the text says why, for people."""


@dataclass(frozen=True)
class Row:
    """One row: `cells` by column name, empty ones left out; `faults` are (column, problem code) of unreadable cells."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """One sheet of a file. `rows` can be read once."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[Row] = field(repr=False)


def read_tables(path: Path, names: Sequence[str], first: str) -> Iterator[Table]:
    """The sheets of a file, those among `names` only. A CSV file called after a sheet (`topics.csv`) is that sheet; any other is
    the sheet `first`, with the others in files beside it.

    Raises:
        Unreadable: no such file, another format, or damaged.
    """
    if not path.is_file():
        raise Unreadable(f"There is no file {path}.")
    if path.suffix.lower() == ".xlsx":
        yield from _read_xlsx(path, names, first)
    elif path.suffix.lower() == ".csv" and path.stem.lower() in names:
        yield _read_csv(path, path.stem.lower())
    elif path.suffix.lower() == ".csv":
        for name in names:
            file = path if name == first else path.with_suffix(f".{name}.csv")
            if file.is_file():
                yield _read_csv(file, name)
    else:
        raise Unreadable(
            f"{path.name} is neither CSV, XLSX nor JSONL, nor MARC (.mrc, .xml), a calendar (.ics), Turtle (.ttl) or"
            " JSON-LD (.jsonld)."
        )


def _read_csv(path: Path, name: str) -> Table:
    raw = path.read_bytes()
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding, "surrogateescape" if encoding == "utf-8-sig" else "strict")
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is damaged: it begins as UTF-16 but does not go on so.") from None
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        header = next(lines, [])
    except csv.Error as error:
        raise Unreadable(f"{path.name}, row 1: {_csv_fault(error)}.") from None
    return Table(name, _header(header, path), _csv_rows(lines, _header(header, path), name))


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0][:10_000]
    return max(",;\t", key=first.count)


def _csv_rows(lines: Any, columns: tuple[str, ...], name: str) -> Iterator[Row]:
    while True:
        number = lines.line_num + 1
        try:
            values = next(lines)
        except StopIteration:
            return
        except csv.Error:
            yield Row(name, number, {}, (("", "bad-row"),))
            continue
        if any(values):
            yield _csv_row(name, number, columns, values)


def _csv_row(name: str, number: int, columns: tuple[str, ...], values: Sequence[str]) -> Row:
    cells, faults = {}, []
    for column, value in zip(columns, values, strict=False):
        value = unguarded(value.strip())
        if value and any("\ud800" <= letter <= "\udfff" for letter in value):
            faults.append((column, "not-utf-8"))
        elif value and column:
            cells[column] = value
    if any(values[len(columns) :]):
        faults.append(("", "too-many-cells"))
    return Row(name, number, cells, tuple(faults))


def _csv_fault(error: csv.Error) -> str:
    return "a cell is too long" if "larger" in str(error) else "the quotation marks do not match"


def _header(values: Iterable[object], path: Path) -> tuple[str, ...]:
    columns = tuple(str(value).strip() if value is not None else "" for value in values)
    while columns and not columns[-1]:
        columns = columns[:-1]
    if len(columns) > MOST_COLUMNS:
        raise Unreadable(f"{path.name} has {len(columns)} columns; at most {MOST_COLUMNS} are read.")
    if any("\ud800" <= letter <= "\udfff" for column in columns for letter in column):
        raise Unreadable(f"{path.name}: the first row is not UTF-8. Save the file as “CSV UTF-8”.")
    named = [column for column in columns if column]
    twice = {column for column in named if named.count(column) > 1}
    if twice:
        raise Unreadable(f"{path.name} has the column “{min(twice)}” twice.")
    if not named:
        raise Unreadable(f"{path.name} is empty: the first row must name the columns.")
    return columns


def _read_xlsx(path: Path, names: Sequence[str], first: str) -> Iterator[Table]:
    _check_archive(path)
    try:
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise Unreadable(f"{path.name} is damaged or no XLSX file.") from error
    sheets = {sheet.title.strip().lower(): sheet for sheet in book.worksheets}
    if not set(sheets) & set(names) and book.worksheets:
        sheets = {first: book.worksheets[0]}
    for name in names:
        if name in sheets:
            rows = _xlsx_lines(sheets[name], path)
            columns = _header([cell.value for cell in next(rows, ())], path)
            yield Table(name, columns, _xlsx_rows(rows, columns, name))


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        raise Unreadable(f"{path.name} is damaged or no XLSX file.") from None
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(path.stat().st_size, 10_000):
        raise Unreadable(f"{path.name} would unpack to {unpacked // 1_000_000} MB; it is not read.")


def _xlsx_lines(sheet: Any, path: Path) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()
    try:
        yield from sheet.iter_rows()
    except Exception as error:
        raise Unreadable(f"{path.name} is damaged in sheet “{sheet.title}”.") from error


def _xlsx_rows(lines: Iterator[Sequence[Any]], columns: tuple[str, ...], name: str) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        cells, faults = {}, []
        for column, cell in zip(columns, line, strict=False):
            if cell.value is None or not column:
                continue
            if cell.data_type == "f":
                faults.append((column, "formula"))
                continue
            text = unguarded(_as_text(cell.value).strip())
            if text:
                cells[column] = text
        if cells or faults:
            yield Row(name, number, cells, tuple(faults))


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
