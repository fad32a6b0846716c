"""A record that leaves for a spreadsheet comes back the same, and a spreadsheet of one's own says only what it says."""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.exchange import spreadsheet
from catalogue.exchange.sheets import RECORD_SHEETS
from catalogue.exchange.spreadsheet import RecordRow
from catalogue.records import Holding, Problem, Record, Resource, Section, Text, Title, Topic, problems
from catalogue.records.rules import cleaned
from catalogue.records.text import fingerprint
from tests import complete
from tests.building import a_resource, a_text, a_title, a_topic

FORMATS = (".csv", ".xlsx")


def _write(path: Path, *records: Record) -> Path:
    spreadsheet.write(path, lambda type_: [record for record in records if record.type == type_])
    return path


def _read(path: Path, held: Callable[[RecordRow], Record] | None = None) -> tuple[list[Record], list[Problem]]:
    """The records of a file: what its rows make of those held, or of new ones."""
    records, found = [], []
    for row in spreadsheet.read(path).rows:
        assert isinstance(row, RecordRow)
        record, faults = row.applied(held(row) if held else row.sheet.type(key=row.key, status="published"))
        records.append(record)
        found += faults
    return records, found


def _rows(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def _one(path: Path, held: Resource | None = None) -> Resource:
    (record,), found = _read(path, (lambda row: held) if held else None)
    assert found == []
    assert isinstance(record, Resource)
    return record


@pytest.mark.parametrize("record", complete.every(), ids=lambda record: record.key)
def test_the_complete_records_leave_no_field_at_its_default_and_are_true_to_the_trade(record: Record) -> None:
    assert problems(record) == ()
    for field in fields(record):
        if field.name != "revision" and field.default is not MISSING:
            assert getattr(record, field.name) != field.default, field.name


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_type_of_record_comes_back_whole(tmp_path: Path, suffix: str) -> None:
    given = complete.every()
    records, found = _read(_write(tmp_path / f"all{suffix}", *given))
    assert found == []
    assert {record.key: record for record in records} == {record.key: record for record in given}


@pytest.mark.parametrize("suffix", FORMATS)
def test_records_that_say_little_come_back_beside_those_that_say_much(tmp_path: Path, suffix: str) -> None:
    given = [a_resource(key="bare"), complete.resource(), a_topic(key="bare-topic"), complete.topic()]
    records, _ = _read(_write(tmp_path / f"all{suffix}", *given))
    assert {record.key: record for record in records} == {record.key: record for record in given}


@pytest.mark.parametrize("record", complete.every(), ids=lambda record: record.key)
def test_an_export_names_no_column_that_an_import_does_not_know(tmp_path: Path, record: Record) -> None:
    assert spreadsheet.read(_write(tmp_path / "all.csv", record)).unknown_columns == ()


@pytest.mark.parametrize("suffix", FORMATS)
def test_reading_a_record_onto_itself_changes_nothing(tmp_path: Path, suffix: str) -> None:
    held = {record.key: record for record in complete.every()}
    records, _ = _read(_write(tmp_path / f"all{suffix}", *held.values()), lambda row: held[row.key])
    assert {record.key: record for record in records} == held


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "titles",
    [
        (Title("Abetka", "uk"), Title("Ābece", "lv", kind="parallel")),
        (Title("Ābece", "lv"), Title("Abetka", "uk", kind="parallel")),
        (Title("Zz", "zu"), Title("Primer", "en", "human", fingerprint("Zz"), "parallel")),
        (Title("Zz", "zu"), Title("Primer", "en", "human", fingerprint("older"), "parallel")),
        (Title("Primer", "en", "machine"),),
        (Title("Uk", "uk", "machine"), Title("En", "en", "machine", "0" * 16, "parallel")),
        (Title("En", "en", "machine"), Title("Uk", "uk", "human", kind="parallel")),
    ],
    ids=lambda titles: "-".join(f"{title.language}.{title.origin}" for title in titles),
)
def test_which_title_is_the_main_one_and_which_translated_is_kept(
    tmp_path: Path, suffix: str, titles: tuple[Title, ...]
) -> None:
    given = a_resource(titles=titles, languages=("lv", "uk"))
    assert _read(_write(tmp_path / f"all{suffix}", given))[0] == [given]


WORDS = st.text(min_size=1, max_size=30).map(cleaned).filter(lambda text: text and text != "!")


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(summary=WORDS, name=WORDS, number=WORDS)
def test_any_text_a_record_may_hold_comes_back(
    tmp_path: Path, suffix: str, summary: str, name: str, number: str
) -> None:
    given = a_resource(
        summaries=(a_text(summary),),
        titles=(a_title(name), Title(name, "lv", kind="alternative")),
        publisher=number,
        holdings=(Holding("liepaja", number), Holding("liepaja", name)),
    )
    assert _read(_write(tmp_path / f"all{suffix}", given))[0] == [given]


def test_an_empty_cell_and_a_missing_column_keep_what_is_there(tmp_path: Path) -> None:
    held = complete.resource()
    columns = "key,title@lv,title@uk,summary@en,in,topic,isbn,year,free,cover,holdings,branch,source_id,level_from\n"
    assert _one(_rows(tmp_path / "a.csv", f"{columns}a-book,,,,,,,,,,,,,\n"), held) == held
    assert _one(_rows(tmp_path / "a.csv", "key\na-book\n"), held) == held


@pytest.mark.parametrize(
    ("column", "field", "value"),
    [
        ("in", "languages", ()),
        ("topic", "topics", ()),
        ("level_from", "level_from", ""),
        ("year", "year", None),
        ("free", "is_free", None),
        ("no_reading", "needs_no_reading", False),
        ("url_checked", "url_checked", None),
        ("contributor", "contributors", ()),
        ("files", "files", ()),
        ("branch", "holdings", ()),
        ("publisher", "publisher", ""),
        ("kind", "kind", "book"),
    ],
)
def test_a_lone_exclamation_mark_erases(tmp_path: Path, column: str, field: str, value: object) -> None:
    held = complete.resource()
    assert getattr(held, field) != value
    erased = _one(_rows(tmp_path / "a.csv", f"key,{column}\na-book,!\n"), held)
    assert erased == replace(held, **{field: value})


def test_erasing_one_language_one_scheme_or_one_part_leaves_the_others(tmp_path: Path) -> None:
    held = complete.resource()
    columns = "key,summary@en,title@en,alternative@lv,isbn,udc,source_format,cover"
    erased = _one(_rows(tmp_path / "a.csv", f"{columns}\na-book,!,!,!,!,!,!,!\n"), held)
    assert [text.language for text in erased.summaries] == ["lv", "ar", "uk", "zh"]
    assert [(title.kind, title.language) for title in erased.titles] == [
        ("main", "uk"),
        ("parallel", "lv"),
        ("romanised", "uk-Latn"),
    ]
    assert [each.scheme for each in erased.identifiers] == ["issn", "uri"]
    assert [each.scheme for each in erased.classification] == ["ddc"]
    assert erased.source is not None
    assert (erased.source.format, erased.source.system) == ("", "alma")
    assert erased.cover is not None
    assert (erased.cover.file, erased.cover.alternatives) == ("", held.cover.alternatives if held.cover else ())


def test_erasing_every_part_of_a_source_leaves_none(tmp_path: Path) -> None:
    columns = "key,source_system,source_id,source_format,source_record"
    assert _one(_rows(tmp_path / "a.csv", f"{columns}\na-book,!,!,!,!\n"), complete.resource()).source is None


def test_the_leftmost_text_is_the_original_and_the_others_are_made_from_it(tmp_path: Path) -> None:
    made = _one(
        _rows(tmp_path / "a.csv", "key,title@en,title@lv,summary@uk,summary@en\na,School,Skola,Школа.,School.\n")
    )
    assert made.titles == (
        Title("School", "en"),
        Title("Skola", "lv", "human", fingerprint("School"), "parallel"),
    )
    assert made.summaries == (Text("Школа.", "uk"), Text("School.", "en", "human", fingerprint("Школа.")))


def test_the_title_in_a_language_the_thing_is_in_is_the_original_wherever_it_stands(tmp_path: Path) -> None:
    made = _one(_rows(tmp_path / "a.csv", "key,title@en,title@uk,in\na,School,Школа,uk\n"))
    assert made.titles == (Title("Школа", "uk"), Title("School", "en", "human", fingerprint("Школа"), "parallel"))


def test_a_changed_original_leaves_its_translations_as_they_were_made(tmp_path: Path) -> None:
    held = a_resource(key="a", summaries=(a_text("Vecs."), Text("Old.", "en", "machine", fingerprint("Vecs."))))
    changed = _one(_rows(tmp_path / "a.csv", "key,summary@lv\na,Jauns.\n"), held)
    assert changed.summaries == (a_text("Jauns."), Text("Old.", "en", "machine", fingerprint("Vecs.")))


def test_a_changed_translation_is_made_by_a_person_from_the_original_as_it_stands(tmp_path: Path) -> None:
    held = a_resource(key="a", summaries=(a_text("Vecs."), Text("Old.", "en", "machine", fingerprint("older"))))
    changed = _one(_rows(tmp_path / "a.csv", "key,summary@en\na,New.\n"), held)
    assert changed.summaries == (a_text("Vecs."), Text("New.", "en", "human", fingerprint("Vecs.")))


def test_a_row_says_of_a_translation_that_a_machine_made_it(tmp_path: Path) -> None:
    rows = (
        "key,title@lv,title@en,title_origin@en,summary@lv,summary@en,summary_origin@en\na,S,T,machine,U.,V.,machine\n"
    )
    made = _one(_rows(tmp_path / "a.csv", rows))
    assert [(text.language, text.origin) for _, text in made.texts()] == [
        ("lv", "original"),
        ("en", "machine"),
        ("lv", "original"),
        ("en", "machine"),
    ]


@pytest.mark.parametrize(
    ("holdings", "found"),
    [
        ("", [("liepaja", "9")]),
        ("a,jelgava,2\n", [("liepaja", "9"), ("jelgava", "2")]),
        ("other,jelgava,2\n", [("liepaja", "9")]),
    ],
)
def test_the_holdings_are_those_of_the_row_and_of_the_sheet(
    tmp_path: Path, holdings: str, found: list[tuple[str, str]]
) -> None:
    _rows(tmp_path / "a.holdings.csv", f"resource,branch,call_number\n{holdings}")
    _rows(tmp_path / "a.csv", "key,branch,call_number\na,liepaja,9\n")
    held = a_resource(key="a", holdings=(Holding("old"),))
    records, _ = _read(tmp_path / "a.csv", lambda row: held)
    assert isinstance(records[0], Resource)
    assert [(each.branch, each.call_number) for each in records[0].holdings] == found


def test_a_resource_named_on_the_sheet_of_holdings_only_keeps_the_rest(tmp_path: Path) -> None:
    _rows(tmp_path / "a.csv", "key\n")
    _rows(tmp_path / "a.holdings.csv", "resource,branch\na-book,jelgava\n")
    held = complete.resource()
    assert _one(tmp_path / "a.csv", held) == replace(held, holdings=(Holding("jelgava"),))


def test_sections_come_in_the_order_of_their_rows(tmp_path: Path) -> None:
    _rows(tmp_path / "a.csv", "key,title@lv\na,Raksts\n")
    _rows(tmp_path / "a.sections.csv", "resource,heading@lv,body@lv\na,B,b.\na,A,a.\n")
    made = _one(tmp_path / "a.csv")
    assert made.sections == (
        Section((a_text("B"),), (a_text("b."),)),
        Section((a_text("A"),), (a_text("a."),)),
    )


def test_a_part_of_no_resource_is_handed_on_as_it_is(tmp_path: Path) -> None:
    _rows(tmp_path / "a.csv", "key\n")
    _rows(tmp_path / "a.holdings.csv", "branch\nliepaja\n")
    (row,) = spreadsheet.read(tmp_path / "a.csv").rows
    assert not isinstance(row, RecordRow)
    assert (row.sheet, row.number) == ("holdings", 2)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("year", "soon", "bad-number"),
        ("free", "perhaps", "bad-yes-no"),
        ("url_checked", "24.03.2026", "bad-date"),
        ("added", "then", "bad-moment"),
        ("copies", "some", "bad-number"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_fault_of_its_column(tmp_path: Path, column: str, cell: str, code: str) -> None:
    rows = _rows(tmp_path / "a.csv", f"key,title@lv,branch,{column}\na,T,liepaja,{cell}\n")
    _, found = _read(rows)
    assert [(problem.field, problem.code) for problem in found] == [(column, code)]


def test_columns_nobody_knows_are_named_with_their_sheet(tmp_path: Path) -> None:
    _rows(tmp_path / "a.csv", "key,title@lv,colour,title,kind@lv\n")
    _rows(tmp_path / "a.topics.csv", "key,label@lv,title@lv\n")
    assert set(spreadsheet.read(tmp_path / "a.csv").unknown_columns) == {
        ("resources", "colour"),
        ("resources", "title"),
        ("resources", "kind@lv"),
        ("topics", "title@lv"),
    }


def test_sheets_are_read_in_the_order_in_which_they_can_be_imported(tmp_path: Path) -> None:
    _write(tmp_path / "a.xlsx", *reversed(complete.every()))
    sheets = [row.sheet.name for row in spreadsheet.read(tmp_path / "a.xlsx").rows if isinstance(row, RecordRow)]
    assert list(dict.fromkeys(sheets)) == [sheet.name for sheet in RECORD_SHEETS]


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_catalogue_makes_a_file_that_can_be_read(tmp_path: Path, suffix: str) -> None:
    assert _read(_write(tmp_path / f"empty{suffix}")) == ([], [])


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_export_that_fails_leaves_the_files_of_an_earlier_one(tmp_path: Path, suffix: str) -> None:
    path = _write(tmp_path / f"a{suffix}", *complete.every())
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}

    def records(type_: str) -> Iterable[Record]:
        yield from (record for record in complete.every() if record.type == type_)
        if type_ == "event":
            raise OSError("the disk is gone")

    with pytest.raises(OSError, match="gone"):
        spreadsheet.write(path, records)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_languages_stand_together_latvian_and_english_first(tmp_path: Path) -> None:
    titles: Iterable[Any] = (a_title("a", code, kind="parallel") for code in ("uk", "ar", "en"))
    _write(tmp_path / "a.csv", Topic(key="t", status="published", titles=(a_title("t"), *titles)))
    header = (tmp_path / "a.topics.csv").read_text("utf-8").splitlines()[0]
    assert header.split(",")[2:6] == ["label@lv", "label@en", "label@ar", "label@uk"]


def test_an_export_leaves_no_sheet_of_an_earlier_one_beside_it(tmp_path: Path) -> None:
    stale = tmp_path / "out.sections.csv"
    stale.write_text("resource,heading@lv\nold,Vecs\n", "utf-8")
    (tmp_path / "out.mine.csv").write_text("not ours", "utf-8")
    spreadsheet.write(tmp_path / "out.csv", lambda type_: iter(()))
    assert not stale.exists()
    assert (tmp_path / "out.mine.csv").exists()
