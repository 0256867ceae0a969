"""Periods: the names of months, quarters and years as a person reads them."""

from datetime import date

from search import PERIODS


def period_name(group: str, number: int) -> str:
    """Return `April 2024`, `Q2 2024`, `2024` or `FY2024 (April 2024 to March 2025)`."""
    span = PERIODS[group].span(number)
    label = PERIODS[group].label(number)
    match group:
        case "month":
            return _month(span.start)
        case "quarter":
            return f"{label[-2:]} {span.start.year}"
        case "year":
            return label
    return f"{label} ({_month(span.start)} to {_month(span.end)})"


def _month(day: date) -> str:
    return f"{day:%B} {day.year}"
