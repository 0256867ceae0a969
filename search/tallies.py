"""Facets from tallies: which buckets an answer shows, in which order, and which are selected."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, NamedTuple, Protocol, Self

from search.document import RECORD_KINDS
from search.fields import OF_AMOUNTS, USD_BANDS
from search.query import AmountFilter, Filters, SearchQuery, SpanFilter
from search.results import Facet

OVERLAPPING = frozenset(
    {"topic", "country", "country_pair", "initiative", "organization", "person", "payer", "usd_band"}
)
"""Facets of which one development may be in several buckets."""
Labels = Callable[[str, Sequence[str]], list[str]]
"""What a facet calls its values."""


@dataclass(slots=True)
class Tally:
    """What the records and developments of one bucket add up to (see FacetBucket)."""

    count: int = 0
    usd_sum: int | None = None
    unconverted: int = 0
    first_on: date | None = None
    last_on: date | None = None


class Tallied(NamedTuple):
    """Values and their tallies as columns; without days where they were not asked for."""

    values: Sequence[str]
    counts: Sequence[int]
    usd_sums: Sequence[int | None]
    unconverted: Sequence[int]
    first_on: Sequence[date | None] = ()
    last_on: Sequence[date | None] = ()

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Tally]]) -> Self:
        """Turn rows into columns."""
        columns = [list(column) for column in zip(*[(value, *astuple(tally)) for value, tally in rows], strict=True)]
        return cls(*(columns or [[] for _ in cls._fields]))

    def at(self, place: int) -> Tally:
        """Return the tally of the value at a place."""
        days = (self.first_on[place], self.last_on[place]) if self.first_on else (None, None)
        return Tally(self.counts[place], self.usd_sums[place], self.unconverted[place], *days)


_WITHOUT_DAYS = Tallied._fields.index("first_on")


class FacetTallies(Protocol):
    """The values of a facet that have records, and figures over their union, each record once."""

    @property
    def size(self) -> int:
        """How many values have records."""

    @property
    def distinct_count(self) -> int:
        """How many records have a value."""

    @property
    def distinct_usd_sum(self) -> int | None:
        """The counted dollars of the developments with a value."""

    def first(self, limit: int | None) -> Tallied:
        """The values with most records, ties in the order of values; None is all."""

    def tally(self, value: str) -> Tally:
        """What a value adds up to; nothing where it has no records."""


@dataclass(frozen=True, slots=True)
class MadeTallies:
    """Tallies that are all made, in order."""

    made: Mapping[str, Tally]
    distinct_count: int
    distinct_usd_sum: int | None

    @classmethod
    def of(cls, made: Mapping[str, Tally], distinct: Tally) -> "MadeTallies":
        """Put tallies in order, without those that have no records."""
        held = {value: tally for value, tally in made.items() if tally.count}
        return cls(dict(sorted(held.items(), key=_rank)), distinct.count, distinct.usd_sum)

    @property
    def size(self) -> int:
        """How many values have records."""
        return len(self.made)

    def first(self, limit: int | None) -> Tallied:
        """Return the values with most records."""
        return Tallied.of(islice(self.made.items(), limit))

    def tally(self, value: str) -> Tally:
        """Return what a value adds up to."""
        return self.made.get(value, Tally())


def _rank(item: tuple[str, Tally]) -> tuple[int, str]:
    return -item[1].count, item[0]


_NOTHING_ASKED: Mapping[str, Mapping[str, Any]] = {
    "payer": {"payers": ()},
    "usd_band": {"usd_min": None, "usd_max": None},
}
"""What the filter of each of OF_AMOUNTS is set to where it is set aside."""


def without_own(name: str, filters: Filters) -> Filters:
    """Return the filters that a facet counts under: all but the any-of one that its buckets set."""
    if name == "year":
        return filters if filters.date is None else replace(filters, date=None)
    if name in OF_AMOUNTS and filters.amount is not None:
        kept = replace(filters.amount, **_NOTHING_ASKED[name])
        return replace(filters, amount=None if kept == AmountFilter() else kept)
    own = filters.terms.get(name)
    if own is None:
        return filters
    kept_terms = {key: value for key, value in filters.terms.items() if key != name}
    if own.all_of or own.none_of:
        kept_terms[name] = replace(own, any_of=())
    return replace(filters, terms=kept_terms)


def selected_values(name: str, query: SearchQuery) -> frozenset[str]:
    """Return the buckets that the query's own filter has chosen."""
    filters = query.filters
    if name == "kind":
        return frozenset(query.kinds) if set(query.kinds) != set(RECORD_KINDS) else frozenset()
    if name == "year":
        return _selected_year(filters.date)
    amount = filters.amount or AmountFilter()
    if name == "usd_band":
        return frozenset(band.value for band in USD_BANDS if (amount.usd_min, amount.usd_max) == (band.low, band.high))
    if name == "payer":
        return frozenset(amount.payers)
    if name == "country_pair":
        wanted = filters.term("country").all_of
        return frozenset({"-".join(sorted(wanted))}) if len(wanted) == 2 else frozenset()
    return frozenset(filters.term(name).any_of)


def _selected_year(span: SpanFilter | None) -> frozenset[str]:
    if span is None or span.start is None or span.end is None:
        return frozenset()
    year = span.start.year
    whole = span == SpanFilter(date(year, 1, 1), date(year, 12, 31))
    return frozenset({str(year)}) if whole else frozenset()


def build_facet(name: str, tallies: FacetTallies, query: SearchQuery, labels: Labels) -> Facet:
    """Return a facet: most records first, then by value, at most `facet_limit`, the selected ones always.

    `labels` names values of the facet.
    """
    selected = selected_values(name, query)
    shown = tallies.first(query.facet_limit)
    if beyond := selected.difference(shown.values):
        more = Tallied.of(sorted([(value, tallies.tally(value)) for value in beyond], key=_rank))
        shown = Tallied._make([*first, *second] for first, second in zip(shown, more, strict=True))
    values = shown.values
    figures = shown[1:] if query.facet_days else shown[1:_WITHOUT_DAYS]
    return Facet(
        name=name,
        overlapping=name in OVERLAPPING,
        values=tallies.size,
        distinct_count=tallies.distinct_count,
        distinct_usd_sum=tallies.distinct_usd_sum,
        columns=(values, labels(name, values), list(map(selected.__contains__, values)), *figures),
    )
