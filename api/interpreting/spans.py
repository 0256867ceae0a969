"""Spans: days of the calendar from words that the reading room does not read in prose: `last 6 months`, `FY2024`, `2024年4月`."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from api.interpreting.asking import Dates
from api.interpreting.fringes import either_of, folded

ONE_DAY: Final = timedelta(days=1)
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_YEAR: Final = r"(?:19|20)\d\d"
_MONTHS: Final[Mapping[str, int]] = {"month": 1, "quarter": 3, "year": 12}
_DAYS: Final[Mapping[str, int]] = {"day": 1, "week": 7}
_BARE: Final = re.compile(
    rf"(?<![\w$¥€£₩.,/-])(?:(?P<kind>[QH])(?P<nth>[1-4])[\s-]?)?(?P<year>{_YEAR})(?:[\s-]?(?P<kind2>[QH])(?P<nth2>[1-4]))?(?![\w%]|[.,/-]\d)",
    re.IGNORECASE,
)
_ISO_MONTH: Final = re.compile(rf"(?<![\w-])(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])(?![\w-])")
_JAPANESE: Final = re.compile(
    rf"(?P<year>{_YEAR})年(?P<fiscal>度)?(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days `first` to `last` that characters `start` to `end` say; `other` are the days that they may mean too.

    `relative` is whether they are counted from the last day that the archive covers.
    """

    start: int
    end: int
    first: date
    last: date
    other: tuple[date, date] | None = None
    relative: bool = False


class SpanRules:
    """Rules of the words in the data."""

    def __init__(self, words: Dates) -> None:
        self._words = words
        self._units = {folded(word): unit for unit, names in words.units.model_dump().items() for word in names}
        self._counts = {folded(word): number for word, number in words.counts.items()}
        units, counts, calendar = either_of(self._units), either_of(words.counts), either_of(words.calendar)
        lead, years, months = (either_of(w) for w in (words.lead, [*words.japanese_years], [*words.japanese_months]))
        self._rolling = re.compile(
            rf"(?:\bthe\s+)?(?:{lead})\s*(?:(?P<count>\d{{1,3}}|{counts})\s*(?:of\s+)?)(?P<unit>{units})|(?:\bthe\s+)?\bpast\s+(?P<one>{units})",
            re.IGNORECASE,
        )
        self._calendar = re.compile(rf"(?P<which>{calendar})\s+(?P<unit>year|quarter|month|week)\b", re.IGNORECASE)
        self._named = re.compile(rf"(?P<year>{years})|(?P<month>{months})")
        self._fiscal = self._fiscal_pattern()

    def _fiscal_pattern(self) -> re.Pattern[str]:
        us, japan = either_of(self._words.fiscal_owners.US), either_of(self._words.fiscal_owners.JP)
        return re.compile(
            rf"(?:(?:(?P<us>{us})|(?P<japan>{japan}))(?:\s+|の))?(?:(?P<jfy>JFY)|\bFY|\bfiscal(?:\s+years?)?|(?=20\d\d年度))"
            r"[\s-]?[’']?(?P<year>20\d\d|\d\d)(?!\d|年(?!度))(?:年度)?",
            re.IGNORECASE,
        )

    def certain(self, text: str, today: date) -> Iterator[Span]:
        """What is read before names are: fiscal years, spans up to now, Japanese dates."""
        for match in self._fiscal.finditer(text):
            yield _fiscal(match)
        for match in self._rolling.finditer(text):
            count = folded(match["count"] or "1")
            number = float(count) if count.isdecimal() else self._counts[count]
            first = _back(today, number, self._units[folded(match["unit"] or match["one"])])
            if first:
                yield Span(start=match.start(), end=match.end(), first=first, last=today, relative=True)
        for match in self._calendar.finditer(text):
            ends = _turned(today, match["unit"].lower(), self._words.calendar[folded(match["which"])])
            yield Span(start=match.start(), end=match.end(), first=ends[0], last=ends[1], relative=True)
        for match in self._named.finditer(text):
            unit, shifts = (
                ("year", self._words.japanese_years) if match["year"] else ("month", self._words.japanese_months)
            )
            ends = _turned(today, unit, shifts[match[0]])
            yield Span(start=match.start(), end=match.end(), first=ends[0], last=ends[1], relative=True)
        yield from _japanese(text)

    @staticmethod
    def bare(text: str) -> Iterator[Span]:
        """What is read last: a year alone, `2024-04`, `2024 Q1`, `H1 2023`."""
        for match in _ISO_MONTH.finditer(text):
            first, last = _months(int(match["year"]), int(match["month"]), 1)
            yield Span(start=match.start(), end=match.end(), first=first, last=last)
        for match in _BARE.finditer(text):
            year, kind = int(match["year"]), (match["kind"] or match["kind2"] or "").upper()
            nth = int(match["nth"] or match["nth2"] or 1)
            months = {"Q": 3, "H": 6}.get(kind, 12)
            if nth * months <= 12:
                first, last = _months(year, (nth - 1) * months + 1, months)
                yield Span(start=match.start(), end=match.end(), first=first, last=last)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """The days of `count` months from one on; months go on over the ends of years."""
    start, end = year * 12 + month - 1, year * 12 + month - 2 + count
    last = monthrange(end // 12, end % 12 + 1)[1]
    return date(start // 12, start % 12 + 1, 1), date(end // 12, end % 12 + 1, last)


def _turned(today: date, unit: str, shift: int) -> tuple[date, date]:
    """The week, month, quarter or year of the calendar that lies `shift` ones from today's."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    count = _MONTHS[unit]
    month = (today.month - 1) // count * count + 1 + shift * count
    return _months(today.year, month, count)


def _back(today: date, number: float, unit: str) -> date | None:
    """The first of so many days, weeks, months … that end today."""
    if unit in _DAYS:
        return today - timedelta(days=max(int(number * _DAYS[unit]), 1) - 1)
    whole = int(number * _MONTHS[unit])
    at = today.year * 12 + today.month - 1 - whole
    if at // 12 < FIRST_YEAR:
        return None
    first, last = _months(at // 12, at % 12 + 1, 1)
    if (today + ONE_DAY).day == 1 or today.day > last.day:
        return last + ONE_DAY
    return first.replace(day=today.day) + ONE_DAY


def _fiscal(match: re.Match[str]) -> Span:
    """A fiscal year: Japan's begins in April of its own year, that of the United States in October of the year before."""
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    japan, us = _months(year, 4, 12), _months(year - 1, 10, 12)
    said = bool(match["us"] or match["japan"] or match["jfy"] or match[0].endswith("年度"))
    first, last = us if match["us"] else japan
    return Span(start=match.start(), end=match.end(), first=first, last=last, other=None if said else us)


def _japanese(text: str) -> Iterator[Span]:
    for match in _JAPANESE.finditer(text):
        year = int(match["year"])
        if match["day"] and int(match["day"]) > monthrange(year, int(match["month"]))[1]:
            continue
        if match["day"]:
            first = last = date(year, int(match["month"]), int(match["day"]))
        else:
            first, last = _months(year, int(match["month"]), 1) if match["month"] else _months(year, 1, 12)
        if not match["fiscal"]:
            yield Span(start=match.start(), end=match.end(), first=first, last=last)
