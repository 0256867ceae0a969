"""What the tools for agents answer: compact, with whole addresses and exact totals."""

from pydantic import Field

from api.schemas.aggregates import AggregateRow, DistinctTotal
from api.schemas.envelopes import DidYouMean, Normalized, Relaxed
from api.schemas.envelopes import Warning as Remark
from api.schemas.hits import DevelopmentInFull
from api.schemas.records import DateText, Issue, IssueRef, NotCounted, Out
from api.schemas.vocabularies import Seen


class Answer(Out):
    """What every answer says: where the API gives the same, and of which data version it is."""

    url: str = Field(examples=["http://127.0.0.1:8000/v1/developments?topic=space"])
    data_version: int


class Money(Out):
    """An amount; figures are whole units, null where open or unknown. A sum takes it only where `counted`."""

    raw: str | None
    currency: str
    low: int | None
    high: int | None
    usd_low: int | None
    usd_high: int | None
    purpose: str | None
    payer: str | None
    counted: bool
    not_counted: NotCounted | None


class Found(Out):
    """A development found; organizations, people and initiatives are slugs, `source` is the published page."""

    id: str = Field(examples=["3.7-d3"])
    title: str
    summary: str
    sorted_on: str = DateText
    topics: list[str]
    countries: list[str]
    amounts: list[Money]
    organizations: list[str]
    people: list[str]
    initiatives: list[str]
    issue: str = Field(examples=["3.7"])
    url: str
    resource: str = Field(examples=["alliance://developments/3.7-d3"])
    source: str | None


class Understood(Answer):
    """How a question was understood: in one English sentence, with the values read as others and what to know."""

    description: str
    normalized: list[Normalized]
    warnings: list[Remark]


class FoundDevelopments(Understood):
    """One page of the developments that match; `total` is exact, `next_cursor` is null on the last page."""

    total: int
    shown: int
    next_cursor: str | None
    developments: list[Found]
    did_you_mean: DidYouMean | None
    relaxed: Relaxed | None


class WholeDevelopment(Answer):
    """One development as the API serves it."""

    resource: str
    development: DevelopmentInFull


class WholeIssue(Answer):
    """One issue with its table of contents."""

    issue: Issue


class AddedUp(Understood):
    """Sums by group: `groups` is how many rows there are in all, `shown` how many are here, in the order of the API.

    One development may be in several groups (`overlapping`): only `distinct_total` has each once.
    """

    groups: int
    shown: int
    rows: list[AggregateRow]
    overlapping: bool
    distinct_total: DistinctTotal


class Entry(Out):
    """A vocabulary entry: `value` is what the parameter named like its kind takes."""

    value: str = Field(examples=["nasa"])
    name: str
    aliases: list[str]
    seen: Seen
    url: str


class Entries(Answer):
    """Entries of a vocabulary, those with most developments first; `nearest` is the likeliest where none is found."""

    total: int
    shown: int
    next_cursor: str | None
    entries: list[Entry]
    nearest: str | None


class Line(Out):
    """One development on a timeline."""

    id: str
    title: str
    sorted_on: str = DateText
    issue: IssueRef
    url: str


class Timeline(Answer):
    """An initiative and its developments, the oldest first; `more` says how to read on where not all are here."""

    initiative: str
    name: str
    aliases: list[str]
    form: str | None
    note: str | None
    seen: Seen
    total: int
    shown: int
    developments: list[Line]
    more: str | None


class Citation(Answer):
    """A citation of a record, ready to be pasted."""

    id: str
    style: str
    citation: str
