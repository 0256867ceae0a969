"""Headlines: the lines of the issues' headline lists."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.openapi import LISTED, RECORD, problems
from api.params import ListParams
from api.reading import ReaderDep, Reading
from api.schemas.answers import HeadlineItem, HeadlineList
from api.services.questions import HEADLINES
from api.services.records import find, item, one

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Headlines"])
HeadlineId = Annotated[str, Path(description="Id.", examples=["3.7-h2"])]


@router.get("/headlines", response_model=HeadlineList, summary="List headlines", responses=problems(*LISTED))
def list_headlines(params: Annotated[ListParams, Query()], reader: ReaderDep) -> Response:
    """Headlines with their issue and development; any filter but `q`, `issue`, `volume` and `published_*` asks for a development."""
    question = reader.ask(params, HEADLINES)
    return reader.answer(question.self_url, lambda: find(reader.snapshot, question))


@router.get("/headlines/{id}", response_model=HeadlineItem, summary="Get a headline", responses=problems(*RECORD))
def get_headline(id: HeadlineId, reader: ReaderDep) -> Response:
    """One headline with its issue and development."""
    rendered = one(reader.snapshot, reader.archive, "headline", id)
    return reader.answer(f"/v1/headlines/{id}", lambda: item(rendered, "headline", id, reader.version))
