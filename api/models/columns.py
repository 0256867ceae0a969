"""Columns that every record table has, and moments as they are kept: UTC, to the second."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

BIG = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit integer that SQLite can number by itself."""


class Utc(TypeDecorator[datetime]):
    """A moment in UTC to the second, in a column without a time zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """UTC without its zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None, microsecond=0)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """UTC with its zone."""
        return None if value is None else value.replace(tzinfo=UTC)


class RecordColumns(SQLModel):
    """What each record carries besides its facts; `withdrawn_at` is null while it is live."""

    id: str = Field(primary_key=True)
    revision: int
    content_hash: str
    updated_at: datetime = Field(sa_type=Utc)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Utc)


def now() -> datetime:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def moment_text(at: datetime) -> str:
    """A moment as it is served: `2024-05-01T12:00:00Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
