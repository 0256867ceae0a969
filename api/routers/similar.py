"""Similar: developments like one."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.openapi import RECORD, problems
from api.params import SimilarParams
from api.reading import ReaderDep, Reading
from api.routers.developments import DevelopmentId
from api.schemas.answers import SimilarList
from api.services import records
from api.services.similar import list_similar, similar_address

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Developments"])


@router.get(
    "/developments/{id}/similar",
    response_model=SimilarList,
    summary="List developments like one",
    responses=problems(*RECORD),
)
def list_similar_developments(
    id: DevelopmentId, params: Annotated[SimilarParams, Query()], reader: ReaderDep
) -> Response:
    """Developments that share rare words and tags with one, the most similar first.

    `score` is 1 where all of them are shared; `shared` names them. What more than half of all developments have counts for
    nothing.
    """
    records.one(reader.snapshot, reader.archive, "development", id)
    url = similar_address(id, params.limit, SimilarParams().limit)
    return reader.answer(url, lambda: list_similar(reader.snapshot, id, params.limit, url))
