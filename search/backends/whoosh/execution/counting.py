"""Counting: developments and their counted amounts by value, with their first and last days, in one of two ways.

Where much is chosen and a facet has few values, each value is a row of bits over all developments in the order of their days:
`and` with what is chosen and a count of bits give the developments of every value, the first and the last bit their days. Else the
values of what is chosen are looked up and counted, which touches little memory where little is chosen.
"""

from datetime import date
from functools import cached_property
from typing import Protocol

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.money import Floats
from search.backends.whoosh.execution.paid import Paid, PaidApart, add_up, paid_in_whole
from search.backends.whoosh.execution.ranked import Words, pack_bits
from search.backends.whoosh.execution.selection import Selection
from search.backends.whoosh.execution.values import Values
from search.backends.whoosh.writing.facts import NONE

FEW_VALUES = 128
"""Up to how many values a facet is kept as bits, which is 16 bytes a development at most."""
LITTLE = 12
"""From one document in so many, bits beat rows."""
Days = list[tuple[date | None, date | None]]
_LATEST = 1 << 40


class Count(Protocol):
    """The chosen developments of every value."""

    @property
    def counts(self) -> Ints:
        """How many there are."""

    @property
    def money(self) -> tuple[Floats, ...]:
        """What their amounts add up to, as `money.read_money` reads it."""


class DatedCount(Count, Protocol):
    """The same with their days."""

    def days(self, codes: Ints) -> Days:
        """Return the first and the last primary day among those of some values, None where there is none."""


def are_few(developments: Selection) -> bool:
    """Whether so little is chosen that it is counted by rows."""
    return len(developments.entries) * LITTLE < developments.columns.size


class Counter:
    """Counts developments by the values of one facet; `apart` is what is paid under each where amounts have the values."""

    def __init__(self, columns: Columns, values: Values, apart: PaidApart | None = None, *, once: bool = False) -> None:
        self._values = values
        self._apart = apart
        self._paid = apart or paid_in_whole(columns, values)
        few_values = len(values.names) <= FEW_VALUES and not once
        self._bits = _bits_by_value(columns, values) if few_values else None

    def count(self, developments: Selection) -> DatedCount:
        """Count those that are chosen."""
        if are_few(developments) and self._apart is None:
            return RowCount(self._values, developments)
        if self._bits is None:
            return RowCount(self._values, developments, self._paid)
        return BitCount(self._bits, developments, self._paid)


def _bits_by_value(columns: Columns, values: Values) -> Words:
    developments = columns.ranked.documents
    ranks = np.full(columns.size, NONE, np.int64)
    ranks[developments] = np.arange(len(developments))
    documents, codes = values.rows(np.sort(developments), lambda: columns.developments)
    held = np.zeros((len(values.names), len(developments)), np.bool_)
    held[codes, ranks[documents]] = True
    return pack_bits(held)


class BitCount:
    """The chosen developments of every value as bits."""

    def __init__(self, bits: Words, developments: Selection, paid: Paid) -> None:
        self._chosen = bits & developments.bits
        self._developments = developments
        self._paid = paid
        self.counts = np.bitwise_count(self._chosen).sum(axis=1, dtype=np.int64)

    @property
    def money(self) -> tuple[Floats, ...]:
        """What their amounts add up to."""
        return self._paid.of(self._developments.mask)

    def days(self, codes: Ints) -> Days:
        """Return the first and the last primary day among those of some values, None where there is none."""
        return self._developments.columns.ranked.days_of(self._chosen[codes])


class RowCount:
    """The chosen developments of every value as rows; with `paid`, amounts are added over all that has any."""

    def __init__(self, values: Values, developments: Selection, paid: Paid | None = None) -> None:
        self._size = len(values.names)
        self._developments = developments
        self._paid = paid
        self._values = values
        self._documents, self._codes, self._each = _rows(values, developments, every=paid is not None)
        self.counts = np.bincount(self._codes, minlength=self._size)[: self._size]

    @property
    def money(self) -> tuple[Floats, ...]:
        """What their amounts add up to."""
        if self._paid is not None:
            return self._paid.of(self._developments.mask)
        codes, each = self._values.codes_of(self._developments.having_amounts.entries)
        return add_up(codes, [column.repeat(each) for column in self._developments.amounts], self._size)

    def days(self, codes: Ints) -> Days:
        """Return the first and the last primary day among those of some values, None where there is none."""
        first, last = self._first_and_last
        return [
            (date.fromordinal(earliest), date.fromordinal(latest)) if latest != NONE else (None, None)
            for earliest, latest in zip(first[codes].tolist(), last[codes].tolist(), strict=True)
        ]

    @cached_property
    def _first_and_last(self) -> tuple[Ints, Ints]:
        days = self._developments.columns["sorted_on"].take(self._documents).repeat(self._each).astype(np.int64)
        first, last = np.full(self._size + 1, _LATEST, np.int64), np.full(self._size + 1, NONE, np.int64)
        np.maximum.at(last, self._codes, days)
        known = days != NONE
        np.minimum.at(first, self._codes[known], days[known])
        return first, last


def _rows(values: Values, developments: Selection, *, every: bool) -> tuple[Ints, Ints, Ints | int]:
    """Return documents, the codes of their values and how many of these each document has.

    `every` looks at the rows of all documents, which is quicker where much is chosen.
    """
    if every:
        return *values.rows(developments.entries, lambda: developments.mask), 1
    return developments.entries, *values.codes_of(developments.entries)
