"""Postings: where terms, words and exact values are, over all segments; only living documents are given."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.segments import Segment
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.storage.strings import Dictionary
from search.backends.whoosh.writing.texts import FIELD_COUNT
from search.backends.whoosh.writing.values import section

ALL_FIELDS = tuple(range(FIELD_COUNT))
Fields = tuple[int, ...]
"""Places in TEXT_FIELDS."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where something stands in one field: documents, ascending, and how often in each."""

    documents: Array
    counts: Array


NOWHERE = Occurrences(np.empty(0, np.int32), np.empty(0, np.uint8))


class Postings:
    """Looks things up in the segments of a generation."""

    def __init__(self, columns: Columns) -> None:
        self.segments = columns.segments
        self.word_count = lru_cache(maxsize=1_000)(self._word_count)
        """How many words begin with a text."""

    def term(self, text: str) -> tuple[Occurrences, ...]:
        """Return where a term stands, for each text field."""
        parts = [_term(segment, text) for segment in self.segments]
        return tuple(_joined([part[field] for part in parts if part]) for field in ALL_FIELDS)

    def phrase_places(self, segment: Segment, text: str, fields: Fields) -> Array:
        """Return the positions of a term in a segment, ascending through the cells of the fields; dead ones too."""
        number = segment.file.terms.find(text.encode())
        if number is None:
            return np.empty(0, np.int32)
        ends, positions = segment.arrays["position_ends"], segment.arrays["position"]
        parts = [positions[_begin(ends, row) : ends[last]] for row, last in _stretches(number, fields)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def prefix(self, text: str, fields: Fields, size: int) -> Ints:
        """Return the documents, of `size`, with a word that begins with a text in one of the fields."""
        found = np.zeros(size, np.bool_)
        for segment in self.segments:
            low, high = segment.file.words.starting(text.encode())
            documents = _word_documents(segment, low, high, fields)
            found[documents + segment.first] = True
            if segment.live is not None:
                found[segment.first : segment.first + segment.size] &= segment.live
        return np.flatnonzero(found)

    def _word_count(self, prefix: str) -> int:
        """Return how many words begin with a text."""
        stretches = [(segment, *segment.file.words.starting(prefix.encode())) for segment in self.segments]
        held = [(segment, low, np.flatnonzero(_held(segment, low, high))) for segment, low, high in stretches]
        if len(held) == 1:
            return len(held[0][2])
        return len({segment.file.words[low + at] for segment, low, places in held for at in places.tolist()})

    def word_counts(self) -> Counter[str]:
        """Return every word with the number of entry fields that have it."""
        counts: Counter[str] = Counter()
        for segment in self.segments:
            words = segment.file.words
            held = _held(segment, 0, len(words)).tolist()
            counts.update({word: count for word, count in zip(words.decoded(), held, strict=True) if count})
        return counts

    def value(self, name: str, value: str) -> Ints:
        """Return the entries that have an exact value."""
        return _numbers([(segment, _value(segment, name, value)) for segment in self.segments])


def _term(segment: Segment, text: str) -> list[Occurrences] | None:
    number = segment.file.terms.find(text.encode())
    if number is None:
        return None
    ends = segment.arrays["posting_ends"]
    first = number * FIELD_COUNT
    bounds = [_begin(ends, first), *ends[first : first + FIELD_COUNT].tolist()]
    return [_occurrences(segment, bounds[field], bounds[field + 1]) for field in ALL_FIELDS]


def _occurrences(segment: Segment, low: int, high: int) -> Occurrences:
    if low == high:
        return NOWHERE
    documents = segment.arrays["posting_document"][low:high]
    counts = segment.arrays["posting_count"][low:high]
    if segment.live is not None:
        living = segment.live[documents]
        documents, counts = documents[living], counts[living]
    return Occurrences(documents + segment.first if segment.first else documents, counts)


def _joined(parts: list[Occurrences]) -> Occurrences:
    parts = [part for part in parts if len(part.documents)]
    if len(parts) < 2:
        return parts[0] if parts else NOWHERE
    return Occurrences(
        np.concatenate([part.documents for part in parts]), np.concatenate([part.counts for part in parts])
    )


def _stretches(number: int, fields: Fields) -> list[tuple[int, int]]:
    """Return the rows of a term as stretches, first and last: one where all fields are asked for."""
    first = number * FIELD_COUNT
    if fields == ALL_FIELDS:
        return [(first, first + FIELD_COUNT - 1)]
    return [(first + field, first + field) for field in sorted(fields)]


def _begin(ends: Array, row: int) -> int:
    return int(ends[row - 1]) if row else 0


def _word_documents(segment: Segment, low: int, high: int, fields: Fields) -> Array:
    """Return the documents of a stretch of words, in no order, some several times."""
    ends = segment.arrays["word_document_ends"]
    first, last = low * FIELD_COUNT, high * FIELD_COUNT
    if first == last:
        return np.empty(0, np.int64)
    documents = segment.arrays["word_document"][_begin(ends, first) : ends[last - 1]]
    if fields != ALL_FIELDS:
        sizes = np.diff(ends[first:last], prepend=_begin(ends, first))
        documents = documents[np.repeat(np.isin(np.arange(last - first) % FIELD_COUNT, fields), sizes)]
    return documents


def _held(segment: Segment, low: int, high: int) -> Ints:
    """Return how many living fields have each word of a stretch."""
    ends = segment.arrays["word_document_ends"]
    until = ends[low * FIELD_COUNT : high * FIELD_COUNT]
    before = _begin(ends, low * FIELD_COUNT) if len(until) else 0
    if segment.live is None:
        sizes = np.diff(until, prepend=before)
    else:
        living = segment.live[segment.arrays["word_document"][before : until[-1] if len(until) else 0]]
        kept = np.concatenate([[0], np.cumsum(living)])
        sizes = kept[until - before] - kept[np.concatenate([[before], until[:-1]]) - before] if len(until) else until
    found: Ints = sizes.reshape(-1, FIELD_COUNT).sum(axis=1)
    return found


def _value(segment: Segment, name: str, value: str) -> Array:
    number = Dictionary(segment.arrays, section(name)).find(value.encode())
    if number is None:
        return np.empty(0, np.int32)
    ends = segment.arrays[f"{section(name)}_documents"]
    return segment.arrays[f"{section(name)}_document"][_begin(ends, number) : ends[number]]


def _numbers(parts: list[tuple[Segment, Array]]) -> Ints:
    found = [np.empty(0, np.int64)]
    for segment, documents in parts:
        living = documents if segment.live is None else documents[segment.live[documents]]
        found.append(living.astype(np.int64) + segment.first)
    return np.concatenate(found)
