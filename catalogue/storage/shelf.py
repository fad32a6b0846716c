"""The records of one transaction: read whole, saved whole, found by what they say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from catalogue.records import Conflict, Record, Resource, Text, from_plain, to_plain
from catalogue.records.text import is_outdated
from catalogue.storage.tables import identifiers, records, relations, texts


class Shelf:
    """Every record of the catalogue, under its key."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> Record | None:
        """The record under this key, whatever its status."""
        return self.get_many([key]).get(key)

    def get_many(self, keys: Sequence[str]) -> dict[str, Record]:
        """The records under these keys in one statement; keys without a record are left out."""
        found = self._connection.execute(sa.select(records.c.document).where(records.c.key.in_(list(keys))))
        read = (_record(row) for row in found)
        return {record.key: record for record in read}

    def of_type(self, *types: str, statuses: Sequence[str] = ("published",)) -> Iterator[Record]:
        """All records of these types in the order of their keys, read as they are asked for."""
        found = self._connection.execution_options(yield_per=500).execute(
            sa.select(records.c.document)
            .where(records.c.type.in_(types), records.c.status.in_(statuses))
            .order_by(records.c.key)
        )
        return (_record(row) for row in found)

    def newest(self, types: Sequence[str], most: int) -> list[Record]:
        """The published records added last."""
        found = self._connection.execute(
            sa.select(records.c.document)
            .where(records.c.type.in_(types), records.c.status == "published")
            .order_by(records.c.added.desc(), records.c.key)
            .limit(most)
        )
        return [_record(row) for row in found]

    def revisions(self, statuses: Sequence[str]) -> dict[str, int]:
        """The revision of every record with one of these statuses."""
        rows = self._connection.execute(
            sa.select(records.c.key, records.c.revision).where(records.c.status.in_(statuses))
        )
        return {row.key: row.revision for row in rows}

    def published(self, types: Sequence[str], start: int, most: int) -> list[tuple[str, str]]:
        """Key and type of the published records of these types, `most` of them from the one at `start`, in the order of keys."""
        rows = self._connection.execute(
            sa.select(records.c.key, records.c.type)
            .where(records.c.type.in_(types), records.c.status == "published")
            .order_by(records.c.key)
            .offset(start)
            .limit(most)
        )
        return [(row.key, row.type) for row in rows]

    def latest(self, types: Sequence[str], statuses: Sequence[str], owner: str, most: int) -> list[Record]:
        """The records changed last that have one of these statuses; of one owner, or of all when it is empty."""
        asked = sa.select(records.c.document).where(records.c.type.in_(types), records.c.status.in_(statuses))
        if owner:
            asked = asked.where(records.c.owner == owner)
        found = self._connection.execute(asked.order_by(records.c.changed.desc(), records.c.key).limit(most))
        return [_record(row) for row in found]

    def titles(self, statuses: Sequence[str], owner: str) -> Iterator[tuple[str, str]]:
        """Key and value of every title of the records with these statuses, of one owner or of all; those changed last first."""
        asked = (
            sa.select(texts.c.record, texts.c.value)
            .join(records, records.c.key == texts.c.record)
            .where(texts.c.field == "title", records.c.status.in_(statuses))
        )
        if owner:
            asked = asked.where(records.c.owner == owner)
        found = self._connection.execution_options(yield_per=1000).execute(
            asked.order_by(records.c.changed.desc(), texts.c.record, texts.c.place)
        )
        return ((row.record, row.value) for row in found)

    def counts(self) -> dict[tuple[str, str], int]:
        """How many records there are of each type and status."""
        rows = self._connection.execute(
            sa.select(records.c.type, records.c.status, sa.func.count()).group_by(records.c.type, records.c.status)
        )
        return {(type_, status): count for type_, status, count in rows}

    def save(self, record: Record) -> Record:
        """Keep the record as the next revision of the one it was edited from; 0 stands for a new record.

        Raises:
            Conflict: the catalogue holds another revision than the one edited. Nothing is written.
        """
        now = datetime.now(UTC).replace(microsecond=0)
        kept = replace(record, revision=record.revision + 1, added=record.added or now)
        row = _row(kept, now)
        if record.revision == 0:
            found = self._revision(record.key)
            if found:
                raise Conflict(record.key, 0, found)
            self._connection.execute(records.insert().values(row))
        else:
            done = self._connection.execute(
                records.update().where(records.c.key == record.key, records.c.revision == record.revision).values(row)
            )
            if done.rowcount != 1:
                raise Conflict(record.key, record.revision, self._revision(record.key))
        self._write_children(kept, is_new=record.revision == 0)
        return kept

    def related_to(self, key: str) -> list[str]:
        """Keys of the records that name this one."""
        return list(self._connection.scalars(sa.select(relations.c.record).where(relations.c.target == key).distinct()))

    def uses(self) -> dict[str, int]:
        """How many records that are not withdrawn name each topic, by its key."""
        rows = self._connection.execute(
            sa.select(relations.c.target, sa.func.count())
            .join(records, records.c.key == relations.c.record)
            .where(relations.c.role == "topic", records.c.status != "withdrawn")
            .group_by(relations.c.target)
        )
        return {row[0]: row[1] for row in rows}

    def same_work(self, work: str) -> list[Record]:
        """The published versions of one work."""
        found = self._connection.execute(
            sa.select(records.c.document)
            .where(records.c.work == work, records.c.status == "published")
            .order_by(records.c.key)
        )
        return [_record(row) for row in found]

    def types(self, keys: Iterable[str]) -> dict[str, str]:
        """The type of record under each of the keys; those without a record are left out."""
        rows = self._connection.execute(
            sa.select(records.c.key, records.c.type).where(records.c.key.in_(sorted(set(keys))))
        )
        return {row.key: row.type for row in rows}

    def keys_with_identifier(self, scheme: str, value: str) -> list[str]:
        """Records with this identifier, in its normalised spelling."""
        return list(
            self._connection.scalars(
                sa.select(identifiers.c.record).where(identifiers.c.scheme == scheme, identifiers.c.value == value)
            )
        )

    def key_of_source(self, system: str, control_number: str) -> str | None:
        """The record imported under this control number."""
        return self._connection.scalar(
            sa.select(records.c.key)
            .where(records.c.source_system == system, records.c.source_id == control_number)
            .order_by(records.c.key)
        )

    def published_texts(self, most: int) -> Iterator[tuple[str, str, Text]]:
        """Key, field and text of every published record, `most` texts at the utmost."""
        found = self._connection.execution_options(yield_per=1000).execute(
            sa.select(texts.c.record, texts.c.field, texts.c.value, texts.c.language)
            .join(records, records.c.key == texts.c.record)
            .where(records.c.status == "published", records.c.type != "topic")
            .order_by(texts.c.record, texts.c.place)
            .limit(most)
        )
        return ((row.record, row.field, Text(row.value, row.language)) for row in found)

    def _revision(self, key: str) -> int:
        return self._connection.scalar(sa.select(records.c.revision).where(records.c.key == key)) or 0

    def _write_children(self, record: Record, is_new: bool) -> None:
        rows: tuple[tuple[sa.Table, list[dict[str, Any]]], ...] = (
            (texts, _text_rows(record)),
            (identifiers, _identifier_rows(record)),
            (
                relations,
                [{"role": role, "target": target} for role, target in dict.fromkeys(record.relations())],
            ),
        )
        for table, children in rows:
            if not is_new:
                self._connection.execute(table.delete().where(table.c.record == record.key))
            if children:
                self._connection.execute(table.insert(), [{"record": record.key, **child} for child in children])


def _record(row: Any) -> Record:
    return from_plain(row.document)


def _row(record: Record, now: datetime) -> dict[str, Any]:
    source = record.source
    return {
        "key": record.key,
        "type": record.type,
        "kind": record.shown_kind,
        "status": record.status,
        "revision": record.revision,
        "owner": record.owner,
        "work": record.work if isinstance(record, Resource) else "",
        "source_system": source.system if source else "",
        "source_id": source.control_number if source else "",
        "added": record.added,
        "changed": now,
        "document": to_plain(record),
    }


def _text_rows(record: Record) -> list[dict[str, Any]]:
    named = list(record.texts())
    return [
        {
            "place": place,
            "field": field,
            "language": text.language,
            "origin": text.origin,
            "is_outdated": is_outdated(text, (other for name, other in named if name == field)),
            "value": text.value,
        }
        for place, (field, text) in enumerate(named)
    ]


def _identifier_rows(record: Record) -> list[dict[str, Any]]:
    if not isinstance(record, Resource):
        return []
    return [{"scheme": i.scheme, "value": i.value} for i in dict.fromkeys(record.identifiers)]
