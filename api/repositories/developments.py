"""Developments with their dates, amounts and links, put together as stored records."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from api.models import LINK_TABLES, Amount, Development, DevelopmentPerson, EventDate, Headline
from api.models.facts import AmountFacts, DateFacts, DevelopmentFacts, PersonRole
from api.models.stored import DevelopmentRecord, Head, stamp_of

FRESH = {"populate_existing": True}
Children = dict[str, list[Any]]
"""Development id → rows of one table, by position."""


def developments_by_issue(
    session: Session, issue_ids: Sequence[str], *, withdrawn: bool = False
) -> dict[str, list[DevelopmentRecord]]:
    """The developments of issues by position; withdrawn ones only when asked for."""
    query = (
        select(Development, col(Headline.position))
        .join(Headline, col(Headline.id) == col(Development.headline_id))
        .where(col(Development.issue_id).in_(issue_ids))
        .order_by(col(Development.position))
    )
    rows = [
        (row, headline)
        for row, headline in session.execute(query, execution_options=FRESH)
        if withdrawn or row.withdrawn_at is None
    ]
    children = _Children(session, [row.id for row, _ in rows])
    found: dict[str, list[DevelopmentRecord]] = {}
    for row, headline in rows:
        record = DevelopmentRecord(row.id, row.position, children.facts(row, headline), stamp_of(row))
        found.setdefault(row.issue_id, []).append(record)
    return found


def development_heads(session: Session, issue_id: str) -> list[Head]:
    """What a writer needs to know of an issue's developments, withdrawn ones too, by position."""
    query = (
        select(
            col(Development.id),
            col(Development.revision),
            col(Development.content_hash),
            col(Development.withdrawn_at),
            col(Development.position),
            col(Headline.position),
            col(Development.title),
        )
        .join(Headline, col(Headline.id) == col(Development.headline_id))
        .where(col(Development.issue_id) == issue_id)
        .order_by(col(Development.position))
    )
    return [
        Head(id, revision, digest, withdrawn_at is not None, position, headline, title)
        for id, revision, digest, withdrawn_at, position, headline, title in session.execute(query)
    ]


class _Children:
    """The rows that belong to a set of developments, one query a table."""

    def __init__(self, session: Session, ids: Sequence[str]) -> None:
        self.dates = _children(session, EventDate, ids)
        self.amounts = _children(session, Amount, ids)
        self.links = {kind: _children(session, table, ids) for kind, table in LINK_TABLES.items()}

    def facts(self, row: Development, headline: int) -> DevelopmentFacts:
        """The facts of a development."""
        people: Iterable[DevelopmentPerson] = self.links["person"].get(row.id, [])
        return DevelopmentFacts(
            headline=headline,
            title=row.title,
            summary=row.summary,
            partial=row.partial,
            topics=self._entries("topic", row.id),
            countries=self._entries("country", row.id),
            dates=tuple(_date(child) for child in self.dates.get(row.id, [])),
            amounts=tuple(_amount(child) for child in self.amounts.get(row.id, [])),
            organizations=self._entries("organization", row.id),
            people=tuple(PersonRole(child.entry_id, child.role) for child in people),
            initiatives=self._entries("initiative", row.id),
            evidence=tuple(row.evidence),
        )

    def _entries(self, kind: str, id: str) -> tuple[str, ...]:
        return tuple(child.entry_id for child in self.links[kind].get(id, []))


def _children(session: Session, table: type[SQLModel], ids: Sequence[str]) -> Children:
    columns = table.__table__.c  # type: ignore[attr-defined]  # SQLModel hides the table
    found: Children = {}
    for start in range(0, len(ids), 1_000):
        chosen = columns.development_id.in_(ids[start : start + 1_000])
        query = select(*columns).where(chosen).order_by(columns.development_id, columns.position)
        for row in session.execute(query):
            found.setdefault(row.development_id, []).append(row)
    return found


def _date(row: EventDate) -> DateFacts:
    return DateFacts(
        start=row.start_on, end=row.end_on, precision=row.precision, label=row.label, raw=row.raw, basis=row.basis
    )


def _amount(row: Amount) -> AmountFacts:
    return AmountFacts(
        currency=row.currency,
        low=row.low,
        high=row.high,
        qualifier=row.qualifier,
        purpose=row.purpose,
        payer=row.payer,
        recipient=row.recipient,
        raw=row.raw,
        not_counted=row.not_counted,
        repeat_of=row.repeat_of,
    )
