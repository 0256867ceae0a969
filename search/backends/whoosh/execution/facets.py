"""Facets over arrays: records, dollars and first and last days of every value at once."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.values import Values, read_values
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.writing.facts import NONE
from search.document import DEVELOPMENT, RECORD_KINDS
from search.tallies import FacetTallies, Tally

_HALF = 31
"""Dollars are added in two halves of this many bits, each of which a float adds up exactly (2^22 documents and more)."""
_LATEST = 1 << 40


@dataclass(frozen=True, slots=True)
class _Figures:
    """What tallies are made of, one element a value."""

    counts: Ints
    money: tuple[Ints, Ints, Ints, Ints]
    days: tuple[Ints, Ints]

    def tally(self, code: int) -> Tally:
        high, low, amounts, unconverted = (int(figures[code]) for figures in self.money)
        first, last = (int(days[code]) for days in self.days)
        return Tally(
            count=int(self.counts[code]),
            usd_sum=(high << _HALF) + low if amounts else None,
            unconverted=unconverted,
            first_on=_day(first),
            last_on=_day(last),
        )


class Tallier:
    """Tallies entries by value over one generation."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._values: dict[str, Values] = {}

    def kinds(self, entries: Ints) -> FacetTallies:
        """Return the tallies of the kind facet: each kind's own records."""
        by_kind = {kind: self._tally(entries, (kind,)) for kind in RECORD_KINDS}
        return FacetTallies.of(by_kind, self._tally(entries, RECORD_KINDS))

    def values(self, facet: str, entries: Ints, kinds: Sequence[str]) -> FacetTallies:
        """Return the tallies of every value that some entries, ascending, have."""
        held = self._of(facet)
        if tuple(kinds) == (DEVELOPMENT,):
            entries = self._developments(entries)
        sizes = held.sizes(entries)
        figures = self._figures(held, entries, sizes, kinds)
        order = np.argsort(-figures.counts, kind="stable")[: np.count_nonzero(figures.counts)]
        union = entries[sizes > 0]
        return FacetTallies(
            order=[held.names[code] for code in order.tolist()],
            tally=lambda value: figures.tally(bisect_left(held.names, value)),
            distinct_count=sum(self._record_count(union, kind) for kind in kinds),
            distinct_usd_sum=self._usd_sum(self._developments(union)),
        )

    def _developments(self, entries: Ints) -> Ints:
        own = self.columns.developments.take(entries)
        return entries if own.all() else entries[own]

    def _figures(self, held: Values, entries: Ints, sizes: Ints, kinds: Sequence[str]) -> _Figures:
        codes = held.codes(entries, sizes)
        counts = np.zeros(len(held.names), np.int64)
        for kind in kinds:
            counts += self._counts(np.repeat(entries, sizes), codes, len(counts), kind) if kind != DEVELOPMENT else 0
        own = self._developments(entries)
        if len(own) < len(entries):
            sizes = held.sizes(own)
            codes = held.codes(own, sizes)
        if DEVELOPMENT in kinds:
            counts += np.bincount(codes, minlength=len(counts))
        return _Figures(counts, self._money(held, own), self._days(own, sizes, codes, len(counts)))

    def _counts(self, documents: Ints, codes: Ints, size: int, kind: str) -> Ints:
        """Return how many records of a kind each value has, for which several entries may stand."""
        records = self.columns.record_of(kind).take(documents)
        known = records != NONE
        pairs = np.unique(codes[known] * self.columns.size + records[known])
        return np.bincount(pairs // max(self.columns.size, 1), minlength=size)

    def _money(self, held: Values, developments: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Return, by code, both halves of the counted dollars, how many amounts they are, and how many have none."""
        having = developments[self.columns.counted.take(developments)]
        sizes = held.sizes(having)
        codes = held.codes(having, sizes)
        dollars, amounts, missing = (
            np.repeat(self.columns[name].take(having), sizes) for name in ("dollars", "dollar_amounts", "unconverted")
        )
        high, low = dollars >> _HALF, dollars & ((1 << _HALF) - 1)
        size = len(held.names)
        return (
            _added(high, codes, size),
            _added(low, codes, size),
            _added(amounts, codes, size),
            _added(missing, codes, size),
        )

    def _days(self, developments: Ints, sizes: Ints, codes: Ints, size: int) -> tuple[Ints, Ints]:
        first = np.full(size, _LATEST, np.int64)
        last = np.full(size, NONE, np.int64)
        days = np.repeat(self.columns["sorted_on"].take(developments).astype(np.int64), sizes)
        known = days != NONE
        if not known.all():
            days, codes = days[known], codes[known]
        np.minimum.at(first, codes, days)
        np.maximum.at(last, codes, days)
        return first, last

    def _tally(self, entries: Ints, kinds: Sequence[str]) -> Tally:
        """Return one tally of some entries."""
        developments = self._developments(entries)
        days = self.columns["sorted_on"].take(developments)
        days = days[days != NONE]
        return Tally(
            count=sum(self._record_count(entries, kind) for kind in kinds),
            usd_sum=self._usd_sum(developments),
            unconverted=int(self.columns["unconverted"].take(developments).sum()),
            first_on=_day(int(days.min())) if len(days) else None,
            last_on=_day(int(days.max())) if len(days) else None,
        )

    def _record_count(self, entries: Ints, kind: str) -> int:
        if kind == DEVELOPMENT:
            return int(np.count_nonzero(self.columns.developments.take(entries)))
        records = self.columns.record_of(kind).take(entries)
        return len(np.unique(records[records != NONE]))

    def _usd_sum(self, developments: Ints) -> int | None:
        """Return the counted dollars of developments, None when none of them has any."""
        having = developments[self.columns.counted.take(developments)]
        if not self.columns["dollar_amounts"].take(having).any():
            return None
        dollars = self.columns["dollars"].take(having)
        return (int((dollars >> _HALF).sum()) << _HALF) + int((dollars & ((1 << _HALF) - 1)).sum())

    def _of(self, facet: str) -> Values:
        if facet not in self._values:
            self._values[facet] = read_values(self.columns.segments, facet)
        return self._values[facet]


def _added(values: Array, codes: Ints, size: int) -> Ints:
    """Add whole numbers below 2^31 by code, exactly."""
    return np.bincount(codes, values, minlength=size).astype(np.int64)


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 0 < ordinal < _LATEST else None
