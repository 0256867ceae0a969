"""Resources as they are served: issues, headlines, developments and what they are made of."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Out(BaseModel):
    """A served object: every key is always there, unknown is null."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True, extra="forbid", frozen=True)


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    PART_OF_MONTH = "part-of-month"
    HALF_MONTH = "half-month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    FISCAL_YEAR = "fiscal-year"


class Basis(StrEnum):
    """Whether a date is stated by the source or inferred by a rule."""

    STATED = "stated"
    INFERRED = "inferred"


class NotCounted(StrEnum):
    """Why sums leave an amount out."""

    REPEAT = "repeat"
    RUNNING_TOTAL = "running_total"
    PAST_COST = "past_cost"


DateText = Field(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2024-04-09"], json_schema_extra={"format": "date"})


class Period(Out):
    """When an issue was published: its half-month, or what was stated."""

    start: str = DateText
    end: str = DateText
    precision: Precision = Precision.HALF_MONTH
    basis: Basis = Basis.INFERRED


class EventDate(Out):
    """When something happened; `end` is inclusive."""

    start: str = DateText
    end: str = DateText
    precision: Precision
    label: str | None = None
    raw: str | None = None
    basis: Basis = Basis.STATED


class Usd(Out):
    """Whole US dollars at the calendar-year average rate; `rate` is units of the currency for one dollar."""

    low: int | None
    high: int | None
    rate: float
    rate_on: int | None
    rate_source: str | None
    estimated: bool


class Amount(Out):
    """Money as it was written and what it means; `low`/`high` are whole units of `currency`."""

    raw: str | None = None
    currency: str = Field(examples=["USD"])
    low: int | None
    high: int | None
    qualifier: str | None = None
    purpose: str | None = None
    payer: str | None = None
    recipient: str | None = None
    usd: Usd | None
    usd_reason: str | None = None
    counted: bool = True
    not_counted: NotCounted | None = None
    repeat_of: str | None = None


class NamedRef(Out):
    """An organization or initiative named in a development."""

    slug: str
    name: str


class PersonRef(Out):
    """A person named in a development, with the office held then."""

    slug: str
    name: str
    role: str | None = None


class IssueRef(Out):
    """The issue that a record belongs to."""

    id: str = Field(examples=["3.7"])
    title: str


class HeadlineRef(Out):
    """The headline that a development belongs to."""

    id: str = Field(examples=["3.7-h2"])
    text: str


class DevelopmentRef(Out):
    """A development, by id and title."""

    id: str = Field(examples=["3.7-d2"])
    title: str


class RecordLinks(Out):
    """Where to go from a record; null is what does not exist."""

    self: str
    html: str | None = None
    issue: str | None = None
    similar: str | None = None
    source: str | None = None


class Evidence(Out):
    """Where the source says a fact: characters `start` to `end` (exclusive) of the paragraph or its headline."""

    fact: str = Field(examples=["/amounts/0"], description="JSON pointer to the fact in the development.")
    raw: str | None = Field(
        examples=["more than $2 billion"], description="Exactly these words; null: nothing was written."
    )
    start: int | None
    end: int | None
    where: Literal["text", "headline"]
    rule: str = Field(examples=["amount"], description="What found it.")
    confidence: float = Field(examples=[0.9], description="From 0 to 1.")


class Development(Out):
    """One reported development."""

    id: str = Field(examples=["3.7-d3"])
    kind: Literal["development"] = "development"
    title: str
    summary: str
    partial: bool = False
    topics: list[str] = Field(examples=[["economic", "technology"]])
    countries: list[str] = Field(examples=[["US", "JP"]])
    alliance_format: str | None = Field(
        examples=["bilateral"],
        description="Who acts: bilateral, trilateral, quad or multilateral; null where not both allies are named.",
    )
    published: Period
    sorted_on: str = DateText
    dates: list[EventDate]
    amounts: list[Amount]
    organizations: list[NamedRef]
    people: list[PersonRef]
    initiatives: list[NamedRef]
    issue: IssueRef
    headline: HeadlineRef
    revision: int
    updated_at: str = Field(examples=["2024-05-01T12:00:00Z"], json_schema_extra={"format": "date-time"})
    links: RecordLinks


class Headline(Out):
    """One line of an issue's headline list; `development` is null where none is known."""

    id: str = Field(examples=["3.7-h2"])
    kind: Literal["headline"] = "headline"
    text: str
    position: int
    issue: IssueRef
    development: DevelopmentRef | None
    developments: list[DevelopmentRef]
    published: Period
    sorted_on: str = DateText
    revision: int
    updated_at: str = Field(json_schema_extra={"format": "date-time"})
    links: RecordLinks


class ContentsLine(Out):
    """One headline of an issue's table of contents with its developments."""

    id: str
    text: str
    position: int
    development: DevelopmentRef | None
    developments: list[DevelopmentRef]


class Issue(Out):
    """One number of the digest with its table of contents."""

    id: str = Field(examples=["3.7"])
    kind: Literal["issue"] = "issue"
    volume: int
    number: int
    title: str
    occasion: str | None
    published: Period
    sorted_on: str = DateText
    publisher: str | None
    source_url: str | None
    headlines: list[ContentsLine]
    revision: int
    revision_tag: str = Field(
        examples=["3.7-r1-9f86d081884c7d65"],
        description="Names the state of the issue with its headlines and developments; a change sends it in If-Match, in quotes.",
    )
    updated_at: str = Field(json_schema_extra={"format": "date-time"})
    links: RecordLinks
