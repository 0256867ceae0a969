"""Health: whether the process runs, whether the archive can be asked, and what was counted."""

from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.dependencies import ResourcesDep
from api.errors import BodyTooLarge, InternalError, Unavailable, UriTooLong
from api.openapi import problems
from api.schemas.service import Health, Readiness
from api.services.status import readiness

router = APIRouter(tags=["Service"])
TOO_LONG = (BodyTooLarge, UriTooLong)


@router.get(
    "/healthz", response_model=Health, summary="Is the process alive?", responses=problems(*TOO_LONG, InternalError)
)
async def get_health() -> dict[str, str]:
    """Always ok while the process answers."""
    return {"status": "ok"}


@router.get(
    "/readyz", response_model=Readiness, summary="Can the archive be asked?", responses=problems(*TOO_LONG, Unavailable)
)
def get_readiness(resources: ResourcesDep) -> dict[str, Any]:
    """Ready, or 503 when the index is missing, damaged or too far behind the changes log."""
    return readiness(resources.backend, resources.archive, resources.settings.index_lag_s)


@router.get("/metrics", include_in_schema=False)
def get_metrics(request: Request) -> Response:
    """Counters for Prometheus."""
    return Response(generate_latest(request.app.state.metrics), media_type=CONTENT_TYPE_LATEST)
