"""Worths: what each amount is worth in dollars or another currency, in numbers that sort and add up exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.backends.whoosh.execution.amounts import Amounts
from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.money import HALF
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.writing.facts import NONE
from search.document import Money
from search.grouping import Worth

_KEPT = 8
"""Currencies whose figures are kept."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The worth of each amount: whether it is known, and both halves of it, the lower `HALF` bits first."""

    known: Mask
    low: Ints
    high: Ints


class Worths:
    """The figures of all amounts of one generation that sums count; others are worth nothing that is known."""

    def __init__(self, columns: Columns, amounts: Amounts) -> None:
        self._columns = columns
        self._amounts = amounts
        self._kept: dict[tuple[str, str] | None, Figures] = {}

    def in_(self, worth: Worth | None) -> Figures:
        """Return the figures in a currency; None is dollars."""
        key = None if worth is None else (worth.currency, worth.key)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[key] = self._figures(worth)
        return found

    def _figures(self, worth: Worth | None) -> Figures:
        if worth is None:
            values = self._columns["amount_usd_bottom"]
            return Figures(values != NONE, values & (1 << HALF) - 1, values >> HALF)
        given = [NONE if value is None else value for value in self._worths(worth)]
        low = np.array([value & (1 << HALF) - 1 for value in given], np.int64)
        high = np.array([value >> HALF for value in given], np.int64)
        return Figures(np.array([value != NONE for value in given], np.bool_), low, high)

    def _worths(self, worth: Worth) -> Iterator[int | None]:
        bottoms = self._columns["amount_bottom"].tolist()
        days = self._columns["sorted_on"].take(self._amounts.documents).tolist()
        codes, currencies = self._amounts.currencies
        counted = self._amounts.counted.tolist()
        for code, bottom, day, counts in zip(codes.tolist(), bottoms, days, counted, strict=True):
            written = None if bottom == NONE or not counts else bottom
            year = 0 if day == NONE else date.fromordinal(day).year
            yield worth.of(Money(currencies[code], written, written, None, None), year)
