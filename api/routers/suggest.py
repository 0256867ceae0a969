"""Suggestions while typing."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.openapi import COMMON, problems
from api.params import SuggestParams, canonical_params
from api.reading import ReaderDep, Reading
from api.schemas.answers import SuggestionList
from api.services.addresses import Address
from api.services.suggesting import suggest

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Search"])


@router.get("/suggest", response_model=SuggestionList, summary="Suggest while typing", responses=problems(*COMMON))
def suggest_entries(params: Annotated[SuggestParams, Query()], reader: ReaderDep) -> Response:
    """Vocabulary entries whose name or alias begins like `q`, each with the filter that it stands for."""
    address = Address("/v1/suggest", canonical_params(params))
    return reader.answer(address.url, lambda: suggest(reader.snapshot, params.q, params.limit, address))
