"""Extraction: typed facts from the words of a passage."""

from ingest.extract.amounts import find_amounts, find_money
from ingest.extract.countries import find_countries
from ingest.extract.dates import find_dates, find_day_months
from ingest.extract.names import find_names
from ingest.extract.passages import LONGEST, Passage
from ingest.extract.topics import find_topics

__all__ = [
    "LONGEST",
    "Passage",
    "find_amounts",
    "find_countries",
    "find_dates",
    "find_day_months",
    "find_money",
    "find_names",
    "find_topics",
]
