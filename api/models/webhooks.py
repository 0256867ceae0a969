"""Tables of webhooks: who wants notices of which changes, what matched so far, and the notices themselves."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from api.models.columns import BIG, Utc


class WebhookState(StrEnum):
    """Whether notices are sent to a webhook."""

    ACTIVE = "active"
    DISABLED = "disabled"


class NoticeState(StrEnum):
    """What became of a notice."""

    PENDING = "pending"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class Webhook(SQLModel, table=True):
    """An address with a saved filter; `seq` is the last change that was held against it."""

    id: str = Field(primary_key=True)
    url: str
    filter: str
    secret: str
    seq: int = Field(sa_type=BIG)
    created_at: datetime = Field(sa_type=Utc)
    state: str = WebhookState.ACTIVE.value
    disabled_because: str | None = None
    delivered_at: datetime | None = Field(default=None, sa_type=Utc)
    failing_since: datetime | None = Field(default=None, sa_type=Utc)
    failure: str | None = None
    """What went wrong the last time; null after a delivery."""


class WebhookMatch(SQLModel, table=True):
    """A record that matches a webhook's filter as far as the webhook was told."""

    __tablename__ = "webhook_match"
    __table_args__ = (Index("ix_webhook_match_issue", "webhook_id", "issue_id"),)

    webhook_id: str = Field(primary_key=True, foreign_key="webhook.id")
    kind: str = Field(primary_key=True)
    record_id: str = Field(primary_key=True)
    issue_id: str


class WebhookNotice(SQLModel, table=True):
    """A notice of one change to one webhook, which can therefore be there only once; `body` is what is sent, byte for byte."""

    __tablename__ = "webhook_notice"
    __table_args__ = (Index("ix_webhook_notice_state", "webhook_id", "state"),)

    webhook_id: str = Field(primary_key=True, foreign_key="webhook.id")
    seq: int = Field(primary_key=True, sa_type=BIG, sa_column_kwargs={"autoincrement": False})
    body: str = Field(sa_type=Text)
    queued_at: datetime = Field(sa_type=Utc)
    due_at: datetime = Field(sa_type=Utc)
    """When it may be sent; while it is being sent, when another sender may take it that this one died."""
    attempts: int = 0
    state: str = NoticeState.PENDING.value
    settled_at: datetime | None = Field(default=None, sa_type=Utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRecord:
    """A webhook as it is stored, with how many of its notices wait and how many were given up."""

    id: str
    url: str
    filter: str
    secret: str
    seq: int
    created_at: datetime
    state: WebhookState
    disabled_because: str | None
    delivered_at: datetime | None
    failing_since: datetime | None
    failure: str | None
    pending: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that a sender took: the change that it is of, its body, when it was made, and which attempt this is."""

    seq: int
    body: bytes
    queued_at: datetime
    attempt: int
