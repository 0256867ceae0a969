"""Paid: the counted amounts of developments by the values of a facet."""

from collections.abc import Iterable, Sequence

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.money import Floats, read_money
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.execution.values import Values


class Paid:
    """Rows of money under values: whose each is, the code of its value, one of `size`, and the money as columns."""

    def __init__(self, documents: Ints, codes: Ints, money: Sequence[Floats], size: int) -> None:
        self._documents = documents
        self._codes = codes
        self._columns = money
        self._size = size

    def of(self, mask: Mask) -> tuple[Floats, ...]:
        """Return what the amounts of some documents add up to by value, as `money.read_money` reads it."""
        places = mask.take(self._documents).nonzero()[0]
        codes = self._codes.take(places)
        return add_up(codes, [column.take(places) for column in self._columns], self._size)


class PaidApart(Paid):
    """The same where amounts have the values: a row for each value of each; `amounts` says of which, ascending."""

    def __init__(self, documents: Ints, codes: Ints, money: Sequence[Floats], size: int, amounts: Ints) -> None:
        super().__init__(documents, codes, money, size)
        self._first = np.diff(amounts, prepend=-1) != 0

    def distinct(self, mask: Mask) -> int | None:
        """Return the dollars of the amounts of some documents, each once; None where none has any."""
        places = (mask.take(self._documents) & self._first).nonzero()[0]
        return read_money(*[float(np.add.reduce(column.take(places))) for column in self._columns])[0]


def paid_in_whole(columns: Columns, values: Values) -> Paid:
    """Return a row for each value of each development that has counted amounts, of all of them."""
    mask = columns.developments & columns.counted
    documents, codes = values.rows(np.flatnonzero(mask), lambda: mask)
    return Paid(documents, codes, [column.take(documents) for column in columns.money], len(values.names))


def add_up(codes: Ints, columns: Iterable[Floats], size: int) -> tuple[Floats, ...]:
    """Return what columns add up to by code."""
    sums = (np.bincount(codes, column, size) for column in columns)
    return tuple(found.astype(np.float64, copy=False) for found in sums)  # bincount of nothing gives integers
