"""What is typed at the desk and not yet saved, a draft for each person and record."""

import sqlalchemy as sa

from catalogue.records.draft import Draft
from catalogue.storage.tables import drafts


class Drafts:
    """The drafts as one transaction sees them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, draft: Draft) -> None:
        """Keep this in the place of the draft there was."""
        self.drop(draft.member, draft.key)
        fields = {name: list(values) for name, values in draft.fields.items()}
        self._connection.execute(
            drafts.insert().values(
                member=draft.member,
                key=draft.key,
                type=draft.type,
                revision=draft.revision,
                fields=fields,
                saved=draft.saved,
            )
        )

    def get(self, member: str, key: str) -> Draft | None:
        """What somebody has typed about a record."""
        row = self._connection.execute(_of(member).where(drafts.c.key == key)).one_or_none()
        return _draft(row) if row else None

    def of(self, member: str) -> list[Draft]:
        """All that somebody has not saved, the latest first."""
        return [_draft(row) for row in self._connection.execute(_of(member).order_by(drafts.c.saved.desc()))]

    def drop(self, member: str, key: str) -> None:
        """Throw a draft away, if there is one."""
        self._connection.execute(drafts.delete().where(drafts.c.member == member, drafts.c.key == key))


def _of(member: str) -> sa.Select[tuple[object, ...]]:
    return sa.select(drafts).where(drafts.c.member == member)


def _draft(row: sa.Row[tuple[object, ...]]) -> Draft:
    fields = {name: tuple(values) for name, values in row.fields.items()}
    return Draft(row.member, row.key, row.type, row.revision, fields, row.saved)
