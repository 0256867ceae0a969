"""Facts: what each kind of record states, free of ids, hashes and tables; this is what is hashed and compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from api.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFacts:
    """One number of the digest."""

    volume: int
    number: int
    title: str
    period: Period
    occasion: str | None = None
    publisher: str | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineFacts:
    """One line of an issue's headline list; its id says which."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFacts:
    """Days from `start` to `end` (inclusive) on which something happened."""

    start: date
    end: date
    precision: str
    label: str | None = None
    raw: str | None = None
    basis: str = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountFacts:
    """Money in whole units of `currency`; None is the open side."""

    currency: str
    low: int | None
    high: int | None
    qualifier: str | None = None
    purpose: str | None = None
    payer: str | None = None
    recipient: str | None = None
    raw: str | None = None
    not_counted: str | None = None
    repeat_of: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRole:
    """A person with the office held then; `person` is a slug (in a draft: a name)."""

    person: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentFacts:
    """One reported development; `headline` is the number of its headline.

    Organizations, people and initiatives are slugs (in a draft: names).
    """

    headline: int
    title: str
    summary: str
    partial: bool = False
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    dates: tuple[DateFacts, ...] = ()
    amounts: tuple[AmountFacts, ...] = ()
    organizations: tuple[str, ...] = ()
    people: tuple[PersonRole, ...] = ()
    initiatives: tuple[str, ...] = ()
    evidence: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFacts:
    """A topic; `position` is its place in the vocabulary's file."""

    name: str
    name_ja: str | None = None
    about: str | None = None
    core: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryFacts:
    """A country or territory."""

    alpha3: str
    name: str
    name_ja: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    capital: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFacts:
    """An organization or a person; `country` is alpha-2."""

    name: str
    name_ja: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeFacts:
    """A programme, agreement, forum or exercise; `form` says which."""

    name: str
    name_ja: str | None = None
    aliases: tuple[str, ...] = ()
    form: str | None = None
    note: str | None = None


EntryFacts = TopicFacts | CountryFacts | ActorFacts | InitiativeFacts

ENTRY_FACTS: Mapping[str, type[TopicFacts | CountryFacts | ActorFacts | InitiativeFacts]] = MappingProxyType(
    {
        "topic": TopicFacts,
        "country": CountryFacts,
        "organization": ActorFacts,
        "person": ActorFacts,
        "initiative": InitiativeFacts,
    }
)
"""Kind of vocabulary entry → its facts."""

_DEVELOPMENT = TypeAdapter(DevelopmentFacts)
_ISSUE = TypeAdapter(IssueFacts)


def development_from_json(state: Mapping[str, object]) -> DevelopmentFacts:
    """The facts of a development from a stored state."""
    return _DEVELOPMENT.validate_python(state)


def issue_from_json(state: Mapping[str, object]) -> IssueFacts:
    """The facts of an issue from a stored state."""
    return _ISSUE.validate_python(state)
