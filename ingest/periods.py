"""Publication periods: which half-month of which year a volume and number stand for."""

import calendar
from datetime import date

from ingest.draft import Days

FIRST_YEAR = 2021
"""Volume V appears in the year FIRST_YEAR + V (contract, section 1)."""
HALF_MONTHS = 24
"""Issues a year: number N is the N-th half-month, odd ones the 1st to 15th, even ones the rest of the month."""


def half_month(volume: int, number: int) -> Days | None:
    """The N-th half-month of the volume's year; None where there is none."""
    year = FIRST_YEAR + volume
    if volume < 1 or year > date.max.year or not 1 <= number <= HALF_MONTHS:
        return None
    month, second = (number + 1) // 2, number % 2 == 0
    if second:
        return Days(start=date(year, month, 16), end=date(year, month, calendar.monthrange(year, month)[1]))
    return Days(start=date(year, month, 1), end=date(year, month, 15))


def number_of(month: int, day: int) -> int:
    """The number of the half-month that a day lies in, from 1."""
    return 2 * month - (1 if day <= 15 else 0)


def days_away(start: date, end: date, period: Days) -> int:
    """How many days lie between a span and a period, whichever comes first; 0 where they touch."""
    return max((period.start - end).days, (start - period.end).days, 0)
