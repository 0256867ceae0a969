"""One generation of the index, opened for reading: hits, totals, order and facets over its arrays."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from pathlib import Path

import numpy as np
import orjson

from search.backends.whoosh.execution.columns import Columns, Floats, Ints
from search.backends.whoosh.execution.facets import Tallier
from search.backends.whoosh.execution.filters import FilterMasks
from search.backends.whoosh.execution.highlighting import marked_texts
from search.backends.whoosh.execution.matched import Matched
from search.backends.whoosh.execution.matching import Matcher
from search.backends.whoosh.execution.ordering import after, cursor_key, first, sort_keys
from search.backends.whoosh.execution.postings import Postings
from search.backends.whoosh.execution.segments import Segments, open_segments
from search.backends.whoosh.execution.selection import Selection
from search.backends.whoosh.writing.facts import KINDS, NONE
from search.document import DEVELOPMENT, HEADLINE, VOCABULARY_KINDS
from search.engine import Outcome
from search.filtering import bears_on_developments_only, everywhere
from search.lexicon import Lexicon
from search.plan import Plan, leaves
from search.query import Filters, SearchQuery, Sort
from search.ranking import KIND_WEIGHT
from search.results import Hit
from search.tallies import FacetTallies, without_own
from search.vocabulary import Entry


class WhooshEngine:
    """Implements `search.engine.Engine`; safe to share between threads. Files it shares with `previous` stay open."""

    def __init__(self, folder: Path, version: int, previous: "WhooshEngine | None" = None) -> None:
        self.data_version = version
        self.segments: Segments = open_segments(folder, previous.segments if previous else None)
        self.columns = Columns(self.segments)
        self._postings = Postings(self.columns)
        self._matcher = Matcher(self.columns, self._postings)
        self._filters = FilterMasks(self.columns, self._postings)
        self._tallier = Tallier(self.columns)

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

    def words(self, prefix: str) -> Sequence[str]:
        """Return the words of the entries that begin with a text."""
        return self._postings.words(prefix)

    def has_term(self, term: str) -> bool:
        """Whether an entry has a term in any text field."""
        return any(len(found.documents) for found in self._postings.term(term))

    def rendered(self, kind: str, id: str) -> bytes | None:
        """Return the JSON of a record; None when it is not there."""
        at = self.segments.find(kind, id)
        return None if at == NONE else self._rendered(at)

    def label(self, kind: str, id: str) -> str | None:
        """Return the name of a record or vocabulary entry."""
        if kind in VOCABULARY_KINDS:
            return self._names.get((kind, id))
        at = self.segments.find(kind, id)
        return None if at == NONE else self._label(at)

    def ids(self, kind: str) -> Sequence[str]:
        """Return all ids of a kind by volume, number, position, id."""
        code = KINDS.index(kind) if kind in KINDS else NONE
        found = np.flatnonzero(self.columns.live & (self.columns["kind"] == code))
        order = self.columns["order"][found].tolist()
        ids = [self._id(at) for at in found.tolist()]
        return [id for _, id in sorted(zip(order, ids, strict=True))]

    def holders(self, field: str, value: str) -> int:
        """Return how many developments have a keyword value."""
        return int(np.count_nonzero(self.columns.developments[self._postings.value(field, value)]))

    def run(self, plan: Plan | None, query: SearchQuery) -> Outcome:
        """Match, filter, sort and tally; `plan` None matches every entry."""
        matched = self._matcher.match(plan) if plan is not None else None
        entries, scores = self._entries(matched, query.filters)
        records, best = self._records(entries, scores, query.kinds)
        keys = sort_keys(self.columns, records, best, query.sort)
        later = None if query.after is None else np.flatnonzero(after(keys, query.after, query.sort))
        page = first(keys, query.limit) if later is None else later[first(keys[later], query.limit)]
        more = 0 < len(page) < (len(keys) if later is None else len(later))
        last = (int(records[page[-1]]), float(best[page[-1]])) if more else None
        selected = Selection(self.columns, entries)
        return Outcome(
            total=len(records),
            page=self._page(records[page], best[page], plan, query),
            next_key=cursor_key(self.columns, *last, query.sort) if last else None,
            facets={name: self._tallies(name, matched, selected, query) for name in query.facets},
            left_out=self._left_out(matched, query) if HEADLINE in query.kinds else 0,
        )

    def _entries(self, matched: Matched | None, filters: Filters) -> tuple[Ints, Floats]:
        """Return the entries that match and meet the filters, with their scores."""
        mask = self._filters.passing(filters)
        if matched is None:
            found = np.flatnonzero(mask)
            return found, np.zeros(len(found))
        chosen = mask[matched.documents]
        return matched.documents[chosen], matched.scores[chosen]

    def _records(self, entries: Ints, scores: Floats, kinds: Sequence[str]) -> tuple[Ints, Floats]:
        """Return the records hit, of the kinds asked for, each with its best entry's score."""
        found = [self._records_of(kind, entries, scores) for kind in kinds]
        if len(found) == 1:
            return found[0]
        return np.concatenate([records for records, _ in found]), np.concatenate([best for _, best in found])

    def _records_of(self, kind: str, entries: Ints, scores: Floats) -> tuple[Ints, Floats]:
        if kind == DEVELOPMENT:
            own = self.columns.developments[entries]
            return entries[own], scores[own]
        records = self.columns.record_of(kind)[entries]
        known = records != NONE
        found, places = np.unique(records[known], return_inverse=True)
        best = np.zeros(len(found))
        np.maximum.at(best, places, scores[known] * KIND_WEIGHT[kind])
        return found, best

    def _page(self, records: Ints, scores: Floats, plan: Plan | None, query: SearchQuery) -> tuple[Hit, ...]:
        numbers = records.tolist()
        given = scores.tolist() if query.sort is Sort.RELEVANCE else [None] * len(numbers)
        marked: Iterable[Mapping[str, str] | None] = repeat(None)
        if plan is not None and query.highlight:
            marked = marked_texts(self.segments, numbers, list(leaves(plan)))
        kinds, located = self.columns["kind"][records].tolist(), map(self.segments.locate, numbers)
        return tuple(
            Hit(KINDS[kind], segment.file.ids[at].decode(), segment.file.rendered[at], score, highlight)
            for kind, (segment, at), score, highlight in zip(kinds, located, given, marked, strict=False)
        )

    def _tallies(self, name: str, matched: Matched | None, selected: Selection, query: SearchQuery) -> FacetTallies:
        filters = query.filters if name in query.strict_facets else without_own(name, query.filters)
        if filters is not query.filters:  # its own filter is set aside
            selected = Selection(self.columns, self._entries(matched, filters)[0])
        return self._tallier.kinds(selected) if name == "kind" else self._tallier.values(name, selected, query.kinds)

    def _left_out(self, matched: Matched | None, query: SearchQuery) -> int:
        if not bears_on_developments_only(query.filters):
            return 0
        bare, _ = self._entries(matched, everywhere(query.filters))
        return int(np.count_nonzero(self.columns["kind"][bare] == KINDS.index(HEADLINE)))

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        """The names of vocabulary entries, which every facet shows."""
        return {(entry.kind, entry.id): entry.label for entry in self.vocabulary}

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
