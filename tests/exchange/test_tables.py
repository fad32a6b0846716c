"""Files as people's programs write them are read; files made to do harm, or damaged on the way, are refused in a sentence."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from catalogue.exchange.table_writers import LONGEST_XLSX_CELL, CsvWriter, XlsxWriter
from catalogue.exchange.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    Row,
    Table,
    Unreadable,
    read_tables,
)

NAMES = ("topics", "resources", "holdings")


def _tables(path: Path) -> dict[str, Table]:
    return {table.name: table for table in read_tables(path, NAMES, "resources")}


def _rows(path: Path, sheet: str = "resources") -> list[Row]:
    return list(_tables(path)[sheet].rows)


def _cells(path: Path) -> list[dict[str, str]]:
    return [dict(row.cells) for row in _rows(path)]


def _csv(folder: Path, content: str | bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _xlsx(folder: Path, fill: Callable[[openpyxl.Workbook], None]) -> Path:
    path = folder / "a.xlsx"
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


def _changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same XLSX file with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    assert part in parts
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(content) if name == part else content)
    return path


def _with_cells(book: openpyxl.Workbook, *rows: list[object]) -> None:
    for row in rows:
        book.worksheets[0].append(row)


SHEET = "xl/worksheets/sheet1.xml"
TEXT = "key,title@uk\na,Ґанок і сніг\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.rstrip("\n").encode(),
        f"{TEXT}\n\n,,\n".encode(),
        b'"key","title@uk",\n' + TEXT.splitlines()[1].encode(),
    ],
    ids=[
        "utf-8",
        "bom",
        "utf-16",
        "utf-16-be",
        "semicolon",
        "tab-utf-16",
        "crlf",
        "cr",
        "no-end",
        "blank-lines",
        "quoted",
    ],
)
def test_a_csv_file_is_read_however_a_spreadsheet_saved_it(tmp_path: Path, content: bytes) -> None:
    assert _cells(_csv(tmp_path, content)) == [{"key": "a", "title@uk": "Ґанок і сніг"}]


def test_rows_are_numbered_as_the_file_shows_them(tmp_path: Path) -> None:
    rows = _rows(_csv(tmp_path, 'key,note\na,"two\nlines"\n\nb,x\n'))
    assert [(row.number, row.cells["key"]) for row in rows] == [(2, "a"), (5, "b")]


def test_a_file_in_another_encoding_is_refused_row_by_row_with_the_column_named(tmp_path: Path) -> None:
    content = b"key,title@lv\na,plain\nb," + "Grāmata".encode("cp1257") + b"\nc,plain\n"
    rows = _rows(_csv(tmp_path, content))
    assert [(row.number, row.faults) for row in rows] == [(2, ()), (3, (("title@lv", "not-utf-8"),)), (4, ())]
    assert rows[1].cells == {"key": "b"}


def test_a_header_in_another_encoding_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="not UTF-8"):
        _tables(_csv(tmp_path, "key,ā@lv\n".encode("cp1257")))


def test_a_quotation_mark_that_never_closes_is_a_fault_of_its_row_and_the_rows_before_stand(tmp_path: Path) -> None:
    rows = _rows(_csv(tmp_path, 'key,title@lv\na,x\nb,"never closed\nc,y\n'))
    assert [(row.number, row.faults) for row in rows] == [(2, ()), (3, (("", "bad-row"),))]


def test_a_quotation_mark_in_mid_cell_spoils_one_row_only(tmp_path: Path) -> None:
    rows = _rows(_csv(tmp_path, 'key,title@lv\na,"x"y\nb,z\n'))
    assert [(row.cells.get("key"), row.faults) for row in rows] == [(None, (("", "bad-row"),)), ("b", ())]


def test_a_cell_that_is_too_long_is_a_fault_of_its_row(tmp_path: Path) -> None:
    rows = _rows(_csv(tmp_path, f"key\n{'x' * (LONGEST_CELL + 1)}\nb\n"))
    assert rows[0].faults == (("", "bad-row"),)
    assert rows[-1].cells == {"key": "b"}


def test_cells_beyond_the_header_are_a_fault_and_empty_ones_are_not(tmp_path: Path) -> None:
    rows = _rows(_csv(tmp_path, "key,kind\na,book,extra\nb,book,,\n"))
    assert [row.faults for row in rows] == [(("", "too-many-cells"),), ()]


def test_a_thousand_columns_of_ones_own_are_read(tmp_path: Path) -> None:
    more = [f"x{number}" for number in range(1_000)]
    table = _tables(_csv(tmp_path, f"key,{','.join(more)}\na,{','.join('1' for _ in more)}\n"))["resources"]
    assert len(table.columns) == 1_001
    assert len(next(table.rows).cells) == 1_001


@pytest.mark.parametrize("count", [MOST_COLUMNS + 1, 5_000, 200_000])
def test_more_columns_than_anybody_needs_refuse_the_file(tmp_path: Path, count: int) -> None:
    with pytest.raises(Unreadable, match=f"has {count} columns; at most {MOST_COLUMNS}"):
        _tables(_csv(tmp_path, ",".join(f"x{number}" for number in range(count))))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty: the first row must name the columns"),
        (b",,,\na,b\n", "is empty: the first row must name the columns"),
        (b"key,kind,key\n", "has the column .key. twice"),
        (b"\xff\xfek\x00e", "begins as UTF-16 but does not go on so"),
        (b'"key\n', "row 1: the quotation marks do not match"),
    ],
)
def test_a_csv_file_without_a_usable_first_row_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        _tables(_csv(tmp_path, content))


def test_files_beside_the_csv_file_are_its_other_sheets(tmp_path: Path) -> None:
    _csv(tmp_path, "key\nr\n", "spring.csv")
    _csv(tmp_path, "key\nt\n", "spring.topics.csv")
    _csv(tmp_path, "key\nx\n", "spring.unknown.csv")
    assert {
        name: [row.cells["key"] for row in table.rows] for name, table in _tables(tmp_path / "spring.csv").items()
    } == {
        "topics": ["t"],
        "resources": ["r"],
    }


def test_what_is_not_there_or_of_another_format_is_refused(tmp_path: Path) -> None:
    for path, sentence in (
        (tmp_path / "none.csv", "There is no file"),
        (tmp_path, "There is no file"),
        (_csv(tmp_path, "x", "a.ods"), "neither CSV, XLSX nor JSONL"),
    ):
        with pytest.raises(Unreadable, match=sentence):
            _tables(path)


def test_formulas_written_to_csv_are_guarded_and_come_back(tmp_path: Path) -> None:
    values = ["=1+1", "+371 6", "-5", "@home", "'=x", "plain", "'tis"]
    writer = CsvWriter(tmp_path / "a.csv", "resources")
    writer.begin("resources", ["key", "note"])
    for value in values:
        writer.add({"key": "a", "note": value})
    writer.finish()
    raw = (tmp_path / "a.csv").read_text("utf-8").splitlines()[1:]
    assert not any(re.match(r"[=+\-@\t]", line.split(",")[1]) for line in raw)
    assert [row["note"] for row in _cells(tmp_path / "a.csv")] == values


def test_an_xlsx_file_is_read_with_numbers_dates_and_answers_as_the_catalogue_writes_them(tmp_path: Path) -> None:
    path = _xlsx(
        tmp_path,
        lambda book: _with_cells(
            book,
            ["key", "year", "latitude", "free", "day", "moment", "empty", None, "last"],
            ["a", 2015.0, 56.95, True, date(2026, 3, 24), datetime(2026, 3, 24, 17, 30), None, "ignored", " x "],
            [None, None],
            ["b", 2015],
        ),
    )
    rows = _rows(path)
    assert rows[0].cells == {
        "key": "a",
        "year": "2015",
        "latitude": "56.95",
        "free": "yes",
        "day": "2026-03-24 00:00",
        "moment": "2026-03-24 17:30",
        "last": "x",
    }
    assert [row.number for row in rows] == [2, 4]


def test_a_formula_cell_of_an_xlsx_file_is_a_fault_of_its_column(tmp_path: Path) -> None:
    path = _xlsx(tmp_path, lambda book: _with_cells(book, ["key", "year"], ["a", "=1+1"], ["b", 2015]))
    rows = _rows(path)
    assert [(row.cells.get("key"), row.faults) for row in rows] == [("a", (("year", "formula"),)), ("b", ())]


def test_sheets_are_found_by_name_in_any_order_and_case_and_a_single_one_by_being_alone(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0].title = " Resources "
        for title in ("Notes of mine", "TOPICS"):
            book.create_sheet(title)
        for sheet in book.worksheets:
            sheet.append(["key"])

    assert list(_tables(_xlsx(tmp_path, fill))) == ["topics", "resources"]
    path = _xlsx(tmp_path, lambda book: _with_cells(book, ["key"], ["a"]))
    assert _cells(path) == [{"key": "a"}]


def test_what_is_written_to_xlsx_is_text_and_never_a_formula(tmp_path: Path) -> None:
    writer = XlsxWriter(tmp_path / "a.xlsx")
    writer.begin("resources", ["key", "note"])
    for value in ("=1+1", "-5", "@x", "2015", "_x000D_"):
        writer.add({"key": "a", "note": value})
    writer.finish()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert {cell.data_type for row in book["resources"].iter_rows() for cell in row} == {"s"}
    book.close()
    assert [row["note"] for row in _cells(tmp_path / "a.xlsx")] == ["=1+1", "-5", "@x", "2015", "_x000D_"]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("x" * (LONGEST_XLSX_CELL + 1), "longer than an XLSX cell can be"), ("a\x1eb", "signs that XLSX cannot hold")],
)
def test_a_text_that_xlsx_cannot_hold_is_refused_with_its_record_and_column(
    tmp_path: Path, value: str, sentence: str
) -> None:
    writer = XlsxWriter(tmp_path / "a.xlsx")
    writer.begin("resources", ["key", "note"])
    with pytest.raises(Unreadable, match=f"“note” of a .*{sentence}.*CSV or JSONL"):
        writer.add({"key": "a", "note": value})
    writer.abandon()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.99])
def test_a_truncated_xlsx_file_is_refused(tmp_path: Path, share: float) -> None:
    path = _xlsx(tmp_path, lambda book: _with_cells(book, ["key"], *([f"k{n}"] for n in range(500))))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Unreadable, match="damaged or no XLSX file"):
        _rows(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"key,title\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100])
def test_another_file_that_calls_itself_xlsx_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(Unreadable, match="damaged or no XLSX file"):
        _rows(tmp_path / "a.xlsx")


def test_a_zip_that_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("../../escaped.txt", "slip")
    with pytest.raises(Unreadable, match="damaged or no XLSX file"):
        _rows(tmp_path / "a.xlsx")
    assert not list(tmp_path.parent.parent.glob("escaped.txt"))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = _xlsx(tmp_path, lambda book: _with_cells(book, ["key"]))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/bomb.xml", "w") as bomb:
        for _ in range(60):
            bomb.write(b"\0" * 1_000_000)
    with pytest.raises(Unreadable, match="would unpack to 60 MB"):
        _rows(path)


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
def test_entities_and_document_types_in_an_xlsx_file_are_refused(tmp_path: Path, part: str) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = _xlsx(tmp_path, lambda book: _with_cells(book, ["key", "note"], ["a", "b"]))
    _changed(path, part, lambda xml: re.sub(rb"(<\?xml[^>]*\?>)?", rb"\1" + laughs, xml, count=1))
    with pytest.raises(Unreadable):
        _rows(path)


def test_a_sheet_that_is_no_longer_xml_is_refused(tmp_path: Path) -> None:
    path = _xlsx(tmp_path, lambda book: _with_cells(book, ["key"], ["a"], ["b"]))
    _changed(path, SHEET, lambda xml: xml[:-40])
    with pytest.raises(Unreadable, match="damaged"):
        _rows(path)


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is(tmp_path: Path) -> None:
    path = _xlsx(tmp_path, lambda book: _with_cells(book, ["key"], ["a"], ["b"]))
    _changed(path, SHEET, lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml))
    assert _cells(path) == [{"key": "a"}, {"key": "b"}]


def test_an_xlsx_file_with_more_columns_than_anybody_needs_is_refused(tmp_path: Path) -> None:
    path = _xlsx(tmp_path, lambda book: _with_cells(book, [f"x{number}" for number in range(5_000)]))
    with pytest.raises(Unreadable, match="has 5000 columns"):
        _rows(path)
