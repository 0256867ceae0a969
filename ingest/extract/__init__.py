"""Extraction: typed facts from the words of a passage."""

from ingest.extract.countries import find_countries
from ingest.extract.names import find_names
from ingest.extract.topics import find_topics

__all__ = ["find_countries", "find_names", "find_topics"]
