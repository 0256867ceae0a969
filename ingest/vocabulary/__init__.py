"""The vocabulary: the words that the reading room knows, from the data files and from the archive."""

from ingest.vocabulary.book import Vocabulary, read_vocabulary
from ingest.vocabulary.known import KnownName, Office

__all__ = ["KnownName", "Office", "Vocabulary", "read_vocabulary"]
