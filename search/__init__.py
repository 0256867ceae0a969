"""The search room's front door: everything that the rest of the house may use."""

from search.backend import Batch, SearchBackend, Snapshot
from search.document import (
    DEVELOPMENT,
    HEADLINE,
    ISSUE,
    RECORD_KINDS,
    VOCABULARY_KINDS,
    Document,
    Money,
    Span,
)
from search.errors import IndexUnavailable, QueryTooCostly, SearchError
from search.fields import FACETS, FIELDS, KEYWORD_FIELDS, SCOPES, USD_BANDS, Field, FilterKind, UsdBand
from search.language.parser import Limits
from search.opening import open_backend
from search.query import AmountFilter, Filters, Match, SearchQuery, Sort, SpanFilter, TermFilter
from search.results import Facet, FacetBucket, Hit, Remark, SearchResult, SortKey, Spelling, Suggestion

__all__ = [
    "DEVELOPMENT",
    "FACETS",
    "FIELDS",
    "HEADLINE",
    "ISSUE",
    "KEYWORD_FIELDS",
    "RECORD_KINDS",
    "SCOPES",
    "USD_BANDS",
    "VOCABULARY_KINDS",
    "AmountFilter",
    "Batch",
    "Document",
    "Facet",
    "FacetBucket",
    "Field",
    "FilterKind",
    "Filters",
    "Hit",
    "IndexUnavailable",
    "Limits",
    "Match",
    "Money",
    "QueryTooCostly",
    "Remark",
    "SearchBackend",
    "SearchError",
    "SearchQuery",
    "SearchResult",
    "Snapshot",
    "Sort",
    "SortKey",
    "Span",
    "SpanFilter",
    "Spelling",
    "Suggestion",
    "TermFilter",
    "UsdBand",
    "open_backend",
]
