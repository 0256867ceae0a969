"""The changes log and the revisions: what happened in which order, and every state that was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVarTuple

from sqlalchemy import Select, func, insert, select, tuple_
from sqlalchemy.orm import Session
from sqlmodel import col

from api.models import Change, Revision
from api.models.stored import RevisionRecord

Columns = TypeVarTuple("Columns")
State = dict[str, Any]
RevisionKey = tuple[str, str, int]
"""Kind, id and number of a revision."""


def append_changes(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Append changes in the order given; returns their sequence numbers."""
    if not rows:
        return []
    statement = insert(Change).returning(col(Change.seq), sort_by_parameter_order=True)
    return [int(seq) for seq in session.execute(statement, rows).scalars() if seq is not None]


def changes_after(
    session: Session, after: int, limit: int, kinds: Sequence[str] = (), until: int | None = None
) -> list[Change]:
    """At most `limit` changes with after < seq (<= until), ascending; all kinds when none is given."""
    query = _between(select(Change), after, until, kinds).order_by(col(Change.seq)).limit(limit)
    return list(session.scalars(query))


def count_changes(session: Session, after: int, kinds: Sequence[str] = (), until: int | None = None) -> int:
    """How many such changes there are."""
    return session.execute(_between(select(func.count()).select_from(Change), after, until, kinds)).scalar_one()


def changes_of(session: Session, kind: str, record_id: str) -> list[Change]:
    """All changes of one record, ascending."""
    query = select(Change).where(col(Change.kind) == kind, col(Change.record_id) == record_id)
    return list(session.scalars(query.order_by(col(Change.seq))))


def changed_at(session: Session, seq: int) -> datetime | None:
    """When a change was made, UTC; None when there is no such change."""
    return session.execute(select(col(Change.at)).where(col(Change.seq) == seq)).scalar_one_or_none()


def first_change_at(session: Session, after: int) -> datetime | None:
    """When the first change after a sequence number was made, UTC; None when there is none."""
    query = select(col(Change.at)).where(col(Change.seq) > after).order_by(col(Change.seq)).limit(1)
    return session.execute(query).scalar_one_or_none()


def revision(session: Session, kind: str, record_id: str, number: int) -> RevisionRecord | None:
    """One state that a record had."""
    query = select(Revision).where(
        col(Revision.kind) == kind, col(Revision.record_id) == record_id, col(Revision.revision) == number
    )
    row = session.scalars(query).one_or_none()
    return None if row is None else _record(row)


def states(session: Session, keys: Iterable[RevisionKey]) -> dict[RevisionKey, State]:
    """The states of many revisions; those not there are left out."""
    wanted, found = sorted(set(keys)), {}
    key = (col(Revision.kind), col(Revision.record_id), col(Revision.revision))
    for start in range(0, len(wanted), 500):
        query = select(*key, col(Revision.state)).where(tuple_(*key).in_(wanted[start : start + 500]))
        found.update({(kind, id, number): state for kind, id, number, state in session.execute(query)})
    return found


def all_states(session: Session, kind: str, ids: Iterable[str]) -> Iterator[State]:
    """Every state that records of a kind ever had, in no order."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), 500):
        chosen = col(Revision.record_id).in_(wanted[start : start + 500])
        yield from session.execute(select(col(Revision.state)).where(col(Revision.kind) == kind, chosen)).scalars()


def states_as_of(session: Session, kind: str, ids: Iterable[str], seq: int) -> dict[str, State]:
    """The states that records of a kind had when the change `seq` was made, by id."""
    latest = (
        select(func.max(col(Revision.seq)))
        .where(col(Revision.kind) == kind, col(Revision.record_id).in_(sorted(set(ids))), col(Revision.seq) <= seq)
        .group_by(col(Revision.record_id))
    )
    query = select(col(Revision.record_id), col(Revision.state)).where(col(Revision.seq).in_(latest))
    return dict(session.execute(query).all())


def _between(query: Select[*Columns], after: int, until: int | None, kinds: Sequence[str]) -> Select[*Columns]:
    query = query.where(col(Change.seq) > after)
    if until is not None:
        query = query.where(col(Change.seq) <= until)
    return query.where(col(Change.kind).in_(kinds)) if kinds else query


def _record(row: Revision) -> RevisionRecord:
    return RevisionRecord(
        seq=row.seq,
        kind=row.kind,
        record_id=row.record_id,
        revision=row.revision,
        state=row.state,
        content_hash=row.content_hash,
        at=row.at,
        note=row.note,
    )
