"""SearchQuery: the one object that carries a question across the house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from search.document import DEVELOPMENT


class Match(StrEnum):
    """Whether every word of `q` must be there, or one is enough."""

    ALL = "all"
    ANY = "any"


class Sort(StrEnum):
    """Orders of a result; ties go by volume, number (in the sort's direction), then position."""

    RELEVANCE = "relevance"
    DATE_DESC = "date_desc"
    DATE_ASC = "date_asc"
    PUBLISHED_DESC = "published_desc"
    PUBLISHED_ASC = "published_asc"
    USD_DESC = "usd_desc"
    USD_ASC = "usd_asc"

    @property
    def ascending(self) -> bool:
        """Whether the smallest value comes first."""
        return self.value.endswith("_asc")


@dataclass(frozen=True, slots=True)
class TermFilter:
    """Exact values of a keyword field: any of, all of, none of (AND-ed; empty asks nothing)."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


NO_TERMS = TermFilter()


@dataclass(frozen=True, slots=True)
class SpanFilter:
    """Days from `start` to `end`, both included; None is open. Overlap is enough."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class AmountFilter:
    """Conditions that one and the same amount must meet; `present` asks for amounts at all."""

    usd_min: int | None = None
    usd_max: int | None = None
    amount_min: int | None = None
    amount_max: int | None = None
    currencies: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    present: bool | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything that narrows a result besides `q`; all of it is AND-ed."""

    terms: Mapping[str, TermFilter] = field(default_factory=dict)
    """Keyword field name → values."""
    date: SpanFilter | None = None
    published: SpanFilter | None = None
    amount: AmountFilter | None = None
    updated_since: datetime | None = None
    """Records changed at or after this moment (UTC)."""

    def term(self, field: str) -> TermFilter:
        """Return the filter of a keyword field, one that asks nothing where there is none."""
        return self.terms.get(field, NO_TERMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """One question to the archive.

    `after` is the sort key of the last hit seen (`SearchResult.next_key`). `facets` are names from `FACETS`; a facet
    named in `strict_facets` keeps its own filter (vocabulary pages count what matches).
    """

    q: str | None = None
    match: Match = Match.ALL
    synonyms: bool = True
    kinds: tuple[str, ...] = (DEVELOPMENT,)
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.DATE_DESC
    limit: int = 20
    after: tuple[int | float | str | None, ...] | None = None
    facets: tuple[str, ...] = ()
    strict_facets: frozenset[str] = frozenset()
    facet_limit: int | None = 20
    facet_days: bool = False
    """Whether buckets say their first and last days, which only vocabulary pages show."""
    highlight: bool = False
