"""The draft: what was read from a document, each fact with the words that it came from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

NameKind = Literal["organization", "person", "initiative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a fact was found: characters `start` to `end` (exclusive) of the development's text, or of its headline.

    `raw` is exactly those characters; all three are None where nothing was written (a country that is only implied).
    `rule` names what found it, `confidence` runs from 0 to 1.
    """

    rule: str
    confidence: float
    raw: str | None = None
    start: int | None = None
    end: int | None = None
    where: Literal["text", "headline"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days from `start` to `end`, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """When something happened; `precision` and `basis` are the contract's words."""

    start: date
    end: date
    precision: str
    evidence: Evidence
    basis: Literal["stated", "inferred"] = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAmount:
    """Money in whole units of `currency` (ISO 4217); None is the open side of "more than" or "up to"."""

    currency: str
    low: int | None
    high: int | None
    evidence: Evidence
    qualifier: str | None = None
    purpose: str | None = None
    payer: str | None = None
    recipient: str | None = None
    not_counted: Literal["repeat", "running_total", "past_cost"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCountry:
    """A country by its alpha-2 code; `implied` is one whose offices act without being named."""

    code: str
    evidence: tuple[Evidence, ...]
    implied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTopic:
    """A topic by its slug, with the indicator terms that point to it."""

    slug: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundName:
    """An organization, person or initiative; `slug` is None for one that the vocabulary does not know.

    `name` is the vocabulary's name, or the words as written. `role` is a person's office as the text gives it.
    """

    kind: NameKind
    name: str
    evidence: tuple[Evidence, ...]
    slug: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDevelopment:
    """One paragraph of an issue as facts; `headline` is the number of its headline from 1, None where it has none.

    `source_text` is the publisher's paragraph, for editors only. `title` and `summary` are proposals.
    """

    headline: int | None
    title: str
    summary: str
    source_text: str
    topics: tuple[FoundTopic, ...] = ()
    countries: tuple[FoundCountry, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    amounts: tuple[FoundAmount, ...] = ()
    names: tuple[FoundName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWarning:
    """Something missing, doubtful or contradictory; `at` points into the draft (`/developments/0/dates`, `/number`)."""

    code: str
    message: str
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Volume and number of an issue: as stated (by the page, its address or a hint), else None with a proposal."""

    volume: int | None
    number: int | None
    proposed: tuple[int, int] | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What whoever brings the document knows about it."""

    url: str | None = None
    volume: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An issue as it was read; `period` is the half-month of its number, None where nothing tells it."""

    media_type: str
    title: str | None
    numbering: Numbering
    period: Days | None
    occasion: str | None
    publisher: str | None
    source_url: str | None
    headlines: tuple[str, ...]
    developments: tuple[DraftDevelopment, ...]
    warnings: tuple[DraftWarning, ...] = ()
