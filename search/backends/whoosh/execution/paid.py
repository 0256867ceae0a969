"""Paid: the counted amounts of developments by the values of a facet."""

from collections.abc import Iterable

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.money import Floats
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.execution.values import Values


class Paid:
    """A row for each value of each development that has counted amounts."""

    def __init__(self, columns: Columns, values: Values) -> None:
        mask = columns.developments & columns.counted
        self._documents, self._codes = values.rows(np.flatnonzero(mask), lambda: mask)
        self._columns = [column.take(self._documents) for column in columns.money]
        self._size = len(values.names)

    def of(self, mask: Mask) -> tuple[Floats, ...]:
        """Return what the amounts of some documents add up to by value, as `money.read_money` reads it."""
        places = mask.take(self._documents).nonzero()[0]
        codes = self._codes.take(places)
        return add_up(codes, [column.take(places) for column in self._columns], self._size)


def add_up(codes: Ints, columns: Iterable[Floats], size: int) -> tuple[Floats, ...]:
    """Return what columns add up to by code."""
    sums = (np.bincount(codes, column, size) for column in columns)
    return tuple(found.astype(np.float64, copy=False) for found in sums)  # bincount of nothing gives integers
