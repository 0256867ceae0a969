"""Tables of the records: issues, headlines, developments, their dates and amounts."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from api.models.columns import RecordColumns


class Issue(RecordColumns, table=True):
    """One number of the digest; its id is `volume.number`."""

    __table_args__ = (UniqueConstraint("volume", "number"),)

    volume: int
    number: int
    title: str
    occasion: str | None = None
    period_start: date
    period_end: date
    period_precision: str
    period_basis: str
    publisher: str | None = None
    source_url: str | None = None


class Headline(RecordColumns, table=True):
    """One line of an issue's headline list; its id is `<issue>-h<position>`."""

    issue_id: str = Field(foreign_key="issue.id", index=True)
    position: int
    text: str


class Development(RecordColumns, table=True):
    """One reported development; its id is `<issue>-d<position>`."""

    issue_id: str = Field(foreign_key="issue.id", index=True)
    headline_id: str = Field(foreign_key="headline.id", index=True)
    position: int
    title: str
    summary: str
    partial: bool = False
    evidence: list[Any] = Field(default_factory=list, sa_type=JSON)


class EventDate(SQLModel, table=True):
    """A development's date, in the order in which they are listed; `end_on` is inclusive."""

    __tablename__ = "event_date"

    development_id: str = Field(foreign_key="development.id", primary_key=True)
    position: int = Field(primary_key=True)
    start_on: date
    end_on: date
    precision: str
    label: str | None = None
    raw: str | None = None
    basis: str = "stated"


class Amount(SQLModel, table=True):
    """A development's amount in whole units of `currency`; null is the open side."""

    development_id: str = Field(foreign_key="development.id", primary_key=True)
    position: int = Field(primary_key=True)
    currency: str
    low: int | None = Field(default=None, sa_type=BigInteger)
    high: int | None = Field(default=None, sa_type=BigInteger)
    qualifier: str | None = None
    purpose: str | None = None
    payer: str | None = Field(default=None, index=True)
    recipient: str | None = None
    raw: str | None = None
    not_counted: str | None = None
    repeat_of: str | None = None


class SourceText(SQLModel, table=True):
    """The publisher's paragraph behind a development, for editors only, since the revision with which it came."""

    __tablename__ = "source_text"

    development_id: str = Field(foreign_key="development.id", primary_key=True)
    revision: int = Field(primary_key=True)
    text: str
