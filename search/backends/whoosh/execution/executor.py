"""Executor: a plan and a query carried out over the arrays of a generation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat

import numpy as np

from search.backends.whoosh.execution.amounts import Amounts
from search.backends.whoosh.execution.columns import Columns, Floats, Ints
from search.backends.whoosh.execution.facets import Tallier
from search.backends.whoosh.execution.filters import FilterMasks
from search.backends.whoosh.execution.grouping import Grouper
from search.backends.whoosh.execution.highlighting import marked_texts
from search.backends.whoosh.execution.matched import Matched
from search.backends.whoosh.execution.matching import Matcher
from search.backends.whoosh.execution.ordering import Order, Walk
from search.backends.whoosh.execution.postings import Postings
from search.backends.whoosh.execution.segments import Mask
from search.backends.whoosh.execution.selection import Selection
from search.backends.whoosh.writing.facts import KINDS, NONE
from search.document import DEVELOPMENT, HEADLINE
from search.engine import Outcome
from search.filtering import bears_on_developments_only, everywhere
from search.grouping import Grouped, Grouping
from search.plan import Plan, leaves
from search.query import Filters, SearchQuery, Sort
from search.ranking import KIND_WEIGHT
from search.results import Hit
from search.tallies import FacetTallies, without_own

ONLY_DEVELOPMENTS = (DEVELOPMENT,)
STRIDE = 64
"""Records that a walk reads at once."""


class Executor:
    """Runs questions; safe to share between threads."""

    def __init__(self, columns: Columns, postings: Postings, amounts: Amounts) -> None:
        self._columns = columns
        self._matcher = Matcher(columns, postings)
        self._filters = FilterMasks(columns, postings, amounts)
        self._tallier = Tallier(columns, amounts)
        self._grouper = Grouper(columns, amounts, self._tallier.values_of)
        self._walks: dict[Sort, Walk] = {}

    def run(self, plan: Plan | None, query: SearchQuery) -> Outcome:
        """Match, filter, sort and tally; `plan` None matches every entry."""
        only = query.kinds == ONLY_DEVELOPMENTS
        matched = self._matcher.match(plan, developments=only) if plan is not None else None
        mask = self._filters.passing(query.filters, developments=only)
        total, records, scores = self._found(matched, mask, query)
        page = records[: query.limit]
        more = 0 < len(page) < len(records)
        order = Order(self._columns, query.sort)
        return Outcome(
            total=total,
            page=self._page(page, scores, plan, query),
            next_key=order.key(int(page[-1]), float(scores[len(page) - 1])) if more else None,
            facets=self._facets(plan, matched, mask, query) if query.facets else {},
            left_out=self._left_out(matched, query) if HEADLINE in query.kinds else 0,
        )

    def group(self, plan: Plan | None, grouping: Grouping) -> Grouped:
        """Add up the developments that match, by group."""
        matched = self._matcher.match(plan, developments=True) if plan is not None else None
        mask = self._filters.passing(grouping.query.filters, developments=True)
        return self._grouper.group(self._entries(matched, mask)[0], grouping)

    def walk(self, plan: Plan | None, query: SearchQuery) -> Iterator[Hit]:
        """Yield all hits in order: their numbers are found at once, what is served of them is read as it is taken."""
        only = query.kinds == ONLY_DEVELOPMENTS
        matched = self._matcher.match(plan, developments=only) if plan is not None else None
        mask = self._filters.passing(query.filters, developments=only)
        _, records, _ = self._found(matched, mask, replace(query, limit=self._columns.size, after=None))
        for at in range(0, len(records), STRIDE):
            yield from map(Hit, *self._stored(records[at : at + STRIDE]))

    def _found(self, matched: Matched | None, mask: Mask, query: SearchQuery) -> tuple[int, Ints, Floats]:
        """Return how many records there are, and one more than a page of them, with their scores."""
        if matched is None and query.kinds == ONLY_DEVELOPMENTS and query.sort is not Sort.RELEVANCE:
            return self._browse(mask, query)
        return self._rank(*self._entries(matched, mask), query)

    def _browse(self, mask: Mask, query: SearchQuery) -> tuple[int, Ints, Floats]:
        """Return how many developments there are, and one more than a page of them, without sorting any."""
        walk = self._walks.get(query.sort)
        if walk is None:
            developments = np.flatnonzero(self._columns.developments)
            walk = self._walks[query.sort] = Order(self._columns, query.sort).sorted(developments)
        records = walk.page(mask, query.limit + 1, query.after)
        return int(np.count_nonzero(mask)), records, np.zeros(len(records))

    def _rank(self, entries: Ints, scores: Floats, query: SearchQuery) -> tuple[int, Ints, Floats]:
        """Return how many records entries stand for, and one more than a page of them, with their scores."""
        records, scores = self._records(entries, scores, query.kinds)
        total, order = len(records), Order(self._columns, query.sort)
        if query.after is not None:
            later = order.after(records, scores, query.after)
            records, scores = records[later], scores[later]
        first = order.first(records, scores, query.limit + 1)
        return total, records.take(first), scores.take(first)

    def _records(self, entries: Ints, scores: Floats, kinds: Sequence[str]) -> tuple[Ints, Floats]:
        """Return the records hit, of the kinds asked for, each with its best entry's score."""
        if tuple(kinds) == ONLY_DEVELOPMENTS:
            return entries, scores
        found = [self._records_of(kind, entries, scores) for kind in kinds]
        return np.concatenate([records for records, _ in found]), np.concatenate([best for _, best in found])

    def _records_of(self, kind: str, entries: Ints, scores: Floats) -> tuple[Ints, Floats]:
        records = self._columns.record_of(kind)[entries]
        known = records != NONE
        found, places = np.unique(records[known], return_inverse=True)
        best = np.zeros(len(found))
        np.maximum.at(best, places, scores[known] * KIND_WEIGHT[kind])
        return found, best

    def _page(self, records: Ints, scores: Floats, plan: Plan | None, query: SearchQuery) -> tuple[Hit, ...]:
        given = scores.tolist() if query.sort is Sort.RELEVANCE else repeat(None)
        marked: Iterable[Mapping[str, str] | None] = repeat(None)
        if plan is not None and query.highlight:
            marked = marked_texts(self._columns.segments, records.tolist(), list(leaves(plan)))
        return tuple(map(Hit, *self._stored(records), given, marked))

    def _stored(self, records: Ints) -> tuple[Sequence[str], Sequence[str], Sequence[bytes]]:
        """Return the kinds and ids of records, and what is served of them."""
        numbers = records.tolist()
        kinds = [KINDS[code] for code in self._columns["kind"].take(records).tolist()]
        ids, rendered = zip(*self._columns.segments.stored(numbers), strict=True) if numbers else ((), ())
        return kinds, ids, rendered

    def _entries(self, matched: Matched | None, mask: Mask) -> tuple[Ints, Floats]:
        """Return the entries of a mask that match, with their scores."""
        if matched is None:
            found = np.flatnonzero(mask)
            return found, np.zeros(len(found))
        if mask is not self._columns.developments and mask is not self._columns.entries:
            matched = matched.within(mask)
        return matched.documents, matched.scores

    def _facets(
        self, plan: Plan | None, matched: Matched | None, mask: Mask, query: SearchQuery
    ) -> dict[str, FacetTallies]:
        """Tally each facet with its own filter set aside; those that have none are tallied together."""
        filters = {name: self._filters_of(name, query) for name in query.facets if name != "kind"}
        alike = [name for name, kept in filters.items() if kept is query.filters]
        tally = partial(self._tallier.values, kinds=query.kinds, days=query.facet_days)
        found = tally(alike, self._selected(matched, mask, query), wanted=query.filters.amount)
        for name in filters.keys() - found.keys():
            wider = self._filters.passing(filters[name], developments=query.kinds == ONLY_DEVELOPMENTS)
            found |= tally((name,), self._selected(matched, wider, query), wanted=filters[name].amount)
        return {name: self._kinds(plan, query) if name == "kind" else found[name] for name in query.facets}

    def _kinds(self, plan: Plan | None, query: SearchQuery) -> FacetTallies:
        """Return the tallies of the kind facet, for which the kinds asked for are set aside."""
        matched = self._matcher.match(plan) if plan is not None else None
        return self._tallier.kinds(
            Selection(self._columns, self._entries(matched, self._filters.passing(query.filters))[0])
        )

    def _filters_of(self, facet: str, query: SearchQuery) -> Filters:
        return query.filters if facet in query.strict_facets else without_own(facet, query.filters)

    def _selected(self, matched: Matched | None, mask: Mask, query: SearchQuery) -> Selection:
        return Selection(self._columns, self._entries(matched, mask)[0], developments=query.kinds == ONLY_DEVELOPMENTS)

    def _left_out(self, matched: Matched | None, query: SearchQuery) -> int:
        if not bears_on_developments_only(query.filters):
            return 0
        bare, _ = self._entries(matched, self._filters.passing(everywhere(query.filters)))
        return int(np.count_nonzero(self._columns["kind"][bare] == KINDS.index(HEADLINE)))
