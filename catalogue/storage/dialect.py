"""What SQLite and PostgreSQL do differently. All database-specific code is in this file.

SQLite through its Python driver loses updates by default: the driver opens transactions late and lets a reader become a
writer after its snapshot is stale. So the driver's own transactions are switched off, and every transaction says at its start
whether it will write (`BEGIN IMMEDIATE`) or only read (`BEGIN`).
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

BUSY_MS = 10_000
"""How long a writer waits for another before it gives up, in milliseconds."""

_WRITERS_LOCK = 0x7417_7321
"""Number of PostgreSQL's advisory lock that writers take turns with."""


class Unreachable(Exception):
    """The database cannot be opened; the text says why, for people."""


def make_engine(url: str) -> sa.Engine:
    """An engine for `sqlite:///…` or `postgresql+psycopg://…`, set up so that nothing is lost."""
    if sa.make_url(url).get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True)
    engine = sa.create_engine(
        url, connect_args={"isolation_level": None, "timeout": BUSY_MS / 1000, "check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def reading(engine: sa.Engine) -> sa.Connection:
    """A connection whose transaction sees one moment of the database."""
    if engine.dialect.name == "sqlite":
        return engine.connect().execution_options(tilts_read_only=True)
    return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writing(engine: sa.Engine) -> sa.Connection:
    """A connection whose transaction may write from its start."""
    return engine.connect().execution_options(tilts_begin="BEGIN IMMEDIATE")


def restructuring(engine: sa.Engine) -> sa.Connection:
    """A writing connection for migrations: SQLite's foreign keys are off, or rebuilding a table deletes its children.

    The connection is never given back to the pool, so that the setting cannot leak into ordinary work.
    """
    connection = writing(engine)
    connection.detach()
    if engine.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.close()
    return connection


def broken_references(connection: sa.Connection) -> list[str]:
    """Rows that name a row that is not there, after foreign keys were off. PostgreSQL checks by itself."""
    if connection.dialect.name != "sqlite":
        return []
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return [f"{table} row {number} names a missing row of {parent}" for table, number, parent, _ in rows]


def take_turn(connection: sa.Connection) -> None:
    """Wait until nobody else writes; from here to the commit nobody else does, so sequence order is commit order.

    SQLite has done so at `BEGIN IMMEDIATE`. Taken at the start and not at the first change, so that two who write the same
    records in another order wait for each other instead of colliding.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITERS_LOCK)))


def copy_to(engine: sa.Engine, target: Path) -> None:
    """A whole and consistent copy of an SQLite database while others write to it."""
    if engine.dialect.name != "sqlite":
        raise Unreachable("A PostgreSQL database is backed up with its own tool, pg_dump.")
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA query_only=OFF")
        cursor.execute("VACUUM INTO ?", (str(target),))


def copy_from(engine: sa.Engine, source: Path) -> None:
    """Put the content of an SQLite file in the place of this database's, in one step for everybody who has it open."""
    if engine.dialect.name != "sqlite":
        raise Unreachable("A PostgreSQL database is restored with its own tool, pg_restore.")
    with closing(sqlite3.connect(source)) as copy, engine.connect() as connection:
        live = connection.connection.driver_connection
        assert isinstance(live, sqlite3.Connection)
        copy.backup(live)


def is_sound(engine: sa.Engine) -> bool:
    """True when an SQLite file is whole; PostgreSQL looks after itself."""
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def failure_in_words(error: sa.exc.DBAPIError) -> str:
    """A sentence for the few database failures an administrator can do something about."""
    said = str(error.orig).lower()
    if "disk is full" in said or "no space left" in said:
        return "Nothing was saved: the disk is full."
    if "readonly" in said or "read-only" in said:
        return "Nothing was saved: the database cannot be written to."
    if "locked" in said:
        return "Nothing was saved: another program holds the database. Try again in a moment."
    if "malformed" in said or "not a database" in said:
        return "The database file is damaged. Restore a backup."
    return f"The database cannot be used: {str(error.orig).splitlines()[0]}"


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if options.get('tilts_read_only') else 'OFF'}")
    connection.exec_driver_sql(options.get("tilts_begin", "BEGIN"))
