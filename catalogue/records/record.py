"""What every record of the catalogue has, whatever it describes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from catalogue.records.text import Text, Title


@dataclass(frozen=True)
class SourceRecord:
    """The record something was imported from, kept whole so that a re-import can be told from a local edit."""

    system: str
    control_number: str
    format: str = ""
    content: str = ""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One thing in the catalogue under a key that never changes.

    `owner` is the key of the branch that answers for it; `sample` names the fields that were invented for a
    demonstration and are marked as such wherever they are shown; `added` (UTC) is set when it is first kept;
    `replaced_by` is the key of the record it was merged into, where its old address leads.
    """

    type: ClassVar[str]

    key: str = ""
    status: str = "draft"
    revision: int = 0
    owner: str = ""
    titles: tuple[Title, ...] = ()
    summaries: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    source: SourceRecord | None = None
    sample: tuple[str, ...] = ()
    added: datetime | None = None
    replaced_by: str = ""

    @property
    def shown_kind(self) -> str:
        """The code a reader sees as what this is: a resource's kind, else the type of record."""
        return self.type

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text of the record with the name of its field."""
        for title in self.titles:
            yield "title", title
        for text in self.summaries:
            yield "summary", text
        for text in self.notes:
            yield "note", text

    def relations(self) -> Iterator[tuple[str, str]]:
        """The other records this one names: pairs of role and key."""
        if self.owner:
            yield "owner", self.owner
