"""Developments: the main list, single ones and their revisions."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.openapi import KEY, LISTED, RECORD, problems
from api.params import DevelopmentParams, RevisionParams, canonical_params
from api.reading import ReaderDep, Reading
from api.schemas.answers import DevelopmentItem, DevelopmentList, RevisionList
from api.services import records
from api.services.questions import DEVELOPMENTS

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Developments"])
DevelopmentId = Annotated[str, Path(description="Id of a development.", examples=["3.7-d3"])]


@router.get(
    "/developments", response_model=DevelopmentList, summary="List developments", responses=problems(*KEY, *LISTED)
)
def list_developments(params: Annotated[DevelopmentParams, Query()], reader: ReaderDep) -> Response:
    """Developments that meet all the filters, or with `id` (repeat) just these in this order and `meta.not_found`."""
    reader.check_extras(params.extras)
    if params.id:
        ids, extras = list(dict.fromkeys(params.id)), params.extras
        url = records.several_address(ids, params.fields, extras).url
        return reader.answer(url, lambda: records.several(reader.snapshot, reader.archive, ids, params.fields, extras))
    question = reader.ask(params, DEVELOPMENTS)
    return reader.answer(question.self_url, lambda: records.find(reader.snapshot, question, reader.archive))


@router.get(
    "/developments/{id}",
    response_model=DevelopmentItem,
    summary="Get a development",
    responses=problems(*KEY, *RECORD),
)
def get_development(id: DevelopmentId, params: Annotated[RevisionParams, Query()], reader: ReaderDep) -> Response:
    """One development, or with `revision` an earlier state of it."""
    reader.check_extras(params.extras)
    rendered = records.one(reader.snapshot, reader.archive, "development", id)
    if params.revision is not None:
        rendered = records.earlier(reader.archive, "development", id, params.revision)
    (whole,) = records.with_extras(reader.archive, [rendered], params.extras)
    envelope = records.item(whole, "development", id, reader.version, canonical_params(params))
    return reader.answer(envelope.body["links"]["self"], lambda: envelope)


@router.get(
    "/developments/{id}/revisions",
    response_model=RevisionList,
    summary="List the revisions of a development",
    responses=problems(*RECORD),
)
def list_revisions(id: DevelopmentId, reader: ReaderDep) -> Response:
    """What changed in a development, when and why, the first revision first."""
    records.one(reader.snapshot, reader.archive, "development", id)
    url = f"/v1/developments/{id}/revisions"
    return reader.answer(url, lambda: records.revisions(reader.archive, id, reader.version))
