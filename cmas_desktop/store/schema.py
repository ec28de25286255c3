"""The tables. Times are Unix milliseconds; bodies are JSON text, those of forms compressed."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

HEAD = "0002"
"""The revision of the database that this program works with: the last of the migration scripts."""

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

REVISION = Table(
    "alembic_version",
    METADATA,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

CANDIDATE = Table(
    "candidate",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("created", BigInteger, nullable=False),
)

FORM = Table(
    "form",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("blueprint", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("bank_hash", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# An attempt's form is no foreign key: a journal is kept even where its form was lost to damage.
ATTEMPT = Table(
    "attempt",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("candidate", Integer, ForeignKey("candidate.id"), nullable=False, index=True),
    Column("form", Text, nullable=False),
    Column("exam_title", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("limit_ms", BigInteger, nullable=False),
    Column("time_factor", Float, nullable=False),
    Column("state", Text, nullable=False),
    Column("purpose", Text, nullable=False, server_default="exam"),
)

EVENT = Table(
    "event",
    METADATA,
    Column("attempt", Text, ForeignKey("attempt.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("elapsed_ms", BigInteger, nullable=False),
    Column("wall_ms", BigInteger, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

RESULT = Table(
    "result",
    METADATA,
    Column("attempt", Text, ForeignKey("attempt.id"), primary_key=True),
    Column("body", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
)

# One row for each position of an attempt; `shown` is when the candidate first saw it, or null.
EXPOSURE = Table(
    "exposure",
    METADATA,
    Column("attempt", Text, ForeignKey("attempt.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("item", Text, nullable=False),
    Column("shown", BigInteger),
)
