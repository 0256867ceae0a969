"""Facets: counts and dollar sums for the filters given."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.openapi import COMMON, problems
from api.params import FacetsParams
from api.reading import ReaderDep, Reading
from api.schemas.answers import FacetList
from api.services.questions import FACETS_ALONE
from api.services.records import find_facets

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Search"])


@router.get("/facets", response_model=FacetList, summary="Count and sum by facets", responses=problems(*COMMON))
def list_facets(params: Annotated[FacetsParams, Query()], reader: ReaderDep) -> Response:
    """Counts and dollar sums of developments by the fields in `facet`, or by all; `data` is empty."""
    question = reader.ask(params, FACETS_ALONE)
    return reader.answer(question.self_url, lambda: find_facets(reader.snapshot, question))
