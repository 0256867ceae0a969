"""Notices to webhooks: queued once a change, taken by one sender at a time, settled."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from api.models import WebhookNotice
from api.models.webhooks import Notice, NoticeState

FRESH = {"populate_existing": True}
PENDING = NoticeState.PENDING.value


def queue_notices(session: Session, webhook_id: str, bodies: Sequence[tuple[int, bytes]], at: datetime) -> None:
    """Queue notices, each with the number of its change; they are due at once."""
    shared = {"webhook_id": webhook_id, "queued_at": at, "due_at": at, "attempts": 0, "state": PENDING}
    if bodies:
        session.execute(insert(WebhookNotice), [{**shared, "seq": seq, "body": body.decode()} for seq, body in bodies])


def take_notice(session: Session, webhook_id: str, now: datetime, until: datetime) -> Notice | None:
    """Take the earliest pending notice of a webhook where it is due; nobody else gets it before `until`.

    None where nothing is pending, or the earliest waits: notices go in the order of the changes.
    """
    query = select(WebhookNotice).where(
        col(WebhookNotice.webhook_id) == webhook_id, col(WebhookNotice.state) == PENDING
    )
    first = query.order_by(col(WebhookNotice.seq)).limit(1).with_for_update()
    row = session.scalars(first, execution_options=FRESH).one_or_none()
    if row is None or row.due_at > now:
        return None
    taken = Notice(row.seq, row.body.encode(), row.queued_at, row.attempts + 1)
    _set(session, webhook_id, row.seq, attempts=taken.attempt, due_at=until)
    return taken


def settle_notice(session: Session, webhook_id: str, seq: int, state: NoticeState, at: datetime) -> None:
    """Keep what became of a notice."""
    _set(session, webhook_id, seq, state=state.value, settled_at=at)


def postpone_notice(session: Session, webhook_id: str, seq: int, due_at: datetime) -> None:
    """Let a notice wait for its next attempt."""
    _set(session, webhook_id, seq, due_at=due_at)


def renew_notices(session: Session, webhook_id: str, at: datetime) -> None:
    """Treat the pending notices of a webhook as if they were queued now."""
    pending = (col(WebhookNotice.webhook_id) == webhook_id, col(WebhookNotice.state) == PENDING)
    session.execute(update(WebhookNotice).where(*pending).values(queued_at=at, due_at=at, attempts=0))


def forget_notices(session: Session, webhook_id: str, before: datetime) -> None:
    """Remove the notices of a webhook that were settled before a moment."""
    old = (col(WebhookNotice.webhook_id) == webhook_id, col(WebhookNotice.settled_at) < before)
    session.execute(delete(WebhookNotice).where(*old))


def _set(session: Session, webhook_id: str, seq: int, **columns: Any) -> None:
    own = (col(WebhookNotice.webhook_id) == webhook_id, col(WebhookNotice.seq) == seq)
    session.execute(update(WebhookNotice).where(*own).values(**columns))
