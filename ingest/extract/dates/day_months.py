"""Days without a year: what an unstated issue number can be worked out from."""

from datetime import date
from typing import NamedTuple

from ingest.draft import Days
from ingest.extract.dates.day_rules import DAY_MONTH_RULES
from ingest.extract.dates.points import Context
from ingest.extract.dates.reading import matches
from ingest.extract.passages import LONGEST

_PAGE = 10 * LONGEST
_ANY: Days = Days(start=date(2024, 1, 1), end=date(2024, 1, 1))  # these rules look at no period; a leap year


class DayMonth(NamedTuple):
    """A day of some year."""

    month: int
    day: int


def find_day_months(text: str) -> tuple[DayMonth, ...]:
    """Every day of the text that has no year, in order; of a range its two ends, each mention by itself.

    Reads a paragraph or a whole page, of which the first 200,000 characters.
    """
    found: list[DayMonth] = []
    for rule, match in matches(text[:_PAGE], DAY_MONTH_RULES):
        for point in rule.read(match, Context(period=_ANY)):
            if point.year is None:
                ends = (point.first,) if point.first == point.last else (point.first, point.last)
                found.extend(DayMonth(*end) for end in ends if _exists(*end))
    return tuple(found)


def _exists(month: int, day: int) -> bool:
    try:
        date(_ANY.start.year, month, day)
    except ValueError:
        return False
    return True
