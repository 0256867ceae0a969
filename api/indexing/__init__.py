"""Indexing: the store of record turned into documents of the search room, and the follower that keeps them current."""

from api.indexing.documents import all_issue_documents, documents_of_issue, documents_of_issues
from api.indexing.entries import all_entry_documents, entry_documents, payer_documents
from api.indexing.follower import IndexFollower, index_identity

__all__ = [
    "IndexFollower",
    "all_entry_documents",
    "all_issue_documents",
    "documents_of_issue",
    "documents_of_issues",
    "entry_documents",
    "index_identity",
    "payer_documents",
]
