"""Bringing a database to the tables of this version: all steps in one transaction, or none of them."""

import secrets
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from catalogue.storage import dialect, tables

MIGRATIONS = Path(__file__).parent / "migrations"


class NewerCatalogue(Exception):
    """The database was written by a later version of Tilts than this one."""


class BrokenReferences(Exception):
    """A migration would have left rows that name missing ones; it was taken back."""


def version_of(engine: sa.Engine) -> str | None:
    """The database's migration, or None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_version(migrations: Path = MIGRATIONS) -> str:
    """The migration this version of Tilts works with."""
    head = ScriptDirectory(str(migrations)).get_current_head()
    assert head is not None
    return head


def is_current(engine: sa.Engine, migrations: Path = MIGRATIONS) -> bool:
    """True when nothing needs migrating.

    Raises:
        NewerCatalogue: the database is ahead of this version.
    """
    found = version_of(engine)
    if found and found not in {step.revision for step in ScriptDirectory(str(migrations)).walk_revisions()}:
        raise NewerCatalogue(f"The catalogue was written by a newer version of Tilts (its tables are {found}).")
    return found == newest_version(migrations)


def migrate(engine: sa.Engine, migrations: Path = MIGRATIONS) -> None:
    """Run what is missing and give an empty log its id.

    Raises:
        NewerCatalogue: the database is ahead of this version.
        BrokenReferences: nothing was changed.
    """
    if is_current(engine, migrations):
        return
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.set_main_option("path_separator", "os")
    with dialect.restructuring(engine) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        broken = dialect.broken_references(connection)
        if broken:
            raise BrokenReferences("; ".join(broken[:5]))
        if connection.scalar(sa.select(tables.log.c.id)) is None:
            connection.execute(tables.log.insert().values(id=secrets.token_hex(16)))
