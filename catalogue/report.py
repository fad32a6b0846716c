"""What is told of an import, to people and to programs."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from catalogue.cataloguing import Imported, Refusal
from catalogue.languages import SOURCE, Wording

MOST_COLUMNS = 20
"""Columns nobody knows that are named one by one."""

_wording = Wording(SOURCE)


def as_json(imported: Imported) -> dict[str, Any]:
    """The import as JSON values; every refusal with its sentence."""
    unknown = [list(pair) for pair in imported.unknown_columns]
    return {
        **asdict(imported),
        "refusals": [_refusal(each) for each in imported.refusals],
        "left_out": [_refusal(each) for each in imported.left_out],
        "unknown_columns": unknown,
    }


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "sheet": refusal.sheet,
        "row": refusal.row,
        "name": refusal.name,
        "column": refusal.problem.field,
        "code": refusal.problem.code,
        "says": _wording.problem(refusal.problem),
    }


def faults(imported: Imported) -> Iterator[str]:
    """A line for each refusal and each link that was left out, and one for the columns that are not read."""
    for refusal in imported.refusals:
        yield f"{_place(refusal)}: {_wording.problem(refusal.problem)}"
    for link in imported.left_out:
        value = link.problem.values["value"]
        yield f"{_place(link)}: the link to “{value}” was left out. {_wording.problem(link.problem)}"
    if imported.unknown_columns:
        names = ", ".join(f"{column} ({sheet})" for sheet, column in imported.unknown_columns[:MOST_COLUMNS])
        more = len(imported.unknown_columns) - MOST_COLUMNS
        yield f"Columns that are not read: {names}{f' and {more} more' if more > 0 else ''}."


def _place(refusal: Refusal) -> str:
    if refusal.name:
        return ", ".join(part for part in (refusal.sheet, refusal.name, refusal.problem.field) if part)
    column = f", column {refusal.problem.field}" if refusal.problem.field else ""
    return f"{refusal.sheet}, row {refusal.row}{column}"


def summary(imported: Imported) -> str:
    """The last line: how many records were added, changed, left and refused."""
    verb = "were" if imported.batch else "would be"
    return (
        f"{imported.added} records {verb} added, {imported.changed} changed, {imported.unchanged} left as they are,"
        f" {imported.refused_rows} rows refused."
    )
