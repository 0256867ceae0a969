"""Issues with all that belongs to them, read in pages and put together as stored records."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session
from sqlmodel import col

from api.models import Headline, Issue
from api.models.facts import HeadlineFacts, IssueFacts
from api.models.stored import DevelopmentRecord, Head, HeadlineRecord, IssueRecord, stamp_of
from api.periods import Period
from api.repositories.developments import developments_by_issue

PAGE = 50
FRESH = {"populate_existing": True}
"""Rows written in bulk are read again, not taken from what the session remembers."""


def load_issues(session: Session, ids: Sequence[str], *, withdrawn: bool = False) -> list[IssueRecord]:
    """Issues by volume and number, each with its headlines and developments by position.

    Records that were withdrawn are left out unless asked for; ids that are not there are left out.
    """
    query = select(Issue).where(col(Issue.id).in_(ids)).order_by(col(Issue.volume), col(Issue.number))
    issues = [row for row in session.scalars(query, execution_options=FRESH) if withdrawn or row.withdrawn_at is None]
    found = [row.id for row in issues]
    headlines = _headlines(session, found, withdrawn=withdrawn)
    developments = developments_by_issue(session, found, withdrawn=withdrawn)
    return [_issue(row, headlines.get(row.id, []), developments.get(row.id, [])) for row in issues]


def load_issue(session: Session, id: str) -> IssueRecord | None:
    """One live issue, None when it is not there."""
    return next(iter(load_issues(session, [id])), None)


def issue_pages(session: Session, *, size: int = PAGE, withdrawn: bool = False) -> Iterator[list[IssueRecord]]:
    """All issues in pages; the session forgets each page, so that memory stays bounded."""
    after = (-1, -1)
    order = (col(Issue.volume), col(Issue.number))
    while True:
        query = select(col(Issue.id), *order).where(tuple_(*order) > tuple_(*after)).order_by(*order).limit(size)
        rows = session.execute(query).all()
        if not rows:
            return
        yield load_issues(session, [row[0] for row in rows], withdrawn=withdrawn)
        session.expunge_all()
        after = (rows[-1][1], rows[-1][2])


def issue_head(session: Session, id: str) -> Head | None:
    """What a writer needs to know of an issue."""
    columns = (col(Issue.id), col(Issue.revision), col(Issue.content_hash), col(Issue.withdrawn_at))
    row = session.execute(select(*columns).where(col(Issue.id) == id)).one_or_none()
    return None if row is None else Head(row[0], row[1], row[2], row[3] is not None)


def headline_heads(session: Session, issue_id: str) -> dict[int, Head]:
    """What a writer needs to know of an issue's headlines, withdrawn ones too, by position."""
    query = select(
        col(Headline.id),
        col(Headline.revision),
        col(Headline.content_hash),
        col(Headline.withdrawn_at),
        col(Headline.position),
    ).where(col(Headline.issue_id) == issue_id)
    return {
        position: Head(id, revision, digest, withdrawn_at is not None, position=position)
        for id, revision, digest, withdrawn_at, position in session.execute(query)
    }


def any_issue(session: Session) -> bool:
    """Whether an issue was ever published."""
    return session.execute(select(col(Issue.id)).limit(1)).first() is not None


def _headlines(session: Session, issue_ids: Sequence[str], *, withdrawn: bool) -> dict[str, list[HeadlineRecord]]:
    query = select(Headline).where(col(Headline.issue_id).in_(issue_ids)).order_by(col(Headline.position))
    found: dict[str, list[HeadlineRecord]] = {}
    for row in session.scalars(query, execution_options=FRESH):
        if withdrawn or row.withdrawn_at is None:
            record = HeadlineRecord(row.id, row.position, HeadlineFacts(text=row.text), stamp_of(row))
            found.setdefault(row.issue_id, []).append(record)
    return found


def _issue(row: Issue, headlines: list[HeadlineRecord], developments: list[DevelopmentRecord]) -> IssueRecord:
    facts = IssueFacts(
        volume=row.volume,
        number=row.number,
        title=row.title,
        period=Period(row.period_start, row.period_end, row.period_precision, row.period_basis),
        occasion=row.occasion,
        publisher=row.publisher,
        source_url=row.source_url,
    )
    return IssueRecord(row.id, facts, stamp_of(row), tuple(headlines), tuple(developments))
