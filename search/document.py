"""What goes into an index: one flat, engine-free record per archive entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

DEVELOPMENT = "development"
HEADLINE = "headline"
ISSUE = "issue"
RECORD_KINDS = (DEVELOPMENT, HEADLINE, ISSUE)
"""Kinds that a search can hit, in the order in which ties are shown."""

VOCABULARY_KINDS = ("topic", "country", "initiative", "organization", "person", "payer")
"""Kinds that name things; they are carried for labels, suggestions and vocabulary pages."""


@dataclass(frozen=True, slots=True)
class Span:
    """Calendar days from `start` to `end`, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Money:
    """One amount in whole units; `None` is the open side, or dollars that are not known.

    `low`/`high` are in `currency` (ISO 4217), `usd_low`/`usd_high` in US dollars.
    `counted` is False where a sum must leave the amount out (repeat, running total, past cost). `payers` are the slugs of who
    pays it, several where they pay it together.
    """

    currency: str
    low: int | None
    high: int | None
    usd_low: int | None
    usd_high: int | None
    counted: bool = True
    payers: tuple[str, ...] = ()

    @property
    def usd_bottom(self) -> int | None:
        """The least dollars known: `low`, or `high` where the bottom is open."""
        return self.usd_low if self.usd_low is not None else self.usd_high

    @property
    def usd_top(self) -> int | None:
        """The most dollars known: `high`, or `low` where the top is open."""
        return self.usd_high if self.usd_high is not None else self.usd_low

    @property
    def bottom(self) -> int | None:
        """`low` in the currency as written, or `high` where the bottom is open."""
        return self.low if self.low is not None else self.high

    @property
    def top(self) -> int | None:
        """`high` in the currency as written, or `low` where the top is open."""
        return self.high if self.high is not None else self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One record as the index sees it.

    A query is matched against *entries* (`entry=True`): every development, every headline
    that has no development, and every issue's own title. An entry that matches makes a hit
    of itself and of its `parents` (a development's headline and issue), so that a headline or
    an issue matches exactly when one of its developments meets all the filters.
    """

    kind: str
    id: str
    label: str
    """The name to show: title, headline text, or a vocabulary entry's name."""
    rendered: bytes
    """The JSON object that answers carry, as UTF-8."""
    entry: bool = False
    parents: tuple[str, ...] = ()
    """Ids of the headline and the issue that this entry stands for."""
    order: tuple[int, int, int] = (0, 0, 0)
    """Volume, number and position in the issue: the tie-breaker of every sort."""
    sorted_on: date | None = None
    """The primary date; for headlines and issues see `api/indexing.py`."""
    published: Span | None = None
    event_spans: tuple[Span, ...] = ()
    amounts: tuple[Money, ...] = ()
    """A development's amounts; on headlines and issues those of their developments, for sorting only."""
    updated_at: datetime | None = None
    """UTC."""
    text: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Text field name → values (a vocabulary entry: `names` → name and aliases)."""
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keyword field name → exact values."""

    @property
    def largest_usd(self) -> int | None:
        """The largest amount in dollars, what dollar sorts go by."""
        return max((a.usd_top for a in self.amounts if a.usd_top is not None), default=None)
