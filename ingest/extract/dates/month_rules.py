"""Rules for months and their parts: `late July`, `mid- to late April`, `first half of May`, `June 2024`, `in June`."""

import re
from dataclasses import replace
from typing import Final

from ingest.extract.dates.points import Context, Point, Precision, Rule, turn
from ingest.extract.dates.tenses import settle
from ingest.extract.dates.words import DAY, MONTH, YEAR, month_number, nth

# Convention of the digest's archive: early is the 1st to 10th, mid the 11th to 20th, late the 21st to the end.
PARTS: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PART_WORDS: Final = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late"}
_WEEKS: Final = {1: (1, 7), 2: (8, 14), 3: (15, 21), 4: (22, 28)}
_LENGTHS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_OF_YEAR: Final = rf"(?:,?\s(?:of\s)?(?P<year>{YEAR}))?"
_PART: Final = re.compile(
    r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:the\s)?(?:beginning|start|middle|end|close)\sof)"
    r"(?:[-\s]{1,2}to[-\s](?P<part2>mid|late))?"
    rf"(?:\sin)?[-–\s]?(?P<month>{MONTH})(?!\s?{DAY}){_OF_YEAR}"
)
_HALF: Final = re.compile(rf"(?:the\s)?(?P<half>[Ff]irst|[Ss]econd|[Ll]atter)\shalf\sof\s(?P<month>{MONTH}){_OF_YEAR}")
_WEEK: Final = re.compile(
    r"(?:the\s)?(?P<week>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal)\sweek\s(?:of|in)\s"
    rf"(?P<month>{MONTH}){_OF_YEAR}"
)
_MONTH_YEAR: Final = re.compile(rf"(?P<month>{MONTH}),?\s(?:of\s)?(?P<year>{YEAR})")
_WHICH_MONTH: Final = re.compile(
    rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\s(?:coming|past))?)\s(?P<month>{MONTH})(?!\s?{DAY})"
)
_BARE_MONTH: Final = re.compile(rf"(?P<month>{MONTH})(?!\s?{DAY})")
# A bare month is a date after these words only: "May" and "March" are also people and verbs.
_BEFORE_MONTH: Final = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Tt]hrough|[Ff]rom|[Dd]uring|[Aa]fter|[Bb]efore|[Tt]hroughout"
    r"|of|for|the|an?|around|to|entire|planned|scheduled)\s$"
)
_NOT_A_MONTH: Final = re.compile(r"\son\s[A-Z]|\sof\s[A-Z]|['’]s\s(?:government|cabinet)")


def part_of(word: str) -> str:
    """`early`, `mid` or `late` of the words for it: `Early`, `the end of`."""
    key = word.removeprefix("the ").split()[0].casefold()
    return _PART_WORDS.get(key, key)


def _read_part(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    month = month_number(match["month"])
    first, last = PARTS[part_of(match["part"])]
    if match["part2"]:
        last = PARTS[match["part2"]][1]
    (found,) = _of_month(match, "part-of-month", month, (first, last))
    return (settle(found, match.string, context.period),)


def _read_half(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    days = (1, 15) if match["half"].casefold() == "first" else (16, 31)
    return _of_month(match, "half-month", month_number(match["month"]), days)


def _read_week(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    month, week = month_number(match["month"]), nth(match["week"], 5)
    if week in _WEEKS:
        return _of_month(match, "part-of-month", month, _WEEKS[week])
    return _of_month(match, "part-of-month", month, (_LENGTHS[month] - 6, 31))


def _read_month_year(match: re.Match[str], _context: Context) -> tuple[Point, ...]:
    return _of_month(match, "month", month_number(match["month"]), (1, 31))


def _read_which_month(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    (month,) = _of_month(match, "month", month_number(match["month"]), (1, 31))
    return (turn(month, match["which"].split()[0].casefold(), context.period),)


def _read_bare_month(match: re.Match[str], context: Context) -> tuple[Point, ...]:
    text, start = match.string, match.start()
    word = _BEFORE_MONTH.search(text[max(0, start - 14) : start])
    (month,) = _of_month(match, "month", month_number(match["month"]), (1, 31))
    if word is None or _NOT_A_MONTH.match(text, match.end()):
        return (replace(month, weak=True),)
    turned = turn(month, word[0].strip().casefold(), context.period)
    return (settle(turned, text, context.period),)


def _of_month(match: re.Match[str], precision: Precision, month: int, days: tuple[int, int]) -> tuple[Point, ...]:
    stated = match.groupdict().get("year")
    found = Point(
        start=match.start(),
        end=match.end(),
        precision=precision,
        first=(month, days[0]),
        last=(month, days[1]),
        year=int(stated) if stated else None,
    )
    return (found,)


RULES: Final = (
    Rule(name="part_of_month", pattern=_PART, read=_read_part, confidence=0.93),
    Rule(name="half_month", pattern=_HALF, read=_read_half, confidence=0.93),
    Rule(name="week_of_month", pattern=_WEEK, read=_read_week, confidence=0.8),
    Rule(name="month_year", pattern=_MONTH_YEAR, read=_read_month_year, confidence=0.97),
    Rule(name="which_month", pattern=_WHICH_MONTH, read=_read_which_month, confidence=0.85),
    Rule(name="bare_month", pattern=_BARE_MONTH, read=_read_bare_month, confidence=0.85),
)
