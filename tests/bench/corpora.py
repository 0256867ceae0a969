"""A small corpus for the tests of the benchmarks, made once."""

from functools import cache

from bench.corpus import issues
from bench.corpus.documents import issue_documents
from bench.corpus.writing import Form
from bench.rows import Row, row_of
from search import DEVELOPMENT, Document

SIZE = 100


@cache
def forms() -> tuple[Form, ...]:
    """Its issues in the load format."""
    return tuple(issues(SIZE))


@cache
def documents() -> tuple[Document, ...]:
    """Its documents."""
    return tuple(document for form in forms() for document in issue_documents(form))


@cache
def rows() -> tuple[Row, ...]:
    """Its developments as peers get them."""
    return tuple(row_of(document) for document in documents() if document.kind == DEVELOPMENT)
