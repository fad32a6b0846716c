"""Exporting the whole catalogue to a file, drafts and withdrawn records included; or its published topics as a thesaurus."""

from collections.abc import Iterable
from pathlib import Path

from catalogue.exchange import Unreadable, json_lines, skos, spreadsheet
from catalogue.records import RECORD_TYPES, Record, Topic
from catalogue.records.codes import STATUSES
from catalogue.storage import Database


def export_file(database: Database, path: Path) -> int:
    """Write every record to a CSV, XLSX or JSONL file, or the published topics to a Turtle or JSON-LD one; returns their number.

    Raises:
        Unreadable: another format, or a text too long for it.
    """
    with database.reading() as unit:

        def of_type(*types: str) -> Iterable[Record]:
            return unit.records.of_type(*types, statuses=STATUSES)

        if path.suffix.lower() == json_lines.SUFFIX:
            in_order = (record for name in _NAMED_FIRST for record in of_type(name))
            return json_lines.write(path, in_order)
        if path.suffix.lower() in spreadsheet.SUFFIXES:
            return spreadsheet.write(path, of_type)
        if path.suffix.lower() in skos.SUFFIXES:
            topics = unit.records.of_type(Topic.type)
            return skos.write(path, (each for each in topics if isinstance(each, Topic)))
    raise Unreadable(
        f"{path.name}: the ending must be .csv, .xlsx or .jsonl, or for topics as a thesaurus .ttl or .jsonld."
    )


_NAMED_FIRST = tuple(sorted(RECORD_TYPES, key=lambda name: name not in ("topic", "organisation", "branch")))
"""Types in the order an import wants them: what others name comes first."""
