"""Together: several facets of the same few developments counted at once; a call of NumPy takes as long for one as for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from search.backends.whoosh.execution.columns import Ints
from search.backends.whoosh.execution.money import Floats
from search.backends.whoosh.execution.paid import add_up
from search.backends.whoosh.execution.selection import Selection


@dataclass(slots=True)
class Share:
    """The developments of every value of one facet; implements `counting.Count`."""

    counts: Ints
    money: tuple[Floats, ...]


class Together:
    """The tables of several facets side by side (`Values.table`), the codes of each behind those of the one before."""

    def __init__(self, tables: Sequence[Ints], sizes: Sequence[int]) -> None:
        self._bounds = [0, *np.cumsum(sizes).tolist()]
        self._size = self._bounds[-1]
        parts = [
            np.where(table == size, self._size, table.astype(np.int64) + start)
            for table, size, start in zip(tables, sizes, self._bounds, strict=False)
        ]
        self._table = np.concatenate(parts, axis=1).astype(np.min_scalar_type(self._size))

    def count(self, developments: Selection) -> list[Share]:
        """Count developments by the values of each facet."""
        counts = np.bincount(self._codes(developments), minlength=self._size)
        having, width = developments.having_amounts, self._table.shape[1]
        money = add_up(self._codes(having), [column.repeat(width) for column in developments.amounts], self._size)
        return [
            Share(counts[first:end], tuple([column[first:end] for column in money]))
            for first, end in pairwise(self._bounds)
        ]

    def _codes(self, developments: Selection) -> Ints:
        return self._table.take(developments.entries, axis=0).ravel()
