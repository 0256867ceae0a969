"""Facets over arrays: records, dollars and first and last days of every value at once."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from search.backends.whoosh.columns import KINDS, NONE, Columns, Ints, Mask
from search.backends.whoosh.postings import Postings
from search.document import DEVELOPMENT, RECORD_KINDS
from search.fields import USD_BANDS
from search.tallies import FacetTallies, Tally

_HALF = 31
"""Dollars are added in two halves of this many bits, so that no sum overflows 64 bits."""
_LATEST = 1 << 40


class Tallier:
    """Tallies entries by value over one generation."""

    def __init__(self, columns: Columns, postings: Postings) -> None:
        self.columns = columns
        self.postings = postings
        self._rows: dict[str, tuple[Ints, Ints, list[str]]] = {}
        self._is_development = columns.kinds == KINDS.index(DEVELOPMENT)
        self._dollars, self._dollar_amounts, self._unconverted = self._money()

    def kinds(self, entries: Mask) -> FacetTallies:
        """Return the tallies of the kind facet: each kind's own records."""
        by_kind = {kind: self._tally(entries, (kind,)) for kind in RECORD_KINDS}
        return FacetTallies({k: t for k, t in by_kind.items() if t.count}, self._tally(entries, RECORD_KINDS))

    def values(self, facet: str, entries: Mask, kinds: Sequence[str]) -> FacetTallies:
        """Return the tallies of every value that an entry of the mask has."""
        documents, codes, values = self._facet_rows(facet)
        chosen = entries[documents]
        documents, codes = documents[chosen], codes[chosen]
        tallies = self._by_code(documents, codes, len(values), kinds)
        union = np.zeros(self.columns.size, dtype=np.bool_)
        union[documents] = True
        by_value = {value: tally for value, tally in zip(values, tallies, strict=True) if tally.count}
        return FacetTallies(by_value, self._tally(union, kinds))

    def _tally(self, entries: Mask, kinds: Sequence[str]) -> Tally:
        documents = np.flatnonzero(entries)
        return self._by_code(documents, np.zeros(len(documents), dtype=np.int64), 1, kinds)[0]

    def _by_code(self, documents: Ints, codes: Ints, size: int, kinds: Sequence[str]) -> list[Tally]:
        counts = np.zeros(size, dtype=np.int64)
        for kind in kinds:
            records = self.columns.record_of[kind][documents]
            known = records != NONE
            pairs = np.unique(codes[known] * self.columns.size + records[known])
            counts += np.bincount(pairs // max(self.columns.size, 1), minlength=size)
        own = self._is_development[documents]
        documents, codes = documents[own], codes[own]
        sums = self._sums(documents, codes, size)
        amounts = _added(self._dollar_amounts[documents], codes, size)
        unconverted = _added(self._unconverted[documents], codes, size)
        first, last = self._days(documents, codes, size)
        return [
            Tally(
                count=int(counts[code]),
                usd_sum=sums[code] if amounts[code] else None,
                unconverted=int(unconverted[code]),
                first_on=_day(first[code]),
                last_on=_day(last[code]),
            )
            for code in range(size)
        ]

    def _sums(self, documents: Ints, codes: Ints, size: int) -> list[int]:
        dollars = self._dollars[documents]
        high = _added(dollars >> _HALF, codes, size)
        low = _added(dollars & ((1 << _HALF) - 1), codes, size)
        return [(int(h) << _HALF) + int(w) for h, w in zip(high, low, strict=True)]

    def _days(self, documents: Ints, codes: Ints, size: int) -> tuple[Ints, Ints]:
        days = self.columns.sorted_on[documents]
        known = days != NONE
        first = np.full(size, _LATEST, dtype=np.int64)
        last = np.full(size, NONE, dtype=np.int64)
        np.minimum.at(first, codes[known], days[known])
        np.maximum.at(last, codes[known], days[known])
        return np.where(first == _LATEST, NONE, first), last

    def _money(self) -> tuple[Ints, Ints, Ints]:
        """Return for each document its counted dollars, how many amounts they are, and how many have none."""
        rows = self.columns.amounts
        counted = rows.values["counted"] == 1
        converted = counted & (rows.values["usd_bottom"] != NONE)
        size = self.columns.size
        ones = np.ones(len(rows.documents), dtype=np.int64)
        dollars = _added(rows.values["usd_bottom"][converted], rows.documents[converted], size)
        amounts = _added(ones[converted], rows.documents[converted], size)
        unconverted = counted & ~converted
        return dollars, amounts, _added(ones[unconverted], rows.documents[unconverted], size)

    def _facet_rows(self, facet: str) -> tuple[Ints, Ints, list[str]]:
        if facet not in self._rows:
            match facet:
                case "year":
                    self._rows[facet] = self._years()
                case "usd_band":
                    self._rows[facet] = self._bands()
                case _:
                    self._rows[facet] = self.postings.keyword_rows(facet)
        return self._rows[facet]

    def _years(self) -> tuple[Ints, Ints, list[str]]:
        documents = np.flatnonzero(self.columns.entries & (self.columns.sorted_on != NONE))
        years = np.array([date.fromordinal(int(d)).year for d in self.columns.sorted_on[documents]], dtype=np.int64)
        values, codes = np.unique(years, return_inverse=True)
        return documents, codes.astype(np.int64), [str(year) for year in values]

    def _bands(self) -> tuple[Ints, Ints, list[str]]:
        rows = self.columns.amounts
        bottom, top = rows.values["usd_bottom"], rows.values["usd_top"]
        pairs = [np.empty((0, 2), dtype=np.int64)]
        for code, band in enumerate(USD_BANDS):
            inside = (bottom != NONE) & self._is_development[rows.documents]
            inside &= (band.low is None) | (bottom >= (band.low or 0))
            inside &= (band.high is None) | (top <= (band.high or 0))
            documents = np.unique(rows.documents[inside])
            pairs.append(np.stack([documents, np.full_like(documents, code)], axis=1))
        table = np.concatenate(pairs)
        return table[:, 0], table[:, 1], [band.value for band in USD_BANDS]


def _added(values: Ints, codes: Ints, size: int) -> Ints:
    total = np.zeros(size, dtype=np.int64)
    np.add.at(total, codes, values)
    return total


def _day(ordinal: int) -> date | None:
    return None if ordinal == NONE else date.fromordinal(int(ordinal))
