"""Vocabulary entries as they are served: what they are, and what the archive holds on them."""

from typing import Literal

from pydantic import Field

from api.schemas.records import DateText, IssueRef, Out, RecordLinks


class EntryLinks(Out):
    """Where to go from a vocabulary entry."""

    self: str
    html: str | None = None
    developments: str


class Seen(Out):
    """What the archive holds on an entry, under the filters given.

    `usd_sum` adds counted amounts in whole dollars (null: none has dollars), `unconverted` counts the
    counted amounts without dollars, `first_on`/`last_on` are primary dates.
    """

    count: int
    usd_sum: int | None
    unconverted: int
    first_on: str | None = DateText
    last_on: str | None = DateText


class Topic(Out):
    """A topic of the controlled vocabulary."""

    slug: str = Field(examples=["space"])
    kind: Literal["topic"] = "topic"
    name: str
    name_ja: str | None
    about: str | None
    core: bool
    seen: Seen
    links: EntryLinks


class Country(Out):
    """A country or territory by its ISO 3166-1 code."""

    code: str = Field(examples=["JP"])
    kind: Literal["country"] = "country"
    alpha3: str
    name: str
    name_ja: str | None
    adjectives: list[str]
    acronyms: list[str]
    capital: str | None
    seen: Seen
    links: EntryLinks


class Organization(Out):
    """An organization."""

    slug: str = Field(examples=["nasa"])
    kind: Literal["organization"] = "organization"
    name: str
    name_ja: str | None
    aliases: list[str]
    country: str | None
    seen: Seen
    links: EntryLinks


class Person(Out):
    """A person; `roles` are the offices that developments give."""

    slug: str
    kind: Literal["person"] = "person"
    name: str
    name_ja: str | None
    aliases: list[str]
    country: str | None
    roles: list[str]
    seen: Seen
    links: EntryLinks


class Initiative(Out):
    """A programme, agreement, forum or exercise followed across issues."""

    slug: str
    kind: Literal["initiative"] = "initiative"
    name: str
    name_ja: str | None
    aliases: list[str]
    form: str | None = Field(examples=["forum"])
    note: str | None
    seen: Seen
    links: EntryLinks


class TimelineEntry(Out):
    """One development on an initiative's timeline."""

    id: str = Field(examples=["3.7-d4"])
    kind: Literal["development"] = "development"
    title: str
    sorted_on: str = DateText
    issue: IssueRef
    links: RecordLinks


class InitiativeTimeline(Initiative):
    """An initiative with its developments, oldest first."""

    timeline: list[TimelineEntry]


class CountryPair(Out):
    """Two countries and the developments that name both."""

    pair: str = Field(examples=["JP-PH"])
    kind: Literal["country_pair"] = "country_pair"
    countries: list[str]
    names: list[str]
    seen: Seen
    links: EntryLinks
