"""Ordering: the first hits of an order and what stands after a cursor, without sorting all of them.

An order is a value (a score, a day, dollars; unknown last) and then a *tie*, the packed volume, number, position and rank of
the kind, as `search.sorting.comparable` compares them.
"""

from dataclasses import dataclass

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Floats, Ints
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.writing.facts import NONE, PART_BITS, RANK_BITS, pack_order, unpack_order
from search.query import Sort
from search.results import SortKey

_COLUMNS = {"date": "sorted_on", "published": "published_start", "usd": "largest_usd"}
_DESCENDING = ((1 << 2 * PART_BITS) - 1) << (PART_BITS + RANK_BITS)
"""Bits of volume and number, which go the way of the sort while the position always ascends."""
FEW = 64
"""Hits that are sorted outright."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What hits are sorted by, the smallest first."""

    values: Floats
    ties: Ints

    def __getitem__(self, chosen: Ints) -> "Keys":
        return Keys(self.values[chosen], self.ties[chosen])

    def __len__(self) -> int:
        return len(self.values)


def sort_keys(columns: Columns, records: Ints, scores: Floats, sort: Sort) -> Keys:
    """Return the keys of records."""
    sign = 1.0 if sort.ascending else -1.0
    values = scores if sort is Sort.RELEVANCE else _values(columns, records, sort)
    values = np.where(np.isnan(values), np.inf, sign * values)
    ties = columns["order"].take(records)
    return Keys(values, ties if sort.ascending else ties ^ _DESCENDING)


def _values(columns: Columns, records: Ints, sort: Sort) -> Floats:
    found = columns[_COLUMNS[sort.partition("_")[0]]].take(records)
    return np.where(found == NONE, np.nan, found.astype(np.float64))


def after(keys: Keys, key: SortKey, sort: Sort) -> Mask:
    """Return which stand after a cursor's key."""
    value, *order = key
    tie = pack_order(int(part or 0) for part in order)
    sign = 1.0 if sort.ascending else -1.0
    wanted = np.inf if value is None else sign * float(value)
    tie = tie if sort.ascending else tie ^ _DESCENDING
    found: Mask = (keys.values > wanted) | ((keys.values == wanted) & (keys.ties > tie))
    return found


def first(keys: Keys, count: int) -> Ints:
    """Return the places of the `count` smallest, in order."""
    places = np.arange(len(keys))
    if len(keys) > max(count, FEW):
        places = _candidates(keys, count)
    chosen = keys[places]
    found: Ints = places[np.lexsort((chosen.ties, chosen.values))[:count]]
    return found


def _candidates(keys: Keys, count: int) -> Ints:
    """Return at least the places of the `count` smallest, and few more."""
    limit = np.partition(keys.values, count - 1)[count - 1]
    places = np.flatnonzero(keys.values <= limit)
    if len(places) <= 4 * count:
        return places
    level = places[keys.values[places] == limit]
    below = places[keys.values[places] < limit]
    missing = count - len(below)
    return np.concatenate([below, level[np.argpartition(keys.ties[level], missing - 1)[:missing]]])


def cursor_key(columns: Columns, record: int, score: float, sort: Sort) -> SortKey:
    """Return the key that a cursor carries for a record."""
    order = unpack_order(int(columns["order"][record]))
    if sort is Sort.RELEVANCE:
        return (score, *order)
    value = int(columns[_COLUMNS[sort.partition("_")[0]]][record])
    return (None if value == NONE else value, *order)
