"""Selection: entries that facets are counted over, and what all facets need of them, found once."""

from functools import cached_property

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Floats, Ints
from search.backends.whoosh.execution.money import read_money
from search.backends.whoosh.execution.ranked import Words
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.writing.facts import NONE
from search.document import DEVELOPMENT


class Selection:
    """Some entries, ascending; `developments` says that they are known to be nothing else."""

    def __init__(self, columns: Columns, entries: Ints, *, developments: bool = False) -> None:
        self.columns = columns
        self.entries = entries
        self._only_developments = developments

    @cached_property
    def mask(self) -> Mask:
        """The entries as a mask."""
        found = np.zeros(self.columns.size, np.bool_)
        found[self.entries] = True
        return found

    @cached_property
    def bits(self) -> Words:
        """The developments among them as bits, by day."""
        return self.columns.ranked.bits(self.mask)

    @cached_property
    def developments(self) -> "Selection":
        """The developments among them."""
        if self._only_developments:
            return self
        own = self.columns.developments.take(self.entries)
        return Selection(self.columns, self.entries.compress(own), developments=True)

    @cached_property
    def having_amounts(self) -> "Selection":
        """Those with amounts that sums count."""
        having = self.entries.compress(self.columns.counted.take(self.entries))
        return Selection(self.columns, having, developments=self._only_developments)

    @cached_property
    def amounts(self) -> tuple[Floats, ...]:
        """The columns of money of those with amounts."""
        having = self.having_amounts.entries
        return tuple([column.take(having) for column in self.columns.money])

    def record_count(self, kind: str) -> int:
        """Return how many records of a kind they stand for."""
        if kind == DEVELOPMENT:
            return len(self.developments.entries)
        records = self.columns.record_of(kind)[self.entries]
        return len(np.unique(records[records != NONE]))

    @cached_property
    def money(self) -> tuple[int | None, int]:
        """The counted dollars, None where no amount has any, and how many amounts have none."""
        return read_money(*[float(np.add.reduce(column)) for column in self.amounts])
