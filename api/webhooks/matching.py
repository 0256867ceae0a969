"""Matching: which records meet a webhook's filter in one generation, decided by the search room as on every list."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from api.params import Vocabulary
from api.params.webhooks import read_webhook_filter
from api.record_ids import issue_of
from search import SearchQuery, Snapshot

Match = tuple[str, str, str]
"""Kind and id of a record, and the id of its issue."""


def saved_query(text: str, snapshot: Snapshot) -> SearchQuery:
    """Return the query of a filter that was saved; values that the archive has no more find nothing."""
    return read_webhook_filter(text, Vocabulary(snapshot), known=False).query


def matching(snapshot: Snapshot, query: SearchQuery, issue_ids: Collection[str] | None = None) -> Iterator[Match]:
    """Yield the records that meet a query; of some issues, or of all where none are given. Raises QueryTooCostly."""
    if issue_ids is not None:
        query = _within(query, issue_ids)
        if not query.filters.terms["issue"].any_of:
            return iter(())
    return ((hit.kind, hit.id, issue_of(hit.id)) for hit in snapshot.walk(query))


def _within(query: SearchQuery, issue_ids: Collection[str]) -> SearchQuery:
    """Return the query for some issues alone."""
    own = query.filters.term("issue")
    wanted = set(issue_ids) & set(own.any_of) if own.any_of else set(issue_ids)
    terms = {**query.filters.terms, "issue": replace(own, any_of=tuple(sorted(wanted)))}
    return replace(query, filters=replace(query.filters, terms=terms))
