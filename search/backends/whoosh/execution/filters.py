"""Filters: the meaning of `search/filtering.py` as masks over all documents; masks asked for lately are kept."""

from collections.abc import Hashable
from datetime import UTC, datetime
from threading import Lock

import numpy as np
from cachetools import LRUCache

from search.backends.whoosh.execution.columns import Columns
from search.backends.whoosh.execution.postings import Postings
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.writing.facts import NONE
from search.filtering import asks_figures, bears_on_developments_only
from search.query import AmountFilter, Filters, SpanFilter, TermFilter

CACHE_BYTES = 16 << 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class FilterMasks:
    """Says for every document whether it is an entry that meets the filters."""

    def __init__(self, columns: Columns, postings: Postings) -> None:
        self.columns = columns
        self.postings = postings
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
        columns = self.columns
        documents = columns["amount_document"]
        if wanted.present is False:
            bare = ~self._having(documents)
            return np.zeros_like(bare) if asks_figures(wanted) else bare
        chosen = np.ones(len(documents), np.bool_)
        if wanted.currencies:
            chosen &= columns.amounts_in(wanted.currencies)
        for group, least, most in (
            ("amount_usd", wanted.usd_min, wanted.usd_max),
            ("amount", wanted.amount_min, wanted.amount_max),
        ):
            chosen &= _within(columns[f"{group}_bottom"], columns[f"{group}_top"], least, most)
        return self._having(documents[chosen])


_NO_FILTERS = Filters()


def _within(bottom: Array, top: Array, least: int | None, most: int | None) -> Mask:
    inside = np.ones(len(bottom), np.bool_)
    if least is not None:
        inside &= (bottom != NONE) & (bottom >= least)
    if most is not None:
        inside &= (top != NONE) & (top <= most)
    return inside


def _between(start: Array, end: Array, wanted: SpanFilter) -> Mask:
    inside = np.ones(len(start), np.bool_)
    if wanted.start is not None:
        inside &= end >= wanted.start.toordinal()
    if wanted.end is not None:
        inside &= start <= wanted.end.toordinal()
    return inside
