"""Publication periods and primary dates: the rules that place an issue and a development in time."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR = 2021
"""Volume V appears in the year FIRST_YEAR + V."""
HALF_MONTHS = 24
FINE_PRECISIONS = frozenset({"day", "part-of-month", "half-month", "month", "quarter"})
PRIMARY_MAX_DAYS = 120


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end` (inclusive), how exact they are, and whether they were stated or inferred."""

    start: date
    end: date
    precision: str
    basis: str


def half_month(volume: int, number: int) -> tuple[date, date] | None:
    """The N-th half-month of the volume's year; None where there is none."""
    year = FIRST_YEAR + volume
    if not (1 <= number <= HALF_MONTHS and 1 <= year <= date.max.year):
        return None
    month, second = (number + 1) // 2, number % 2 == 0
    if second:
        return date(year, month, 16), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, 1), date(year, month, 15)


def issue_period(volume: int, number: int, start: date, end: date) -> Period:
    """The period given for an issue: inferred when the half-month rule says the same, else stated."""
    if (start, end) == half_month(volume, number):
        return Period(start, end, "half-month", "inferred")
    return Period(start, end, span_precision(start, end), "stated")


def span_precision(start: date, end: date) -> str:
    """How exact a stated span is: `day`, `month` (whole months), else `half-month`."""
    if start == end:
        return "day"
    whole = start.day == 1 and (end + timedelta(days=1) if end < date.max else end).day == 1
    return "month" if whole else "half-month"


def primary_date(dates: Iterable[tuple[date, str]], period: Period) -> date:
    """The date that sorting goes by: the first one listed as (start, precision), or the period's start.

    The first date counts when its precision is quarter or finer and it starts at most 120 days
    before or after the issue's period (contract, section 1).
    """
    first = next(iter(dates), None)
    if first is None or first[1] not in FINE_PRECISIONS:
        return period.start
    start = first[0]
    distance = max((period.start - start).days, (start - period.end).days, 0)
    return start if distance <= PRIMARY_MAX_DAYS else period.start
