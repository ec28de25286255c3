"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_candidate"),
        sa.UniqueConstraint("name", name="uq_candidate_name"),
    )
    op.create_table(
        "form",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("blueprint", sa.Text, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("bank_hash", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_form"),
    )
    _create_attempt_tables()


def _create_attempt_tables() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("candidate", sa.Integer, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("exam_title", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("limit_ms", sa.BigInteger, nullable=False),
        sa.Column("time_factor", sa.Float, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.ForeignKeyConstraint(["candidate"], ["candidate.id"], name="fk_attempt_candidate"),
    )
    op.create_index("ix_attempt_candidate", "attempt", ["candidate"])
    op.create_table(
        "event",
        sa.Column("attempt", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("elapsed_ms", sa.BigInteger, nullable=False),
        sa.Column("wall_ms", sa.BigInteger, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("attempt", "seq", name="pk_event"),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name="fk_event_attempt"),
    )
    op.create_table(
        "result",
        sa.Column("attempt", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("attempt", name="pk_result"),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name="fk_result_attempt"),
    )
    op.create_table(
        "exposure",
        sa.Column("attempt", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("shown", sa.BigInteger),
        sa.PrimaryKeyConstraint("attempt", "position", name="pk_exposure"),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name="fk_exposure_attempt"),
    )
