"""Facets over arrays: records, dollars and first and last days of the values that entries have."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from search.backends.whoosh.execution.amounts import Amounts, conditions
from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.counting import Count, Counter, Days, are_few
from search.backends.whoosh.execution.money import read_sums
from search.backends.whoosh.execution.paid import PaidApart
from search.backends.whoosh.execution.selection import Selection
from search.backends.whoosh.execution.together import Together
from search.backends.whoosh.execution.values import Values, read_values
from search.backends.whoosh.writing.facts import NONE
from search.document import DEVELOPMENT, RECORD_KINDS
from search.fields import OF_AMOUNTS
from search.query import AmountFilter
from search.tallies import FacetTallies, MadeTallies, Tallied, Tally

KEPT = 4
"""Sets of facets that are kept side by side."""


@dataclass(frozen=True, slots=True)
class _Facet:
    """What is kept of a facet.

    `complete` says that every development has a value; `apart` is what is paid under each where amounts have the values.
    """

    values: Values
    counter: Counter
    complete: bool
    apart: PaidApart | None = None

    @classmethod
    def of(cls, columns: Columns, values: Values) -> "_Facet":
        developments = np.flatnonzero(columns.developments)
        complete = len(values.having(developments)) == len(developments)
        return cls(values, Counter(columns, values), complete)

    @classmethod
    def of_amounts(cls, columns: Columns, values: Values, paid: PaidApart, *, once: bool) -> "_Facet":
        return cls(values, Counter(columns, values, paid, once=once), complete=False, apart=paid)


class Tallier:
    """Tallies entries by value over one generation."""

    def __init__(self, columns: Columns, amounts: Amounts) -> None:
        self.columns = columns
        self._amounts = amounts
        self._facets: dict[str, _Facet] = {}
        self._several: dict[tuple[str, ...], Together] = {}

    def kinds(self, selected: Selection) -> FacetTallies:
        """Return the tallies of the kind facet: each kind's own records."""
        by_kind = {kind: self._tally(selected, (kind,)) for kind in RECORD_KINDS}
        return MadeTallies.of(by_kind, self._tally(selected, RECORD_KINDS))

    def values(
        self,
        facets: Sequence[str],
        selected: Selection,
        kinds: Sequence[str],
        wanted: AmountFilter | None,
        *,
        days: bool,
    ) -> dict[str, FacetTallies]:
        """Return the tallies of every value that the selected entries have, of several facets.

        `wanted` is what is asked of amounts: one that meets it brings an entry under the values that amounts have.
        """
        found: dict[str, FacetTallies] = {}
        developments = selected.developments
        together = () if days or not are_few(developments) else self._with_tables(facets)
        if len(together) > 1:
            for name, share in zip(together, self._together(together).count(developments), strict=True):
                found[name] = ValueTallies(self._facet(name), selected, kinds, share)
        for name in facets:
            if name not in found:
                facet = self._facet(name, wanted)
                count = facet.counter.count(developments)
                found[name] = ValueTallies(facet, selected, kinds, count, count.days if days else None)
        return found

    def _with_tables(self, facets: Sequence[str]) -> tuple[str, ...]:
        return tuple([n for n in facets if n not in OF_AMOUNTS and self._facet(n).values.table is not None])

    def _together(self, facets: tuple[str, ...]) -> Together:
        if facets not in self._several:
            if len(self._several) >= KEPT:
                self._several = {}
            values = [self._facet(facet).values for facet in facets]
            tables = [one.table for one in values if one.table is not None]
            self._several[facets] = Together(tables, [len(one.names) for one in values])
        return self._several[facets]

    def values_of(self, facet: str) -> Values:
        """Return the values of a facet."""
        return self._facet(facet).values

    def _facet(self, facet: str, wanted: AmountFilter | None = None) -> _Facet:
        asked = conditions(wanted) if facet in OF_AMOUNTS else None
        if asked is not None:
            return _Facet.of_amounts(self.columns, *self._amounts.values(facet, asked), once=True)
        if facet not in self._facets:
            self._facets[facet] = self._made(facet)
        return self._facets[facet]

    def _made(self, facet: str) -> _Facet:
        if facet in OF_AMOUNTS:
            return _Facet.of_amounts(self.columns, *self._amounts.values(facet, None), once=False)
        return _Facet.of(self.columns, read_values(self.columns.segments, facet))

    def _tally(self, selected: Selection, kinds: Sequence[str]) -> Tally:
        """Return one tally of all that is selected."""
        developments = selected.developments
        ((first, last),) = self.columns.ranked.days_of(developments.bits[None])
        return Tally(sum(map(selected.record_count, kinds)), *developments.money, first, last)


class ValueTallies:
    """Implements `search.tallies.FacetTallies`: made from counts as far as they are shown."""

    def __init__(
        self,
        facet: _Facet,
        selected: Selection,
        kinds: Sequence[str],
        count: Count,
        days: Callable[[Ints], Days] | None = None,
    ) -> None:
        self._values = facet.values
        self._apart = facet.apart
        self._selected = selected
        self._count = count
        self._kinds = kinds
        self._days = days
        self._counts = self._records()
        self._having = self._with_values(facet)
        self.size = int(np.count_nonzero(self._counts))

    @property
    def distinct_count(self) -> int:
        """How many records have a value."""
        return sum(map(self._having.record_count, self._kinds))

    @property
    def distinct_usd_sum(self) -> int | None:
        """The counted dollars of the developments with a value, or of the amounts with one."""
        developments = self._having.developments
        return developments.money[0] if self._apart is None else self._apart.distinct(developments.mask)

    def first(self, limit: int | None) -> Tallied:
        """Return the values with most records."""
        codes = (-self._counts).argsort(kind="stable")[: self.size][:limit]
        return self._tallied(codes)

    def tally(self, value: str) -> Tally:
        """Return what a value adds up to."""
        code = bisect_left(self._values.names, value)
        if code == len(self._values.names) or self._values.names[code] != value or not self._counts[code]:
            return Tally()
        return self._tallied(np.array([code])).at(0)

    def _tallied(self, codes: Ints) -> Tallied:
        values = list(map(self._values.names.__getitem__, codes.tolist()))
        dollars, unconverted = read_sums(*[column.take(codes).tolist() for column in self._count.money])
        tallied = Tallied(values, self._counts.take(codes).tolist(), dollars, unconverted)
        if self._days is None:
            return tallied
        days = self._days(codes)
        return tallied._replace(first_on=[first for first, _ in days], last_on=[last for _, last in days])

    def _records(self) -> Ints:
        """Return how many records of the kinds asked for each value has."""
        others = [kind for kind in self._kinds if kind != DEVELOPMENT]
        counts = self._count.counts if DEVELOPMENT in self._kinds else np.zeros_like(self._count.counts)
        if others:
            documents, codes = self._values.rows(self._selected.entries, lambda: self._selected.mask)
            for kind in others:
                counts = counts + self._stood_for(documents, codes, kind)
        return counts

    def _stood_for(self, documents: Ints, codes: Ints, kind: str) -> Ints:
        """Return how many records of a kind each value has, for which several entries may stand."""
        columns = self._selected.columns
        records = columns.record_of(kind).take(documents)
        known = records != NONE
        pairs = np.unique(codes[known] * columns.size + records[known])
        return np.bincount(pairs // max(columns.size, 1), minlength=len(self._values.names))

    def _with_values(self, facet: _Facet) -> Selection:
        """Return the selected entries that have a value."""
        if facet.complete and tuple(self._kinds) == (DEVELOPMENT,):
            return self._selected.developments
        return Selection(self._selected.columns, self._values.having(self._selected.entries))
