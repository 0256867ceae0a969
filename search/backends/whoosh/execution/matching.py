"""Matching: a plan over arrays, the same arithmetic as the specification; what each word matches is kept."""

from threading import Lock
from typing import Any

import numpy as np
from cachetools import LRUCache

from search.backends.whoosh.execution.columns import Columns, Floats, Ints
from search.backends.whoosh.execution.matched import Matched, add, best, every, nothing, some
from search.backends.whoosh.execution.phrases import phrase_occurrences
from search.backends.whoosh.execution.postings import Fields, Occurrences, Postings
from search.fields import TEXT_FIELDS
from search.plan import All, Best, Leaf, Nothing, Phrase, Plan, Prefix, Some, Term
from search.ranking import PREFIX_SCORE, factor, idf, saturation

CACHE_BYTES = 64 << 20


class Matcher:
    """Runs plans over one generation; safe to share between threads."""

    def __init__(self, columns: Columns, postings: Postings) -> None:
        self.columns = columns
        self.postings = postings
        self._lock = Lock()
        self._words: LRUCache[tuple[Leaf | Best, bool], Matched] = LRUCache(
            CACHE_BYTES, getsizeof=lambda matched: matched.nbytes
        )

    def match(self, plan: Plan, *, developments: bool = False) -> Matched:
        """Return what a plan matches, of all entries or only of developments."""
        size = self.columns.size
        match plan:
            case Nothing():
                return nothing(size)
            case All(parts, without):
                entries = self.columns.developments if developments else self.columns.entries
                wanted, unwanted = ([self.match(p, developments=developments) for p in ps] for ps in (parts, without))
                return every(wanted, unwanted, entries)
            case Some(parts, coordinate):
                return some([self.match(p, developments=developments) for p in parts], size, coordinate=coordinate)
            case _:
                return self._word(plan, developments=developments)

    def _word(self, word: Leaf | Best, *, developments: bool) -> Matched:
        """Return what a word, phrase or prefix matches, or one with its other wordings; these are kept."""
        with self._lock:
            found = self._words.get((word, developments))
        if found is None:
            found = self._made(word)
            if developments:
                found = found.within(self.columns.developments)
            if found.nbytes < CACHE_BYTES:
                with self._lock:
                    self._words[word, developments] = found
        return found

    def _made(self, word: Leaf | Best) -> Matched:
        match word:
            case Best(parts):
                return best([self.match(part) for part in parts], self.columns.size)
            case Prefix():
                return self._prefix(word)
            case _:
                return self._weighed(word)

    def _prefix(self, prefix: Prefix) -> Matched:
        documents = self.postings.prefix(prefix.text, _fields(leaf=prefix), self.columns.size)
        return Matched(documents, np.full(len(documents), PREFIX_SCORE * prefix.boost), self.columns.size)

    def _weighed(self, leaf: Term | Phrase) -> Matched:
        """Score a term or phrase by BM25F: what it is worth in each field, added."""
        fields = _fields(leaf)
        terms = [self.postings.term(text) for text in _texts(leaf)]
        found = (
            phrase_occurrences(self.columns, self.postings, leaf, fields)
            if isinstance(leaf, Phrase)
            else [terms[0][field] for field in fields]
        )
        parts = []
        for field, occurrences in zip(fields, found, strict=True):
            if len(occurrences.documents):
                holders = min(len(term[field].documents) for term in terms)  # of the rarest word
                weight = factor(TEXT_FIELDS[field], leaf.boost, idf(self.columns.entry_count, holders))
                documents = occurrences.documents.astype(np.int64)
                parts.append((documents, self._saturations(field, documents, occurrences) * weight))
        return add(parts, self.columns.size)

    def _saturations(self, field: int, documents: Ints, occurrences: Occurrences) -> Floats:
        lengths = self.columns.length(field).take(documents).astype(np.float64)
        counts = occurrences.counts.astype(np.float64)
        share: Any = saturation(counts, lengths, self.columns.averages[field])  # type: ignore[arg-type]
        return share  # type: ignore[no-any-return]


def _texts(leaf: Term | Phrase) -> list[str]:
    return [leaf.text] if isinstance(leaf, Term) else [term for _, term in leaf.steps]


def _fields(leaf: Leaf) -> Fields:
    return tuple(TEXT_FIELDS.index(name) for name in leaf.fields)
