"""Facets from tallies: which buckets an answer shows, in which order, and which are selected."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from search.document import RECORD_KINDS
from search.fields import USD_BANDS
from search.query import AmountFilter, Filters, SearchQuery, SpanFilter, TermFilter
from search.results import Facet, FacetBucket

OVERLAPPING = frozenset(
    {"topic", "country", "country_pair", "initiative", "organization", "person", "payer", "usd_band"}
)
"""Facets of which one development may be in several buckets."""


@dataclass(slots=True)
class Tally:
    """What the records and developments of one bucket add up to (see FacetBucket)."""

    count: int = 0
    usd_sum: int | None = None
    unconverted: int = 0
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class FacetTallies:
    """The values of a facet that have records, and the same figures over their union, each record once."""

    order: Sequence[str]
    """Most records first, then by value."""
    tally: Callable[[str], Tally]
    """Makes the tally of one of them; few of many are shown."""
    distinct_count: int
    distinct_usd_sum: int | None

    @classmethod
    def of(cls, by_value: Mapping[str, Tally], distinct: Tally) -> "FacetTallies":
        """Return those of tallies that are made already; values without records are left out."""
        held = {value: tally for value, tally in by_value.items() if tally.count}
        order = sorted(held, key=lambda value: (-held[value].count, value))
        return cls(order, held.__getitem__, distinct.count, distinct.usd_sum)


def without_own(name: str, filters: Filters) -> Filters:
    """Return the filters that a facet counts under: all but the any-of one that its buckets set."""
    if name == "year":
        return replace(filters, date=None)
    if name == "usd_band" and filters.amount is not None:
        kept = replace(filters.amount, usd_min=None, usd_max=None)
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
    if name == "usd_band":
        amount = filters.amount
        chosen = (amount.usd_min, amount.usd_max) if amount else (None, None)
        return frozenset(band.value for band in USD_BANDS if chosen == (band.low, band.high))
    if name == "country_pair":
        wanted = filters.terms.get("country", TermFilter()).all_of
        return frozenset({"-".join(sorted(wanted))}) if len(wanted) == 2 else frozenset()
    return frozenset(filters.terms.get(name, TermFilter()).any_of)


def _selected_year(span: SpanFilter | None) -> frozenset[str]:
    if span is None or span.start is None or span.end is None:
        return frozenset()
    year = span.start.year
    whole = span == SpanFilter(date(year, 1, 1), date(year, 12, 31))
    return frozenset({str(year)}) if whole else frozenset()


def build_facet(name: str, tallies: FacetTallies, query: SearchQuery, label: Callable[[str, str], str]) -> Facet:
    """Return a facet: most records first, then by value, at most `facet_limit`, the selected ones always."""
    selected = selected_values(name, query)
    held = frozenset(tallies.order)
    ranked = [*tallies.order, *sorted(selected - held)]
    limit = len(ranked) if query.facet_limit is None else query.facet_limit
    shown = ranked[:limit] + [value for value in ranked[limit:] if value in selected]
    buckets = tuple(
        _bucket(value, label(name, value), tallies.tally(value) if value in held else Tally(), value in selected)
        for value in shown
    )
    return Facet(
        name=name,
        overlapping=name in OVERLAPPING,
        values=len(tallies.order),
        distinct_count=tallies.distinct_count,
        distinct_usd_sum=tallies.distinct_usd_sum,
        buckets=buckets,
    )


def _bucket(value: str, label: str, tally: Tally, selected: bool) -> FacetBucket:
    return FacetBucket(
        value=value,
        label=label,
        count=tally.count,
        usd_sum=tally.usd_sum,
        unconverted=tally.unconverted,
        selected=selected,
        first_on=tally.first_on,
        last_on=tally.last_on,
    )
