"""Proposing: a volume and number worked out from what a page tells of its time, where it states none."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.draft import Days
from ingest.periods import FIRST_YEAR, HALF_MONTHS, days_away, half_month
from ingest.vocabulary import Office

INSIDE, BEFORE, AFTER = 3.0, 1.5, 0.8
"""Of 127 day dates on real pages 107 lie inside the issue's half-month, 15 before it and 5 behind."""
BEFORE_DAYS, AFTER_DAYS = 10.0, 8.0
A_LEAP_YEAR = 2024
PUBLISHED_WITHIN = 62
"""Days between a half-month's end and the publication of its issue, at most."""
OFFICE_WEIGHT, OFFICE_SLACK, OFFICE_FADES = 2.0, 60, 120.0
"""An office is known from and to the issues that name it, so it may begin or end some weeks beyond them."""
YEAR_WEIGHTS = {0: 1.0, 1: 0.5, -1: 0.5, 2: 0.2, -2: 0.2}
"""What it counts that a text names the year itself or one near it."""
MARGIN, SHARE = 1.0, 0.2
"""How far the best year must be ahead of the next one: so much, and so large a share of its own weight."""
LAST_YEARS = 40
YEAR = re.compile(r"(?<![\d.,$¥€£-])20[1-5]\d(?![\d,%]|\.\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What a page tells of its time: day dates as (month, day), its publication date, its texts, offices of its people."""

    day_months: Sequence[tuple[int, int]] = ()
    published_on: date | None = None
    texts: Sequence[str] = ()
    offices: Sequence[Sequence[Office]] = ()


def propose(clues: Clues, volume: int | None, number: int | None) -> tuple[int, int] | None:
    """Volume and number, keeping what is known; None where the half-month or the year cannot be told."""
    number = number if number is not None else likely_number(clues.day_months)
    if number is None or not 1 <= number <= HALF_MONTHS:
        return None
    volume = volume if volume is not None else likely_volume(clues, number)
    return (volume, number) if volume is not None else None


def likely_number(day_months: Iterable[tuple[int, int]]) -> int | None:
    """The half-month that fits the day dates best: most inside it, some before, few behind."""
    events = [(month, day) for month, day in day_months if _is_day(month, day)]
    if not events:
        return None
    return max(range(1, HALF_MONTHS + 1), key=lambda number: sum(_fit(*event, number) for event in events))


def likely_volume(clues: Clues, number: int) -> int | None:
    """The volume whose year the clues agree on; a publication date decides alone."""
    if clues.published_on is not None:
        years = (clues.published_on.year, clues.published_on.year - 1)
        near = {year: _lag(year, number, clues.published_on) for year in years if year > FIRST_YEAR}
        if near and min(near.values()) <= PUBLISHED_WITHIN:
            return min(near, key=near.__getitem__) - FIRST_YEAR
    scores = _year_scores(clues, number)
    first, second, *_ = [*sorted(scores.items(), key=lambda item: -item[1]), (0, 0.0), (0, 0.0)]
    return first[0] - FIRST_YEAR if first[1] - second[1] >= max(MARGIN, SHARE * first[1]) else None


def _year_scores(clues: Clues, number: int) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    named = [int(year) for text in clues.texts for year in sorted(set(YEAR.findall(text)))]
    ends = [office.last.year for offices in clues.offices for office in offices]
    last = min(max([*named, *ends], default=FIRST_YEAR) + 1, FIRST_YEAR + LAST_YEARS)
    for year in range(FIRST_YEAR + 1, last + 1):
        scores[year] += sum(YEAR_WEIGHTS.get(other - year, 0.0) for other in named)
        period = half_month(year - FIRST_YEAR, number)
        if period is not None:
            scores[year] += sum(OFFICE_WEIGHT * _in_office(offices, period) for offices in clues.offices)
    return scores


def _in_office(offices: Sequence[Office], period: Days) -> float:
    """1 where one of the offices was held in the period, less the farther away it is."""
    away = min((days_away(office.first, office.last, period) for office in offices), default=0)
    return math.exp(-max(away - OFFICE_SLACK, 0) / OFFICE_FADES)


def _fit(month: int, day: int, number: int) -> float:
    """How well an event fits a half-month: the years before and behind are looked at too."""
    event = date(A_LEAP_YEAR, month, day)
    return max(_fit_in(event, year, number) for year in (-1, 0, 1))


def _fit_in(event: date, shift: int, number: int) -> float:
    period = half_month(A_LEAP_YEAR - FIRST_YEAR + shift, number)
    if period is None:
        return 0.0
    before, after = (period.start - event).days, (event - period.end).days
    if before > 0:
        return BEFORE * math.exp(-before / BEFORE_DAYS)
    return AFTER * math.exp(-after / AFTER_DAYS) if after > 0 else INSIDE


def _lag(year: int, number: int, published_on: date) -> int:
    period = half_month(year - FIRST_YEAR, number)
    return abs((published_on - period.end).days) if period else PUBLISHED_WITHIN + 1


def _is_day(month: int, day: int) -> bool:
    try:
        date(A_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True
