"""What records share: numbers and titles, as far as SQL can tell, and which of them people have said are not the same."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from catalogue.storage.tables import different, identifiers, records, texts


class Likeness:
    """Likenesses as one transaction sees them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def shared_identifiers(self) -> list[tuple[str, str, str]]:
        """Scheme, value and record of every identifier that more than one record has which is not withdrawn."""
        standing = (
            sa.select(identifiers)
            .join(records, records.c.key == identifiers.c.record)
            .where(records.c.status != "withdrawn")
            .subquery()
        )
        several = (
            sa.select(standing.c.scheme, standing.c.value)
            .group_by(standing.c.scheme, standing.c.value)
            .having(sa.func.count() > 1)
            .subquery()
        )
        rows = self._connection.execute(
            sa.select(standing.c.scheme, standing.c.value, standing.c.record)
            .join(several, sa.and_(standing.c.scheme == several.c.scheme, standing.c.value == several.c.value))
            .order_by(standing.c.scheme, standing.c.value, standing.c.record)
        )
        return [(row.scheme, row.value, row.record) for row in rows]

    def titles(self) -> Iterator[tuple[str, str]]:
        """Key and value of every title of the resources that are not withdrawn."""
        rows = self._connection.execution_options(yield_per=5000).execute(
            sa.select(texts.c.record, texts.c.value)
            .join(records, records.c.key == texts.c.record)
            .where(texts.c.field == "title", records.c.type == "resource", records.c.status != "withdrawn")
        )
        return ((row.record, row.value) for row in rows)

    def makers(self, keys: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...], frozenset[str]]]:
        """Of each of these records the names of its contributors, its languages and its ISBNs; read from the documents without
        making records of them, which takes five times as long."""
        rows = self._connection.execute(
            sa.select(
                records.c.key,
                records.c.document["contributors"].label("contributors"),
                records.c.document["languages"].label("languages"),
                records.c.document["identifiers"].label("identifiers"),
            ).where(records.c.key.in_(keys))
        )
        for row in rows:
            names = tuple(each["name"] for each in row.contributors or ())
            isbns = frozenset(each["value"] for each in row.identifiers or () if each["scheme"] == "isbn")
            yield row.key, names, tuple(row.languages or ()), isbns

    def different(self) -> set[tuple[str, str]]:
        """The pairs of which somebody has said that they are not the same, the smaller key first."""
        rows = self._connection.execute(sa.select(different.c.first, different.c.second))
        return {(row.first, row.second) for row in rows}

    def tell_apart(self, pairs: Iterable[tuple[str, str]], by: str) -> None:
        """Remember that these pairs are not the same, the smaller key first."""
        new = sorted({*pairs} - self.different())
        if new:
            at = datetime.now(UTC)
            self._connection.execute(
                different.insert(), [{"first": first, "second": second, "by": by, "at": at} for first, second in new]
            )
