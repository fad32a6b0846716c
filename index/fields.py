"""The Whoosh schema: how the parts of an entry are written down. Any change here is a change of SCHEMA_STAMP."""

from collections.abc import Generator, Iterable
from typing import Any

from whoosh import fields
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.formats import Existence, Positions

from index.analysis import WordKeys, fold, keys_of_text
from index.entry import TEXT_FIELDS, Entry, ReadTo

SCHEMA_STAMP = "tilts-2"
"""Names the schema and the analysis together: an index written with another one is rebuilt."""

RESERVED = "~"
"""Key of the one document that is no entry: it holds the stamp and how far the log was read."""

NO_NUMBER = -(2**62)
"""What the column of a number holds for an entry without one."""


class Keys(fields.TEXT):
    """A text given as its words' keys: each word has one place whatever the number of its keys, so that phrases can be
    found, and counts once towards the length of the text, so that languages with many keys a word are not pushed down."""

    def __init__(self) -> None:
        super().__init__(phrase=True)
        self.format = self._positions = Positions()

    def index(self, value: Iterable[WordKeys], **_: Any) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        places: dict[str, list[int]] = {}
        heads: dict[str, int] = {}
        for place, word in enumerate(value):
            for key in word.all:
                places.setdefault(key, []).append(place)
            heads[word.exact[0]] = heads.get(word.exact[0], 0) + 1
        for key in sorted(places):
            found = places[key]
            yield key.encode(), heads.get(key, 0), float(len(found)), self._positions.encode(found)


class Ids(fields.ID):
    """Several ids that match whole."""

    def __init__(self) -> None:
        super().__init__()
        self.format = Existence()

    def index(self, value: Iterable[str], **_: Any) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        for id_ in sorted(set(value)):
            yield id_.encode("utf-8", "replace"), 1, 1.0, b""


def make_schema() -> fields.Schema:
    """The schema of a new index."""
    schema = fields.Schema(
        key=fields.ID(unique=True, stored=True),
        kind=fields.STORED(),
        reserved=fields.STORED(),
        identifiers=Ids(),
        facets=Ids(),
        **{name: Keys() for name in TEXT_FIELDS},
    )
    schema.add("number_*", _number(), glob=True)
    schema.add("order_*", _order(), glob=True)
    return schema


def columns(entries: Iterable[Entry]) -> dict[str, fields.FieldType]:
    """The columns these entries are written to. A writer must know each by its name: merging segments, Whoosh forgets those
    that only fit a pattern."""
    entries = list(entries)
    return {f"number_{name}": _number() for entry in entries for name in entry.numbers} | {
        f"order_{language}": _order() for entry in entries for language in entry.order
    }


def _number() -> fields.FieldType:
    return fields.COLUMN(NumericColumn("q", default=NO_NUMBER))


def _order() -> fields.FieldType:
    return fields.COLUMN(VarBytesColumn())


def document(entry: Entry) -> dict[str, Any]:
    """The values Whoosh writes for an entry."""
    values: dict[str, Any] = {
        "key": entry.key,
        "kind": entry.kind,
        "identifiers": [fold(identifier) for identifier in entry.identifiers],
        "facets": [f"{name}={id_}" for name, ids in entry.facets.items() for id_ in ids],
    }
    for name in TEXT_FIELDS:
        words = [
            word for language, field, text in entry.texts if field == name for word in keys_of_text(text, language)
        ]
        if name == "name":
            words += [WordKeys(word.exact) for person in entry.names for word in keys_of_text(person, "")]
        if words:
            values[name] = words
    values.update({f"number_{name}": number for name, number in entry.numbers.items()})
    values.update({f"order_{language}": key for language, key in entry.order.items()})
    return values


def reserved_document(read_to: ReadTo) -> dict[str, Any]:
    """The values of the reserved document."""
    return {
        "key": RESERVED,
        "reserved": {"stamp": SCHEMA_STAMP, "log": read_to.log, "sequence": read_to.sequence},
    }
