"""MARC files come again and again: what a librarian has edited stays, the rest follows the source."""

from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.cataloguing import Imported, describe, export_file, import_file, try_import
from catalogue.cataloguing.deliveries import are_apart, as_kept, brought_up_to_date
from catalogue.records import Holding, Identifier, Record, Resource, SourceRecord, Title
from catalogue.storage import Database
from tests.building import a_branch, a_resource, a_title, a_topic
from tests.exchange.marc_building import PRINT, a_record, fixed, in_bytes

SOURCE = SourceRecord("LNB", "1", "marc21", "as it came")


def _delivered(**given: object) -> Resource:
    return a_resource(key="", source=SOURCE, **given)


def test_a_field_nobody_edited_follows_the_source() -> None:
    earlier, given = _delivered(publisher="Zvaigzne"), _delivered(publisher="Zvaigzne ABC")
    held = replace(earlier, key="k", revision=3)
    assert brought_up_to_date(held, earlier, given) == replace(held, publisher="Zvaigzne ABC")


def test_an_edited_field_stays_and_the_others_follow() -> None:
    earlier, given = _delivered(year=2020, extent="48"), _delivered(year=2021, extent="50", publisher="Jumava")
    held = replace(earlier, key="k", extent="49 lpp.", level_from="A1")
    now = brought_up_to_date(held, earlier, given)
    assert (now.year, now.extent, now.publisher, now.level_from) == (2021, "49 lpp.", "Jumava", "A1")


def test_what_the_source_no_longer_says_goes_unless_it_is_ours() -> None:
    earlier, given = _delivered(series="Lasi", edition="2."), _delivered()
    held = replace(earlier, edition="2. izd.")
    now = brought_up_to_date(held, earlier, given)
    assert (now.series, now.edition) == ("", "2. izd.")


def test_a_record_made_here_is_only_added_to() -> None:
    held = a_resource(kind="textbook", status="draft", titles=(a_title("Mūsu"),))
    now = brought_up_to_date(held, None, _delivered(kind="book", titles=(a_title("Viņu"),), year=2020))
    assert (now.kind, now.status, now.titles, now.year) == ("textbook", "draft", held.titles, 2020)
    assert now.source == SOURCE


def test_the_source_record_is_renewed_but_not_replaced_by_one_from_elsewhere() -> None:
    held = a_resource(source=SOURCE)
    renewed, other = replace(SOURCE, content="newer"), SourceRecord("BnF", "9", "marc21", "x")
    assert brought_up_to_date(held, None, a_resource(source=renewed)).source == renewed
    assert brought_up_to_date(held, None, a_resource(source=other)).source == SOURCE


def test_what_another_source_says_only_fills_what_is_empty() -> None:
    earlier = _delivered(publisher="Zvaigzne")
    elsewhere = a_resource(source=SourceRecord("BnF", "9"), publisher="Gallimard", year=2020)
    now = brought_up_to_date(replace(earlier, key="k"), earlier, elsewhere)
    assert (now.publisher, now.year, now.source) == ("Zvaigzne", 2020, SOURCE)


def test_only_known_topics_and_branches_are_kept() -> None:
    given = a_resource(topics=("Maize", "Nekas"), holdings=(Holding("liepaja"), Holding("tukums")))
    kept = as_kept(given, {"maize": "bread"}, {"bread": "topic", "liepaja": "branch", "tukums": "topic"})
    assert (kept.topics, kept.holdings) == (("bread",), (Holding("liepaja"),))


@pytest.mark.parametrize(
    ("system", "number", "expected"), [("LNB", "1", False), ("LNB", "2", True), ("BnF", "2", False), ("LNB", "", False)]
)
def test_two_numbers_of_one_system_are_two_things(system: str, number: str, expected: bool) -> None:
    assert are_apart(a_resource(source=SOURCE), a_resource(source=SourceRecord(system, number))) is expected


def _file(path: Path, *records: tuple[str, ...], name: str = "a.mrc", leader: str = PRINT) -> Path:
    (path / name).write_bytes(b"".join(in_bytes(a_record(*fields, leader=leader)) for fields in records))
    return path / name


def _book(number: str, title: str, *more: str) -> tuple[str, ...]:
    return (f"001 {number}", "003 LNB", fixed(), *more, f"245 00 $a {title}")


def _counts(imported: Imported) -> tuple[int, int, int, int]:
    return imported.added, imported.changed, imported.unchanged, imported.refused_rows


def _all(database: Database) -> dict[str, Resource]:
    with database.reading() as unit:
        found = list(unit.records.of_type("resource", statuses=("draft", "published", "withdrawn")))
    return {each.source.control_number: each for each in found if isinstance(each, Resource) and each.source}


def _keep(database: Database, *records: Record) -> None:
    with database.writing() as unit:
        for record in records:
            describe(unit, record, "test")


def test_a_file_imported_twice_changes_nothing_the_second_time(database: Database, tmp_path: Path) -> None:
    file = _file(tmp_path, _book("1", "Maize"), _book("2", "Sāls"))
    assert _counts(import_file(database, file, "test")) == (2, 0, 0, 0)
    assert _counts(import_file(database, file, "test")) == (0, 0, 2, 0)


def test_a_newer_file_leaves_alone_what_a_librarian_edited(database: Database, tmp_path: Path) -> None:
    import_file(database, _file(tmp_path, _book("1", "Maize", "250 ## $a 1. izd.")), "test")
    _keep(database, replace(_all(database)["1"], titles=(Title("Maize visiem", "lv"),)))
    newer = _file(tmp_path, _book("1", "Maize un sāls", "250 ## $a 2. izd."))
    assert _counts(import_file(database, newer, "test")) == (0, 1, 0, 0)
    book = _all(database)["1"]
    assert ([title.value for title in book.titles], book.edition) == (["Maize visiem"], "2. izd.")
    assert book.source and "Maize un sāls" in book.source.content
    assert _counts(import_file(database, newer, "test")) == (0, 0, 1, 0)


def test_damaged_records_are_counted_and_named(database: Database, tmp_path: Path) -> None:
    file = _file(tmp_path, _book("1", "Maize"), _book("2", "Sāls"), _book("3", "Ūdens"))
    raw = file.read_bytes().split(b"\x1d")
    file.write_bytes(b"\x1d".join([raw[0], b"00009" + raw[1][5:], raw[2], b""]))
    imported = import_file(database, file, "test")
    assert _counts(imported) == (2, 0, 0, 1)
    assert [(each.row, each.name, each.problem.code) for each in imported.refusals] == [
        (2, "record 2 (2)", "damaged-record")
    ]


def test_a_record_without_a_title_is_refused_by_name(database: Database, tmp_path: Path) -> None:
    imported = import_file(database, _file(tmp_path, ("001 5", fixed(), "650 #4 $a Maize")), "test")
    assert [(each.name, each.problem.code) for each in imported.refusals] == [("record 1 (5)", "no-title")]


def test_headings_become_topics_where_they_are_known_and_refuse_nothing(database: Database, tmp_path: Path) -> None:
    _keep(database, a_topic(key="bread", titles=(a_title("Maize"),)), a_branch(key="liepaja"))
    more = ("650 #4 $a Maize.", "650 #4 $a Kaut kas", "852 ## $b Liepaja $h 1", "852 ## $b Tukums $h 2")
    imported = import_file(database, _file(tmp_path, _book("1", "Grāmata", *more)), "test")
    assert _counts(imported) == (1, 0, 0, 0)
    book = _all(database)["1"]
    assert (book.topics, book.holdings) == (("bread",), (Holding("liepaja", "1"),))


ISBN = "020 ## $a 9789934000102"


def test_a_book_made_here_is_known_by_its_isbn_and_only_added_to(database: Database, tmp_path: Path) -> None:
    _keep(database, a_resource(key="mine", identifiers=(Identifier("isbn", "9789934000102"),)))
    file = _file(tmp_path, _book("1", "Cits nosaukums", ISBN, "300 ## $a 48 lpp."))
    assert _counts(import_file(database, file, "test")) == (0, 1, 0, 0)
    book = _all(database)["1"]
    assert (book.key, book.titles, book.extent) == ("mine", (a_title(),), "48 lpp.")


def test_two_records_of_one_system_that_share_an_isbn_are_two(database: Database, tmp_path: Path) -> None:
    file = _file(tmp_path, _book("1", "1. daļa", ISBN), _book("2", "2. daļa", ISBN))
    assert _counts(try_import(database, file)) == (2, 0, 0, 0)
    assert _counts(import_file(database, file, "test")) == (2, 0, 0, 0)
    assert _counts(import_file(database, _file(tmp_path, _book("3", "3. daļa", ISBN)), "test")) == (1, 0, 0, 0)
    assert set(_all(database)) == {"1", "2", "3"}


def test_two_records_without_a_number_that_share_an_isbn_are_one_too_many(database: Database, tmp_path: Path) -> None:
    file = _file(tmp_path, (fixed(), ISBN, "245 00 $a Maize"), (fixed(), ISBN, "245 00 $a Maize"))
    imported = import_file(database, file, "test")
    assert _counts(imported) == (1, 0, 0, 1)
    assert [(each.name, each.problem.code) for each in imported.refusals] == [("record 2 (“Maize”)", "twice")]


def test_a_record_without_any_number_is_known_again_while_it_is_the_same(database: Database, tmp_path: Path) -> None:
    file = _file(tmp_path, (fixed(), "245 00 $a Maize"))
    assert _counts(import_file(database, file, "test")) == (1, 0, 0, 0)
    assert _counts(import_file(database, file, "test")) == (0, 0, 1, 0)


def test_a_trial_says_what_an_import_would_do(database: Database, tmp_path: Path) -> None:
    file = _file(tmp_path, _book("1", "Maize"), ("001 2", "650 #4 $a x"))
    assert _counts(try_import(database, file)) == (1, 0, 0, 1)
    assert _all(database) == {}


def test_a_record_deleted_at_its_source_is_withdrawn(database: Database, tmp_path: Path) -> None:
    import_file(database, _file(tmp_path, _book("1", "Maize")), "test")
    import_file(database, _file(tmp_path, _book("1", "Maize"), leader=PRINT.replace("nam", "dam")), "test")
    assert _all(database)["1"].status == "withdrawn"


@pytest.mark.parametrize("name", ["all.mrc", "all.xml", "all.marcxml"])
def test_what_was_imported_and_exported_is_imported_as_the_same(database: Database, tmp_path: Path, name: str) -> None:
    _keep(database, a_topic(key="bread", titles=(a_title("Maize"),)))
    records = [_book(str(number), f"Grāmata {number}", "650 #4 $a Maize", "999 ## $a mūsu") for number in range(3)]
    import_file(database, _file(tmp_path, *records), "test")
    given = _all(database)
    assert export_file(database, tmp_path / name) == 3
    assert _counts(import_file(database, tmp_path / name, "test")) == (0, 0, 3, 0)
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    empty.migrate()
    _keep(empty, a_topic(key="bread", titles=(a_title("Maize"),)))
    assert _counts(import_file(empty, tmp_path / name, "test")) == (3, 0, 0, 0)
    found = _all(empty)
    empty.close()
    bare = {"key": "", "revision": 0, "added": None}
    assert {number: replace(each, **bare) for number, each in found.items()} == {
        number: replace(each, **bare) for number, each in given.items()
    }


@pytest.mark.parametrize("name", ["all.mrc", "all.xml", "all.mods.xml", "all.dc.xml"])
def test_only_published_resources_go_to_other_systems(database: Database, tmp_path: Path, name: str) -> None:
    _keep(database, a_resource(key="out"), a_resource(key="draft", status="draft"), a_topic())
    assert export_file(database, tmp_path / name) == 1
    assert "draft" not in (tmp_path / name).read_text("utf-8")
