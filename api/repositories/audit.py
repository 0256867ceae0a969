"""The audit log: what was done, appended and read, never changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session
from sqlmodel import col

from api.models import AuditEntry


def append_entry(session: Session, row: Mapping[str, Any]) -> None:
    """Append one entry."""
    session.execute(insert(AuditEntry).values(**row))


def newest_entries(session: Session, limit: int, before: int | None = None) -> Sequence[AuditEntry]:
    """At most `limit` entries with seq < before, the newest first."""
    query = select(AuditEntry).order_by(col(AuditEntry.seq).desc()).limit(limit)
    return session.scalars(query if before is None else query.where(col(AuditEntry.seq) < before)).all()


def count_entries(session: Session) -> int:
    """How many entries there are."""
    return session.execute(select(func.count()).select_from(AuditEntry)).scalar_one()
