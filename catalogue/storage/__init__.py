"""Tables, migrations, one transaction (Unit), the change log. SQLAlchemy lives here only."""

from sqlalchemy.exc import DBAPIError as DatabaseFailure

from catalogue.storage.database import Database, Unit
from catalogue.storage.dialect import Unreachable, failure_in_words
from catalogue.storage.members import Proof
from catalogue.storage.migration import BrokenReferences, NewerCatalogue

__all__ = [
    "BrokenReferences",
    "Database",
    "DatabaseFailure",
    "NewerCatalogue",
    "Proof",
    "Unit",
    "Unreachable",
    "failure_in_words",
]
