"""A topic: one concept with labels in many languages. Its main titles are the preferred labels."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from catalogue.records.record import Record


@dataclass(frozen=True, kw_only=True)
class Topic(Record):
    """A subject heading. `broader` are keys of wider topics, `same_as` addresses of the concept elsewhere."""

    type: ClassVar[str] = "topic"

    broader: tuple[str, ...] = ()
    notation: str = ""
    same_as: tuple[str, ...] = ()

    def relations(self) -> Iterator[tuple[str, str]]:
        yield from super().relations()
        for topic in self.broader:
            yield "broader", topic
