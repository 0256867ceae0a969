"""The changes feed."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.openapi import LISTED, problems
from api.params import ChangesParams, ask_changes
from api.reading import REVALIDATED, ReaderDep, Reading
from api.schemas.answers import ChangeList
from api.services import changes

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Changes"])


@router.get("/changes", response_model=ChangeList, summary="List changes", responses=problems(*LISTED))
def list_changes(params: Annotated[ChangesParams, Query()], reader: ReaderDep) -> Response:
    """What was created, updated and withdrawn after number `since`, in order; the next `since` is `meta.last_seq`."""
    question = ask_changes(params)
    made = changes.list_changes(reader.archive, question, reader.version)
    return reader.answer(made.body["links"]["self"], lambda: made, REVALIDATED)
