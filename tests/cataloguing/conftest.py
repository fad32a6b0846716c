"""An empty catalogue for each test of cataloguing."""

import pytest

from catalogue.app import Catalogue
from catalogue.storage import Database


@pytest.fixture
def database(instance: Catalogue) -> Database:
    """Its database."""
    return instance.database
