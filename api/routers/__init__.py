"""Routers: one module a noun; each function reads one answer."""

from fastapi import APIRouter

from api.routers import (
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
    status,
    suggest,
    synonyms,
    vocabularies,
)

V1 = APIRouter(prefix="/v1")
for module in (
    issues,
    headlines,
    developments,
    search,
    facets,
    suggest,
    vocabularies,
    changes,
    fields,
    synonyms,
    status,
):
    V1.include_router(module.router)

UNVERSIONED = APIRouter()
for module in (health, documents, problems):
    UNVERSIONED.include_router(module.router)
