"""Databases for the tests of storage: every core test runs on SQLite and, where it is installed, on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from catalogue.storage import Database
from catalogue.storage.dialect import make_engine
from catalogue.storage.tables import metadata
from tests import postgresql

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """One server for all tests."""
    try:
        with postgresql.running() as server:
            yield server
    except postgresql.NoServer as missing:
        pytest.skip(str(missing))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Where no database is yet."""
    return f"sqlite:///{tmp_path / 'catalogue.sqlite'}"


@pytest.fixture
def postgresql_url(postgresql_server: postgresql.Server) -> Iterator[str]:
    """An empty database of the server."""
    with postgresql_server.database() as url:
        yield url


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with its tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "catalogue.sqlite"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgresql_url(postgresql_server: postgresql.Server) -> Iterator[str]:
    """A PostgreSQL database with its tables."""
    with postgresql_server.database() as url:
        _migrate(url)
        yield url


@pytest.fixture
def on_sqlite(migrated_sqlite: Path, sqlite_url: str) -> Iterator[Database]:
    """An SQLite database with its tables, at `sqlite_url`."""
    shutil.copy(migrated_sqlite, str(sa.make_url(sqlite_url).database))
    yield from _opened(sqlite_url)


@pytest.fixture
def on_postgresql(migrated_postgresql_url: str) -> Iterator[Database]:
    """The PostgreSQL database at `migrated_postgresql_url`, emptied: a new one for each test takes ten times as long."""
    engine = make_engine(migrated_postgresql_url)
    with engine.begin() as connection:
        tables = ", ".join(table.name for table in metadata.sorted_tables if table.name != "log")
        connection.exec_driver_sql(f"TRUNCATE {tables} RESTART IDENTITY")
    engine.dispose()
    yield from _opened(migrated_postgresql_url)


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> Database:
    """A database of either kind with its tables."""
    found: Database = request.getfixturevalue(f"on_{request.param}")
    return found


def _migrate(url: str) -> None:
    database = Database(url)
    database.migrate()
    database.close()


def _opened(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()
