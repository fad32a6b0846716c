"""What a database holds, counted and summed up table by table, so that two can be compared without keeping both in memory."""

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa

from catalogue.storage.tables import metadata


@dataclass(frozen=True)
class Holding:
    """What one table holds: the number of its rows, and a checksum (SHA-256) of all they say in the order of their keys."""

    rows: int
    checksum: str


def inventory(connection: sa.Connection) -> dict[str, Holding]:
    """What every table holds; one that is not there holds nothing."""
    there = {*sa.inspect(connection).get_table_names()}
    return {
        table.name: _held(connection, table) if table.name in there else Holding(0, "")
        for table in metadata.sorted_tables
    }


def _held(connection: sa.Connection, table: sa.Table) -> Holding:
    checksum, rows = hashlib.sha256(), 0
    # The columns there are, not those of this version: a copy may be older.
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
    for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}" ORDER BY {keys}'):
        checksum.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        rows += 1
    return Holding(rows, checksum.hexdigest())
