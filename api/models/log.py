"""Tables of the log: changes in order, every state that a record had, and the archive's own identity."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from api.models.columns import BIG, Utc


class Archive(SQLModel, table=True):
    """The one row that names this archive; it is also the lock that writers take on PostgreSQL."""

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    archive_id: str
    vocabularies: str = ""
    """Fingerprint of the vocabulary files that were loaded last."""


class Change(SQLModel, table=True):
    """One step of the changes log; `seq` grows with every change and is never used again."""

    __table_args__ = (Index("ix_change_record", "kind", "record_id"), {"sqlite_autoincrement": True})

    seq: int | None = Field(default=None, primary_key=True, sa_type=BIG)
    at: datetime = Field(sa_type=Utc)
    op: str
    kind: str
    record_id: str
    revision: int
    changed: list[str] = Field(default_factory=list, sa_type=JSON)
    note: str | None = None


class Revision(SQLModel, table=True):
    """A state that a record had, since the change `seq`."""

    __table_args__ = (UniqueConstraint("kind", "record_id", "revision"),)

    seq: int = Field(primary_key=True, foreign_key="change.seq", sa_type=BIG)
    kind: str
    record_id: str
    revision: int
    state: dict[str, Any] = Field(sa_type=JSON)
    content_hash: str
    at: datetime = Field(sa_type=Utc)
    note: str | None = None
