"""Selection: entries that facets are counted over, and what all facets need of them, found once."""

from functools import cached_property

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.money import read_money
from search.backends.whoosh.execution.ranked import Words
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.writing.facts import NONE
from search.document import DEVELOPMENT


class Selection:
    """Some entries, ascending."""

    def __init__(self, columns: Columns, entries: Ints) -> None:
        self.columns = columns
        self.entries = entries

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
        own = self.columns.developments.take(self.entries)
        return self if own.all() else Selection(self.columns, self.entries.compress(own))

    @cached_property
    def having_amounts(self) -> "Selection":
        """Those with amounts that sums count."""
        return Selection(self.columns, self.entries.compress(self.columns.counted.take(self.entries)))

    def record_count(self, kind: str) -> int:
        """Return how many records of a kind they stand for."""
        if kind == DEVELOPMENT:
            return len(self.developments.entries)
        records = self.columns.record_of(kind)[self.entries]
        return len(np.unique(records[records != NONE]))

    @cached_property
    def money(self) -> tuple[int | None, int]:
        """The counted dollars, None where no amount has any, and how many amounts have none."""
        having = self.having_amounts.entries
        return read_money(*(float(column.take(having).sum()) for column in self.columns.money))
