"""A small catalogue in several languages, indexed, and what the tests ask of it."""

from collections.abc import Callable

import pytest

from catalogue.app import Catalogue
from catalogue.cataloguing import describe
from catalogue.records import Record
from tests.discovery.small import RECORDS

Keep = Callable[..., list[Record]]


@pytest.fixture
def keep(instance: Catalogue) -> Keep:
    """Keeps records as a librarian would."""

    def describe_all(*records: Record) -> list[Record]:
        with instance.database.writing() as unit:
            return [describe(unit, record, "test")[0] for record in records]

    return describe_all


@pytest.fixture
def small(instance: Catalogue, keep: Keep) -> Catalogue:
    """The small catalogue, indexed, to be changed by the test."""
    keep(*RECORDS)
    instance.indexer.rebuild()
    return instance
