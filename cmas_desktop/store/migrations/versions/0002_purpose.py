"""Attempts have a purpose: a mock exam or a readiness check. The table of settings, never used, goes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("DROP TABLE IF EXISTS setting")
    with op.batch_alter_table("attempt") as attempt:
        attempt.add_column(sa.Column("purpose", sa.Text, nullable=False, server_default="exam"))
