"""The grammar of cells: whatever goes into a cell comes out of it again, and nothing in it can run as a formula."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange import cells
from catalogue.exchange.cells import BadCell
from catalogue.records import AttachedFile, Contributor, Hours, HoursException
from catalogue.records.codes import ROLES

TEXTS = st.text(max_size=40)
VALUES = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)


@given(st.lists(VALUES, max_size=6))
def test_values_that_are_joined_come_apart_again(values: list[str]) -> None:
    assert cells.split(cells.join(values)) == tuple(values)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("lv | uk | ar", ("lv", "uk", "ar")),
        ("lv|uk", ("lv", "uk")),
        (" lv | | ", ("lv",)),
        (r"either \| or | other", ("either | or", "other")),
        (r"C:\\temp", (r"C:\temp",)),
        ("ends in a \\", ("ends in a \\",)),
        ("", ()),
        ("|", ()),
    ],
)
def test_a_bar_separates_values_unless_a_backslash_keeps_it(cell: str, values: tuple[str, ...]) -> None:
    assert cells.split(cell) == values


@given(TEXTS)
def test_what_is_guarded_comes_back_unguarded(text: str) -> None:
    assert cells.unguarded(cells.guarded(text)) == text


@given(TEXTS)
def test_a_guarded_text_never_begins_as_a_formula(text: str) -> None:
    assert not cells.guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_each_sign_of_a_formula_is_guarded_by_an_apostrophe(sign: str) -> None:
    text = f"{sign}1+1"
    assert cells.guarded(text) == f"'{text}"
    assert cells.unguarded(f"'{text}") == text
    assert cells.unguarded(cells.guarded(f"'{text}")) == f"'{text}"


@pytest.mark.parametrize("text", ["'tis the season", "", "O'Hara", "1-2", "a=b", "ʼязик"])
def test_an_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert cells.guarded(text) == text
    assert cells.unguarded(text) == text


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.read_number, "2015", 2015),
        (cells.read_number, "2015.0", 2015),
        (cells.read_number, "-1", -1),
        (cells.read_decimal, "56.95", 56.95),
        (cells.read_decimal, "56,95", 56.95),
        (cells.read_decimal, "-24", -24.0),
        (cells.read_date, "2026-03-24", date(2026, 3, 24)),
        (cells.read_date, "2026-03-24 00:00", date(2026, 3, 24)),
        (cells.read_date, "2026-03-24T00:00:00", date(2026, 3, 24)),
        (cells.read_moment, "2026-03-24 17:30", datetime(2026, 3, 24, 17, 30)),
        (cells.read_moment, "2026-03-24", datetime(2026, 3, 24)),
        (cells.read_yes_no, "yes", True),
        (cells.read_yes_no, "NO", False),
        (cells.read_yes_no, "TRUE", True),
        (cells.read_contributor, "Rainis", Contributor("Rainis", "author")),
        (cells.read_contributor, "Rainis [translator]", Contributor("Rainis", "translator")),
        (
            cells.read_contributor,
            "Леся Українка [author] = Lesia Ukrainka = Łesia Ukrainka",
            Contributor("Леся Українка", "author", ("Lesia Ukrainka", "Łesia Ukrainka")),
        ),
        (cells.read_contributor, "N. N. [?]", Contributor("N. N. [?]", "author")),
        (cells.read_file, "a.pdf", AttachedFile("a.pdf")),
        (
            cells.read_file,
            "a.pdf [application/pdf, 12] = A = B",
            AttachedFile("a.pdf", "A = B", "application/pdf", 12),
        ),
        (cells.read_hours, "mo 9:00-18:00", Hours("mo", "09:00", "18:00")),
        (cells.read_hours, "su 10:00 – 14:00", Hours("su", "10:00", "14:00")),
        (cells.read_exception, "2026-12-24 closed", HoursException(date(2026, 12, 24))),
        (cells.read_exception, "2026-12-31 9:00-14:00", HoursException(date(2026, 12, 31), "09:00", "14:00")),
        (cells.read_exception, "2026-12-31 8:00-9:30", HoursException(date(2026, 12, 31), "08:00", "09:30")),
    ],
)
def test_a_cell_is_read_as_people_write_it(read: Callable[[str], Any], cell: str, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "code"),
    [
        (cells.read_number, "many", "bad-number"),
        (cells.read_number, "12.5", "bad-number"),
        (cells.read_number, "9" * 5_000, "bad-number"),
        (cells.read_number, "١٢", "bad-number"),
        (cells.read_decimal, "1e308", "bad-decimal"),
        (cells.read_decimal, "nan", "bad-decimal"),
        (cells.read_date, "24.03.2026", "bad-date"),
        (cells.read_date, "2026-02-30", "bad-date"),
        (cells.read_moment, "tomorrow", "bad-moment"),
        (cells.read_yes_no, "maybe", "bad-yes-no"),
        (cells.read_file, "", "bad-cell"),
        (cells.read_hours, "Monday 10-18", "bad-cell"),
        (cells.read_exception, "2026-12-24", "bad-cell"),
        (cells.read_exception, "24.12.2026 closed", "bad-date"),
    ],
)
def test_a_cell_that_cannot_be_read_says_so_in_few_letters(read: Callable[[str], Any], cell: str, code: str) -> None:
    with pytest.raises(BadCell) as bad:
        read(cell)
    problem = bad.value.problem("column")
    assert (problem.field, problem.code) == ("column", code)
    assert all(len(value) <= 40 for value in problem.values.values())


PLAIN = st.from_regex(r"[\w.,'&() -]{1,20}", fullmatch=True).map(str.strip).filter(bool)


@given(PLAIN, st.sampled_from(ROLES), st.lists(PLAIN, max_size=3))
def test_a_contributor_that_is_written_is_read_again(name: str, role: str, forms: list[str]) -> None:
    contributor = Contributor(name, role, tuple(forms))
    assert cells.read_contributor(cells.write_contributor(contributor)) == contributor


@given(st.integers(0, 10**9), PLAIN, st.sampled_from(["", "application/pdf"]))
def test_a_file_that_is_written_is_read_again(size: int, title: str, media_type: str) -> None:
    file = AttachedFile("guides/a b.pdf", title, media_type, size)
    assert cells.read_file(cells.write_file(file)) == file


@given(
    st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31)).map(lambda m: m.replace(microsecond=0))
)
def test_a_moment_that_is_written_is_read_again(moment: datetime) -> None:
    assert cells.read_moment(cells.write_moment(moment)) == moment


@given(st.floats(-180, 180))
def test_a_coordinate_that_is_written_is_read_again(degrees: float) -> None:
    assert cells.read_decimal(cells.write_decimal(degrees)) == degrees


@given(st.booleans(), st.dates())
def test_answers_and_exceptions_that_are_written_are_read_again(answer: bool, day: date) -> None:
    assert cells.read_yes_no(cells.write_yes_no(answer)) is answer
    for exception in (HoursException(day), HoursException(day, "08:00", "09:30")):
        assert cells.read_exception(cells.write_exception(exception)) == exception
    assert cells.read_hours(cells.write_hours(Hours("sa", "08:00", "09:30"))) == Hours("sa", "08:00", "09:30")
