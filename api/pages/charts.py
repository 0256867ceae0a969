"""Charts: what a question finds over time, month by month, quarter by quarter or year by year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from api.pages.visiting import Visit
from api.services.aggregates import Asked, aggregate
from api.services.questions import Question
from search import PERIODS

STEPS = ("quarter", "month", "year")
"""How a chart divides time, the usual way first."""
MEASURES = ("count", "usd_sum")
"""What a chart shows of each period."""
MONTHS = {"month": 1, "quarter": 3}
IN_EVERY_YEAR = 7
"""A month that each kind of year has in the calendar year of its number."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: its name and days, how many developments, their dollars, and whether any issue covers it."""

    label: str
    start: date
    end: date
    count: int
    usd_sum: int | None
    covered: bool
    url: str
    selected: bool


def timeline(visit: Visit, question: Question, step: str) -> Sequence[Bar]:
    """Return the bars of a question; its own filter on dates is left out, so that one can widen."""
    span = question.query.filters.date
    undated = replace(question.query.filters, date=None)
    query = replace(question.query, filters=undated, facets=(), after=None, highlight=False)
    wide = replace(question, query=query)
    asked = Asked(groups=(step,), metrics=MEASURES)
    body = visit.ask(lambda: aggregate(visit.reader.snapshot, wide, asked))
    rest = [row for row in visit.pairs if row[0] not in ("date_from", "date_to", "cursor")]

    def bar(row: dict[str, Any]) -> Bar:
        start, end = days_of(step, row["keys"][step])
        url = visit.links.to(
            visit.path, [*rest, *visit.own_choices()], date_from=start.isoformat(), date_to=end.isoformat()
        )
        chosen = span is not None and (span.start or start) <= start and end <= (span.end or end)
        return Bar(
            visit.language.step(step, start), start, end, row["count"], row["usd_sum"], row["covered"], url, chosen
        )

    return [bar(row) for row in body["data"]]


def days_of(group: str, key: str) -> tuple[date, date]:
    """Return the first and last day of a period by its key: `2024`, `FY2024`, `2024-Q2` or `2024-04`."""
    year, *part = map(int, re.findall(r"\d+", key))
    month = (part[0] - 1) * MONTHS[group] + 1 if part else IN_EVERY_YEAR
    span = PERIODS[group].span(PERIODS[group].number(date(year, month, 1)))
    return span.start, span.end
