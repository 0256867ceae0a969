"""The keys of editors: made, found, listed, revoked."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from api.models import ApiKey


def add_key(session: Session, *, id: str, name: str, role: str, secret_hash: str, at: datetime) -> None:
    """Keep a new key."""
    row = {"id": id, "name": name, "role": role, "secret_hash": secret_hash, "created_at": at}
    session.execute(insert(ApiKey).values(**row))


def find_key(session: Session, id: str) -> ApiKey | None:
    """A key by its public id, revoked ones too."""
    return session.scalars(select(ApiKey).where(col(ApiKey.id) == id)).one_or_none()


def all_keys(session: Session) -> Sequence[ApiKey]:
    """Every key, the oldest first."""
    return session.scalars(select(ApiKey).order_by(col(ApiKey.created_at), col(ApiKey.id))).all()


def revoke_key(session: Session, id: str, at: datetime) -> bool:
    """Revoke a key; returns whether there was a valid one with this id."""
    valid = (col(ApiKey.id) == id, col(ApiKey.revoked_at).is_(None))
    return (
        session.execute(update(ApiKey).where(*valid).values(revoked_at=at).returning(col(ApiKey.id))).first()
        is not None
    )


def note_use(session: Session, id: str, on: date) -> None:
    """Keep the day on which a key was used last."""
    session.execute(update(ApiKey).where(col(ApiKey.id) == id).values(last_used_on=on))
