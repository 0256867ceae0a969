"""Grouping: what developments can be added up by, and the periods that time groups have."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from search.document import Document, Money, Span
from search.fields import OF_AMOUNTS
from search.filtering import amount_passes
from search.query import AmountFilter, SearchQuery
from search.tallies import OVERLAPPING
from search.values import amount_values, facet_values


@dataclass(frozen=True, slots=True)
class Period:
    """A kind of calendar period.

    Periods are numbered without gaps; `number` gives that of a day, `label` its name, `first_day` the day it begins.
    """

    number: Callable[[date], int]
    label: Callable[[int], str]
    first_day: Callable[[int], date]

    def span(self, number: int) -> Span:
        """Return its days."""
        return Span(self.first_day(number), self.first_day(number + 1) - timedelta(days=1))


def _months(length: int, *, shift: int = 0) -> tuple[Callable[[date], int], Callable[[int], date]]:
    """Return the numbering of periods of so many months; `shift` is how many months before January the year begins."""

    def number(day: date) -> int:
        return (day.year * 12 + day.month - 1 + shift) // length

    def first_day(number: int) -> date:
        year, month = divmod(number * length - shift, 12)
        return date(year, month + 1, 1)

    return number, first_day


def _period(length: int, label: Callable[[int], str], *, shift: int = 0) -> Period:
    number, first_day = _months(length, shift=shift)
    return Period(number, label, first_day)


PERIODS: Mapping[str, Period] = {
    "month": _period(1, lambda number: f"{number // 12:04d}-{number % 12 + 1:02d}"),
    "quarter": _period(3, lambda number: f"{number // 4:04d}-Q{number % 4 + 1}"),
    "year": _period(12, lambda number: f"{number:04d}"),
    "us_fiscal_year": _period(12, lambda number: f"FY{number:04d}", shift=3),
    "jp_fiscal_year": _period(12, lambda number: f"FY{number:04d}", shift=-3),
}
"""Groups by the primary date. The US fiscal year 2024 began on 1 October 2023, the Japanese one on 1 April 2024."""
GROUPS = (
    "topic", "country", "country_pair", "alliance_format", "initiative", "organization", "payer", "usd_band", "issue", *PERIODS,
)  # fmt: skip
"""Names of everything that developments can be grouped by."""
MOST_GROUPS = 2


Key = tuple[str | int, ...]
"""The values of a group, one for each name."""


def grouped_amounts(
    document: Document, groups: Sequence[str], wanted: AmountFilter | None
) -> Mapping[Key, tuple[Money, ...]]:
    """Return the groups that a development is in, each with the amounts that it adds there.

    Where amounts are grouped, a development is in a group for an amount that meets what is `wanted` of amounts.
    """
    if OF_AMOUNTS.isdisjoint(groups):
        return dict.fromkeys(_keys(document, None, groups), document.amounts)
    passing = [money for money in document.amounts if wanted is None or amount_passes(money, wanted)]
    keys = dict.fromkeys(key for money in passing for key in _keys(document, money, groups))
    return {key: tuple(m for m in document.amounts if key in _keys(document, m, groups)) for key in keys}


def _keys(document: Document, money: Money | None, groups: Sequence[str]) -> list[Key]:
    values = (
        group_values(document, group) if money is None or group not in OF_AMOUNTS else amount_values(money, group)
        for group in groups
    )
    return list(product(*values))


def group_values(document: Document, group: str) -> Key:
    """Return the groups that a development is in: values of a field, or the number of a period."""
    period = PERIODS.get(group)
    if period is None:
        return tuple(dict.fromkeys(facet_values(document, group)))
    return (period.number(document.sorted_on),) if document.sorted_on else ()


def overlapping(groups: Sequence[str]) -> bool:
    """Whether one development may be in several groups."""
    return not OVERLAPPING.isdisjoint(groups)


@dataclass(frozen=True, slots=True)
class Worth:
    """What amounts are worth in a currency: units of it for one unit of another, by that currency and year.

    `key` tells one table from another: two with the same key are the same.
    """

    currency: str
    key: str
    factors: Mapping[tuple[str, int], Fraction] = field(hash=False)

    def of(self, money: Money, year: int) -> int | None:
        """Return an amount in whole units, rounded half to even; the bottom of a range; None where no rate is known."""
        if money.bottom is None:
            return None
        factor = Fraction(1) if money.currency == self.currency else self.factors.get((money.currency, year))
        return None if factor is None else round(money.bottom * factor)


@dataclass(frozen=True, slots=True)
class Sums:
    """What the developments of a group add up to; amounts are counted ones, in whole dollars or units of `Worth`.

    `total`, `median` and `most` are None where no amount is known in that currency. The median of an even number of amounts
    is the mean of the middle two, rounded half to even. `unconverted` counts amounts without a rate.
    """

    count: int = 0
    total: int | None = None
    median: int | None = None
    most: int | None = None
    unconverted: int = 0


@dataclass(frozen=True, slots=True)
class Grouped:
    """Sums by group values (one for each name), those with developments only; `all` counts each development once."""

    rows: Mapping[Key, Sums]
    all: Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What to add up: the developments that a query finds, by one or two GROUPS, in dollars or in a currency."""

    query: SearchQuery
    groups: tuple[str, ...]
    worth: Worth | None = None


def add_up(developments: Sequence[tuple[Document, Sequence[Money]]], worth: Worth | None) -> Sums:
    """Return the sums of developments with the amounts that they add: the meaning that engines must agree with."""
    values = [
        money.usd_bottom if worth is None else worth.of(money, d.sorted_on.year if d.sorted_on else 0)
        for d, amounts in developments
        for money in amounts
        if money.counted
    ]
    known = sorted(value for value in values if value is not None)
    unconverted = len(values) - len(known)
    if not known:
        return Sums(len(developments), unconverted=unconverted)
    return Sums(len(developments), sum(known), middle(known), known[-1], unconverted)


def middle(values: Sequence[int]) -> int:
    """Return the median of ascending values, at least one."""
    upper = values[len(values) // 2]
    return upper if len(values) % 2 else round(Fraction(values[len(values) // 2 - 1] + upper, 2))
