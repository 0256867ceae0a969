"""Rules for dates that lean on the issue or on another date: `last month`, `earlier this year`, `two days later`."""

import re
from datetime import date, timedelta
from typing import Final

from ingest.draft import Days
from ingest.extract.dates.month_rules import PARTS, part_of
from ingest.extract.dates.points import Context, Point, Precision, Rule, month_end
from ingest.extract.dates.words import COUNT, count
from ingest.extract.dates.year_rules import YEAR_SHIFTS, fiscal_ends

_SENSE: Final = r"(?:(?:[Ee]arlier|[Ll]ater?|[Ee]arly)\s)?"
_MONTH: Final = re.compile(rf"{_SENSE}(?P<which>[Tt]his|[Ll]ast|[Nn]ext)\smonth(?P<own>['’]s)?\b")
_IN_MONTH: Final = re.compile(r"(?:[Ee]arlier|[Ll]ater)\sin\sthe\s(?P<unit>month|year)\b")
_PART_OF_MONTH: Final = re.compile(
    r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[-\s]|(?:the\s)?(?P<end>beginning|start|middle|end)\sof\s)(?P<which>the|this|last|next)\smonth\b"
)
_YEAR: Final = re.compile(
    rf"(?:(?:the\s)?end\sof\s(?P<ends>the|this|next|last)\syear|year(?:['’]s|-)[\s]?end"
    rf"|{_SENSE}(?P<which>[Tt]his|[Ll]ast|[Nn]ext)\s(?:calendar\s)?year)\b"
)
_FISCAL: Final = re.compile(r"(?P<which>[Tt]his|[Ll]ast|[Nn]ext|current|coming|upcoming)\sfiscal\syear")
_WEEK: Final = re.compile(rf"{_SENSE}[Tt]his\s(?:past\s)?week\b")
_AGO: Final = re.compile(rf"(?P<count>[Aa]n?|[Oo]ne|{COUNT})\s(?P<unit>month|year)s?\sago\b")
_LATER: Final = re.compile(
    rf"(?:(?P<count>[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|{COUNT})\s(?P<unit>day|week)s?\s(?P<way>later|earlier|(?:after|before)(?=[.,;)]))"
    r"|(?:[Oo]n\s)?(?:[Tt]he\s)(?P<next>next|following|previous)\sday|(?:[Tt]he\s)?day\s(?P<side>before|after)(?=[.,;)]))\b"
)
_FISCAL_SHIFTS: Final = {"last": -1, "next": 1, "coming": 1, "upcoming": 1}
_BACK: Final = frozenset({"earlier", "before", "previous"})
_UNIT_DAYS: Final = {"day": 1, "week": 7}


def _from_days(match: re.Match[str], precision: Precision, days: Days) -> tuple[Point, ...]:
    start, end = days.start, days.end
    found = Point(
        start=match.start(),
        end=match.end(),
        precision=precision,
        first=(start.month, start.day),
        last=(end.month, end.day),
        year=start.year,
        years=end.year - start.year - ((end.month, end.day) < (start.month, start.day)),
        basis="inferred",
    )
    return (found,)


def _month(now: date, shift: int) -> Days:
    months = now.year * 12 + now.month - 1 + shift
    year, month = divmod(months, 12)
    return Days(start=date(year, month + 1, 1), end=month_end(year, month + 1))


def _year(number: int) -> Days:
    return Days(start=date(number, 1, 1), end=date(number, 12, 31))


def _read_month(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    return _from_days(match, "month", _month(context.period.start, YEAR_SHIFTS.get(match["which"].casefold(), 0)))


def _read_in_month(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    now = context.period.start
    return (
        _from_days(match, "month", _month(now, 0))
        if match["unit"] == "month"
        else _from_days(match, "year", _year(now.year))
    )


def _read_part_of_month(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    month = _month(context.period.start, YEAR_SHIFTS.get(match["which"], 0))
    first, last = PARTS[part_of(match["part"] or match["end"])]
    end = month.end if last > month.end.day else month.end.replace(day=last)
    return _from_days(match, "part-of-month", Days(start=month.start.replace(day=first), end=end))


def _read_year(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    which = (match["which"] or match["ends"] or "this").casefold()
    return _from_days(match, "year", _year(context.period.start.year + YEAR_SHIFTS.get(which, 0)))


def _read_fiscal(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    """The fiscal year that the period lies in, or one beside it."""
    now = context.period.start
    (first, last), _ = fiscal_ends(match.string, match.start(), now.year)
    begun = now.year - ((now.month, now.day) < first)
    year = begun + _FISCAL_SHIFTS.get(match["which"].casefold(), 0)
    return _from_days(match, "fiscal-year", Days(start=date(year, *first), end=date(year + 1, *last)))


def _read_week(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    return _from_days(match, "half-month", context.period)


def _read_ago(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    number, now = count(match["count"].casefold()), context.period.start
    if match["unit"] == "year":
        return _from_days(match, "year", _year(now.year - number))
    return _from_days(match, "month", _month(now, -number))


def _read_later(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    """A day counted from the nearest day before it in the text; nothing where there is none."""
    base = context.day
    if base is None:
        return ()
    number = count((match["count"] or "one").casefold()) * _UNIT_DAYS[match["unit"] or "day"]
    way = match["way"] or match["next"] or match["side"]
    try:
        day = base.start - timedelta(days=number) if way in _BACK else base.end + timedelta(days=number)
    except OverflowError:
        return ()
    return _from_days(match, "day", Days(start=day, end=day))


RULES: Final = (
    Rule(name="relative_month", pattern=_PART_OF_MONTH, read=_read_part_of_month, confidence=0.6, joins=False),
    Rule(name="relative_month", pattern=_MONTH, read=_read_month, confidence=0.7, joins=False),
    Rule(name="relative_month", pattern=_IN_MONTH, read=_read_in_month, confidence=0.6, joins=False),
    Rule(name="relative_fiscal_year", pattern=_FISCAL, read=_read_fiscal, confidence=0.6, joins=False),
    Rule(name="relative_year", pattern=_YEAR, read=_read_year, confidence=0.6, joins=False),
    Rule(name="ago", pattern=_AGO, read=_read_ago, confidence=0.5, joins=False),
    Rule(name="days_later", pattern=_LATER, read=_read_later, confidence=0.6, joins=False),
    Rule(name="this_week", pattern=_WEEK, read=_read_week, confidence=0.3, joins=False),
)
