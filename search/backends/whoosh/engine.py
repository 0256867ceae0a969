"""One generation of the index, opened for reading: hits, totals, order and facets over its arrays."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import orjson

from search.backends.whoosh.execution.amounts import Amounts
from search.backends.whoosh.execution.columns import Columns
from search.backends.whoosh.execution.executor import Executor
from search.backends.whoosh.execution.postings import Postings
from search.backends.whoosh.execution.segments import Segments, open_segments
from search.backends.whoosh.writing.facts import KINDS, NONE
from search.document import ISSUE, VOCABULARY_KINDS, Span
from search.engine import Outcome
from search.fields import OF_AMOUNTS
from search.grouping import Grouped, Grouping
from search.lexicon import Lexicon
from search.plan import Plan
from search.query import SearchQuery
from search.results import Hit
from search.vocabulary import Entry


class WhooshEngine:
    """Implements `search.engine.Engine`; safe to share between threads. Files it shares with `previous` stay open."""

    def __init__(self, folder: Path, version: int, previous: "WhooshEngine | None" = None) -> None:
        self.data_version = version
        self.segments: Segments = open_segments(folder, previous.segments if previous else None)
        self.columns = Columns(self.segments)
        self._postings = Postings(self.columns)
        self._amounts = Amounts(self.columns)
        self._executor = Executor(self.columns, self._postings, self._amounts)

    @cached_property
    def vocabulary(self) -> Sequence[Entry]:
        """The vocabulary entries."""
        return tuple(
            Entry(self._kind(at), self._id(at), self._label(at), tuple(orjson.loads(names)))
            for at, names in self.columns.vocabulary()
        )

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the entries."""
        return Lexicon(self._postings.word_counts())

    @property
    def ms_per_look(self) -> float:
        """Return about how many milliseconds it takes to look at all documents for one word."""
        return 6e-6 * self.columns.size

    def word_count(self, prefix: str) -> int:
        """Return how many words of the entries begin with a text."""
        return self._postings.word_count(prefix)

    def term_count(self, term: str) -> int:
        """Return how many entries have a term in one text field, that in which most do."""
        return max((len(found.documents) for found in self._postings.term(term)), default=0)

    def rendered(self, kind: str, id: str) -> bytes | None:
        """Return the JSON of a record; None when it is not there."""
        at = self.segments.find(kind, id)
        return None if at == NONE else self._rendered(at)

    def label(self, kind: str, id: str) -> str | None:
        """Return the name of a record or vocabulary entry."""
        if kind in VOCABULARY_KINDS:
            return self._names[kind].get(id)
        at = self.segments.find(kind, id)
        return None if at == NONE else self._label(at)

    def names(self, kind: str) -> Mapping[str, str]:
        """Return the names of the vocabulary entries of a kind, by id."""
        return self._names[kind]

    def ids(self, kind: str) -> Sequence[str]:
        """Return all ids of a kind by volume, number, position, id."""
        code = KINDS.index(kind) if kind in KINDS else NONE
        found = np.flatnonzero(self.columns.live & (self.columns["kind"] == code))
        order = self.columns["order"][found].tolist()
        ids = [self._id(at) for at in found.tolist()]
        return [id for _, id in sorted(zip(order, ids, strict=True))]

    def holders(self, field: str, value: str) -> int:
        """Return how many developments have a value."""
        if field in OF_AMOUNTS:
            return self._amounts.holders(field, value)
        return int(np.count_nonzero(self.columns.developments[self._postings.value(field, value)]))

    def run(self, plan: Plan | None, query: SearchQuery) -> Outcome:
        """Match, filter, sort and tally; `plan` None matches every entry."""
        return self._executor.run(plan, query)

    def group(self, plan: Plan | None, grouping: Grouping) -> Grouped:
        """Add up the developments that match, by group."""
        return self._executor.group(plan, grouping)

    @cached_property
    def issue_periods(self) -> Sequence[Span]:
        """The publication periods of the issues, ascending."""
        issues = self.columns.live & (self.columns["kind"] == KINDS.index(ISSUE))
        starts = self.columns["published_start"][issues].tolist()
        periods = set(zip(starts, self.columns["published_end"][issues].tolist(), strict=True))
        return [Span(*map(date.fromordinal, period)) for period in sorted(periods) if period[0] != NONE]

    def walk(self, plan: Plan | None, query: SearchQuery) -> Iterator[Hit]:
        """Yield all hits in order."""
        return self._executor.walk(plan, query)

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        """The names of vocabulary entries by kind and id, which every facet shows."""
        return {kind: {e.id: e.label for e in self.vocabulary if e.kind == kind} for kind in VOCABULARY_KINDS}

    def _kind(self, number: int) -> str:
        return KINDS[self.columns["kind"][number]]

    def _id(self, number: int) -> str:
        segment, local = self.segments.locate(number)
        return segment.file.ids[local].decode()

    def _label(self, number: int) -> str:
        segment, local = self.segments.locate(number)
        return segment.file.labels[local].decode()

    def _rendered(self, number: int) -> bytes:
        segment, local = self.segments.locate(number)
        return segment.file.rendered[local]
