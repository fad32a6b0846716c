"""Databases for the tests of storage: every core test runs on SQLite and, where it is installed, on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.storage import Database
from tests import postgresql


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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A database of either kind with its tables."""
    yield from _made(url)


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Iterator[Database]:
    """An SQLite database with its tables."""
    yield from _made(sqlite_url)


@pytest.fixture
def on_postgresql(postgresql_url: str) -> Iterator[Database]:
    """A PostgreSQL database with its tables."""
    yield from _made(postgresql_url)


def _made(url: str) -> Iterator[Database]:
    database = Database(url)
    database.migrate()
    yield database
    database.close()
