"""Searches counted by day."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_WHOSE = (("day", sa.Date), ("language", sa.String(16)), ("branch", sa.String(64)))


def upgrade() -> None:
    for name, by, others in (
        ("searches", (), ()),
        ("wants", (("want", sa.String(255)),), ()),
        ("queries", (("digest", sa.String(32)),), (("words", sa.String(80)), ("want", sa.String(255)))),
    ):
        op.create_table(
            name,
            *(sa.Column(column, kind, nullable=False) for column, kind in (*_WHOSE, *by, *others)),
            sa.Column("number", sa.Integer, nullable=False),
            sa.Column("empty", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint(*(column for column, _ in (*_WHOSE, *by)), name=f"pk_{name}"),
        )
    op.create_index("ix_queries_digest", "queries", ["digest"])
    op.create_index("ix_queries_words_day", "queries", ["words", "day"])
    op.create_index("ix_wants_want_day", "wants", ["want", "day"])
