"""Reading: what the date rules find in a text, joined into spans, given a year and put in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ingest.draft import Days, Evidence, FoundDate
from ingest.extract.dates import day_rules, month_rules, relative_rules, year_rules
from ingest.extract.dates.points import Context, Point, Rule, gap, place, span
from ingest.extract.passages import LONGEST

# An earlier row keeps its characters from later ones: "March 9" from "in March", "fiscal 2023" from "2023".
RULES: Final = (
    *day_rules.RULES,
    *year_rules.PARTS_AND_SPANS,
    *relative_rules.RULES,
    *month_rules.RULES,
    *year_rules.WHOLE_YEARS,
)
LAST_RESORT: Final = "this_week"  # the rule whose dates are kept only where there is no other
MAIN_NEAR: Final = 31  # days from the period within which a day is taken for the main event

# What may not stand before a date: F-35 May, $10 May, No. 9/10 March.
_GLUED: Final = re.compile(r"(?:[A-Z]-|\d[.,:]|[A-Z0-9$€£¥₩#/+])$")
_RANGE: Final = re.compile(r"\s?[-–—]\s?|\s+(?:to|through|thru|until|till)\s+(?:the\s)?")
_AND: Final = re.compile(r"\s+and\s+")
_BETWEEN: Final = re.compile(r"[Bb]etween\s(?:the\s)?$")
# "postponed from April 10 to June 3" tells two dates, not a span.
_MOVED: Final = re.compile(
    r"\b(?:postpon|mov(?:ed|ing)|delay|reschedul|brought|push|advanc|shift|slip)\w*\b", re.IGNORECASE
)
_LOOK_BACK: Final = 40


@dataclass(frozen=True, slots=True)
class _Read:
    """A point with the rule that found it."""

    rule: Rule
    point: Point


def matches(text: str, rules: Sequence[Rule]) -> list[tuple[Rule, re.Match[str]]]:
    """What the rules match, in order of the text; no two overlap, and the earlier rule wins."""
    taken = bytearray(len(text))
    found = []
    for rule in rules:
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]) and not _GLUED.search(text[max(0, start - 2) : start]):
                taken[start:end] = b"\x01" * (end - start)
                found.append((rule, match))
    return sorted(found, key=lambda pair: pair[1].start())


def find_dates(text: str, period: Days) -> tuple[FoundDate, ...]:
    """The dates of a paragraph, each span of days once, the main event first.

    A day without a year lies in the year nearest to `period`, the half-month of the issue. Order is the text's, but the
    first day within a month of the period (else the first day) comes before all else: years and months are background.
    Only the first `LONGEST` characters are read.
    """
    text = text[:LONGEST]
    found: dict[tuple[date, date], FoundDate] = {}
    for read in _joined(text, _points(text, period), period):
        days = place(read.point, period)
        if days is not None:
            found.setdefault((days.start, days.end), _found_date(text, read, days))
    dates = [one for one in found.values() if one.evidence.rule != LAST_RESORT] or list(found.values())
    main = _main(dates, period)
    return tuple(([] if main is None else [main]) + [one for one in dates if one is not main])


def _points(text: str, period: Days) -> Iterator[_Read]:
    """Every point of the text; what leans on an earlier date gets the nearest one before it."""
    context = Context(period=period)
    for rule, match in matches(text, RULES):
        for point in rule.read(match, context):
            days = None if point.weak else place(point, period)
            if days is not None and point.precision in {"day", "part-of-month", "month"}:
                context = context.having(point, days)
            yield _Read(rule, point)


def _joined(text: str, reads: Iterator[_Read], period: Days) -> Iterator[_Read]:
    """Neighbours with "to" between them as one span; a weak point is kept only so, or listed after its like."""
    held: _Read | None = None
    for read in reads:
        if held is None:
            held = read
            continue
        whole = _join(text, held, read, period)
        if whole is None and not held.point.weak:
            yield held
        held = whole or _kept(text, held, read)
    if held is not None and not held.point.weak:
        yield held


def _join(text: str, first: _Read, last: _Read, period: Days) -> _Read | None:
    if not (first.rule.joins and last.rule.joins):
        return None
    start = first.point.start
    before, link = text[max(0, start - _LOOK_BACK) : start], text[first.point.end : last.point.start]
    spans = _RANGE.fullmatch(link) or (_AND.fullmatch(link) and _BETWEEN.search(before))
    if not spans or _MOVED.search(before):
        return None
    point = span(first.point, last.point)
    return _Read(first.rule, point) if place(point, period) else None


def _kept(text: str, before: _Read, read: _Read) -> _Read:
    """A bare month or year after "and" is as strong as the one before it: "in June and July"."""
    link = text[before.point.end : read.point.start]
    like = before.point.precision == read.point.precision and not before.point.weak
    return _Read(read.rule, replace(read.point, weak=False)) if like and _AND.fullmatch(link) else read


def _found_date(text: str, read: _Read, days: Days) -> FoundDate:
    point = read.point
    confidence = read.rule.confidence
    raw = text[point.start : point.end]
    evidence = Evidence(rule=read.rule.name, confidence=confidence, raw=raw, start=point.start, end=point.end)
    return FoundDate(start=days.start, end=days.end, precision=point.precision, basis=point.basis, evidence=evidence)


def _main(dates: Sequence[FoundDate], period: Days) -> FoundDate | None:
    stated = [one for one in dates if one.precision == "day" and one.basis == "stated"]
    near = [one for one in stated if gap(Days(start=one.start, end=one.end), period) <= MAIN_NEAR]
    return next(iter(near or stated), None)
