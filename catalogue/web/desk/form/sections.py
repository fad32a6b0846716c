"""The widget for an article: its sections one after the other, each with a heading and a body in every language of the record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from catalogue.records import Record, Section, Text
from catalogue.records.rules import cleaned
from catalogue.web.desk.form.reading import Fields, Reader, line
from catalogue.web.desk.form.rows import next_row, rows_in
from catalogue.web.desk.form.texts import BLOCK, ORIGINAL, TRANSLATED

_HEADING, _BODY = "heading", "body"


@dataclass(frozen=True)
class Sections:
    """The sections of an article; one without any words is left out."""

    field: str = "sections"
    macro: ClassVar[str] = "sections"

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        for place, section in enumerate(getattr(record, self.field)):
            for what, texts in ((_HEADING, section.headings), (_BODY, section.bodies)):
                for text in texts:
                    yield self.name(place, what, text.language), text.value
                    yield self.name(place, f"{what}_origin", text.language), text.origin

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        held = [text for each in getattr(before, self.field) for text in (*each.headings, *each.bodies)]
        read = (
            Section(self._texts(fields, place, _HEADING, held), self._texts(fields, place, _BODY, held))
            for place in self.places(fields)
        )
        return {self.field: tuple(section for section in read if section.headings or section.bodies)}

    def places(self, fields: Fields) -> list[int]:
        """The numbers of the sections there are."""
        return rows_in(fields, self.field)

    def languages(self, fields: Fields) -> list[str]:
        """The languages the record says something in, and those of the sections."""
        of_record = (fields.get(f"{BLOCK}-{place}-language", "") for place in rows_in(fields, BLOCK))
        pattern = re.compile(rf"{self.field}-[0-9]{{1,4}}-(?:{_HEADING}|{_BODY})-(.+)")
        of_sections = (match[1] for match in map(pattern.fullmatch, fields) if match)
        return list(dict.fromkeys(filter(None, (*of_record, *of_sections))))

    def name(self, place: int, what: str, language: str) -> str:
        """What a field of a section is called."""
        return f"{self.field}-{place}-{what}-{language}"

    def origin(self, fields: Fields, place: int, what: str, language: str) -> str:
        """What a text of a section is: an original in the first language, elsewhere a translation until somebody says else."""
        preset = ORIGINAL if language == self.languages(fields)[0] else TRANSLATED
        return fields.get(self.name(place, f"{what}_origin", language)) or preset

    def add(self, fields: Fields) -> None:
        """One more section, empty."""
        place = next_row(fields, self.field)
        for language in self.languages(fields)[:1]:
            fields.add(self.name(place, _HEADING, language), "")

    def move_up(self, fields: Fields, place: int) -> None:
        """Let a section and the one before it change places."""
        above = [each for each in self.places(fields) if each < place]
        if not above or place not in self.places(fields):
            return
        places = {place: above[-1], above[-1]: place}
        moving = [name for name in fields if any(name.startswith(f"{self.field}-{each}-") for each in places)]
        taken = {name: fields.pop(name) for name in moving}
        for name, value in taken.items():
            start, number, rest = name.split("-", 2)
            fields.add(f"{start}-{places[int(number)]}-{rest}", value)

    def _texts(self, fields: Fields, place: int, what: str, held: list[Text]) -> tuple[Text, ...]:
        found = []
        for language in self.languages(fields):
            value = cleaned(fields.get(self.name(place, what, language)) or "")
            value = line(value) if what == _HEADING else value
            if value:
                found.append(_as_it_was(Text(value, language, self.origin(fields, place, what, language)), held))
        return tuple(found)


def _as_it_was(text: Text, held: list[Text]) -> Text:
    """The text with the source it was made from, when nobody has touched it."""
    return next((each for each in held if replace(each, made_from="") == text), text)
