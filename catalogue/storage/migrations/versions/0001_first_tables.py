"""The first tables: records with what SQL asks about them, and the change log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "records",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("work", sa.String(128), nullable=False),
        sa.Column("source_system", sa.String(64), nullable=False),
        sa.Column("source_id", sa.String(255), nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_records"),
    )
    op.create_index("ix_records_type_status_added", "records", ["type", "status", "added"])
    op.create_index("ix_records_work", "records", ["work"])
    op.create_index("ix_records_source_system_source_id", "records", ["source_system", "source_id"])
    op.create_table(
        "texts",
        sa.Column("record", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("field", sa.String(16), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("is_outdated", sa.Boolean, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("record", "place", name="pk_texts"),
        sa.ForeignKeyConstraint(["record"], ["records.key"], name="fk_texts_record", ondelete="CASCADE"),
    )
    op.create_table(
        "identifiers",
        sa.Column("record", sa.String(64), nullable=False),
        sa.Column("scheme", sa.String(8), nullable=False),
        sa.Column("value", sa.String(2048), nullable=False),
        sa.PrimaryKeyConstraint("record", "scheme", "value", name="pk_identifiers"),
        sa.ForeignKeyConstraint(["record"], ["records.key"], name="fk_identifiers_record", ondelete="CASCADE"),
    )
    op.create_index("ix_identifiers_scheme_value", "identifiers", ["scheme", "value"])
    op.create_table(
        "relations",
        sa.Column("record", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("target", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("record", "role", "target", name="pk_relations"),
        sa.ForeignKeyConstraint(["record"], ["records.key"], name="fk_relations_record", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["target"], ["records.key"], name="fk_relations_target"),
    )
    op.create_index("ix_relations_target_role", "relations", ["target", "role"])
    op.create_table(
        "changes",
        sa.Column("sequence", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("batch", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("snapshot", sa.JSON, nullable=True),
        sa.PrimaryKeyConstraint("sequence", name="pk_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_key_sequence", "changes", ["key", "sequence"])
    op.create_index("ix_changes_batch", "changes", ["batch"])
    op.create_index("ix_changes_type_sequence", "changes", ["type", "sequence"])
    op.create_table(
        "log",
        sa.Column("id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log"),
    )
