"""Ordering: the first records of an order, and what stands after a cursor, without sorting all of them.

An order is a value (a score, a day, dollars; unknown last) and then a *tie*, the packed volume, number, position and rank of
the kind, as `search.sorting.comparable` compares them. Both are turned so that the smallest stands first.
"""

from bisect import bisect_right

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Floats, Ints
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.writing.facts import NONE, PART_BITS, RANK_BITS, pack_order, unpack_order
from search.query import Sort
from search.results import SortKey

_COLUMNS = {"date": "sorted_on", "published": "published_start", "usd": "largest_usd"}
_DESCENDING = ((1 << 2 * PART_BITS) - 1) << (PART_BITS + RANK_BITS)
"""Bits of volume and number, which go the way of the sort while the position always ascends."""
_LAST = 1 << 62
FEW = 192
"""Records that are sorted outright, up to where that is as quick as finding candidates first."""
STRIDE = 256
"""Records that a walk looks at first; then four times as many, and so on."""


class Order:
    """One order of the records of a generation."""

    def __init__(self, columns: Columns, sort: Sort) -> None:
        self._columns = columns
        self._sort = sort
        self._column = None if sort is Sort.RELEVANCE else columns[_COLUMNS[sort.partition("_")[0]]]

    def first(self, records: Ints, scores: Floats, count: int) -> Ints:
        """Return the places, among records, of the `count` first, in order."""
        values = self._values(records, scores)
        if len(values) <= max(count, FEW):
            return np.lexsort((self._ties(records), values))[:count]
        places = self._candidates(records, values, count)
        found: Ints = places[np.lexsort((self._ties(records[places]), values[places]))[:count]]
        return found

    def after(self, records: Ints, scores: Floats, key: SortKey) -> Mask:
        """Return which records stand after a cursor's key."""
        wanted, tie = self.place(key)
        values = self._values(records, scores)
        found: Mask = values > wanted
        level = np.flatnonzero(values == wanted)
        found[level] = self._ties(records[level]) > tie
        return found

    def key(self, record: int, score: float) -> SortKey:
        """Return the key that a cursor carries for a record."""
        order = unpack_order(int(self._columns["order"][record]))
        if self._column is None:
            return (score, *order)
        value = int(self._column[record])
        return (None if value == NONE else value, *order)

    def sorted(self, records: Ints) -> "Walk":
        """Return all of some records in order; not by relevance."""
        values = self._values(records, np.empty(0))
        ties = self._ties(records)
        order = np.lexsort((ties, values))
        return Walk(self, records[order], values[order], ties[order])

    def _values(self, records: Ints, scores: Floats) -> Array:
        if self._column is None:
            return -scores
        values = self._column.take(records).astype(np.int64, copy=False)
        return np.where(values == NONE, _LAST, values) if self._sort.ascending else -values

    def _ties(self, records: Ints) -> Ints:
        order = self._columns["order"].take(records)
        return order if self._sort.ascending else order ^ _DESCENDING

    def place(self, key: SortKey) -> tuple[float, int]:
        """Return the value and the tie of a cursor's key."""
        value, *order = key
        tie = pack_order(int(part or 0) for part in order)
        if value is None:
            return (_LAST, tie) if self._sort.ascending else (-NONE, tie ^ _DESCENDING)
        return (float(value), tie) if self._sort.ascending else (-float(value), tie ^ _DESCENDING)

    def _candidates(self, records: Ints, values: Array, count: int) -> Ints:
        """Return at least the places of the `count` first, and few more."""
        parted = values.copy()
        parted.partition(count - 1)
        limit = parted[count - 1]
        places: Ints = np.flatnonzero(values <= limit)
        if len(places) <= 4 * count:
            return places
        if values.min() == limit:  # nothing stands before the ties
            return places[np.argpartition(self._ties(records[places]), count - 1)[:count]]
        level = places[values[places] == limit]
        below = places[values[places] < limit]
        missing = count - len(below)
        return np.concatenate([below, level[np.argpartition(self._ties(records[level]), missing - 1)[:missing]]])


class Walk:
    """Records in order, from which pages of any choice of them are picked."""

    def __init__(self, order: Order, records: Ints, values: Array, ties: Ints) -> None:
        self._order = order
        self._records = records
        self._values = values
        self._ties = ties

    def page(self, chosen: Mask, count: int, after: SortKey | None) -> Ints:
        """Return the first `count` records that are chosen, after a cursor's key."""
        at = 0 if after is None else self._after(after)
        stride, found, missing = STRIDE, [np.empty(0, np.int64)], count
        while missing > 0 and at < len(self._records):
            part = self._records[at : at + stride]
            part = part[chosen[part]][:missing]
            found.append(part)
            missing -= len(part)
            at, stride = at + stride, 4 * stride
        return np.concatenate(found)

    def _after(self, key: SortKey) -> int:
        place = self._order.place(key)
        return bisect_right(range(len(self._records)), place, key=lambda at: (self._values[at], self._ties[at]))
