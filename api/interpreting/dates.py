"""Dates in a question, with the words around them: `since 2024`, `before March 2023`, `between 2022 and 2023`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from api.interpreting.asking import Dates
from api.interpreting.fringes import Fringe
from api.interpreting.pieces import Filters, Found, is_free
from api.interpreting.spans import FIRST_YEAR, LAST_YEAR, ONE_DAY, Span, SpanRules
from ingest import Days, find_dates
from search import Remark

_YEAR: Final = re.compile(r"\d{4}")
_ONE: Final = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\b(?:early|mid|late)[-–]", re.IGNORECASE)
_TWO: Final = re.compile(r"\s(?:to|and|through|thru|until|till)\s|\s?[-–—]\s?(?=[A-Z\d])")
"""What makes two ends of one span of them: "March to June", "2022-2023"; not "mid-2023"."""
_LINK: Final = re.compile(
    r"\s*(?:,\s*)?(?:and|or|&|と|,|、|・|から|to|until|till|through|-|–|〜|~)\s*(?:the\s+)?", re.IGNORECASE
)
_TO: Final = re.compile(r"to|until|till|through|-|–|〜|~|から", re.IGNORECASE)


class DateReader:
    """Finds dates and makes them filters of days."""

    def __init__(self, words: Dates) -> None:
        self._before = Fringe(words.before.model_dump(by_alias=True))
        self._behind = Fringe(words.after.model_dump(by_alias=True))
        self._published = Fringe({"published": words.published})
        self._rules = SpanRules(words)

    def certain(self, text: str, today: date) -> list[Found]:
        """What is read before names are; `text` is the sentence with what is found made into dots."""
        return self._read(text, self._rules.certain(text, today), today)

    def find(self, text: str, today: date) -> list[Found]:
        """What is read after names are; days without a year lie nearest to `today`."""
        return self._read(text, [*_prose(text, today), *self._rules.bare(text)], today)

    def _read(self, text: str, spans: Iterable[Span], today: date) -> list[Found]:
        chosen: list[Span] = []
        for span in spans:
            fits = span.first.year >= FIRST_YEAR and span.last.year <= LAST_YEAR
            if fits and all(span.end <= one.start or one.end <= span.start for one in chosen):
                chosen.append(span)
        joined = [*_joined(text, sorted(chosen, key=lambda span: span.start))]
        found: list[Found] = []
        for span in joined:
            one = self._bound(text, span, today, [other.start for other in joined])
            if is_free(one.start, one.end, found):
                found.append(one)
        return found

    def _bound(self, text: str, span: Span, today: date, starts: Sequence[int]) -> Found:
        """The span with the words around it; "and before" right before another date belongs to that one."""
        before, behind = self._before.before(text, span.start), self._behind.behind(text, span.end)
        if behind and any(start >= behind[0] and not text[behind[0] : start].strip() for start in starts):
            behind = None
        start, end = before[0] if before else span.start, behind[0] if behind else span.end
        bound = behind[1] if behind else before[1] if before else "in"
        if _TWO.search(_ONE.sub("", text[span.start : span.end])):
            bound = "in"
        kind, published = "date", self._published.before(text, start)
        if published:
            kind, start = "published", published[0]
        others = () if span.other is None else (_filters(kind, bound, *span.other),)
        found = Found(start=start, end=end, filters=_filters(kind, bound, span.first, span.last), others=others)
        return replace(found, remark=_relative(text, found, today)) if span.relative else found


def _relative(text: str, found: Found, today: date) -> Remark:
    day = f"{today.day} {today:%B} {today.year}"
    message = f"“{text[found.start : found.end]}” is counted from {day}, the last day that the archive covers."
    return Remark("relative_date", message, found.parameter)


def _prose(text: str, today: date) -> Iterator[Span]:
    """What the reading room finds."""
    for one in find_dates(text, Days(start=today, end=today)):
        start, end = one.evidence.start, one.evidence.end
        if start is not None and end is not None:
            relative = not _YEAR.search(text[start:end])
            yield Span(start=start, end=end, first=one.start, last=one.end, relative=relative)


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Neighbours as one: with "to" between them, or with "and" where one follows on the other: "2023 and 2024"."""
    held: Span | None = None
    for span in spans:
        if held is not None and _goes_on(text, held, span):
            held = replace(held, end=span.end, last=span.last)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _goes_on(text: str, one: Span, other: Span) -> bool:
    link = text[one.end : other.start]
    if not _LINK.fullmatch(link) or other.first < one.first:
        return False
    return bool(_TO.search(link)) or other.first == one.last + ONE_DAY


def _filters(kind: str, bound: str, first: date, last: date) -> Filters:
    low, high = f"{kind}_from", f"{kind}_to"
    match bound:
        case "from":
            return ((low, (first.isoformat(),)),)
        case "after":
            return ((low, ((last + ONE_DAY).isoformat(),)),)
        case "until":
            return ((high, (last.isoformat(),)),)
        case "before":
            return ((high, ((first - ONE_DAY).isoformat(),)),)
    return ((low, (first.isoformat(),)), (high, (last.isoformat(),)))
