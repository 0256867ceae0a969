"""The reading room: a document becomes a draft with evidence; no HTTP, no SQL, no search."""

from ingest.doubts import DOUBTS, Doubt
from ingest.draft import (
    Days,
    Draft,
    DraftDevelopment,
    DraftWarning,
    Evidence,
    FoundAmount,
    FoundCountry,
    FoundDate,
    FoundName,
    FoundTopic,
    Hints,
    NameKind,
    Numbering,
)
from ingest.errors import UnreadableDocument
from ingest.extract import find_dates, find_money
from ingest.reading import read
from ingest.vocabulary import (
    KnownName,
    Office,
    Phrase,
    PhraseBook,
    Vocabulary,
    read_vocabulary,
    split_words,
    surname_of,
)

__all__ = [
    "DOUBTS",
    "Days",
    "Doubt",
    "Draft",
    "DraftDevelopment",
    "DraftWarning",
    "Evidence",
    "FoundAmount",
    "FoundCountry",
    "FoundDate",
    "FoundName",
    "FoundTopic",
    "Hints",
    "KnownName",
    "NameKind",
    "Numbering",
    "Office",
    "Phrase",
    "PhraseBook",
    "UnreadableDocument",
    "Vocabulary",
    "find_dates",
    "find_money",
    "read",
    "read_vocabulary",
    "split_words",
    "surname_of",
]
