"""Importing: each row is matched, checked, and kept whole or refused with its place; the others land."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.cataloguing import Imported, describe, import_file, try_import
from catalogue.cataloguing.importing import CHUNK
from catalogue.exchange import Unreadable
from catalogue.records import Holding, Identifier, Record, Resource, SourceRecord, to_plain
from catalogue.storage import Database
from tests.building import a_branch, a_resource, a_title, a_topic

ISBN, OTHER_ISBN = "9789934000102", "9789934000119"

Sheet = Callable[..., Path]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """Writes a CSV file `a.csv`, or one of its other sheets, from a line of columns and lines of cells parted by `;`."""

    def write(columns: str, *rows: str, name: str = "") -> Path:
        path = tmp_path / (f"a.{name}.csv" if name else "a.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([line.split(";") for line in (columns, *rows)])
        return tmp_path / "a.csv"

    return write


def _keep(database: Database, *records: Record) -> list[Record]:
    with database.writing() as unit:
        return [describe(unit, record, "test")[0] for record in records]


def _get(database: Database, key: str) -> Resource:
    with database.reading() as unit:
        record = unit.records.get(key)
    assert isinstance(record, Resource)
    return record


def _keys(database: Database) -> set[str]:
    with database.reading() as unit:
        return set(unit.records.revisions(("draft", "review", "published", "withdrawn")))


def _counts(imported: Imported) -> tuple[int, int, int, int]:
    return imported.added, imported.changed, imported.unchanged, imported.refused_rows


def _refusals(imported: Imported) -> list[tuple[str, int, str, str]]:
    return [(each.sheet, each.row, each.problem.field, each.problem.code) for each in imported.refusals]


def test_a_row_with_a_new_key_makes_a_published_record_under_it(database: Database, sheet: Sheet) -> None:
    imported = import_file(database, sheet("key;title@lv;kind", "abece;Ābece;textbook"), "test")
    assert _counts(imported) == (1, 0, 0, 0)
    made = _get(database, "abece")
    assert (made.status, made.kind, made.titles, made.revision) == ("published", "textbook", (a_title("Ābece"),), 1)


def test_a_row_without_a_key_makes_a_record_with_one(database: Database, sheet: Sheet) -> None:
    import_file(database, sheet("title@lv", "Ābece", "Cita"), "test")
    assert len(_keys(database)) == 2


def test_a_key_means_its_record_whatever_the_rest_says(database: Database, sheet: Sheet) -> None:
    _keep(
        database,
        a_resource(key="mine", source=SourceRecord("alma", "1")),
        a_resource(key="other", identifiers=(Identifier("isbn", ISBN),), source=SourceRecord("alma", "2")),
    )
    imported = import_file(
        database, sheet("key;isbn;source_system;source_id;publisher", f"mine;{ISBN};alma;2;Zvaigzne"), "test"
    )
    assert _counts(imported) == (0, 1, 0, 0)
    assert _get(database, "mine").publisher == "Zvaigzne"
    assert _get(database, "other").publisher == ""


@pytest.mark.parametrize("written", [ISBN, "978-9934-0-0010-2", "9934000105"])
def test_a_number_matches_in_whatever_spelling(database: Database, sheet: Sheet, written: str) -> None:
    _keep(database, a_resource(key="mine", identifiers=(Identifier("isbn", ISBN),)))
    imported = import_file(database, sheet("isbn;title@lv;publisher", f"{written};Grāmata;Zvaigzne"), "test")
    assert (imported.refusals, _counts(imported)) == ((), (0, 1, 0, 0))
    assert _get(database, "mine").publisher == "Zvaigzne"


def test_a_number_at_its_source_matches_within_its_system_only(database: Database, sheet: Sheet) -> None:
    _keep(database, a_resource(key="mine", source=SourceRecord("alma", "7")))
    rows = sheet("source_system;source_id;title@lv;publisher", "alma;7;Grāmata;Zvaigzne", "koha;7;Cita;Jumava")
    assert _counts(import_file(database, rows, "test")) == (1, 1, 0, 0)
    assert _get(database, "mine").publisher == "Zvaigzne"


def test_an_online_address_or_a_title_never_matches(database: Database, sheet: Sheet) -> None:
    _keep(database, a_resource(key="mine", url="https://example.org/", identifiers=(Identifier("uri", "urn:x:1"),)))
    rows = sheet("title@lv;url;uri", "Grāmata;https://example.org/;urn:x:1", "Grāmata;https://example.org/;urn:x:1")
    assert _counts(import_file(database, rows, "test")) == (2, 0, 0, 0)
    assert len(_keys(database)) == 3


def test_a_number_that_fits_two_records_refuses_the_row(database: Database, sheet: Sheet) -> None:
    _keep(
        database,
        a_resource(key="first", identifiers=(Identifier("isbn", ISBN),)),
        a_resource(key="second", identifiers=(Identifier("isbn", ISBN),)),
    )
    imported = import_file(database, sheet("isbn;title@lv", f"{ISBN};Jauna"), "test")
    assert _refusals(imported) == [("resources", 2, "key", "ambiguous")]
    assert imported.refusals[0].problem.values == {"value": ISBN, "keys": "first, second"}


def test_a_key_of_another_kind_of_record_refuses_the_row(database: Database, sheet: Sheet) -> None:
    _keep(database, a_topic(key="school"))
    imported = import_file(database, sheet("key;title@lv", "school;Skola"), "test")
    assert _refusals(imported) == [("resources", 2, "key", "other-type")]


def test_the_second_row_of_a_key_or_number_is_refused_with_the_row_of_the_first(
    database: Database, sheet: Sheet
) -> None:
    rows = sheet("key;title@lv;isbn", f"a;Pirmā;{ISBN}", "b;Cita;", "a;Otrā;", f";Trešā;{ISBN}")
    imported = import_file(database, rows, "test")
    assert _refusals(imported) == [("resources", 4, "key", "twice"), ("resources", 5, "key", "twice")]
    assert [each.problem.values["row"] for each in imported.refusals] == ["2", "2"]
    assert _get(database, "a").titles == (a_title("Pirmā"),)


def test_a_wrong_row_is_refused_with_its_columns_and_the_others_land(database: Database, sheet: Sheet) -> None:
    rows = sheet(
        "key;title@lv;isbn;year;level_from;level_to;branch",
        "good;Laba;;2015;A1;B1;",
        "bad;Slikta;9789934000103;soon;B1;A1;nowhere",
        "fine;Arī laba;;;;;",
        "untitled;;;;;;",
    )
    imported = import_file(database, rows, "test")
    assert _counts(imported) == (2, 0, 0, 2)
    assert _refusals(imported) == [("resources", 3, "year", "bad-number"), ("resources", 5, "titles", "no-title")]
    mended = sheet("key;title@lv;isbn;year;level_from;level_to;branch", "bad;Slikta;9789934000103;2015;B1;A1;nowhere")
    assert set(_refusals(import_file(database, mended, "test"))) == {
        ("resources", 2, "isbn", "bad-identifier"),
        ("resources", 2, "level_to", "range-upside-down"),
        ("resources", 2, "branch", "unknown-record"),
    }
    assert _keys(database) == {"good", "fine"}


def test_a_wrong_check_digit_is_named_with_its_number(database: Database, sheet: Sheet) -> None:
    imported = import_file(database, sheet("title@lv;isbn", "Grāmata;978-9934-0-0010-3"), "test")
    assert _refusals(imported) == [("resources", 2, "isbn", "bad-identifier")]
    assert imported.refusals[0].problem.values["value"] == "9789934000103"


def test_a_row_may_name_a_record_of_a_later_row_or_sheet(database: Database, sheet: Sheet) -> None:
    sheet("key;label@lv;broader", "latvian;latviešu valoda;language", "language;valoda;", name="topics")
    sheet("key;name@lv;owner", "liepaja;Liepāja;jelgava", "jelgava;Jelgava;", name="branches")
    imported = import_file(database, sheet("key;title@lv;topic;branch", "a;Ābece;latvian;jelgava"), "test")
    assert (imported.refusals, imported.added) == ((), 5)
    assert _get(database, "a").holdings == (Holding("jelgava"),)


def test_rows_that_name_each_other_in_a_long_chain_all_land(database: Database, sheet: Sheet) -> None:
    rows = [f"t{number};tēma {number};t{number + 1}" for number in range(30)]
    sheet("key;label@lv;broader", *rows, "t30;pēdējā;", name="topics")
    assert _counts(import_file(database, sheet("key"), "test")) == (31, 0, 0, 0)


def test_rows_that_name_what_never_comes_are_refused_and_so_are_those_that_name_them(
    database: Database, sheet: Sheet
) -> None:
    sheet("key;label@lv;broader", "a;viens;b", "b;divi;nowhere", "c;trīs;", name="topics")
    imported = import_file(database, sheet("key"), "test")
    assert _refusals(imported) == [
        ("topics", 2, "broader", "unknown-record"),
        ("topics", 3, "broader", "unknown-record"),
    ]
    assert _keys(database) == {"c"}


@pytest.mark.parametrize("said", ["school", "Skola", "SKOLA", "школа", "Школа"])
def test_a_topic_is_named_by_its_key_or_any_of_its_labels(database: Database, sheet: Sheet, said: str) -> None:
    _keep(database, a_topic(key="school", titles=(a_title("Skola"), a_title("школа", "uk", kind="parallel"))))
    imported = import_file(database, sheet("key;title@lv;topic", f"a;Ābece;{said}"), "test")
    assert imported.refusals == ()
    assert _get(database, "a").topics == ("school",)


def test_a_topic_may_be_named_by_a_label_it_gets_in_the_same_file(database: Database, sheet: Sheet) -> None:
    sheet("key;label@lv", "school;skola", name="topics")
    rows = sheet("key;title@lv;topic", "a;Ābece;skola | Skola")
    assert try_import(database, rows).refusals == ()
    assert import_file(database, rows, "test").refusals == ()
    assert _get(database, "a").topics == ("school",)


def test_a_topic_nobody_knows_refuses_the_row(database: Database, sheet: Sheet) -> None:
    imported = import_file(database, sheet("key;title@lv;topic", "a;Ābece;skola"), "test")
    assert _refusals(imported) == [("resources", 2, "topic", "unknown-record")]


def test_the_same_file_again_changes_nothing(database: Database, sheet: Sheet) -> None:
    _keep(database, a_branch(key="liepaja"), a_topic(key="school", titles=(a_title("Skola"),)))
    sheet("resource;branch;call_number", "a;liepaja;2", name="holdings")
    rows = sheet(
        "key;title@lv;title@en;isbn;topic;branch;call_number;source_system;source_id;contributor",
        f"a;Ābece;Primer;{ISBN};Skola;liepaja;1;alma;1;Rainis [author]",
        f";Otra;Second;{OTHER_ISBN};;;;;;",
        ";Trešā;Third;;;;;alma;3;",
    )
    assert _counts(import_file(database, rows, "test")) == (3, 0, 0, 0)
    with database.reading() as unit:
        head = unit.log.head()
    assert _counts(import_file(database, rows, "test")) == (0, 0, 3, 0)
    with database.reading() as unit:
        assert unit.log.head() == head


def test_local_edits_of_what_a_file_does_not_mention_stand(database: Database, sheet: Sheet) -> None:
    rows = sheet("key;title@lv;year", "a;Ābece;2015")
    import_file(database, rows, "test")
    _keep(database, replace(_get(database, "a"), publisher="Zvaigzne"))
    import_file(database, sheet("key;title@lv;year", "a;Ābece;2016"), "test")
    assert (_get(database, "a").publisher, _get(database, "a").year) == ("Zvaigzne", 2016)


def test_a_dry_run_says_the_same_as_the_import_and_changes_nothing(database: Database, sheet: Sheet) -> None:
    _keep(database, a_topic(key="school"), a_resource(key="held"), a_resource(key="same"))
    sheet("key;label@lv;broader", "latvian;latviešu valoda;language", "language;valoda;", name="topics")
    sheet("resource;branch", "nobody;nowhere", ";nowhere", name="holdings")
    rows = sheet(
        "key;title@lv;isbn;topic",
        "new;Jauna;;latviešu valoda",
        "held;Mainīta;;school",
        "same;Grāmata;;",
        "bad;Slikta;9789934000103;nowhere",
        f";Pirmā;{ISBN};",
        "new;Atkal;;",
    )
    before = _keys(database)
    with database.reading() as unit:
        head = unit.log.head()
    tried = try_import(database, rows)
    assert _keys(database) == before
    with database.reading() as unit:
        assert unit.log.head() == head
    done = import_file(database, rows, "test")
    assert replace(tried, batch="") == replace(done, batch="")
    assert tried.batch == ""
    assert _counts(done) == (4, 1, 1, 4)


def test_a_dry_run_says_of_a_number_given_twice_what_the_import_will_say(database: Database, sheet: Sheet) -> None:
    rows = sheet(
        "title@lv;isbn;source_system;source_id",
        f"Pirmā;{ISBN};;",
        f"Otrā;{ISBN};;",
        "Trešā;;alma;1",
        "Ceturtā;;alma;1",
    )
    tried = try_import(database, rows)
    done = import_file(database, rows, "test")
    assert _refusals(tried) == _refusals(done) == [("resources", 3, "key", "twice"), ("resources", 5, "key", "twice")]
    assert _counts(tried) == _counts(done)


def test_what_one_import_did_shares_a_batch_in_the_log(database: Database, sheet: Sheet) -> None:
    first = import_file(database, sheet("key;title@lv", "a;Viens", "b;Divi"), "anna")
    second = import_file(database, sheet("key;title@lv", "c;Trīs"), "anna")
    with database.reading() as unit:
        batches = {key: next(unit.log.history(key)).batch for key in "abc"}
        assert next(unit.log.history("a")).by == "anna"
    assert batches == {"a": first.batch, "b": first.batch, "c": second.batch}
    assert first.batch != second.batch


def test_a_part_of_nothing_is_refused_where_it_stands(database: Database, sheet: Sheet) -> None:
    _keep(database, a_branch(key="liepaja"))
    sheet("resource;branch", "nobody;liepaja", ";liepaja", name="holdings")
    imported = import_file(database, sheet("key"), "test")
    assert _refusals(imported) == [
        ("holdings", 2, "resource", "holding-of-nothing"),
        ("holdings", 3, "resource", "holding-of-nothing"),
    ]


def test_a_fault_of_a_part_refuses_its_whole_record(database: Database, sheet: Sheet) -> None:
    _keep(database, a_branch(key="liepaja"))
    sheet("resource;branch;copies", "a;liepaja;many", name="holdings")
    imported = import_file(database, sheet("key;title@lv;branch", "a;Ābece;liepaja"), "test")
    assert [code for _, _, _, code in _refusals(imported)] == ["bad-number"]
    assert _keys(database) == {"liepaja"}


def test_more_rows_than_one_transaction_holds_all_land_and_are_told(database: Database, sheet: Sheet) -> None:
    told: list[int] = []
    rows = [f"k{number};Grāmata {number}" for number in range(CHUNK + 5)]
    assert import_file(database, sheet("key;title@lv", *rows), "test", told.append).added == CHUNK + 5
    assert told == [CHUNK, CHUNK + 5]


def test_json_lines_are_imported_with_the_same_matching_and_refusals(database: Database, tmp_path: Path) -> None:
    _keep(database, a_resource(key="mine", identifiers=(Identifier("isbn", ISBN),)))
    lines = [
        to_plain(a_resource(key="", identifiers=(Identifier("isbn", ISBN),), publisher="Zvaigzne")),
        to_plain(a_resource(key="new", revision=7)),
        to_plain(a_resource(key="bad", kind="boat")),
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([*(json.dumps(line) for line in lines), "{"]), "utf-8")
    imported = import_file(database, path, "test")
    assert _counts(imported) == (1, 1, 0, 2)
    assert _refusals(imported) == [("a.jsonl", 3, "kind", "unknown-code"), ("a.jsonl", 4, "", "not-json")]
    assert (_get(database, "mine").publisher, _get(database, "new").revision) == ("Zvaigzne", 1)


@pytest.mark.parametrize(("name", "content"), [("none.csv", None), ("a.txt", b"x"), ("a.xlsx", b"PK"), ("a.csv", b"")])
def test_a_file_that_cannot_be_read_changes_nothing(
    database: Database, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable):
        import_file(database, tmp_path / name, "test")
    assert _keys(database) == set()


def test_columns_nobody_knows_are_told_and_the_rows_land(database: Database, sheet: Sheet) -> None:
    imported = import_file(database, sheet("key;title@lv;colour", "a;Ābece;red"), "test")
    assert (imported.unknown_columns, imported.added) == ((("resources", "colour"),), 1)
