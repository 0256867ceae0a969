"""Console: the API to try in the browser, with its files from here and the way back to the archive."""

from fastapi import APIRouter, Response

from api.pages.visiting import VisitDep, Visiting
from api.routers.documents import STATIC

router = APIRouter(route_class=Visiting, include_in_schema=False)


@router.get("/docs")
def show_console(visit: VisitDep) -> Response:
    """Swagger UI over the contract; it needs no network."""
    return visit.show("console.html", lambda: {"files": STATIC}, api=None)
