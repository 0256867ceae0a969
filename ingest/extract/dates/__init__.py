"""Dates: when things happen, as a paragraph of an issue tells it, with the year that the page leaves out."""

from ingest.extract.dates.day_months import DayMonth, find_day_months
from ingest.extract.dates.reading import find_dates

__all__ = ["DayMonth", "find_dates", "find_day_months"]
