"""The widget for how an event repeats: the few rules a library needs, in words, and until when; any other rule stays as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from catalogue.languages.marking import _
from catalogue.records import Record
from catalogue.web.desk.form.reading import Fields, Reader, line

RULES = {
    "": _("once"),
    "FREQ=DAILY": _("every day"),
    "FREQ=WEEKLY": _("every week"),
    "FREQ=WEEKLY;INTERVAL=2": _("every second week"),
    "FREQ=MONTHLY": _("every month, on the same day"),
    "FREQ=YEARLY": _("every year"),
}
_UNTIL = ";UNTIL="


@dataclass(frozen=True)
class Repeating:
    """A rule of RFC 5545, its end apart when that is a day."""

    field: str = "repeats"
    macro: ClassVar[str] = "repeating"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        rule, until = _parted(getattr(record, self.field))
        yield "repeats", rule
        yield "repeats_until", until

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        rule, until = line(fields.get("repeats")), reader.day("repeats", fields.get("repeats_until"))
        return {"repeats": f"{rule}{_UNTIL}{until:%Y%m%d}" if rule and until else rule}

    def rules(self, fields: Fields) -> list[tuple[str, str]]:
        """The rules offered, as messages; one of the record's own among them."""
        there = fields.get("repeats", "")
        return [*RULES.items(), *([] if there in RULES else [(there, there)])]


def _parted(rule: str) -> tuple[str, str]:
    """A rule without its last day, and that day."""
    start, until, day = rule.rpartition(_UNTIL)
    if until and len(day) == 8 and day.isdigit():
        return start, f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return rule, ""
