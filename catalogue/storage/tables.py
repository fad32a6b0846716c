"""The tables. A record is kept whole in `records.document`; the other columns and tables are what SQL must ask about it.

`texts`, `identifiers` and `relations` are written from the record in the same statement block as the record itself and
are never edited alone (see docs/decisions/0002).
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(sa.TypeDecorator[datetime]):
    """An instant in UTC; SQLite keeps no time zones."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


records = sa.Table(
    "records",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("type", sa.String(16), nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("owner", sa.String(64), nullable=False),
    sa.Column("work", sa.String(128), nullable=False),
    sa.Column("source_system", sa.String(64), nullable=False),
    sa.Column("source_id", sa.String(255), nullable=False),
    sa.Column("added", Moment, nullable=False),
    sa.Column("changed", Moment, nullable=False),
    sa.Column("document", sa.JSON, nullable=False),
    sa.Index(None, "type", "status", "added"),
    sa.Index(None, "work"),
    sa.Index(None, "source_system", "source_id"),
)

texts = sa.Table(
    "texts",
    metadata,
    sa.Column("record", sa.ForeignKey("records.key", ondelete="CASCADE"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("field", sa.String(16), nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
    sa.Column("origin", sa.String(16), nullable=False),
    sa.Column("is_outdated", sa.Boolean, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
)

identifiers = sa.Table(
    "identifiers",
    metadata,
    sa.Column("record", sa.ForeignKey("records.key", ondelete="CASCADE"), primary_key=True),
    sa.Column("scheme", sa.String(8), primary_key=True),
    sa.Column("value", sa.String(2048), primary_key=True),
    sa.Index(None, "scheme", "value"),
)

relations = sa.Table(
    "relations",
    metadata,
    sa.Column("record", sa.ForeignKey("records.key", ondelete="CASCADE"), primary_key=True),
    sa.Column("role", sa.String(16), primary_key=True),
    sa.Column("target", sa.ForeignKey("records.key"), primary_key=True),
    sa.Index(None, "target", "role"),
)

changes = sa.Table(
    "changes",
    metadata,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("type", sa.String(16), nullable=False),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("action", sa.String(16), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("batch", sa.String(32), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", sa.String(64), nullable=False),
    sa.Column("snapshot", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("remark", sa.String(1000), nullable=False, server_default=""),
    sa.Index(None, "key", "sequence"),
    sa.Index(None, "batch"),
    sa.Index(None, "type", "sequence"),
    sqlite_autoincrement=True,
)

log = sa.Table("log", metadata, sa.Column("id", sa.String(32), primary_key=True))

notes = sa.Table(
    "notes",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
    sa.Column("branch", sa.String(64), nullable=False),
    sa.Column("search", sa.String(2048), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Index(None, "day"),
)

staff = sa.Table(
    "staff",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("full_name", sa.String(255), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("library", sa.String(64), nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
    sa.Column("is_active", sa.Boolean, nullable=False),
    sa.Column("signed_in", Moment, nullable=True),
    sa.Column("password", sa.String(255), nullable=False),
    sa.Column("stamp", sa.String(32), nullable=False),
    sa.Column("account", sa.String(255), nullable=False, server_default=""),
    sa.Column("known_as", sa.Text, nullable=False, server_default=""),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("address", sa.String(64), nullable=False),
    sa.Index(None, "name"),
    sa.Index(None, "address"),
    sa.Index(None, "at"),
)

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("member", sa.String(64), primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("type", sa.String(16), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("fields", sa.JSON, nullable=False),
    sa.Column("saved", Moment, nullable=False),
)

proposals = sa.Table(
    "proposals",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("by", sa.String(64), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("remark", sa.String(1000), nullable=False),
    sa.Column("answer", sa.String(16), nullable=False),
    sa.Column("reply", sa.String(1000), nullable=False),
    sa.Column("answered_by", sa.String(64), nullable=False),
    sa.Column("snapshot", sa.JSON, nullable=False),
    sa.Index(None, "key"),
    sa.Index(None, "answer"),
)


def _counted(name: str, *columns: sa.Column[Any] | sa.Index) -> sa.Table:
    """A table of searches counted by day, interface language and library."""
    return sa.Table(
        name,
        metadata,
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("language", sa.String(16), primary_key=True),
        sa.Column("branch", sa.String(64), primary_key=True),
        *columns,
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("empty", sa.Integer, nullable=False),
    )


searches = _counted("searches")

wants = _counted("wants", sa.Column("want", sa.String(255), primary_key=True), sa.Index(None, "want", "day"))

queries = _counted(
    "queries",
    sa.Column("digest", sa.String(32), primary_key=True),
    sa.Column("words", sa.String(80), nullable=False),
    sa.Column("want", sa.String(255), nullable=False),
    sa.Index(None, "digest"),
    sa.Index(None, "words", "day"),
)

different = sa.Table(
    "different",
    metadata,
    sa.Column("first", sa.String(64), primary_key=True),
    sa.Column("second", sa.String(64), primary_key=True),
    sa.Column("by", sa.String(64), nullable=False),
    sa.Column("at", Moment, nullable=False),
)

links = sa.Table(
    "links",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("asked", Moment, nullable=False),
    sa.Column("state", sa.String(32), nullable=False),
    sa.Column("failed_since", Moment, nullable=True),
    sa.Column("records", sa.JSON, nullable=False),
    sa.Index(None, "failed_since"),
)

files = sa.Table(
    "files",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("media_type", sa.String(64), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

kiosks = sa.Table(
    "kiosks",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("name", sa.String(255), nullable=False),
    sa.Column("branch", sa.String(64), nullable=False),
    sa.Column("languages", sa.JSON, nullable=False),
    sa.Column("idle_seconds", sa.Integer, nullable=False),
    sa.Column("beginning", sa.String(16), nullable=False),
    sa.Column("welcomes", sa.JSON, nullable=False),
    sa.Column("has_printer", sa.Boolean, nullable=False),
    sa.Column("digest", sa.String(64), nullable=True),
    sa.Column("seen", Moment, nullable=True),
    sa.Column("missing", sa.JSON, nullable=False),
    sa.Column("calls_home", sa.Integer, nullable=False),
    sa.UniqueConstraint("digest"),
)
