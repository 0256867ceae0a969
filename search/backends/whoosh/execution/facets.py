"""Facets over arrays: records, dollars and first and last days of every value at once."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.selection import HALF, Selection
from search.backends.whoosh.execution.values import Values, read_values
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.writing.facts import NONE
from search.document import DEVELOPMENT, RECORD_KINDS
from search.tallies import FacetTallies, Tally

_LATEST = 1 << 40


@dataclass(frozen=True, slots=True)
class _Figures:
    """What tallies are made of, one element a value."""

    counts: Ints
    money: tuple[Ints, ...]
    days: tuple[Ints, Ints]

    def tally(self, code: int) -> Tally:
        high, low, amounts, unconverted = [int(figures[code]) for figures in self.money]
        first, last = [int(days[code]) for days in self.days]
        return Tally(
            count=int(self.counts[code]),
            usd_sum=(high << HALF) + low if amounts else None,
            unconverted=unconverted,
            first_on=_day(first),
            last_on=_day(last),
        )


class Tallier:
    """Tallies entries by value over one generation."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._values: dict[str, Values] = {}

    def kinds(self, selected: Selection) -> FacetTallies:
        """Return the tallies of the kind facet: each kind's own records."""
        by_kind = {kind: self._tally(selected, (kind,)) for kind in RECORD_KINDS}
        return FacetTallies.of(by_kind, self._tally(selected, RECORD_KINDS))

    def values(self, facet: str, selected: Selection, kinds: Sequence[str]) -> FacetTallies:
        """Return the tallies of every value that the selected entries have."""
        if tuple(kinds) == (DEVELOPMENT,):
            selected = selected.developments
        held = self._of(facet)
        figures = self._figures(held, selected, kinds)
        order = np.argsort(-figures.counts, kind="stable")[: np.count_nonzero(figures.counts)]
        union = Selection(self.columns, selected.entries[held.sizes(selected.entries) > 0])
        return FacetTallies(
            order=[held.names[code] for code in order.tolist()],
            tally=lambda value: figures.tally(bisect_left(held.names, value)),
            distinct_count=sum(_record_count(union, kind) for kind in kinds),
            distinct_usd_sum=union.developments.usd_sum,
        )

    def _figures(self, held: Values, selected: Selection, kinds: Sequence[str]) -> _Figures:
        size = len(held.names)
        developments = selected.developments
        documents, codes = held.rows(developments.entries, developments.mask)
        counts = np.zeros(size, np.int64)
        if DEVELOPMENT in kinds:
            counts += np.bincount(codes, minlength=size)
        others = [kind for kind in kinds if kind != DEVELOPMENT]
        if others:
            rows = held.rows(selected.entries, selected.mask)
            counts += sum(self._counts(*rows, size, kind) for kind in others)
        return _Figures(counts, self._money(held, developments.having_amounts), self._days(documents, codes, size))

    def _counts(self, documents: Ints, codes: Ints, size: int, kind: str) -> Ints:
        """Return how many records of a kind each value has, for which several entries may stand."""
        records = self.columns.record_of(kind).take(documents)
        known = records != NONE
        pairs = np.unique(codes[known] * self.columns.size + records[known])
        return np.bincount(pairs // max(self.columns.size, 1), minlength=size)

    def _money(self, held: Values, having: Selection) -> tuple[Ints, ...]:
        """Return, by code, both halves of the counted dollars, how many amounts they are, and how many have none."""
        documents, codes = held.rows(having.entries, having.mask)
        dollars = self.columns["dollars"].take(documents)
        halves = (dollars >> HALF, dollars & ((1 << HALF) - 1))
        numbers = (self.columns[name].take(documents) for name in ("dollar_amounts", "unconverted"))
        return tuple(_added(values, codes, len(held.names)) for values in (*halves, *numbers))

    def _days(self, documents: Ints, codes: Ints, size: int) -> tuple[Ints, Ints]:
        first = np.full(size, _LATEST, np.int64)
        last = np.full(size, NONE, np.int64)
        days = self.columns.days.take(documents)
        if self.columns.undated:
            known = days != NONE
            days, codes = days[known], codes[known]
        np.minimum.at(first, codes, days)
        np.maximum.at(last, codes, days)
        return first, last

    def _tally(self, selected: Selection, kinds: Sequence[str]) -> Tally:
        """Return one tally of all that is selected."""
        developments = selected.developments
        days = self.columns.days.take(developments.entries)
        days = days[days != NONE]
        return Tally(
            count=sum(_record_count(selected, kind) for kind in kinds),
            usd_sum=developments.usd_sum,
            unconverted=int(self.columns["unconverted"].take(developments.entries).sum()),
            first_on=_day(int(days.min())) if len(days) else None,
            last_on=_day(int(days.max())) if len(days) else None,
        )

    def _of(self, facet: str) -> Values:
        if facet not in self._values:
            self._values[facet] = read_values(self.columns.segments, facet)
        return self._values[facet]


def _record_count(selected: Selection, kind: str) -> int:
    return len(selected.developments.entries) if kind == DEVELOPMENT else selected.record_count(kind)


def _added(values: Array, codes: Ints, size: int) -> Ints:
    """Add whole numbers below 2^31 by code, exactly."""
    return np.bincount(codes, values, minlength=size).astype(np.int64)


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 0 < ordinal < _LATEST else None
