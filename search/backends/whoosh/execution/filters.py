"""Filters: the meaning of `search/filtering.py` as masks over all documents; masks asked for lately are kept."""

from collections.abc import Hashable
from datetime import UTC, datetime
from threading import Lock

import numpy as np
from cachetools import LRUCache

from search.backends.whoosh.execution.amounts import Amounts
from search.backends.whoosh.execution.columns import Columns
from search.backends.whoosh.execution.postings import Postings
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.writing.facts import NONE
from search.filtering import asks_something, bears_on_developments_only
from search.query import AmountFilter, Filters, SpanFilter, TermFilter

CACHE_BYTES = 16 << 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class FilterMasks:
    """Says for every document whether it is an entry that meets the filters."""

    def __init__(self, columns: Columns, postings: Postings, amounts: Amounts) -> None:
        self.columns = columns
        self.postings = postings
        self.amounts = amounts
        self._lock = Lock()
        self._kept: LRUCache[Hashable, Mask] = LRUCache(CACHE_BYTES, getsizeof=lambda mask: mask.nbytes + 500)

    def passing(self, filters: Filters, *, developments: bool = False) -> Mask:
        """Return the entries, or only the developments, that meet all the filters; the mask is not to be changed."""
        developments = developments or bears_on_developments_only(filters)
        base = self.columns.developments if developments else self.columns.entries
        if filters == _NO_FILTERS:
            return base
        terms = tuple(filters.terms.items())
        key = (developments, terms, filters.date, filters.published, filters.amount, filters.updated_since)
        with self._lock:
            found = self._kept.get(key)
        if found is None:
            found = self._passing(filters, base.copy())
            if found.nbytes < CACHE_BYTES:
                with self._lock:
                    self._kept[key] = found
        return found

    def _passing(self, filters: Filters, mask: Mask) -> Mask:
        for name, wanted in filters.terms.items():
            self._narrow_terms(mask, name, wanted)
        columns = self.columns
        if filters.date is not None:
            chosen = _between(columns["span_start"], columns["span_end"], filters.date)
            mask &= self._having(columns["span_document"][chosen])
        if filters.published is not None:
            start, end = columns["published_start"], columns["published_end"]
            mask &= (start != NONE) & _between(start, end, filters.published)
        if filters.amount is not None:
            mask &= self._amounts(filters.amount)
        if filters.updated_since is not None:
            mask &= columns["updated"] >= (filters.updated_since - _EPOCH).total_seconds() * 1_000_000
        return mask

    def _narrow_terms(self, mask: Mask, name: str, wanted: TermFilter) -> None:
        if wanted.any_of:
            mask &= self._with_values(name, wanted.any_of)
        for value in wanted.all_of:
            mask &= self._with_values(name, (value,))
        if wanted.none_of:
            mask &= ~self._with_values(name, wanted.none_of)

    def _with_values(self, name: str, values: tuple[str, ...]) -> Mask:
        mask = np.zeros(self.columns.size, np.bool_)
        for value in values:
            mask[self.postings.value(name, value)] = True
        return mask

    def _having(self, documents: Array) -> Mask:
        mask = np.zeros(self.columns.size, np.bool_)
        mask[documents] = True
        return mask

    def _amounts(self, wanted: AmountFilter) -> Mask:
        documents = self.columns["amount_document"]
        if wanted.present is False:
            bare = ~self._having(documents)
            return np.zeros_like(bare) if asks_something(wanted) else bare
        return self._having(documents[self.amounts.passing(wanted)])


_NO_FILTERS = Filters()


def _between(start: Array, end: Array, wanted: SpanFilter) -> Mask:
    inside = np.ones(len(start), np.bool_)
    if wanted.start is not None:
        inside &= end >= wanted.start.toordinal()
    if wanted.end is not None:
        inside &= start <= wanted.end.toordinal()
    return inside
