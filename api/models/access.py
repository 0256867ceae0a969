"""Tables of access: the keys of editors, and the audit log of what was done with them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from api.models.columns import BIG, Utc


class ApiKey(SQLModel, table=True):
    """A key: never its text, only the hash; `id` is the public part. One that was revoked stays."""

    __tablename__ = "api_key"

    id: str = Field(primary_key=True)
    name: str
    role: str
    secret_hash: str
    created_at: datetime = Field(sa_type=Utc)
    last_used_on: date | None = None
    revoked_at: datetime | None = Field(default=None, sa_type=Utc)


class AuditEntry(SQLModel, table=True):
    """One thing that was done: who, what, to which record; `seq` is never used again."""

    __tablename__ = "audit"
    __table_args__ = ({"sqlite_autoincrement": True},)

    seq: int | None = Field(default=None, primary_key=True, sa_type=BIG)
    at: datetime = Field(sa_type=Utc)
    key_id: str | None = None
    name: str
    action: str
    kind: str
    target_id: str
    request_id: str | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
