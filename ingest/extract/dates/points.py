"""Points: dates as they are written, mostly without a year, and the year that each one gets."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from ingest.draft import Days

MonthDay = tuple[int, int]
Precision = Literal["day", "part-of-month", "half-month", "month", "quarter", "half-year", "year", "fiscal-year"]

PRECISIONS: Final[tuple[Precision, ...]] = (
    "day",
    "part-of-month",
    "half-month",
    "month",
    "quarter",
    "half-year",
    "year",
    "fiscal-year",
)  # from fine to coarse
_REMEMBERED: Final = 11  # months of earlier days
FAR: Final = 183  # no day is further from the nearest of its yearly returns


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What characters `start` to `end` say: from `first` to `last`, each (month, day), in `year` where one is given.

    A `last` before `first` lies in the following year, and a day past the end of its month is the month's last, except
    with precision `day`. `years` is how many years lie between the two beyond that. A `weak` point (a bare month or year)
    is a date only together with another one.
    """

    start: int
    end: int
    precision: Precision
    first: MonthDay
    last: MonthDay
    year: int | None = None
    years: int = 0
    basis: Literal["stated", "inferred"] = "stated"
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a date may lean on: the issue's period, the nearest month or day before it in the text, the nearest day.

    `earlier_at` is the character behind the former; `months` are (year, month) of the days before, the nearest last.
    """

    period: Days
    earlier: Days | None = None
    earlier_at: int = 0
    day: Days | None = None
    months: tuple[tuple[int, int], ...] = ()

    def having(self, point: Point, days: Days) -> "Context":
        """The same behind one more date."""
        if point.precision == "day":
            months = (*self.months[-_REMEMBERED:], (days.end.year, days.end.month))
            return replace(self, earlier=days, earlier_at=point.end, day=days, months=months)
        return replace(self, earlier=days, earlier_at=point.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A way of writing a date: its pattern, how a match is read, and how sure the reading is."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Context], tuple[Point, ...]]
    confidence: float
    joins: bool = True  # may be an end of a span: "mid-April through early May"


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def gap(days: Days, period: Days) -> int:
    """Days that lie between the two; 0 when they overlap."""
    return max(0, (period.start - days.end).days, (days.start - period.end).days)


def place(point: Point, period: Days) -> Days | None:
    """The days of a point; without a year in the nearest one to the period. None where there is no such day."""
    if point.year is not None:
        return _in_year(point, point.year)
    near = [days for y in range(period.start.year - 1, period.end.year + 2) if (days := _in_year(point, y))]
    chosen = min(near, key=lambda days: _distance(point, days, period), default=None)
    return None if chosen is None or _distance(point, chosen, period) > FAR else chosen


def turn(point: Point, word: str, period: Days) -> Point:
    """The point in the year that a word before it asks for, seen from the period; any other word leaves it open.

    `last` is over before the period and `next` comes after it; `since` has begun, `by` and `until` are not over yet.
    """
    years = range(period.start.year - 2, period.end.year + 3)
    found = [(y, days) for y in years if (days := _in_year(point, y))]
    match word:
        case "last":
            return replace(point, year=max(y for y, days in found if days.end < period.start))
        case "since":
            return replace(point, year=max(y for y, days in found if days.start <= period.end))
        case "next":
            return replace(point, year=min(y for y, days in found if days.start > period.end))
        case "by" | "until" | "till":
            return replace(point, year=min(y for y, days in found if days.end >= period.start))
        case _:
            return point


def span(first: Point, last: Point) -> Point:
    """From the first point to the last one as a point; a year that only one of them has is good for both."""
    year = first.year
    if year is None and last.year is not None:
        year = last.year - (last.first < first.first)
    apart = last.year - year if year is not None and last.year is not None else 0
    years = apart + (last.last < last.first) - (last.last < first.first)
    coarser = max(first.precision, last.precision, key=PRECISIONS.index)
    return replace(first, end=last.end, precision=coarser, last=last.last, year=year, years=max(years, 0), weak=False)


def _distance(point: Point, days: Days, period: Days) -> int:
    seen = Days(start=days.start, end=days.start) if point.precision == "day" else days
    return gap(seen, period)


def _in_year(point: Point, year: int) -> Days | None:
    last_year = year + point.years + (point.last < point.first)
    return _days(point.first, point.last, year, last_year, clamps=point.precision != "day")


@lru_cache(maxsize=4096)
def _days(first: MonthDay, last: MonthDay, year: int, last_year: int, *, clamps: bool) -> Days | None:
    try:
        start, end_of_month = date(year, *first), month_end(last_year, last[0])
        end = end_of_month if clamps and last[1] > end_of_month.day else date(last_year, *last)
    except ValueError:
        return None
    return Days(start=start, end=end) if start <= end else None
