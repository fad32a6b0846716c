"""Migrations happen whole or not at all, whatever becomes of them half-way."""

import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from catalogue.records import Identifier
from catalogue.storage import BrokenReferences, Database, NewerCatalogue
from catalogue.storage.dialect import make_engine, writing
from catalogue.storage.migration import MIGRATIONS, is_current, migrate, newest_version, version_of
from catalogue.storage.tables import metadata
from tests.building import a_resource, a_topic

Steps = Callable[[str], Path]

ADD_A_TABLE = """
    op.create_table("shelves", sa.Column("name", sa.String(8), primary_key=True))
    op.execute("INSERT INTO shelves VALUES ('green')")
    op.execute("UPDATE records SET work = 'migrated'")
"""
FAIL = 'raise RuntimeError("half-way")'
DIE = "os.kill(os.getpid(), signal.SIGKILL)"
REBUILD_THE_PARENT = """
    with op.batch_alter_table("records", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.String(8), nullable=False, server_default="green"))
"""
LOSE_THE_PARENTS = "op.execute('DELETE FROM records')"


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    """Makes a folder of migrations in which ours are followed by one more, with this body."""
    folder = tmp_path / "migrations"

    def make(body: str) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        step = "import os\nimport signal\n\nimport sqlalchemy as sa\nfrom alembic import op\n\n"
        step += f'revision = "next"\ndown_revision = "{newest_version()}"\n\n\ndef upgrade():\n'
        (folder / "versions" / "next_step.py").write_text(
            step + textwrap.indent(textwrap.dedent(body), "    ") + "\n", "utf-8"
        )
        return folder

    return make


@pytest.fixture
def engine(url: str) -> Iterator[sa.Engine]:
    """An engine on a catalogue with a record that has children in every table."""
    yield from _filled(url)


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[sa.Engine]:
    """The same on SQLite."""
    yield from _filled(sqlite_url)


def _filled(url: str) -> Iterator[sa.Engine]:
    database = Database(url)
    database.migrate()
    with database.writing() as unit:
        unit.records.save(a_topic(key="school"))
        identifiers = (Identifier("isbn", "9789934000102"),)
        book = a_resource(key="book", topics=("school",), identifiers=identifiers)
        unit.log.note(unit.records.save(book), "test")
    database.close()
    engine = make_engine(url)
    yield engine
    engine.dispose()


def _contents(engine: sa.Engine) -> dict[str, object]:
    """Every table with its columns and rows."""
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        return {
            table: (
                [column["name"] for column in inspector.get_columns(table)],
                sorted(map(repr, connection.execute(sa.text(f"SELECT * FROM {table}")).all())),
            )
            for table in sorted(inspector.get_table_names())
        }


def test_a_database_made_from_nothing_has_the_tables_of_the_code(url: str) -> None:
    database = Database(url)
    assert database.is_empty()
    assert not database.is_current()
    database.migrate()
    assert database.is_current()
    assert not database.is_empty()
    with database.reading() as unit:
        assert len(unit.log.id) == 32
    database.close()
    engine = make_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_migrating_again_changes_nothing(engine: sa.Engine) -> None:
    before = _contents(engine)
    migrate(engine)
    assert _contents(engine) == before


def test_a_step_that_fails_leaves_the_old_tables_and_data_and_can_be_run_again(engine: sa.Engine, steps: Steps) -> None:
    before = _contents(engine)
    with pytest.raises(RuntimeError, match="half-way"):
        migrate(engine, steps(ADD_A_TABLE + f"    {FAIL}"))
    assert _contents(engine) == before
    assert is_current(engine)
    mended = steps(ADD_A_TABLE)
    migrate(engine, mended)
    assert is_current(engine, mended)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT name FROM shelves")) == "green"
        assert connection.scalar(sa.text("SELECT count(*) FROM records WHERE work = 'migrated'")) == 2


def test_a_step_whose_program_is_killed_leaves_the_old_tables_and_data_and_can_be_run_again(
    engine: sa.Engine, url: str, steps: Steps
) -> None:
    before = _contents(engine)
    deadly = steps(ADD_A_TABLE + f"    {DIE}")
    script = (
        "import sys, pathlib\n"
        "from catalogue.storage.dialect import make_engine\n"
        "from catalogue.storage.migration import migrate\n"
        "migrate(make_engine(sys.argv[1]), pathlib.Path(sys.argv[2]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, url, str(deadly)], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert _contents(engine) == before
    mended = steps(ADD_A_TABLE)
    migrate(engine, mended)
    assert version_of(engine) == "next"


def test_rebuilding_a_table_keeps_every_child_and_every_rule(sqlite: sa.Engine, steps: Steps) -> None:
    before = _contents(sqlite)
    migrate(sqlite, steps(REBUILD_THE_PARENT))
    after = _contents(sqlite)
    for table in ("texts", "identifiers", "relations", "changes"):
        assert after[table] == before[table]
        assert before[table][1] != []  # type: ignore[index]
    with sqlite.connect() as connection:
        indexes = {index["name"] for index in sa.inspect(connection).get_indexes("records")}
        assert {index.name for index in metadata.tables["records"].indexes} <= indexes
        assert connection.scalar(sa.text("SELECT colour FROM records WHERE key = 'book'")) == "green"
    with writing(sqlite) as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        connection.execute(sa.text("DELETE FROM records WHERE key = 'book'"))
        assert connection.scalar(sa.text("SELECT count(*) FROM texts WHERE record = 'book'")) == 0
        connection.rollback()


def test_a_step_that_leaves_rows_without_their_parents_is_taken_back(sqlite: sa.Engine, steps: Steps) -> None:
    before = _contents(sqlite)
    with pytest.raises(BrokenReferences, match="texts row 1 names a missing row of records"):
        migrate(sqlite, steps(LOSE_THE_PARENTS))
    assert _contents(sqlite) == before
    assert is_current(sqlite)


def test_a_database_of_a_later_version_is_left_alone(engine: sa.Engine, url: str, steps: Steps) -> None:
    migrate(engine, steps(ADD_A_TABLE))
    after = _contents(engine)
    database = Database(url)
    with pytest.raises(NewerCatalogue, match="its tables are next"):
        database.is_current()
    with pytest.raises(NewerCatalogue):
        database.migrate()
    database.close()
    assert _contents(engine) == after


def test_an_older_database_is_not_current(engine: sa.Engine, steps: Steps) -> None:
    assert not is_current(engine, steps(ADD_A_TABLE))
