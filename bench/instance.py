"""A catalogue of its own for a measurement, filled through its storage."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from bench.records import Made, named_records, resource
from catalogue.app import Catalogue, open_current, prepare
from catalogue.records import Record
from catalogue.settings import Settings
from index import ReadTo

BY = "bench"
CHUNK = 1_000


def made(folder: Path) -> Catalogue:
    """A new, empty catalogue."""
    settings = Settings(folder)
    prepare(settings)
    return open_current(settings)


def keep(catalogue: Catalogue, records: Iterable[Record]) -> int:
    """Keep records that need no examining, written and noted in the log; returns their number."""
    remaining, count = iter(records), 0
    while chunk := list(islice(remaining, CHUNK)):
        with catalogue.database.writing() as unit:
            for record in chunk:
                unit.log.note(unit.records.save(record), BY)
        count += len(chunk)
    return count


def filled(folder: Path, things: Iterable[Made]) -> ReadTo:
    """A new catalogue that keeps these things and has no index yet; returns how far its log has come."""
    catalogue = made(folder)
    try:
        keep(catalogue, named_records())
        keep(catalogue, map(resource, things))
        with catalogue.database.reading() as unit:
            return ReadTo(unit.log.id, unit.log.head())
    finally:
        catalogue.close()
