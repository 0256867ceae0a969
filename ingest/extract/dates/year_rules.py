"""Rules for years and their parts: quarters, halves, seasons, fiscal years, `2018-19`, `by 2025`."""

import re
from dataclasses import replace
from typing import Final

from ingest.extract.dates.points import Context, MonthDay, Point, Precision, Rule, turn
from ingest.extract.dates.tenses import settle
from ingest.extract.dates.words import YEAR, nth

# Three months each, by the weather; winter begins in December and ends in the year after.
SEASONS: Final[dict[str, tuple[MonthDay, MonthDay]]] = {
    "spring": ((3, 1), (5, 31)),
    "summer": ((6, 1), (8, 31)),
    "fall": ((9, 1), (11, 30)),
    "autumn": ((9, 1), (11, 30)),
    "winter": ((12, 1), (2, 29)),
}
# Japan's fiscal year starts in its own calendar year; the one of the United States three months before it.
JAPAN_FISCAL: Final[tuple[MonthDay, MonthDay]] = ((4, 1), (3, 31))
US_FISCAL: Final[tuple[MonthDay, MonthDay]] = ((10, 1), (9, 30))
_US_WORDS: Final = re.compile(
    r"\b(?:US|U\.S\.|American?|Congress(?:ional)?|Senate|House|NDAA|Pentagon|Biden|Trump|Washington|FMF|appropriations?)\b"
)
_JAPAN_WORDS: Final = re.compile(
    r"\b(?:Japan(?:ese)?(?:['’]s)?|Tokyo|Diet|J?SDF|[AGM]SDF|MOD|MOF|Kishida|Suga|Abe|Ishiba|Takaichi|yen|JFY|cabinet)\b|¥"
)
_NEAR: Final = 150  # characters either side that tell whose fiscal year it is

YEAR_SHIFTS: Final = {"last": -1, "next": 1}
_WHOLE: Final[tuple[MonthDay, MonthDay]] = ((1, 1), (12, 31))
_WHICH_YEAR: Final = rf"(?P<year>{YEAR})|(?P<which>this|next|last|the)\syear(?:['’]s)?"
_NTH: Final = r"[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal|[Ll]atter"
_QUARTER: Final = re.compile(rf"(?:the\s)?(?P<nth>{_NTH})[-\s]quarter\s(?:of\s)?(?:{_WHICH_YEAR})")
_Q: Final = re.compile(rf"Q(?P<nth>[1-4])[,\s]{{1,2}}(?:of\s)?(?P<year>{YEAR})")
# A quarter without a year needs a word of time before it: "in the third quarter", "by Q3".
_BARE_QUARTER: Final = re.compile(
    r"(?:[Ii]n|[Bb]y|[Dd]uring|[Uu]ntil|[Ff]rom|[Ss]ince|[Ff]or)\s(?P<quarter>(?:the\s)?(?P<nth>first|second|third|fourth|last|final)[-\s]quarter|(?:the\s)?Q(?P<number>[1-4]))"
    r"(?![\w-]|\sof\b|[,\s]{1,2}(?:19|20)\d\d)"
)
_HALF: Final = re.compile(rf"(?:the\s)?(?P<nth>{_NTH})\shalf\s(?:of\s)?(?:{_WHICH_YEAR})")
_SEASON: Final = re.compile(
    r"(?:the\s)?(?P<season>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)"
    rf"(?:,?\s(?:of\s)?(?P<year>{YEAR})|\sof\s(?P<which>this|next|last)\syear)"
)
_WHICH_SEASON: Final = re.compile(
    r"(?:(?P<which>[Tt]his|[Ll]ast|[Nn]ext)(?:\s(?:coming|past))?|(?P<word>[Ii]n|[Bb]y|[Uu]ntil|[Dd]uring|[Ss]ince|[Tt]hrough)(?:\sthe)?)\s"
    r"(?P<season>spring|summer|fall|autumn|winter)(?!\s(?:of|from|to)\b)(?![\w-])"
)
_FISCAL: Final = re.compile(
    rf"(?:(?:[Ff]iscal(?:\s[Yy]ears?)?|JFY|FY)[-\s]?(?P<year>{YEAR})|J?FY\s?[’']?(?P<short>\d\d)(?![\d-]))"
    r"(?:\s?(?:[-–—]|to|through)\s?(?:FY)?(?P<until>(?:20)?\d\d)(?!\d))?"
)
_YEAR_FISCAL: Final = re.compile(rf"(?:the\s)?(?P<year>{YEAR})\s(?:(?:Japanese|US|U\.S\.)\s)?[Ff]iscal\s[Yy]ear")
_YEARS: Final = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[-–—/]\s?(?P<until>(?:(?:19|20)\d\d)|\d\d)(?![\w/]|-\d)")
_PART: Final = re.compile(
    r"(?:[Ee]arly|[Mm]id|[Ll]ate|[Ll]ater\sin|[Ee]nd|(?:the\s)?(?:beginning|start|middle|end|close|rest|remainder|course)\sof)"
    rf"[-–\s](?P<year>{YEAR})"
)
_YEAR: Final = re.compile(
    rf"(?P<year>{YEAR})(?!-[a-z]|\s(?:troops|soldiers|personnel|people|jobs|meters|miles|tons|units|kilometers)\b)"
)
# A bare year is a date after these words only: a year in a name, or "of 1967", dates no event.
_BEFORE_YEAR: Final = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Tt]hrough|[Dd]uring|[Bb]efore|[Aa]fter|[Ff]rom|[Aa]round|circa|beyond"
    r"|[Tt]hroughout|as\sof|than|the\syear|[Cc]ompared\s(?:to|with)|(?:dat|go|reach|stretch|trac)(?:es?|ed|ing)?\s(?:back\s)?(?:to|from)|back\sto)\s$"
)
# What happened is told with its year ("the coup of 2021"); a treaty or law bears its year as a name.
_EVENT_OF: Final = re.compile(
    r"\b(?!treaty|pact|act|law|constitution|convention|charter|class|levels?|average|total|some|most|none|all|each|one|out)[a-z]{3,}\sof\s$"
)
# "slated for 2025", "the budget for 2025": not "for 2000 units".
_FOR: Final = re.compile(r"\b[Ff]or\s$")
_NO_NOUN: Final = re.compile(
    r"\s?(?:[.,;:)”\"]|$|(?:a|after|and|as|at|but|by|from|if|in|is|on|or|the|to|under|when|where|which|while|will|with|was|were)\b)"
)
_IN_A_NAME: Final = re.compile(r"(?:[A-Z][\w’']*|[A-Z]{2,})\s$")


def _point(
    match: re.Match[str], precision: Precision, ends: tuple[MonthDay, MonthDay], year: int, *, years: int = 0
) -> Point:
    stated = match.groupdict().get("which") is None
    return Point(
        start=match.start(),
        end=match.end(),
        precision=precision,
        first=ends[0],
        last=ends[1],
        year=year,
        years=years,
        basis="stated" if stated else "inferred",
    )


def _year_of(match: re.Match[str], context: Context) -> int:
    """The stated year, or the one that `this`, `next` or `last` year is at the period."""
    if match["year"]:
        return int(match["year"])
    return context.period.start.year + YEAR_SHIFTS.get(match["which"], 0)


def _months(first: int, last: int) -> tuple[MonthDay, MonthDay]:
    return (first, 1), (last, 31)


def _read_quarter(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    word = match["nth"]
    number = int(word) if word.isdecimal() else nth(word, 4)
    return (_point(match, "quarter", _months(number * 3 - 2, number * 3), _year_of(match, context)),)


def _read_bare_quarter(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    number = int(match["number"]) if match["number"] else nth(match["nth"], 4)
    first, last = _months(number * 3 - 2, number * 3)
    start, end = match.span("quarter")
    found = Point(start=start, end=end, precision="quarter", first=first, last=last, basis="inferred")
    return (settle(found, match.string, context.period),)


def _read_half(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    number = nth(match["nth"], 2)
    ends = _months(number * 6 - 5, number * 6)
    return (_point(match, "half-year", ends, _year_of(match, context)),) if number <= 2 else ()


def _read_season(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    return (_point(match, "quarter", SEASONS[match["season"].casefold()], _year_of(match, context)),)


def _read_which_season(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    """The season nearest to the period; `last` and `next` look back and ahead."""
    first, last = SEASONS[match["season"]]
    start = match.start() if match["which"] else match.start("season")
    season = Point(start=start, end=match.end(), precision="quarter", first=first, last=last, basis="inferred")
    return (turn(season, (match["which"] or match["word"]).casefold(), context.period),)


def fiscal_ends(text: str, at: int, year: int) -> tuple[tuple[MonthDay, MonthDay], int]:
    """First and last day of a fiscal year, and the calendar year it starts in; Japan's unless the words near say US."""
    near = text[max(0, at - _NEAR) : at + _NEAR]
    is_us = _US_WORDS.search(near) and not _JAPAN_WORDS.search(near)
    return (US_FISCAL, year - 1) if is_us else (JAPAN_FISCAL, year)


def _read_fiscal(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    groups = match.groupdict()
    year = int(groups["year"] or 2000 + int(groups["short"]))
    until = _until(year, groups.get("until"))
    ends, starts = fiscal_ends(match.string, match.start(), year)
    return (_point(match, "fiscal-year", ends, starts, years=until - year),) if until else ()


def _until(year: int, written: str | None) -> int | None:
    """The last year of `2018-19` or `2018-2020`; None when it is not after the first one."""
    if written is None:
        return year
    until = int(written) if len(written) == 4 else year // 100 * 100 + int(written)
    return until if 0 < until - year <= 50 else None


def _read_years(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    year = int(match["year"])
    until = _until(year, match["until"])
    if until is None or _in_a_name(match):
        return ()
    return (_point(match, "year", _WHOLE, year, years=until - year),)


def _read_part(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    return (_point(match, "year", _WHOLE, int(match["year"])),)


def _read_year(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    return (replace(_point(match, "year", _WHOLE, int(match["year"])), weak=not _dates_something(match)),)


def _dates_something(match: re.Match[str]) -> bool:
    """Whether the words beside a bare year make it a date."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _FOR.search(before):
        return bool(_NO_NOUN.match(match.string, match.end()))
    return bool(_BEFORE_YEAR.search(before) or _EVENT_OF.search(before))


def _in_a_name(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 20) : match.start()]
    return bool(_IN_A_NAME.search(before)) and not _BEFORE_YEAR.search(before)


PARTS_AND_SPANS: Final = (
    Rule(name="quarter", pattern=_QUARTER, read=_read_quarter, confidence=0.95),
    Rule(name="quarter", pattern=_Q, read=_read_quarter, confidence=0.95),
    Rule(name="quarter", pattern=_BARE_QUARTER, read=_read_bare_quarter, confidence=0.7, joins=False),
    Rule(name="half_year", pattern=_HALF, read=_read_half, confidence=0.95),
    Rule(name="season_year", pattern=_SEASON, read=_read_season, confidence=0.9),
    Rule(name="season", pattern=_WHICH_SEASON, read=_read_which_season, confidence=0.6, joins=False),
    Rule(name="fiscal_year", pattern=_FISCAL, read=_read_fiscal, confidence=0.9),
    Rule(name="fiscal_year", pattern=_YEAR_FISCAL, read=_read_fiscal, confidence=0.9),
    Rule(name="years", pattern=_YEARS, read=_read_years, confidence=0.85),
)
# After the months: "June 2024" and "late July 2024" take their year with them.
WHOLE_YEARS: Final = (
    Rule(name="part_of_year", pattern=_PART, read=_read_part, confidence=0.85),
    Rule(name="year", pattern=_YEAR, read=_read_year, confidence=0.85),
)
