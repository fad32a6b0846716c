"""The kiosks of the reading rooms."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "kiosks",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("branch", sa.String(64), nullable=False),
        sa.Column("languages", sa.JSON, nullable=False),
        sa.Column("idle_seconds", sa.Integer, nullable=False),
        sa.Column("beginning", sa.String(16), nullable=False),
        sa.Column("welcomes", sa.JSON, nullable=False),
        sa.Column("has_printer", sa.Boolean, nullable=False),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.Column("seen", sa.DateTime, nullable=True),
        sa.Column("missing", sa.JSON, nullable=False),
        sa.Column("calls_home", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_kiosks"),
        sa.UniqueConstraint("digest", name="uq_kiosks_digest"),
    )
