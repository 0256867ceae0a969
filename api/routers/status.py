"""The state of the archive."""

from fastapi import APIRouter, Response

from api.openapi import COMMON, problems
from api.reading import REVALIDATED, ReaderDep, Reading
from api.schemas.answers import StatusItem
from api.services import status
from api.services.freshness import SOFTWARE_VERSION

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Service"])


@router.get("/status", response_model=StatusItem, summary="Get the state of the archive", responses=problems(*COMMON))
def get_status(reader: ReaderDep) -> Response:
    """Data version, counts, coverage (what is missing), licence and attribution."""
    return reader.answer(
        "/v1/status", lambda: status.status(reader.snapshot, reader.archive, SOFTWARE_VERSION), REVALIDATED
    )
