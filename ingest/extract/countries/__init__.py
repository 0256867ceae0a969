"""Countries: whom a passage names, and who acts in it through offices, people and places."""

from ingest.extract.countries.finding import find_countries
from ingest.extract.countries.mentions import find_mentions

__all__ = ["find_countries", "find_mentions"]
