"""Webhooks as they are stored: added, found, changed, removed; and the records that match each."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from api.models import Webhook, WebhookMatch, WebhookNotice
from api.models.webhooks import NoticeState, WebhookRecord, WebhookState

FRESH = {"populate_existing": True}
Match = tuple[str, str, str]
"""Kind and id of a record, and the id of its issue."""
Key = tuple[str, str]
"""Kind and id of a record."""
MOST_IN = 500


def add_webhook(session: Session, *, id: str, url: str, filter: str, secret: str, seq: int, at: datetime) -> None:
    """Keep a new webhook that is told of the changes after `seq`."""
    row = {"id": id, "url": url, "filter": filter, "secret": secret, "seq": seq, "created_at": at}
    session.execute(insert(Webhook).values(state=WebhookState.ACTIVE.value, **row))


def find_webhook(session: Session, id: str, *, lock: bool = False) -> WebhookRecord | None:
    """One webhook, None when there is none; `lock` keeps other transactions from changing it until this one ends."""
    query = select(Webhook).where(col(Webhook.id) == id)
    if lock:
        query = query.with_for_update()
    row = session.scalars(query, execution_options=FRESH).one_or_none()
    return None if row is None else _record(row)


def all_webhooks(session: Session) -> Sequence[WebhookRecord]:
    """Every webhook, the oldest first, with its counts of notices."""
    states = (NoticeState.PENDING, NoticeState.GIVEN_UP)
    sums = [func.sum(case((col(WebhookNotice.state) == state.value, 1), else_=0)) for state in states]
    counted = select(col(WebhookNotice.webhook_id), *sums).group_by(col(WebhookNotice.webhook_id))
    counts = {id: (pending, given_up) for id, pending, given_up in session.execute(counted)}
    rows = session.scalars(select(Webhook).order_by(col(Webhook.created_at), col(Webhook.id)), execution_options=FRESH)
    return [_record(row, *counts.get(row.id, (0, 0))) for row in rows]


def count_webhooks(session: Session) -> int:
    """How many webhooks there are."""
    return session.execute(select(func.count()).select_from(Webhook)).scalar_one()


def change_webhook(session: Session, id: str, **columns: Any) -> None:
    """Set columns of a webhook."""
    session.execute(update(Webhook).where(col(Webhook.id) == id).values(**columns))


def remove_webhook(session: Session, id: str) -> bool:
    """Remove a webhook with its matches and notices; returns whether it was there."""
    for table in (WebhookMatch, WebhookNotice):
        session.execute(delete(table).where(col(table.webhook_id) == id))
    removed = session.execute(delete(Webhook).where(col(Webhook.id) == id).returning(col(Webhook.id)))
    return removed.first() is not None


def waiting(session: Session, version: int, now: datetime) -> list[str]:
    """Ids of the active webhooks that have changes up to `version` before them, or notices that are due."""
    due = exists().where(
        col(WebhookNotice.webhook_id) == col(Webhook.id),
        col(WebhookNotice.state) == NoticeState.PENDING.value,
        col(WebhookNotice.due_at) <= now,
    )
    active = col(Webhook.state) == WebhookState.ACTIVE.value
    query = select(col(Webhook.id)).where(active, or_(col(Webhook.seq) < version, due)).order_by(col(Webhook.id))
    return list(session.scalars(query))


def matches(session: Session, webhook_id: str, issue_ids: Collection[str]) -> set[Key]:
    """The records of some issues that match a webhook's filter as far as it was told."""
    found: set[Key] = set()
    for part in _parts(issue_ids):
        query = select(col(WebhookMatch.kind), col(WebhookMatch.record_id)).where(
            col(WebhookMatch.webhook_id) == webhook_id, col(WebhookMatch.issue_id).in_(part)
        )
        found.update((kind, id) for kind, id in session.execute(query))
    return found


def replace_matches(
    session: Session, webhook_id: str, matching: Iterable[Match], issue_ids: Collection[str] | None = None
) -> None:
    """Put the records that match now in the place of those that did; of some issues, or of all where none are given."""
    own = col(WebhookMatch.webhook_id) == webhook_id
    if issue_ids is None:
        session.execute(delete(WebhookMatch).where(own))
    for part in _parts(issue_ids or ()):
        session.execute(delete(WebhookMatch).where(own, col(WebhookMatch.issue_id).in_(part)))
    rows = [
        {"webhook_id": webhook_id, "kind": kind, "record_id": id, "issue_id": issue} for kind, id, issue in matching
    ]
    if rows:
        session.execute(insert(WebhookMatch), rows)


def _parts(ids: Collection[str]) -> Iterable[list[str]]:
    listed = sorted(ids)
    return (listed[start : start + MOST_IN] for start in range(0, len(listed), MOST_IN))


def _record(row: Webhook, pending: int = 0, given_up: int = 0) -> WebhookRecord:
    return WebhookRecord(
        id=row.id,
        url=row.url,
        filter=row.filter,
        secret=row.secret,
        seq=row.seq,
        created_at=row.created_at,
        state=WebhookState(row.state),
        disabled_because=row.disabled_because,
        delivered_at=row.delivered_at,
        failing_since=row.failing_since,
        failure=row.failure,
        pending=pending,
        given_up=given_up,
    )
