"""Counting: developments by value, with their first and last days, in one of two ways.

Where a facet has few values, each is a row of bits over all developments in the order of their days: `and` with what is chosen
and a count of bits give the developments of every value, the first and the last bit their days. Where it has many, the values of
what is chosen are looked up and counted.
"""

from datetime import date
from typing import Protocol

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.ranked import Ranked, Words, pack_bits
from search.backends.whoosh.execution.selection import Selection
from search.backends.whoosh.execution.values import Values
from search.backends.whoosh.writing.facts import NONE

FEW_VALUES = 128
"""Up to how many values a facet is kept as bits, which is 16 bytes a development at most."""
Days = list[tuple[date | None, date | None]]
_LATEST = 1 << 40


class Count(Protocol):
    """The chosen developments of every value."""

    @property
    def counts(self) -> Ints:
        """How many there are."""

    def days(self, codes: Ints) -> Days:
        """Return the first and the last primary day among those of some values, None where there is none."""


class Counter(Protocol):
    """Counts developments by value."""

    def count(self, developments: Selection) -> Count:
        """Count those that are chosen."""


def counter_of(columns: Columns, values: Values) -> Counter:
    """Return the way of counting that fits a facet."""
    few = len(values.names) <= FEW_VALUES
    return BitCounter(columns, values) if few else RowCounter(columns, values)


class BitCounter:
    """Counts bits."""

    def __init__(self, columns: Columns, values: Values) -> None:
        self._ranked = columns.ranked
        developments = self._ranked.documents
        ranks = np.full(columns.size, NONE, np.int64)
        ranks[developments] = np.arange(len(developments))
        documents, codes = values.rows(np.sort(developments), columns.developments)
        held = np.zeros((len(values.names), len(developments)), np.bool_)
        held[codes, ranks[documents]] = True
        self._rows = pack_bits(held)

    def count(self, developments: Selection) -> Count:
        """Count those that are chosen."""
        return BitCount(self._rows & developments.bits, self._ranked)


class BitCount:
    """The chosen developments of every value as bits."""

    def __init__(self, rows: Words, ranked: Ranked) -> None:
        self._rows = rows
        self._ranked = ranked
        self.counts = np.bitwise_count(rows).sum(axis=1, dtype=np.int64)

    def days(self, codes: Ints) -> Days:
        """Return the first and the last primary day among those of some values, None where there is none."""
        return self._ranked.days_of(self._rows[codes])


class RowCounter:
    """Counts rows of values."""

    def __init__(self, columns: Columns, values: Values) -> None:
        self._columns = columns
        self._values = values

    def count(self, developments: Selection) -> Count:
        """Count those that are chosen."""
        documents, codes = self._values.rows(developments.entries, developments.mask)
        days = self._columns["sorted_on"].take(documents).astype(np.int64)
        return RowCount(codes, days, len(self._values.names))


class RowCount:
    """The chosen developments of every value as rows."""

    def __init__(self, codes: Ints, days: Ints, size: int) -> None:
        self.counts = np.bincount(codes, minlength=size)
        self._first = np.full(size, _LATEST, np.int64)
        self._last = np.full(size, NONE, np.int64)
        np.maximum.at(self._last, codes, days)
        known = days != NONE
        np.minimum.at(self._first, codes[known], days[known])

    def days(self, codes: Ints) -> Days:
        """Return the first and the last primary day among those of some values, None where there is none."""
        return [
            (date.fromordinal(first), date.fromordinal(last)) if last != NONE else (None, None)
            for first, last in zip(self._first[codes].tolist(), self._last[codes].tolist(), strict=True)
        ]
