"""The grammar of a spreadsheet's cells: several values in one, and values with parts of their own."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from catalogue.records import (
    AttachedFile,
    Contributor,
    Hours,
    HoursException,
    Problem,
)

ERASE = "!"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


class BadCell(ValueError):
    """A cell that cannot be read; `code` and `values` make the sentence about it."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    def problem(self, column: str) -> Problem:
        """The same as a problem of a column."""
        return Problem(column, self.code, self.values)


def guarded(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet program would run as a formula."""
    return "'" + text if _FORMULA.match(text) else text


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A small table as CSV, guarded."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return file.getvalue()


def unguarded(cell: str) -> str:
    """The text as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell, `a | b`; a bar or backslash with a backslash before it belongs to its value."""
    values, current = [], ""
    letters = iter(cell)
    for letter in letters:
        if letter == "\\":
            current += next(letters, "\\")
        elif letter == "|":
            values.append(current.strip())
            current = ""
        else:
            current += letter
    values.append(current.strip())
    return tuple(value for value in values if value)


def join(values: Iterable[str]) -> str:
    """The cell that `split` reads."""
    return " | ".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def read_number(cell: str) -> int:
    """A whole number; a spreadsheet's `2015.0` is one too."""
    match = re.fullmatch(r"(-?[0-9]{1,12})(?:\.0+)?", cell)
    if not match:
        raise BadCell("bad-number", value=cell[:40])
    return int(match[1])


def read_decimal(cell: str) -> float:
    """A number, with a point or a decimal comma."""
    if not re.fullmatch(r"-?[0-9]{1,6}(?:[.,][0-9]{1,400})?", cell):
        raise BadCell("bad-decimal", value=cell[:40])
    return float(cell.replace(",", "."))


def write_decimal(value: float) -> str:
    """The cell that `read_decimal` reads: never `1e-05`."""
    return format(Decimal(repr(value)), "f")


def read_date(cell: str) -> date:
    """A day, `2026-03-24`."""
    try:
        return date.fromisoformat(cell[:10] if re.fullmatch(r".{10}[ T]00:00(:00)?", cell) else cell)
    except ValueError:
        raise BadCell("bad-date", value=cell[:40]) from None


def read_moment(cell: str) -> datetime:
    """A day and a time, `2026-03-24 17:30`."""
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        raise BadCell("bad-moment", value=cell[:40]) from None


def write_moment(moment: datetime) -> str:
    """The cell that `read_moment` reads: seconds only where there are any."""
    return moment.isoformat(" ", "seconds" if moment.second or moment.tzinfo else "minutes")


def read_yes_no(cell: str) -> bool:
    """`yes` or `no`, as a word or as a spreadsheet's own truth value."""
    answers = {"yes": True, "no": False, "true": True, "false": False}
    if cell.lower() not in answers:
        raise BadCell("bad-yes-no", value=cell[:40])
    return answers[cell.lower()]


def write_yes_no(value: bool) -> str:
    """The cell that `read_yes_no` reads."""
    return "yes" if value else "no"


def read_contributor(value: str) -> Contributor:
    """`Name [role] = other form = other form`."""
    name, *forms = (part.strip() for part in value.split(" = "))
    match = re.fullmatch(r"(.*\S)\s*\[([a-z]+)\]", name)
    return Contributor(match[1], match[2], tuple(forms)) if match else Contributor(name, other_forms=tuple(forms))


def write_contributor(contributor: Contributor) -> str:
    """The value that `read_contributor` reads."""
    return " = ".join((f"{contributor.name} [{contributor.role}]", *contributor.other_forms))


def read_file(value: str) -> AttachedFile:
    """`file [media type, size] = title`."""
    match = re.fullmatch(r"(\S.*?)(?:\s*\[([^\],]*), *([0-9]+)\])?(?: = (.*))?", value)
    if not match:
        raise BadCell("bad-cell", value=value[:40], expected="file [media type, size] = title")
    return AttachedFile(match[1], match[4] or "", match[2] or "", int(match[3] or 0))


def write_file(file: AttachedFile) -> str:
    """The value that `read_file` reads."""
    return f"{file.file} [{file.media_type}, {file.size}]" + (f" = {file.title}" if file.title else "")


def read_hours(value: str) -> Hours:
    """`mo 10:00-18:00`."""
    match = re.fullmatch(r"([a-z]{2}) ([0-9]{1,2}:[0-9]{2}) ?[-–] ?([0-9]{1,2}:[0-9]{2})", value)
    if not match:
        raise BadCell("bad-cell", value=value[:40], expected="mo 10:00-18:00")
    return Hours(match[1], match[2].zfill(5), match[3].zfill(5))


def write_hours(hours: Hours) -> str:
    """The value that `read_hours` reads."""
    return f"{hours.weekday} {hours.opens}-{hours.closes}"


def read_exception(value: str) -> HoursException:
    """`2026-12-24 closed` or `2026-12-31 10:00-14:00`."""
    match = re.fullmatch(r"(\S+) (?:closed|([0-9]{1,2}:[0-9]{2}) ?[-–] ?([0-9]{1,2}:[0-9]{2}))", value)
    if not match:
        raise BadCell("bad-cell", value=value[:40], expected="2026-12-24 closed")
    opens, closes = (time.zfill(5) if time else "" for time in (match[2], match[3]))
    return HoursException(read_date(match[1]), opens, closes)


def write_exception(exception: HoursException) -> str:
    """The value that `read_exception` reads."""
    span = f"{exception.opens}-{exception.closes}" if exception.opens else "closed"
    return f"{exception.day.isoformat()} {span}"
