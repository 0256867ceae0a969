"""About: what the archive holds and what it lacks, what its dates and dollars mean, and how it may be used."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Response

from api.pages.visiting import Visit, VisitDep, Visiting
from api.services import status
from api.services.freshness import SOFTWARE_VERSION

router = APIRouter(route_class=Visiting, include_in_schema=False)
ROOMS = {"issues": "/issues", "headlines": "/issues", "developments": "/", "topics": "/topics", "countries": "/countries", "initiatives": "/initiatives", "organizations": "/organizations", "people": "/people"}  # fmt: skip
"""What is counted → the page that shows it."""


@router.get("/about")
def show_about(visit: VisitDep) -> Response:
    """What the archive is, from its own account of itself."""
    return visit.show("about.html", lambda: _context(visit), api="/v1/status")


def _context(visit: Visit) -> Mapping[str, Any]:
    reader = visit.reader
    data = visit.ask(lambda: status.status(reader.snapshot, reader.archive, SOFTWARE_VERSION))["data"]
    return {
        "status": data,
        "counts": [(name, data["counts"][name], visit.links.to(path)) for name, path in ROOMS.items()],
        "missing": _by_volume(data["coverage"]["issues_missing"]),
    }


def _by_volume(ids: Sequence[str]) -> Sequence[tuple[str, Sequence[str]]]:
    """Return issues that are not there, volume by volume."""
    return [(volume, list(group)) for volume, group in groupby(ids, key=lambda issue: issue.partition(".")[0])]
