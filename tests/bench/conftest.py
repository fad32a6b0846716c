"""A database for the tests of measurements."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.storage import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new, empty catalogue's."""
    database = Database(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    database.migrate()
    yield database
    database.close()
