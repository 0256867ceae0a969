"""Selection: entries that facets are counted over, and what all facets need of them, found once."""

from functools import cached_property

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.writing.facts import NONE

HALF = 31
"""Dollars are added in two halves of this many bits, each of which a float adds up exactly (2^22 documents and more)."""


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
    def developments(self) -> "Selection":
        """The developments among them."""
        own = self.columns.developments.take(self.entries)
        return self if own.all() else Selection(self.columns, self.entries[own])

    @cached_property
    def having_amounts(self) -> "Selection":
        """Those with amounts that sums count."""
        return Selection(self.columns, self.entries[self.columns.counted.take(self.entries)])

    def record_count(self, kind: str) -> int:
        """Return how many records of a kind they stand for."""
        records = self.columns.record_of(kind).take(self.entries)
        return len(np.unique(records[records != NONE]))

    @cached_property
    def usd_sum(self) -> int | None:
        """The counted dollars, None when there are none."""
        having = self.having_amounts.entries
        if not self.columns["dollar_amounts"].take(having).any():
            return None
        dollars = self.columns["dollars"].take(having)
        return (int((dollars >> HALF).sum()) << HALF) + int((dollars & ((1 << HALF) - 1)).sum())
