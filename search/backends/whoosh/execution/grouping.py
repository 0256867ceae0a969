"""Grouping over arrays: developments and their counted amounts added up by one or two groups."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.money import HALF
from search.backends.whoosh.execution.values import Values
from search.backends.whoosh.storage.strings import spread
from search.backends.whoosh.writing.facts import NONE
from search.document import Money
from search.grouping import PERIODS, Grouped, Grouping, Sums, Worth, middle

_KEPT = 8
"""Currencies whose figures are kept."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The groups of chosen developments: the place of each among the chosen, ascending, and the code of its group."""

    places: Ints
    codes: Ints
    names: list[str] | list[int]

    def crossed(self, other: "_Rows") -> "_Rows":
        """Return a row for every two groups of a development; the codes count those of `other` fastest."""
        first = np.searchsorted(other.places, self.places)
        sizes = np.searchsorted(other.places, self.places, side="right") - first
        codes = np.repeat(self.codes, sizes) * len(other.names) + other.codes.take(spread(first, sizes))
        return _Rows(np.repeat(self.places, sizes), codes, [])


@dataclass(frozen=True, slots=True)
class _Amounts:
    """Counted amounts: whose each is, whether its worth is known, and both halves of it, the lower `HALF` bits first."""

    documents: Ints
    known: Ints
    low: Ints
    high: Ints


class Grouper:
    """Adds up over one generation."""

    def __init__(self, columns: Columns, values_of: Callable[[str], Values]) -> None:
        self._columns = columns
        self._values_of = values_of
        self._figures: dict[tuple[str, str] | None, _Amounts] = {}

    def group(self, developments: Ints, grouping: Grouping) -> Grouped:
        """Add up developments, ascending."""
        rows = [self._rows(developments, group) for group in grouping.groups]
        joined = rows[0] if len(rows) == 1 else rows[0].crossed(rows[1])
        keys, codes = np.unique(joined.codes, return_inverse=True)
        amounts = self._amounts(grouping.worth)
        names = [tuple(_names(int(key), [row.names for row in rows])) for key in keys.tolist()]
        sums = _sums(developments, amounts, joined.places, codes, len(keys))
        everything = np.arange(len(developments))
        (whole,) = _sums(developments, amounts, everything, np.zeros_like(everything), 1)
        return Grouped(dict(zip(names, sums, strict=True)), whole)

    def _rows(self, developments: Ints, group: str) -> _Rows:
        period = PERIODS.get(group)
        if period is None:
            values = self._values_of(group)
            documents, codes = values.rows(developments, lambda: self._mask(developments))
            return _Rows(np.searchsorted(developments, documents), codes.astype(np.int64), values.names)
        days = self._columns["sorted_on"].take(developments)
        places = np.flatnonzero(days != NONE)
        known, codes = np.unique(days.take(places), return_inverse=True)
        numbers = [period.number(date.fromordinal(day)) for day in known.tolist()]
        names = sorted(set(numbers))
        place_of = {number: at for at, number in enumerate(names)}
        return _Rows(places, np.array([place_of[n] for n in numbers], np.int64).take(codes), names)

    def _mask(self, developments: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        mask = np.zeros(self._columns.size, np.bool_)
        mask[developments] = True
        return mask

    def _amounts(self, worth: Worth | None) -> _Amounts:
        """Return the counted amounts of all documents, by document."""
        key = None if worth is None else (worth.currency, worth.key)
        found = self._figures.get(key)
        if found is None:
            if len(self._figures) >= _KEPT:
                self._figures.clear()
            found = self._figures[key] = self._valued(worth)
        return found

    def _valued(self, worth: Worth | None) -> _Amounts:
        columns = self._columns
        counted = np.flatnonzero(columns["amount_counted"])
        counted = counted[np.argsort(columns["amount_document"].take(counted), kind="stable")]
        documents = columns["amount_document"].take(counted).astype(np.int64)
        if worth is None:
            values = columns["amount_usd_bottom"].take(counted)
            return _Amounts(documents, values != NONE, values & (1 << HALF) - 1, values >> HALF)
        given = [NONE if value is None else value for value in self._worths(worth, counted, documents)]
        low = np.array([value & (1 << HALF) - 1 for value in given], np.int64)
        high = np.array([value >> HALF for value in given], np.int64)
        return _Amounts(documents, np.array([value != NONE for value in given], np.bool_), low, high)

    def _worths(self, worth: Worth, amounts: Ints, documents: Ints) -> Iterator[int | None]:
        bottoms = self._columns["amount_bottom"].take(amounts).tolist()
        days = self._columns["sorted_on"].take(documents).tolist()
        currencies = self._columns.amount_currencies()
        for at, bottom, day in zip(amounts.tolist(), bottoms, days, strict=True):
            written = None if bottom == NONE else bottom
            year = 0 if day == NONE else date.fromordinal(day).year
            yield worth.of(Money(currencies[at], written, written, None, None), year)


def _names(key: int, names: list[list[str] | list[int]]) -> list[str | int]:
    """Return the group values that a code of one or two rows stands for."""
    if len(names) == 1:
        return [names[0][key]]
    first, second = divmod(key, len(names[1]))
    return [names[0][first], names[1][second]]


def _sums(developments: Ints, amounts: _Amounts, places: Ints, codes: Ints, size: int) -> list[Sums]:
    """Return the sums of each code; a row says that the development at a place has a code."""
    counts = np.bincount(codes, minlength=size).tolist()
    first = np.searchsorted(amounts.documents, developments)
    held = np.searchsorted(amounts.documents, developments, side="right") - first
    sizes = held.take(places)
    chosen = spread(first.take(places), sizes)
    groups, known = np.repeat(codes, sizes), amounts.known.take(chosen)
    unconverted = np.bincount(groups[~known], minlength=size).tolist()
    groups, chosen = groups[known], chosen[known]
    low, high = amounts.low.take(chosen), amounts.high.take(chosen)
    order = np.lexsort((low, high, groups))
    bounds = np.searchsorted(groups.take(order), np.arange(size + 1)).tolist()
    lows, highs = low.take(order).tolist(), high.take(order).tolist()
    values = [(above << HALF) + below for above, below in zip(highs, lows, strict=True)]
    return [
        _sum(count, values[start:end], unknown)
        for count, start, end, unknown in zip(counts, bounds[:-1], bounds[1:], unconverted, strict=True)
    ]


def _sum(count: int, values: list[int], unconverted: int) -> Sums:
    if not values:
        return Sums(count, unconverted=unconverted)
    return Sums(count, sum(values), middle(values), values[-1], unconverted)
