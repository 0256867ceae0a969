"""Grouping over arrays: developments and their counted amounts added up by one or two groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from search.backends.whoosh.execution.amounts import Amounts
from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.money import HALF
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.execution.values import Values
from search.backends.whoosh.execution.worths import Figures, Worths
from search.backends.whoosh.storage.strings import spread
from search.backends.whoosh.writing.facts import NONE
from search.fields import OF_AMOUNTS
from search.grouping import PERIODS, Grouped, Grouping, Sums, middle


@dataclass(frozen=True, slots=True)
class _Rows:
    """The groups of developments or of amounts: the place of each, ascending, and the code of its group, one of `size`."""

    places: Ints
    codes: Ints
    size: int

    def at(self, places: Ints) -> "_Rows":
        """Return the rows of some places; these are numbered as they are given."""
        first = np.searchsorted(self.places, places)
        sizes = np.searchsorted(self.places, places, side="right") - first
        numbers = np.repeat(np.arange(len(places)), sizes)
        return _Rows(numbers, self.codes.take(spread(first, sizes)), self.size)

    def crossed(self, other: "_Rows") -> "_Rows":
        """Return a row for every two groups of a place; the codes count those of `other` fastest."""
        found = other.at(self.places)
        codes = self.codes.take(found.places) * other.size + found.codes
        return _Rows(self.places.take(found.places), codes, self.size * other.size)


@dataclass(frozen=True, slots=True)
class _Grouped:
    """Developments in groups, by their place among the chosen, and the amounts that they add there."""

    members: _Rows
    adding: _Rows


class Grouper:
    """Adds up over one generation."""

    def __init__(self, columns: Columns, amounts: Amounts, values_of: Callable[[str], Values]) -> None:
        self._columns = columns
        self._amounts = amounts
        self._worths = Worths(columns, amounts)
        self._values_of = values_of

    def group(self, developments: Ints, grouping: Grouping) -> Grouped:
        """Add up developments, ascending."""
        groups = [self._groups(developments, group) for group in grouping.groups]
        names = [names for _, names in groups]
        figures = self._worths.in_(grouping.worth)
        found = self._grouped(developments, [rows for rows, _ in groups], grouping)
        keys = np.unique(found.members.codes)
        sums = self._sums(_coded(found.members, keys), _coded(found.adding, keys), figures)
        everything = np.arange(len(developments))
        alone = _Rows(everything, np.zeros_like(everything), 1)
        (whole,) = self._sums(alone, self._all_amounts(developments, alone), figures)
        named = [tuple(_names(int(key), names)) for key in keys.tolist()]
        return Grouped(dict(zip(named, sums, strict=True)), whole)

    def _groups(self, developments: Ints, group: str) -> tuple[_Rows, list[str] | list[int]]:
        """Return the rows of a group, of amounts where they have its values, else of developments; and its names."""
        if group in OF_AMOUNTS:
            valued = self._amounts.valued(group)
            return _Rows(valued.amounts, valued.codes, len(valued.names)), valued.names
        period = PERIODS.get(group)
        if period is None:
            values = self._values_of(group)
            documents, codes = values.rows(developments, lambda: self._mask(developments))
            places = np.searchsorted(developments, documents)
            return _Rows(places, codes.astype(np.int64), len(values.names)), values.names
        days = self._columns["sorted_on"].take(developments)
        places = np.flatnonzero(days != NONE)
        known, codes = np.unique(days.take(places), return_inverse=True)
        numbers = [period.number(date.fromordinal(day)) for day in known.tolist()]
        names = sorted(set(numbers))
        place_of = {number: at for at, number in enumerate(names)}
        return _Rows(places, np.array([place_of[n] for n in numbers], np.int64).take(codes), len(names)), names

    def _grouped(self, developments: Ints, groups: Sequence[_Rows], grouping: Grouping) -> _Grouped:
        of_amounts = [group in OF_AMOUNTS for group in grouping.groups]
        if not any(of_amounts):
            members = _crossed(groups)
            return _Grouped(members, self._all_amounts(developments, members))
        amounts = np.flatnonzero(self._mask(developments).take(self._amounts.documents))
        places = np.searchsorted(developments, self._amounts.documents.take(amounts))
        rows = _crossed([g.at(amounts if own else places) for g, own in zip(groups, of_amounts, strict=True)])
        own = places.take(rows.places) * rows.size + rows.codes
        wanted = grouping.query.filters.amount
        passing = self._amounts.passing(wanted).take(amounts).take(rows.places) if wanted else slice(None)
        held = np.unique(own[passing])
        adding = np.isin(own, held)
        members = _Rows(held // max(rows.size, 1), held % max(rows.size, 1), rows.size)
        return _Grouped(members, _Rows(amounts.take(rows.places[adding]), rows.codes[adding], rows.size))

    def _all_amounts(self, developments: Ints, members: _Rows) -> _Rows:
        """Return all amounts of developments in their groups."""
        amounts = _Rows(self._amounts.documents, np.arange(len(self._amounts.documents)), 1)
        found = amounts.at(developments.take(members.places))
        return _Rows(found.codes, members.codes.take(found.places), members.size)

    def _mask(self, developments: Ints) -> Mask:
        mask = np.zeros(self._columns.size, np.bool_)
        mask[developments] = True
        return mask

    def _sums(self, members: _Rows, adding: _Rows, figures: Figures) -> list[Sums]:
        """Return the sums of each group, of the amounts that count."""
        size = members.size
        counts = np.bincount(members.codes, minlength=size).tolist()
        counted = self._amounts.counted.take(adding.places)
        amounts, groups = adding.places[counted], adding.codes[counted]
        known = figures.known.take(amounts)
        unconverted = np.bincount(groups[~known], minlength=size).tolist()
        amounts, groups = amounts[known], groups[known]
        low, high = figures.low.take(amounts), figures.high.take(amounts)
        order = np.lexsort((low, high, groups))
        bounds = np.searchsorted(groups.take(order), np.arange(size + 1)).tolist()
        lows, highs = low.take(order).tolist(), high.take(order).tolist()
        values = [(above << HALF) + below for above, below in zip(highs, lows, strict=True)]
        return [
            _sum(count, values[start:end], unknown)
            for count, start, end, unknown in zip(counts, bounds[:-1], bounds[1:], unconverted, strict=True)
        ]


def _crossed(groups: Sequence[_Rows]) -> _Rows:
    return groups[0] if len(groups) == 1 else groups[0].crossed(groups[1])


def _coded(rows: _Rows, keys: Ints) -> _Rows:
    """Return rows with the places of their codes among ascending keys for codes."""
    return _Rows(rows.places, np.searchsorted(keys, rows.codes), len(keys))


def _names(key: int, names: list[list[str] | list[int]]) -> list[str | int]:
    """Return the group values that a code of one or two rows stands for."""
    if len(names) == 1:
        return [names[0][key]]
    first, second = divmod(key, len(names[1]))
    return [names[0][first], names[1][second]]


def _sum(count: int, values: list[int], unconverted: int) -> Sums:
    if not values:
        return Sums(count, unconverted=unconverted)
    return Sums(count, sum(values), middle(values), values[-1], unconverted)
