"""Countries: whom a passage names, and who acts in it through offices, people and places."""

from ingest.extract.countries.finding import find_countries

__all__ = ["find_countries"]
