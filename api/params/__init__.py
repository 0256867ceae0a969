"""Parameters: a whole query string, checked and made into a question."""

from api.params.checking import check_query_string
from api.params.citing import CitationParams, RevisionCitationParams
from api.params.formats import FeedParams, FileParams, SearchFeedParams, SearchFileParams, VocabularyFileParams
from api.params.interpreting import InterpretParams, ask_filters
from api.params.models import (
    AggregateParams,
    AuditParams,
    ChangesParams,
    DevelopmentParams,
    FacetsParams,
    ListParams,
    NoteParams,
    RevisionParams,
    SearchParams,
    SimilarParams,
    SuggestParams,
    VocabularyParams,
)
from api.params.questions import ask, ask_audit, ask_changes, canonical_params
from api.params.vocabulary import Vocabulary

__all__ = [
    "AggregateParams",
    "AuditParams",
    "ChangesParams",
    "CitationParams",
    "DevelopmentParams",
    "FacetsParams",
    "FeedParams",
    "FileParams",
    "InterpretParams",
    "ListParams",
    "NoteParams",
    "RevisionCitationParams",
    "RevisionParams",
    "SearchFeedParams",
    "SearchFileParams",
    "SearchParams",
    "SimilarParams",
    "SuggestParams",
    "Vocabulary",
    "VocabularyFileParams",
    "VocabularyParams",
    "ask",
    "ask_audit",
    "ask_changes",
    "ask_filters",
    "canonical_params",
    "check_query_string",
]
