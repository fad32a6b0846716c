"""Unsaved drafts, proposals, and remarks beside changes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("changes", sa.Column("remark", sa.String(1000), nullable=False, server_default=""))
    op.create_table(
        "drafts",
        sa.Column("member", sa.String(64), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("saved", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("member", "key", name="pk_drafts"),
    )
    op.create_table(
        "proposals",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("remark", sa.String(1000), nullable=False),
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("reply", sa.String(1000), nullable=False),
        sa.Column("answered_by", sa.String(64), nullable=False),
        sa.Column("snapshot", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_proposals"),
    )
    op.create_index("ix_proposals_key", "proposals", ["key"])
    op.create_index("ix_proposals_answer", "proposals", ["answer"])
