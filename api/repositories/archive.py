"""The archive itself: its identity, its writers' lock and the end of its changes log."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from api.models import CHILD_TABLES, Archive, Change


def lock_archive(session: Session) -> None:
    """Wait until no other transaction writes, so that sequence numbers follow the order of commits.

    PostgreSQL locks the archive's row; on SQLite a write session holds the lock since its beginning.
    """
    session.execute(select(col(Archive.archive_id)).where(col(Archive.id) == 1).with_for_update())


def archive_id(session: Session) -> str:
    """The archive's own UUID, made with its tables."""
    return session.execute(select(col(Archive.archive_id)).where(col(Archive.id) == 1)).scalar_one()


def loaded_vocabularies(session: Session) -> str:
    """The fingerprint of the vocabulary files that were loaded last; empty when none ever were."""
    return session.execute(select(col(Archive.vocabularies)).where(col(Archive.id) == 1)).scalar_one()


def note_vocabularies(session: Session, fingerprint: str) -> None:
    """Keep the fingerprint of the vocabulary files that are loaded now."""
    session.execute(update(Archive).where(col(Archive.id) == 1).values(vocabularies=fingerprint))


def last_seq(session: Session) -> int:
    """The last sequence number of the changes log, 0 when nothing was ever written."""
    return session.execute(select(func.max(col(Change.seq)))).scalar_one() or 0


def insert_rows(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows into a table in one statement."""
    if rows:
        session.execute(insert(_columns(table)), rows)


def update_rows(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Update rows, each by its `id`."""
    if rows:
        session.execute(update(table), rows)


def delete_children(session: Session, development_ids: Sequence[str]) -> None:
    """Delete the dates, amounts and links of developments."""
    if not development_ids:
        return
    for table in CHILD_TABLES:
        owned = _columns(table)
        session.execute(delete(owned).where(owned.c.development_id.in_(development_ids)))


def _columns(table: type[SQLModel]) -> Table:
    """The table beneath the model: many rows go in faster without objects."""
    found: Table = table.__table__  # type: ignore[attr-defined]  # SQLModel hides the table
    return found
