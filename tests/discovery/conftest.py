"""A small catalogue in several languages, indexed once: one to read and a copy to change."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.app import Catalogue, open_current, prepare
from catalogue.settings import Settings
from tests.discovery.small import RECORDS, keep


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The small catalogue, only to be read."""
    settings = Settings(tmp_path_factory.mktemp("small"))
    prepare(settings)
    catalogue = open_current(settings)
    keep(catalogue, *RECORDS)
    catalogue.indexer.rebuild()
    yield catalogue
    catalogue.close()


@pytest.fixture
def changeable(small: Catalogue, tmp_path: Path) -> Iterator[Catalogue]:
    """A copy of the small catalogue, to be changed."""
    settings = Settings(tmp_path / "changeable")
    settings.home.mkdir()
    small.database.copy_to(settings.home / "catalogue.sqlite")
    shutil.copytree(small.settings.index_folder, settings.index_folder)
    catalogue = open_current(settings)
    yield catalogue
    catalogue.close()
