"""Paid: the counted amounts of developments by the values of a facet."""

from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.money import Floats, read_money
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.execution.values import Values


class Paid:
    """Rows of counted amounts, or of all those of a document in one: whose they are, under which value, and their money.

    `size` is how many values there are; `first` says which row is the first of its amounts.
    """

    def __init__(self, documents: Ints, codes: Ints, money: Sequence[Floats], size: int, first: Mask) -> None:
        self._documents = documents
        self._codes = codes
        self._columns = money
        self._size = size
        self._first = first

    @classmethod
    def in_whole(cls, columns: Columns, values: Values) -> Self:
        """Return a row for each value of each development that has counted amounts, of all of them."""
        mask = columns.developments & columns.counted
        documents, codes = values.rows(np.flatnonzero(mask), lambda: mask)
        money = [column.take(documents) for column in columns.money]
        return cls(documents, codes, money, len(values.names), starts_of(documents))

    def distinct(self, mask: Mask) -> tuple[int | None, int]:
        """Return what the amounts of some documents come to, each once, as `money.read_money` reads it."""
        places = (mask.take(self._documents) & self._first).nonzero()[0]
        return read_money(*[float(np.add.reduce(column.take(places))) for column in self._columns])

    def of(self, mask: Mask) -> tuple[Floats, ...]:
        """Return what the amounts of some documents add up to by value, as `money.read_money` reads it."""
        places = mask.take(self._documents).nonzero()[0]
        codes = self._codes.take(places)
        return add_up(codes, [column.take(places) for column in self._columns], self._size)


def starts_of(numbers: Ints) -> Mask:
    """Return which of ascending numbers are the first of their kind."""
    found: Mask = np.diff(numbers, prepend=-1) != 0
    return found


def add_up(codes: Ints, columns: Iterable[Floats], size: int) -> tuple[Floats, ...]:
    """Return what columns add up to by code."""
    sums = (np.bincount(codes, column, size) for column in columns)
    return tuple(found.astype(np.float64, copy=False) for found in sums)  # bincount of nothing gives integers
