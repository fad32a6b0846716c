"""The parts of a record in words, for colleagues: in the history, and where two people have changed the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any

from catalogue.languages import Wording
from catalogue.records import Classification, Contributor, Holding, Identifier, Record, Section, Text
from catalogue.records.parts import Difference, Part
from catalogue.web.desk.fields import FIELDS, STATUSES
from catalogue.web.pages.shown import title_of

_CODE_LISTS = {
    "kind": "kind",
    "languages": "language",
    "teaches": "language",
    "speakers": "language",
    "level_from": "level",
    "level_to": "level",
    "audiences": "audience",
    "access": "access",
}


@dataclass(frozen=True)
class ShownPart:
    """A part with its name, and what it was and became; lines of text."""

    name: str
    label: str
    language: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Teller:
    """Says parts of records in a language; `named` are the records they name."""

    wording: Wording
    named: Mapping[str, Record]

    def difference(self, difference: Difference) -> ShownPart:
        """Both values of a part."""
        part = difference.part
        return ShownPart(
            part.name,
            self.label(part),
            part.language,
            self.lines(part, difference.before),
            self.lines(part, difference.after),
        )

    def label(self, part: Part) -> str:
        """What the part is called."""
        name = self.wording.say(FIELDS[part.field].label) if part.field in FIELDS else part.field
        if not part.language:
            return name
        language = self.wording.label("language", part.language)
        return self.wording.say("%(field)s (%(language)s)", field=name, language=language)

    def lines(self, part: Part, value: Any) -> tuple[str, ...]:
        """What the part holds, a line for each thing; none when it is empty."""
        if value in (None, "", ()):
            return ()
        items: Iterable[Any] = value if isinstance(value, tuple) else (value,)
        say = self._say_code(part.field)
        return tuple(say(each) for each in items)

    def _say_code(self, field: str) -> Callable[[Any], str]:
        if field == "status":
            return lambda code: self.wording.say(STATUSES[code])
        if field in ("topics", "broader", "providers", "owner", "replaced_by"):
            return self.name
        if field in _CODE_LISTS:
            return lambda code: self.wording.label(_CODE_LISTS[field], code)
        return self._say

    def name(self, key: str) -> str:
        """What a record that is named is called; its key when it is not there."""
        record = self.named.get(key)
        return title_of(record, self.wording).value if record else key

    def _say(self, value: Any) -> str:
        if isinstance(value, Text):
            origin = "" if value.origin == "original" else self.wording.label("origin", value.origin)
            return f"{value.value} ({origin})" if origin else value.value
        if isinstance(value, Holding):
            use = self.wording.label("use", value.use)
            place = (
                self.name(value.branch),
                value.call_number,
                value.shelf,
                f"× {value.copies}",
                use,
                f"− {value.lent}" if value.lent else "",
            )
            return " · ".join(each for each in place if each)
        if isinstance(value, Contributor):
            names = " | ".join((value.name, *value.other_forms))
            return f"{names} ({self.wording.label('role', value.role)})"
        if isinstance(value, Section):
            return " · ".join(text.value for text in (*value.headings, *value.bodies))
        if isinstance(value, Identifier):
            return f"{value.scheme.upper()} {value.value}"
        if isinstance(value, Classification):
            return f"{value.scheme.upper()} {value.notation}"
        return self._say_plain(value)

    def _say_plain(self, value: Any) -> str:
        if isinstance(value, bool):
            return self.wording.say("yes") if value else self.wording.say("no")
        if isinstance(value, datetime):
            return self.wording.moment(value)
        if isinstance(value, date):
            return self.wording.day(value)
        if is_dataclass(value):
            held = (getattr(value, field.name) for field in fields(value))
            return " · ".join(str(each) for each in held if each not in (None, "", ()))
        return str(value)
