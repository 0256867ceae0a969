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
from search.fields import (
    ALLIANCE_FORMATS,
    FACETS,
    FIELDS,
    KEYWORD_FIELDS,
    OF_ONE_AMOUNT,
    SCOPES,
    USD_BANDS,
    Field,
    FilterKind,
    UsdBand,
)
from search.grouping import GROUPS, MOST_GROUPS, PERIODS, Grouped, Grouping, Sums, Worth, overlapping
from search.language.parser import Limits
from search.opening import open_backend
from search.query import AmountFilter, Filters, Match, SearchQuery, Sort, SpanFilter, TermFilter
from search.results import Facet, FacetBucket, Hit, Remark, SearchResult, SortKey, Spelling, Suggestion
from search.similarity import Similar
from search.vocabulary import Entry

__all__ = [
    "ALLIANCE_FORMATS",
    "DEVELOPMENT",
    "FACETS",
    "FIELDS",
    "GROUPS",
    "HEADLINE",
    "ISSUE",
    "KEYWORD_FIELDS",
    "MOST_GROUPS",
    "OF_ONE_AMOUNT",
    "PERIODS",
    "RECORD_KINDS",
    "SCOPES",
    "USD_BANDS",
    "VOCABULARY_KINDS",
    "AmountFilter",
    "Batch",
    "Document",
    "Entry",
    "Facet",
    "FacetBucket",
    "Field",
    "FilterKind",
    "Filters",
    "Grouped",
    "Grouping",
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
    "Similar",
    "Snapshot",
    "Sort",
    "SortKey",
    "Span",
    "SpanFilter",
    "Spelling",
    "Suggestion",
    "Sums",
    "TermFilter",
    "UsdBand",
    "Worth",
    "open_backend",
    "overlapping",
]
