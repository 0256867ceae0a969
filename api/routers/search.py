"""Search: one query over developments, headlines and issues."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.openapi import LISTED, problems
from api.params import SearchParams
from api.reading import ReaderDep, Reading
from api.schemas.answers import SearchList
from api.services.questions import SEARCH
from api.services.records import find

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Search"])


@router.get("/search", response_model=SearchList, summary="Search all records", responses=problems(*LISTED))
def search_records(params: Annotated[SearchParams, Query()], reader: ReaderDep) -> Response:
    """Records of all kinds, or of those in `kind`, best match first when there is `q`."""
    question = reader.ask(params, SEARCH)
    return reader.answer(question.self_url, lambda: find(reader.snapshot, question, reader.archive, scored=True))
