"""Amounts: conditions that one and the same amount meets, and the facets whose values amounts have."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.money import money_columns
from search.backends.whoosh.execution.paid import PaidApart
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.execution.values import Values
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.storage.strings import spread
from search.backends.whoosh.writing.facts import NONE
from search.backends.whoosh.writing.rows import BESIDE
from search.fields import USD_BANDS
from search.filtering import asks_something
from search.query import AmountFilter


@dataclass(frozen=True, slots=True)
class Valued:
    """The values of amounts of developments as rows: which amount, ascending, and the code, a place among `names`."""

    amounts: Ints
    codes: Ints
    names: list[str]


class Amounts:
    """The amounts of one generation, in the order of the documents that have them."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._valued: dict[str, Valued] = {}

    @cached_property
    def documents(self) -> Ints:
        """Whose each amount is."""
        return self._columns["amount_document"].astype(np.int64)

    @cached_property
    def counted(self) -> Mask:
        """Which amounts sums count."""
        found: Mask = self._columns["amount_counted"] != 0
        return found

    @cached_property
    def currencies(self) -> tuple[Ints, list[str]]:
        """The currency of each amount, as its place among the texts."""
        return self._columns.told("currency")

    @cached_property
    def _payers(self) -> tuple[Ints, list[str]]:
        return self._columns.told("payers")

    def passing(self, wanted: AmountFilter) -> Mask:
        """Return which amounts meet the conditions, whatever is wanted of whether there are any."""
        chosen = np.ones(len(self.documents), np.bool_)
        if wanted.currencies:
            codes, currencies = self.currencies
            chosen &= np.array([currency in wanted.currencies for currency in currencies], np.bool_)[codes]
        if wanted.payers:
            codes, payers = self._payers
            chosen &= np.array([not set(wanted.payers).isdisjoint(_split(text)) for text in payers], np.bool_)[codes]
        return (
            chosen
            & self._lying("amount_usd", wanted.usd_min, wanted.usd_max)
            & self._lying("amount", wanted.amount_min, wanted.amount_max)
        )

    def _lying(self, figures: str, least: int | None, most: int | None) -> Mask:
        """Return which amounts lie in a range with their known figures."""
        return _within(self._columns[f"{figures}_bottom"], self._columns[f"{figures}_top"], least, most)

    def valued(self, facet: str) -> Valued:
        """Return the values that amounts of developments have."""
        if facet not in self._valued:
            found = self._paid_by() if facet == "payer" else self._banded()
            own = self._columns.developments.take(self.documents.take(found.amounts))
            self._valued[facet] = replace(found, amounts=found.amounts[own], codes=found.codes[own])
        return self._valued[facet]

    def holders(self, facet: str, value: str) -> int:
        """Return how many developments have an amount with a value."""
        valued = self.valued(facet)
        chosen = [code for code, name in enumerate(valued.names) if name == value]
        return len(np.unique(self.documents.take(valued.amounts[np.isin(valued.codes, chosen)])))

    def _paid_by(self) -> Valued:
        which, texts = self._payers
        payers = [_split(text) for text in texts]
        names = sorted(set(chain.from_iterable(payers)))
        place = {name: at for at, name in enumerate(names)}
        codes = np.array([place[name] for several in payers for name in several], np.int64)
        each = np.array([len(several) for several in payers], np.int64)
        sizes, first = each[which], (np.cumsum(each) - each)[which]
        return Valued(np.repeat(np.arange(len(which)), sizes), codes[spread(first, sizes)], names)

    def _banded(self) -> Valued:
        bands = sorted(USD_BANDS, key=lambda band: band.value)
        held = np.array([self._lying("amount_usd", band.low, band.high) for band in bands], np.bool_)
        amounts, codes = np.nonzero(held.T)
        return Valued(amounts, codes, [band.value for band in bands])

    def values(self, facet: str, wanted: AmountFilter | None) -> tuple[Values, PaidApart]:
        """Return the values that documents have for amounts that meet the conditions, and what is paid under each."""
        valued, columns = self.valued(facet), self._columns
        documents = self.documents.take(valued.amounts)
        size = len(valued.names)
        rows = documents * size + valued.codes
        held = np.unique(rows if wanted is None else rows[self.passing(wanted).take(valued.amounts)])
        until = np.cumsum(np.bincount(held // max(size, 1), minlength=columns.size))
        values = Values(held % max(size, 1), until, valued.names)
        kept = np.flatnonzero(self.counted.take(valued.amounts) & np.isin(rows, held))
        amounts = valued.amounts.take(kept)
        dollars = columns["amount_usd_bottom"].take(amounts)
        known = dollars != NONE
        money = money_columns(np.where(known, dollars, 0), known.astype(np.int64), (~known).astype(np.int64))
        return values, PaidApart(documents.take(kept), valued.codes.take(kept), money, size, amounts)


def conditions(wanted: AmountFilter | None) -> AmountFilter | None:
    """Return what is wanted of an amount; None where nothing is, whatever is wanted of whether there are any."""
    return replace(wanted, present=None) if wanted is not None and asks_something(wanted) else None


def _split(payers: str) -> list[str]:
    return payers.split(BESIDE) if payers else []


def _within(bottom: Array, top: Array, least: int | None, most: int | None) -> Mask:
    inside = np.ones(len(bottom), np.bool_)
    if least is not None:
        inside &= (bottom != NONE) & (bottom >= least)
    if most is not None:
        inside &= (top != NONE) & (top <= most)
    return inside
