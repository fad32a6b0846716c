"""What is exported can be imported into an empty catalogue, which then holds the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.cataloguing import describe, export_file, import_file
from catalogue.exchange import Unreadable
from catalogue.records import Record
from catalogue.records.codes import STATUSES
from catalogue.storage import Database
from tests import complete
from tests.building import a_resource, a_topic

FORMATS = ("csv", "xlsx", "jsonl")


def _filled(database: Database) -> dict[str, Record]:
    withdrawn = [a_resource(key=f"book-{status}", status=status) for status in STATUSES]
    with database.writing() as unit:
        unnamed = [replace(record, owner="") for record in complete.every()]
        kept = {each.key: each for each in unnamed}
        first = [replace(kept["language"], broader=()), kept["liepaja"], kept["jelgava"]]
        for record in [
            *first,
            kept["school"],
            kept["society"],
            kept["a-book"],
            kept["cafe"],
            kept["party"],
            *withdrawn,
        ]:
            describe(unit, record, "test")
    return _all(database)


def _all(database: Database) -> dict[str, Record]:
    with database.reading() as unit:
        keys = sorted(unit.records.revisions(STATUSES))
        return {key: replace(record, revision=0) for key, record in unit.records.get_many(keys).items()}


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_exported_catalogue_imported_into_an_empty_one_is_the_same(
    database: Database, tmp_path: Path, suffix: str
) -> None:
    given = _filled(database)
    assert export_file(database, tmp_path / f"all.{suffix}") == len(given)
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    empty.migrate()
    imported = import_file(empty, tmp_path / f"all.{suffix}", "test")
    found = _all(empty)
    empty.close()
    assert (imported.refusals, imported.unknown_columns, imported.added) == ((), (), len(given))
    assert found == given


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_exported_catalogue_imported_into_itself_changes_nothing(
    database: Database, tmp_path: Path, suffix: str
) -> None:
    given = _filled(database)
    export_file(database, tmp_path / f"all.{suffix}")
    imported = import_file(database, tmp_path / f"all.{suffix}", "test")
    assert (imported.refusals, imported.unchanged, imported.changed) == ((), len(given), 0)


def test_the_csv_files_of_an_export_stand_side_by_side(database: Database, tmp_path: Path) -> None:
    _filled(database)
    export_file(database, tmp_path / "all.csv")
    sheets = {path.name for path in tmp_path.glob("all*.csv")}
    assert sheets == {
        f"all{name}.csv"
        for name in ("", ".topics", ".organisations", ".branches", ".initiatives", ".events", ".holdings", ".sections")
    }


@pytest.mark.parametrize("name", ["all.ods", "all"])
def test_another_format_is_refused(database: Database, tmp_path: Path, name: str) -> None:
    with pytest.raises(Unreadable, match="must be .csv, .xlsx or .jsonl"):
        export_file(database, tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_catalogue_is_exported_too(database: Database, tmp_path: Path, suffix: str) -> None:
    assert export_file(database, tmp_path / f"all.{suffix}") == 0
    assert import_file(database, tmp_path / f"all.{suffix}", "test").refusals == ()


def test_others_are_named_before_those_who_name_them_in_json_lines(database: Database, tmp_path: Path) -> None:
    with database.writing() as unit:
        describe(unit, a_topic(key="z-topic"), "test")
        describe(unit, a_resource(key="a-book", topics=("z-topic",)), "test")
    export_file(database, tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text("utf-8").splitlines()
    assert [line.split('"')[3] for line in lines] == ["topic", "resource"]
