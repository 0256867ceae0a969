"""Rules for days: `April 10-11`, `Nov. 7`, `18 September`, `2024-04-10`, `on the 24th`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ingest.draft import Days
from ingest.extract.dates.points import Context, Point, Rule, gap, month_end
from ingest.extract.dates.words import (
    BETWEEN_DAYS,
    DAY,
    MONTH,
    ORDINAL,
    RANGE_MARKS,
    YEAR,
    day_number,
    month_number,
)

_ISO: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_MONTH_DAY: Final = re.compile(
    rf"(?P<month>{MONTH})\s{{0,2}}(?P<days>{DAY}(?:{BETWEEN_DAYS}{DAY}(?!\s?(?:of\s)?{MONTH})){{0,6}})"
    rf"(?P<tail>(?:,?\s?|,?\sof\s)(?P<year>{YEAR}))?"
)
_DAY_MONTH: Final = re.compile(
    rf"(?P<days>{DAY}(?:{BETWEEN_DAYS}{DAY}){{0,6}})\s?(?:of\s)?(?P<month>{MONTH})(?!\s?{DAY})"
    rf"(?P<tail>,?\s(?P<year>{YEAR}))?"
)
# Only these may follow "on the 24th"; a noun makes it a unit, an anniversary or a count.
_ENDS_ORDINAL: Final = (
    r"(?=\s?[.,;:)”\"]|\s?$|\s(?:a|about|after|again|against|ahead|already|alone|also|amid|an|and|as|at|before|between|both|but|by|during|followed|following|for"
    r"|from|he|his|her|in|instead|into|it|its|marking|near|off|on|only|over|she|since|that|the|their|they|this|through|to|too|under|until|via"
    r"|was|were|when|where|which|while|who|with|without)\b)"
)
_ORDINAL_DAY: Final = re.compile(
    r"(?:[Oo]n|[Bb]y|[Uu]ntil|[Tt]hrough|[Ff]rom|[Ss]ince|[Bb]efore|[Aa]fter)\s"
    rf"(?P<days>the\s{ORDINAL}(?:{BETWEEN_DAYS}(?:the\s)?{ORDINAL}){{0,3}}+){_ENDS_ORDINAL}"
)
# Days that go by a name; others of the kind have no fixed day, or a different one in each country.
_FEASTS: Final = {
    "New Year's Day": (1, 1),
    "New Year's Eve": (12, 31),
    "Christmas Day": (12, 25),
    "Christmas Eve": (12, 24),
}
_FEAST: Final = re.compile(r"(?:New\sYear['’]s|Christmas)\s(?:Day|Eve)\b")
_NEW_SENTENCE: Final = re.compile(r"[.!?;][”\"’)]?\s[A-Z“\"]")
_ONE_DAY: Final = re.compile(rf"(?P<mark>{BETWEEN_DAYS})?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)")
_BETWEEN: Final = re.compile(r"[Bb]etween\s(?:the\s)?$")
# "18 and 20 more missiles": the last number counts things.
_COUNTED: Final = re.compile(
    r"\s(?:more|others?|additional|further|new|of|people|troops|soldiers|missiles|ships|vessels|aircraft|jets|fighters"
    r"|countries|nations|companies|members|firms|hours|days|years)\b"
)


@dataclass(frozen=True, slots=True)
class _Day:
    mark: str  # what stands before it: "", "-", "and", ","
    number: int
    start: int
    end: int


def _days_of(match: re.Match[str]) -> list[_Day]:
    """The days of a match, without those that a comma or a counted noun shows to be something else."""
    text, begin = match.string, match.start("days")
    between = bool(_BETWEEN.search(text[max(0, match.start() - 12) : match.start()]))
    found: list[_Day] = []
    for one in _ONE_DAY.finditer(match["days"]):
        words = (one["mark"] or "").replace("the", "").strip(", \xa0\u202f") or ("," if one["mark"] else "")
        mark = "to" if between and words == "and" else words
        found.append(_Day(mark, day_number(one["day"]), begin + one.start("day"), begin + one.end()))
    if len(found) > 1 and _COUNTED.match(text, found[-1].end):
        found.pop()
    if found[-1].mark == "," or not any(day.mark in {"and", "or", "&"} for day in found):
        return found[: next((i for i, day in enumerate(found) if day.mark == ","), len(found))]
    return found


def _spans(days: list[_Day]) -> list[tuple[_Day, _Day]]:
    """Days as (first, last) of each span; a range that runs backwards ends the list.

    Two days in a row are one event of two days ("on April 10 and 11"); days with others between are two events.
    """
    spans: list[tuple[_Day, _Day]] = []
    for day in days:
        in_a_row = len(days) == 2 and day.mark in {"and", "&"} and day.number == days[0].number + 1
        if not spans or not (in_a_row or day.mark in RANGE_MARKS):
            spans.append((day, day))
        elif day.number > spans[-1][1].number:
            spans[-1] = (spans[-1][0], day)
        else:
            break
    return spans


def _points(match: re.Match[str], month: int, year: int | None, *, month_leads: bool) -> tuple[Point, ...]:
    """One point a span; the one beside the month takes it in, the last one also the year."""
    days = _days_of(match)
    spans = _spans(days)
    whole = days[-1].end == match.end("days") and spans[-1][1] == days[-1]
    if not whole and not month_leads:
        spans, whole = [_last_day(match)], True
    return tuple(
        Point(
            start=match.start() if month_leads and i == 0 else first.start,
            end=match.end() if whole and i == len(spans) - 1 else last.end,
            precision="day",
            first=(month, first.number),
            last=(month, last.number),
            year=year if whole else None,
        )
        for i, (first, last) in enumerate(spans)
    )


def _last_day(match: re.Match[str]) -> tuple[_Day, _Day]:
    *_, one = _ONE_DAY.finditer(match["days"])
    begin = match.start("days")
    day = _Day("", day_number(one["day"]), begin + one.start("day"), begin + one.end())
    return day, day


def _read_iso(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    day = (int(match["month"]), int(match["day"]))
    found = Point(start=match.start(), end=match.end(), precision="day", first=day, last=day, year=int(match["year"]))
    return (found,)


def _read_month_day(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    year = int(match["year"]) if match["year"] else None
    return _points(match, month_number(match["month"]), year, month_leads=True)


def _read_day_month(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    year = int(match["year"]) if match["year"] else None
    return _points(match, month_number(match["month"]), year, month_leads=False)


def _read_ordinal(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    """Days whose month is that of a date before in their sentence; else, of the months told before, the nearest to the period."""
    points = []
    for first, last in _spans(_days_of(match)):
        year, month = _month_of(first.number, match, context)
        start = match.start("days") if first.mark == "" else first.start
        days = (month, first.number), (month, last.number)
        points.append(Point(start=start, end=last.end, precision="day", first=days[0], last=days[1], year=year))
    return tuple(points)


def _month_of(day: int, match: re.Match[str], context: Context) -> tuple[int, int]:
    if context.earlier is not None and not _NEW_SENTENCE.search(match.string, context.earlier_at, match.start()):
        return context.earlier.end.year, context.earlier.end.month
    period = context.period
    told = [date(*month, day) for month in reversed(context.months) if day <= month_end(*month).day]
    if told:
        best = min(told, key=lambda d: gap(Days(start=d, end=d), period))
        return best.year, best.month
    near = [
        period.start.replace(day=1) - timedelta(days=1),
        period.start,
        month_end(period.end.year, period.end.month) + timedelta(days=1),
    ]
    fitting = [date(m.year, m.month, day) for m in near if 0 < day <= month_end(m.year, m.month).day]
    best = min(fitting, key=lambda d: gap(Days(start=d, end=d), period), default=period.start)
    return best.year, best.month


def _read_feast(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    day = _FEASTS[" ".join(match[0].replace("’", "'").split())]
    return (Point(start=match.start(), end=match.end(), precision="day", first=day, last=day, basis="inferred"),)


DAY_MONTH_RULES: Final = (
    Rule(name="month_day", pattern=_MONTH_DAY, read=_read_month_day, confidence=0.97),
    Rule(name="day_month", pattern=_DAY_MONTH, read=_read_day_month, confidence=0.95),
)
RULES: Final = (
    Rule(name="iso_date", pattern=_ISO, read=_read_iso, confidence=0.99),
    *DAY_MONTH_RULES,
    Rule(name="feast", pattern=_FEAST, read=_read_feast, confidence=0.9, joins=False),
    Rule(name="ordinal_day", pattern=_ORDINAL_DAY, read=_read_ordinal, confidence=0.7, joins=False),
)
