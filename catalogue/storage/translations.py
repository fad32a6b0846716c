"""How far the published records are translated, from the rows of their texts."""

import sqlalchemy as sa

from catalogue.storage.tables import records, texts

_TYPES = ("resource", "initiative", "event", "branch", "topic", "organisation")
_PUBLISHED = sa.and_(records.c.status == "published", records.c.type.in_(_TYPES))


class Translations:
    """The state of translations as one transaction sees it."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def totals(self) -> dict[str, int]:
        """How many published records have a text of each field, in whatever language."""
        rows = self._connection.execute(
            sa.select(texts.c.field, sa.func.count(texts.c.record.distinct()))
            .join(records, records.c.key == texts.c.record)
            .where(_PUBLISHED)
            .group_by(texts.c.field)
        )
        return {row[0]: row[1] for row in rows}

    def counts(self) -> dict[tuple[str, str], dict[str, int]]:
        """By language and field: how many records have a text that is done, a machine's, or outdated."""
        state = sa.case((texts.c.is_outdated, "outdated"), (texts.c.origin == "machine", "machine"), else_="done")
        rows = self._connection.execute(
            sa.select(texts.c.language, texts.c.field, state, sa.func.count(texts.c.record.distinct()))
            .join(records, records.c.key == texts.c.record)
            .where(_PUBLISHED)
            .group_by(texts.c.language, texts.c.field, state)
        )
        found: dict[tuple[str, str], dict[str, int]] = {}
        for language, field, name, count in rows:
            found.setdefault((language, field), {})[name] = count
        return found

    def waiting(self, language: str, field: str, state: str, most: int) -> list[str]:
        """Keys of the published records whose text is `missing`, `outdated` or of a `machine`; those changed last first."""
        there = texts.alias()
        of_record = sa.and_(there.c.record == records.c.key, there.c.field == field)
        in_language = sa.and_(of_record, there.c.language == language)
        wanted = {
            "missing": sa.and_(
                sa.exists(sa.select(there.c.record).where(of_record)),
                ~sa.exists(sa.select(there.c.record).where(in_language)),
            ),
            "outdated": sa.exists(sa.select(there.c.record).where(in_language, there.c.is_outdated)),
            "machine": sa.exists(sa.select(there.c.record).where(in_language, there.c.origin == "machine")),
        }[state]
        found = sa.select(records.c.key).where(_PUBLISHED, wanted)
        return list(self._connection.scalars(found.order_by(records.c.changed.desc(), records.c.key).limit(most)))
