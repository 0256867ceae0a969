"""Filters over columns: one mask a condition, the meaning of `search/filtering.py` over arrays."""

from datetime import UTC, datetime

import numpy as np

from search.backends.whoosh.columns import KINDS, NONE, Columns, Ints, Mask, Rows
from search.backends.whoosh.postings import Postings
from search.document import DEVELOPMENT
from search.filtering import asks_figures, bears_on_developments_only
from search.query import AmountFilter, Filters, SpanFilter, TermFilter

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Masks:
    """Says for every document number whether an entry meets the filters."""

    def __init__(self, columns: Columns, postings: Postings) -> None:
        self.columns = columns
        self.postings = postings
        self.developments = columns.entries & (columns.kinds == KINDS.index(DEVELOPMENT))

    def passing(self, filters: Filters) -> Mask:
        """Return the entries that meet all the filters."""
        base = self.developments if bears_on_developments_only(filters) else self.columns.entries
        mask = base.copy()
        for name, wanted in filters.terms.items():
            self._narrow_terms(mask, name, wanted)
        if filters.date is not None:
            mask &= self._any(self.columns.spans, _overlap(self.columns.spans, filters.date))
        if filters.published is not None:
            start, end = self.columns.published
            mask &= (start != NONE) & _between(start, end, filters.published)
        if filters.amount is not None:
            mask &= self._amounts(filters.amount)
        if filters.updated_since is not None:
            mask &= self.columns.updated >= (filters.updated_since - _EPOCH).total_seconds() * 1_000_000
        return mask

    def _narrow_terms(self, mask: Mask, name: str, wanted: TermFilter) -> None:
        if wanted.any_of:
            mask &= self._having(name, wanted.any_of)
        for value in wanted.all_of:
            mask &= self._having(name, (value,))
        if wanted.none_of:
            mask &= ~self._having(name, wanted.none_of)

    def _having(self, name: str, values: tuple[str, ...]) -> Mask:
        mask = np.zeros(self.columns.size, dtype=np.bool_)
        for value in values:
            mask[self.postings.keyword(name, value)] = True
        return mask

    def _any(self, rows: Rows, chosen: Mask) -> Mask:
        mask = np.zeros(self.columns.size, dtype=np.bool_)
        mask[rows.documents[chosen]] = True
        return mask

    def _amounts(self, wanted: AmountFilter) -> Mask:
        rows = self.columns.amounts
        chosen = np.ones(len(rows.documents), dtype=np.bool_)
        if wanted.currencies:
            codes = [self.columns.currencies.index(c) for c in wanted.currencies if c in self.columns.currencies]
            chosen &= np.isin(rows.values["currency"], codes)
        chosen &= _within(rows.values["usd_bottom"], rows.values["usd_top"], wanted.usd_min, wanted.usd_max)
        chosen &= _within(rows.values["bottom"], rows.values["top"], wanted.amount_min, wanted.amount_max)
        if wanted.present is False:
            bare = ~self._any(rows, np.ones(len(rows.documents), dtype=np.bool_))
            return np.zeros_like(bare) if asks_figures(wanted) else bare
        return self._any(rows, chosen)


def _within(bottom: Ints, top: Ints, least: int | None, most: int | None) -> Mask:
    inside = np.ones(len(bottom), dtype=np.bool_)
    if least is not None:
        inside &= (bottom != NONE) & (bottom >= least)
    if most is not None:
        inside &= (top != NONE) & (top <= most)
    return inside


def _overlap(rows: Rows, wanted: SpanFilter) -> Mask:
    return _between(rows.values["start"], rows.values["end"], wanted)


def _between(start: Ints, end: Ints, wanted: SpanFilter) -> Mask:
    inside = np.ones(len(start), dtype=np.bool_)
    if wanted.start is not None:
        inside &= end >= wanted.start.toordinal()
    if wanted.end is not None:
        inside &= start <= wanted.end.toordinal()
    return inside
