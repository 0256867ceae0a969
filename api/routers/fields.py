"""The catalogue of filters, facets and sorts."""

from fastapi import APIRouter, Response

from api.openapi import COMMON, problems
from api.reading import ReaderDep, Reading
from api.schemas.answers import CatalogueItem
from api.services.catalogue import catalogue

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Service"])


@router.get("/fields", response_model=CatalogueItem, summary="Get the catalogue of fields", responses=problems(*COMMON))
def get_fields(reader: ReaderDep) -> Response:
    """What lists can be filtered, counted and sorted by, from the same table that the search uses."""
    return reader.answer("/v1/fields", lambda: catalogue(reader.version))
