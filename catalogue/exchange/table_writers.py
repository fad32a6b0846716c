"""Writing the files of a spreadsheet, CSV or XLSX, row by row; a file appears under its name only when it is whole."""

import csv
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol, TextIO

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError

from catalogue.exchange.cells import guarded
from catalogue.exchange.tables import Unreadable
from catalogue.exchange.whole_file import unfinished

LONGEST_XLSX_CELL = 32_767
"""A limit of the format itself."""


class TableWriter(Protocol):
    """Writes sheets row by row. Nothing is seen of them under their names until `finish`."""

    def begin(self, name: str, columns: Sequence[str]) -> None:
        """Start a sheet."""

    def add(self, cells: Mapping[str, str]) -> None:
        """A row of the sheet begun last."""

    def finish(self) -> None:
        """Write what is left, and put the files in their places."""

    def abandon(self) -> None:
        """Leave no trace."""


class CsvWriter:
    """CSV files side by side; `first` is the sheet that gets the file's own name. Files of an earlier export that hold one of
    `names` and are not written this time are removed: an import would read them."""

    def __init__(self, path: Path, first: str, names: Sequence[str] = ()) -> None:
        self._path, self._first, self._names = path, first, names
        self._open = ExitStack()
        self._files: list[tuple[Path, TextIO]] = []
        self._rows: Any = None

    def begin(self, name: str, columns: Sequence[str]) -> None:
        path = self._file_of(name)
        file = self._open.enter_context(unfinished(path).open("w", encoding="utf-8", newline=""))
        self._files.append((path, file))
        self._rows = csv.DictWriter(file, columns)
        self._rows.writeheader()

    def add(self, cells: Mapping[str, str]) -> None:
        self._rows.writerow({name: guarded(cell) for name, cell in cells.items()})

    def finish(self) -> None:
        for _, file in self._files:
            file.flush()
            os.fsync(file.fileno())
        self._open.close()
        for path, _ in self._files:
            os.replace(unfinished(path), path)
        for stale in {self._file_of(name) for name in self._names} - {path for path, _ in self._files}:
            stale.unlink(missing_ok=True)

    def _file_of(self, name: str) -> Path:
        return self._path if name == self._first else self._path.with_suffix(f".{name}.csv")

    def abandon(self) -> None:
        self._open.close()
        for path, _ in self._files:
            unfinished(path).unlink(missing_ok=True)


class XlsxWriter:
    """One XLSX file. Every cell is text, so that nothing can run as a formula."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._book = openpyxl.Workbook(write_only=True)
        self._sheet: Any = None
        self._columns: Sequence[str] = ()

    def begin(self, name: str, columns: Sequence[str]) -> None:
        self._sheet = self._book.create_sheet(name)
        self._sheet.freeze_panes = "A2"
        self._columns = columns
        self.add({column: column for column in columns})

    def add(self, cells: Mapping[str, str]) -> None:
        self._sheet.append([self._cell(column, cells) for column in self._columns])

    def _cell(self, column: str, cells: Mapping[str, str]) -> Any:
        value = guarded(cells.get(column, ""))
        fault = "is longer than an XLSX cell can be" if len(value) > LONGEST_XLSX_CELL else ""
        try:
            cell = WriteOnlyCell(self._sheet, value or None)
        except IllegalCharacterError:
            fault = "has signs that XLSX cannot hold"
        if fault:
            named = cells.get("key", "a record")
            raise Unreadable(f"“{column}” of {named} {fault}: export to CSV or JSONL instead.")
        if value:
            cell.data_type = "s"
        return cell

    def finish(self) -> None:
        self._book.save(unfinished(self._path))
        with unfinished(self._path).open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(unfinished(self._path), self._path)

    def abandon(self) -> None:
        for sheet in self._book.worksheets:
            sheet.close()
        unfinished(self._path).unlink(missing_ok=True)
