"""Postings of a generation as arrays, read from Whoosh once and kept within a budget of bytes."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

import numpy as np

from search.backends.whoosh.columns import Ints, Mask
from search.backends.whoosh.schema import WORDS, text_field, word_term
from search.fields import TEXT_FIELDS
from search.lexicon import Lexicon

PLACE_BITS = 32
"""Positions are packed as document << 32 | position."""
CACHE_BYTES = 64 << 20


class Postings:
    """Terms → documents, by field; only live entries are given."""

    def __init__(self, reader: Any, entries: Mask) -> None:
        self._reader = reader
        self._entries = entries
        self._lock = Lock()
        self._cache: OrderedDict[tuple[str, ...], tuple[Ints, ...]] = OrderedDict()
        self._bytes = 0
        self._lexicon: Lexicon | None = None

    def term(self, field: str, text: str) -> tuple[Ints, Ints]:
        """Return the entries that have a term in a text field, and how often each has it."""
        return self._cached(("term", field, text), lambda: self._term(field, text))  # type: ignore[return-value]

    def places(self, field: str, text: str) -> Ints:
        """Return where a term stands in a text field, packed, ascending."""
        return self._cached(("places", field, text), lambda: (self._places(field, text),))[0]

    def word(self, field: str, word: str) -> Ints:
        """Return the entries that have an unstemmed word in a text field."""
        return self._cached(("word", field, word), lambda: self._documents(WORDS, word_term(field, word)))[0]

    def keyword(self, field: str, value: str) -> Ints:
        """Return the entries that have an exact value."""
        return self._cached(("keyword", field, value), lambda: self._documents(field, value))[0]

    def keyword_rows(self, field: str) -> tuple[Ints, Ints, list[str]]:
        """Return a keyword field as rows: documents, codes of their values, and the values."""
        with self._lock:
            values = [self._decoded(text) for text in self._reader.lexicon(field)]
        found = [self.keyword(field, value) for value in values]
        codes = [np.full(len(documents), code, dtype=np.int64) for code, documents in enumerate(found)]
        empty = np.empty(0, dtype=np.int64)
        return np.concatenate([empty, *found]), np.concatenate([empty, *codes]), values

    @property
    def lexicon(self) -> Lexicon:
        """The unstemmed words of live entries; read when first asked for."""
        if self._lexicon is None:
            with self._lock:
                self._lexicon = Lexicon(self._word_counts())
        return self._lexicon

    def _cached(self, key: tuple[str, ...], read: Callable[[], tuple[Ints, ...]]) -> tuple[Ints, ...]:
        with self._lock:
            found = self._cache.get(key)
            if found is None:
                found = read()
                self._cache[key] = found
                self._bytes += _size(found)
                while self._bytes > CACHE_BYTES and len(self._cache) > 1:
                    self._bytes -= _size(self._cache.popitem(last=False)[1])
            else:
                self._cache.move_to_end(key)
            return found

    def _term(self, field: str, text: str) -> tuple[Ints, Ints]:
        rows = [(m.id(), int(m.weight())) for m in self._walk(text_field(field), text)]
        table = np.array(rows, dtype=np.int64).reshape(-1, 2)
        kept = self._entries[table[:, 0]]
        return table[kept, 0], table[kept, 1]

    def _places(self, field: str, text: str) -> Ints:
        rows = [
            (m.id() << PLACE_BITS) + place
            for m in self._walk(text_field(field), text)
            if self._entries[m.id()]
            for place in m.value_as("positions")
        ]
        return np.array(rows, dtype=np.int64)

    def _documents(self, field: str, text: str) -> tuple[Ints, ...]:
        found = np.array([m.id() for m in self._walk(field, text)], dtype=np.int64)
        return (found[self._entries[found]],)

    def _walk(self, field: str, text: str) -> Any:
        if (field, text) not in self._reader:
            return
        matcher = self._reader.postings(field, text)
        while matcher.is_active():
            yield matcher
            matcher.next()

    def _word_counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for leaf, _ in self._reader.leaf_readers():
            if WORDS not in leaf.schema:
                continue
            exact = leaf.has_deletions()
            for text in leaf.lexicon(WORDS):
                held = len(list(leaf.postings(WORDS, text).all_ids())) if exact else leaf.doc_frequency(WORDS, text)
                if held:
                    counts[self._decoded(text)[1:]] += held
        return counts

    @staticmethod
    def _decoded(text: bytes | str) -> str:
        return text.decode() if isinstance(text, bytes) else text


def _size(arrays: tuple[Ints, ...]) -> int:
    return sum(array.nbytes for array in arrays) + 200


def has_term(postings: Postings, term: str) -> bool:
    """Whether an entry has a term in any text field."""
    return any(len(postings.term(field, term)[0]) for field in TEXT_FIELDS)
