"""How an identity provider knows the staff."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("staff", sa.Column("account", sa.String(255), nullable=False, server_default=""))
    op.add_column("staff", sa.Column("known_as", sa.Text, nullable=False, server_default=""))
