"""The parts people see a record in: a title in one language, the level, the holdings. What two revisions differ in, and what
becomes of a record that two people have changed, is said in parts."""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from catalogue.records.record import Record
from catalogue.records.text import Text

AnyRecord = TypeVar("AnyRecord", bound=Record)

_UNSEEN = frozenset({"key", "revision", "added", "source", "sample"})
"""Fields that the catalogue keeps for itself."""


@dataclass(frozen=True, order=True)
class Part:
    """A field of a record, or the texts of a field in one language."""

    field: str
    language: str = ""

    @property
    def name(self) -> str:
        """The part in one word, for a form."""
        return f"{self.field}.{self.language}" if self.language else self.field


@dataclass(frozen=True)
class Difference:
    """A part that is not the same in two forms of a record."""

    part: Part
    before: Any
    after: Any


@dataclass(frozen=True)
class Merged:
    """What two people have made of one record. Where both have changed a part, `record` has the one kept first, and `conflicts`
    tell both, the one kept first before the other."""

    record: Record
    conflicts: tuple[Difference, ...]


def parts(record: Record) -> dict[Part, Any]:
    """Every part of a record with its value: a tuple of texts, or what the field holds."""
    found: dict[Part, Any] = {}
    for name in _seen_fields(record.__class__):
        value = getattr(record, name)
        if is_texts(value):
            for text in value:
                part = Part(name, text.language)
                found[part] = (*found.get(part, ()), text)
        else:
            found[Part(name)] = value
    return found


def is_texts(value: Any) -> bool:
    """True of a field with texts in languages."""
    return isinstance(value, tuple) and bool(value) and all(isinstance(each, Text) for each in value)


def text_fields(record: Record) -> dict[str, tuple[Any, ...]]:
    """Everything a record says in languages: by field, and of an article by section, as `sections-1-bodies`."""
    found: dict[str, tuple[Any, ...]] = {name: value for name, value in vars(record).items() if is_texts(value)}
    for number, section in enumerate(getattr(record, "sections", ()), start=1):
        found |= {f"sections-{number}-{name}": texts for name, texts in vars(section).items() if texts}
    return found


def with_texts(record: AnyRecord, name: str, texts: tuple[Any, ...]) -> AnyRecord:
    """The record with other texts in a field, or in a section of its article."""
    field, _, rest = name.partition("-")
    changed: dict[str, Any] = {field: texts}
    if rest:
        number, _, within = rest.partition("-")
        sections = list(getattr(record, field))
        sections[int(number) - 1] = replace(sections[int(number) - 1], **{within: texts})
        changed = {field: tuple(sections)}
    return replace(record, **changed)


def differences(before: Record, after: Record) -> tuple[Difference, ...]:
    """The parts in which `after` is not as `before`, in the order of the fields; a part that is missing in one has the value of
    an empty one."""
    return tuple(_differing(parts(before), parts(after)))


def with_parts(record: Record, other: Record, wanted: Iterable[Part]) -> Record:
    """The record with these parts as another has them."""
    for part in wanted:
        value = getattr(other, part.field)
        if part.language:
            kept = [text for text in getattr(record, part.field) if text.language != part.language]
            value = (*kept, *(text for text in value if text.language == part.language))
        record = replace(record, **{part.field: value})
    return record


def merge(base: Record, first: Record, second: Record) -> Merged:
    """The record with all that two have changed in it since `base`; `first` is the one that was kept first."""
    changed_first = {each.part for each in differences(base, first)}
    changed_second = {each.part for each in differences(base, second)}
    apart = [each for each in differences(first, second) if each.part in changed_first & changed_second]
    in_conflict = {each.part for each in apart}
    return Merged(with_parts(first, second, sorted(changed_second - in_conflict)), tuple(apart))


def _differing(before: dict[Part, Any], after: dict[Part, Any]) -> Iterator[Difference]:
    for part in dict.fromkeys((*before, *after)):
        was, became = before.get(part, ()), after.get(part, ())
        if was != became:
            yield Difference(part, was, became)


def _seen_fields(cls: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls) if field.name not in _UNSEEN)
