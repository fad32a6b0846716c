"""docs/spreadsheet.md and the sheets name the same columns, and every field of a record has a place on its sheet."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from catalogue.exchange.sheets import (
    ALL_NAMES,
    HOLDINGS,
    PARENT,
    PART_SHEETS,
    RECORD_SHEETS,
    RESOURCES,
    SECTIONS,
    Sheet,
)
from catalogue.records import RECORD_TYPES

PAGE = (Path(__file__).parents[2] / "docs" / "spreadsheet.md").read_text("utf-8")
EVERY_SHEET = "Columns of every sheet of records"
ALL_SHEETS = (*RECORD_SHEETS, *PART_SHEETS)
COLUMN = re.compile(r"`([a-z_]+(?:@…)?)`")


def _section(heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"no section on {heading}"
    return found[1]


def _section_of(sheet: Sheet[Any]) -> str:
    heading = next(line for line in re.findall(r"^## (.*)$", PAGE, re.MULTILINE) if f"`{sheet.name}`" in line)
    return _section(heading)


def _described(section: str, sheet: str = "") -> set[str]:
    """The columns a section names: in the first cells of its table, else in its sentences outside of brackets. Of a table for
    two sheets, the rows that say the other's name are left out."""
    rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| ")]
    if rows:
        others = {f"{each.name}:" for each in ALL_SHEETS if each.name != sheet}
        return set(COLUMN.findall("\n".join(row[0] for row in rows if row[1].split(" ")[0] not in others)))
    return set(COLUMN.findall(re.sub(r"\([^)]*\)", "", section))) - {"_origin@…", "_from@…"}


def _spelt(sheet: Sheet[Any]) -> set[str]:
    """The columns of a sheet as the page spells them."""
    return {column.name for column in sheet.columns} | {
        f"{head}@…" for family in sheet.families for head in family.columns
    }


def _common_to(sheet: Sheet[Any]) -> set[str]:
    """What the section on every sheet says of this one, which may call its titles names or labels."""
    head = sheet.families[0].name
    said = {name.replace("title", head) for name in _described(_section(EVERY_SHEET))}
    return said - {"name@…", "label@…"} | {f"{head}@…"}


@pytest.mark.parametrize("sheet", RECORD_SHEETS, ids=lambda sheet: sheet.name)
def test_every_column_of_a_sheet_of_records_is_described(sheet: Sheet[Any]) -> None:
    own = _described(_section_of(sheet), sheet.name)
    ours = _spelt(sheet)
    origins = {name for name in ours if re.search("_(origin|from)@…$", name)}
    assert ours - origins <= own | _common_to(sheet)
    says_it_of_all = "each with `_origin@…`" in _section_of(sheet)
    assert says_it_of_all or origins <= own | _common_to(sheet)


@pytest.mark.parametrize("sheet", RECORD_SHEETS, ids=lambda sheet: sheet.name)
def test_every_column_that_is_described_is_read(sheet: Sheet[Any]) -> None:
    known = _spelt(sheet) | (_spelt(HOLDINGS) if sheet is RESOURCES else set())
    assert _described(_section_of(sheet), sheet.name) <= known
    assert _common_to(sheet) <= known


@pytest.mark.parametrize("sheet", PART_SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_of_parts_is_described_column_by_column(sheet: Sheet[Any]) -> None:
    assert _described(_section_of(sheet), sheet.name) == _spelt(sheet) | {PARENT.name}


def test_every_type_of_record_has_its_sheet_and_what_others_name_comes_first() -> None:
    assert sorted(sheet.type.type for sheet in RECORD_SHEETS) == sorted(RECORD_TYPES)
    names = [sheet.name for sheet in RECORD_SHEETS]
    assert names.index("topics") < names.index("branches") < names.index("resources") < names.index("events")
    assert (*names, "holdings", "sections") == ALL_NAMES


@pytest.mark.parametrize("sheet", ALL_SHEETS, ids=lambda sheet: sheet.name)
def test_no_two_columns_of_a_sheet_have_the_same_name(sheet: Sheet[Any]) -> None:
    heads = [head for family in sheet.families for head in family.columns]
    names = [column.name for column in sheet.columns]
    assert len(set(heads)) == len(heads)
    assert len(set(names)) == len(names)
    assert not set(heads) & set(names)


@pytest.mark.parametrize("sheet", ALL_SHEETS, ids=lambda sheet: sheet.name)
def test_every_field_has_a_column(sheet: Sheet[Any]) -> None:
    written = {column.path.split(".")[0] for column in sheet.columns}
    written |= {family.path.split(".")[0] for family in sheet.families}
    elsewhere = {"revision"} | ({"holdings", "sections"} if sheet is RESOURCES else set())
    assert {field.name for field in fields(sheet.type)} - elsewhere == written


@pytest.mark.parametrize(
    ("sheet", "column", "is_known"),
    [
        (RESOURCES, "title@lv", True),
        (RESOURCES, "title_origin@uk-Latn", True),
        (RESOURCES, "title@", False),
        (RESOURCES, "title", False),
        (RESOURCES, "kind", True),
        (RESOURCES, "kind@lv", False),
        (RESOURCES, "alternative_origin@lv", False),
        (RESOURCES, "colour", False),
        (SECTIONS, "heading@lv", True),
    ],
)
def test_a_sheet_knows_its_columns(sheet: Sheet[Any], column: str, is_known: bool) -> None:
    assert sheet.knows(column) is is_known
