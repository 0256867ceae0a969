"""Citations: how single records are cited."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.openapi import RECORD, problems
from api.params import CitationParams, RevisionCitationParams, canonical_params
from api.reading import REVALIDATED, Reader, ReaderDep, Reading
from api.routers.developments import DevelopmentId
from api.routers.headlines import HeadlineId
from api.routers.issues import IssueId
from api.schemas.answers import CitationItem
from api.services import records
from api.services.addresses import Address
from api.services.citing import cite_record
from api.services.envelopes import Envelope, item_envelope

router = APIRouter(prefix="/v1", route_class=Reading)


@router.get(
    "/issues/{id}/citation",
    response_model=CitationItem,
    summary="Cite an issue",
    responses=problems(*RECORD),
    tags=["Issues"],
)
def cite_issue(id: IssueId, params: Annotated[CitationParams, Query()], reader: ReaderDep) -> Response:
    """A ready citation of an issue, with the revision of its record and the day of access."""
    issue_id = records.issue_asked(reader.snapshot, id)
    rendered = records.one(reader.snapshot, reader.archive, "issue", issue_id)
    return _citation(reader, rendered, f"/v1/issues/{id if id == records.LATEST else issue_id}", params)


@router.get(
    "/headlines/{id}/citation",
    response_model=CitationItem,
    summary="Cite a headline",
    responses=problems(*RECORD),
    tags=["Headlines"],
)
def cite_headline(id: HeadlineId, params: Annotated[CitationParams, Query()], reader: ReaderDep) -> Response:
    """A ready citation of a headline, with the revision of its record and the day of access."""
    rendered = records.one(reader.snapshot, reader.archive, "headline", id)
    return _citation(reader, rendered, f"/v1/headlines/{id}", params)


@router.get(
    "/developments/{id}/citation",
    response_model=CitationItem,
    summary="Cite a development",
    responses=problems(*RECORD),
    tags=["Developments"],
)
def cite_development(
    id: DevelopmentId, params: Annotated[RevisionCitationParams, Query()], reader: ReaderDep
) -> Response:
    """A ready citation of a development, or with `revision` of an earlier state, with that revision and the day of access.

    `text` is in the style asked for; `csl` is the same in CSL-JSON for whoever formats it.
    """
    rendered = records.one(reader.snapshot, reader.archive, "development", id)
    if params.revision is not None:
        rendered = records.earlier(reader.archive, "development", id, params.revision)
    return _citation(reader, rendered, f"/v1/developments/{id}", params)


def _citation(reader: Reader, rendered: bytes, record: str, params: CitationParams) -> Response:
    """Return the answer; it names today (UTC), so copies are looked up again and hold for the day at most."""
    today = datetime.now(UTC).date()
    url = Address(f"{record}/citation", canonical_params(params)).url

    def make() -> Envelope:
        data = cite_record(reader.snapshot, rendered, params.style, today)
        return item_envelope(data, reader.version, url)

    return reader.answer(url, make, REVALIDATED, day=today)
