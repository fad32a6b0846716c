"""What is told of an import, to people and to programs."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from catalogue.cataloguing import Imported
from catalogue.languages import SOURCE, Wording

MOST_COLUMNS = 20
"""Columns nobody knows that are named one by one."""

_wording = Wording(SOURCE)


def as_json(imported: Imported) -> dict[str, Any]:
    """The import as JSON values; every refusal with its sentence."""
    refusals = [
        {
            "sheet": refusal.sheet,
            "row": refusal.row,
            "column": refusal.problem.field,
            "code": refusal.problem.code,
            "says": _wording.problem(refusal.problem),
        }
        for refusal in imported.refusals
    ]
    unknown = [list(pair) for pair in imported.unknown_columns]
    return {**asdict(imported), "refusals": refusals, "unknown_columns": unknown}


def faults(imported: Imported) -> Iterator[str]:
    """A line for each refusal, and one for the columns that are not read."""
    for refusal in imported.refusals:
        column = f", column {refusal.problem.field}" if refusal.problem.field else ""
        yield f"{refusal.sheet}, row {refusal.row}{column}: {_wording.problem(refusal.problem)}"
    if imported.unknown_columns:
        names = ", ".join(f"{column} ({sheet})" for sheet, column in imported.unknown_columns[:MOST_COLUMNS])
        more = len(imported.unknown_columns) - MOST_COLUMNS
        yield f"Columns that are not read: {names}{f' and {more} more' if more > 0 else ''}."


def summary(imported: Imported) -> str:
    """The last line: how many records were added, changed, left and refused."""
    verb = "were" if imported.batch else "would be"
    return (
        f"{imported.added} records {verb} added, {imported.changed} changed, {imported.unchanged} left as they are,"
        f" {imported.refused_rows} rows refused."
    )
