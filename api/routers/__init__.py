"""Routers: one module a noun; each function reads one answer."""

from api.routers import (
    aggregate,
    changes,
    developments,
    documents,
    facets,
    fields,
    headlines,
    health,
    issues,
    problems,
    search,
    similar,
    status,
    suggest,
    synonyms,
    vocabularies,
)

ROUTERS = (
    issues.router,
    headlines.router,
    developments.router,
    similar.router,
    search.router,
    facets.router,
    aggregate.router,
    suggest.router,
    vocabularies.lists,
    vocabularies.items,
    changes.router,
    fields.router,
    synonyms.router,
    status.router,
    health.router,
    documents.router,
    problems.router,
)
"""In the order of the OpenAPI document; each is an app's own router, since nested ones are matched level by level."""
