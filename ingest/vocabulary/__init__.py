"""The vocabulary: the words that the reading room knows, from the data files and from the archive."""

from ingest.vocabulary.book import Vocabulary, read_vocabulary
from ingest.vocabulary.known import KnownName, Office
from ingest.vocabulary.names import surname_of
from ingest.vocabulary.phrases import Phrase, PhraseBook
from ingest.vocabulary.words import split_words

__all__ = [
    "KnownName",
    "Office",
    "Phrase",
    "PhraseBook",
    "Vocabulary",
    "read_vocabulary",
    "split_words",
    "surname_of",
]
