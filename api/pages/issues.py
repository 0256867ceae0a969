"""Issues: the numbers of the digest, and each as its reader knows it: headlines first, then what they tell of."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.errors import Withdrawn
from api.pages.gone import show_gone
from api.pages.listing import around, ask_at_length
from api.pages.naming import names_in
from api.pages.visiting import Visit, VisitDep, Visiting
from api.params.pages import LongListPageParams
from api.services import records
from api.services.questions import ISSUES, Question
from api.services.similar import KEYS
from search import ISSUE

router = APIRouter(prefix="/issues", route_class=Visiting, include_in_schema=False)


@router.get("")
def show_issues(params: Annotated[LongListPageParams, Query()], visit: VisitDep) -> Response:
    """All issues, or those with a development that meets the filters, volume by volume."""
    question = ask_at_length(visit, params, ISSUES)
    return visit.show("issues.html", lambda: _list(visit, question), api=question.self_url)


def _list(visit: Visit, question: Question) -> Mapping[str, Any]:
    body = visit.ask(lambda: records.find(visit.reader.snapshot, question))
    rows = [{**row, "developments": sum(len(h["developments"]) for h in row["headlines"])} for row in body["data"]]
    volumes = [(volume, list(issues)) for volume, issues in groupby(rows, key=itemgetter("volume"))]
    return {"volumes": volumes, **around(visit, body)}


@router.get("/{id}")
def show_issue(id: str, visit: VisitDep) -> Response:
    """One issue, or the newest as `latest`."""
    reader = visit.reader
    known = records.issue_asked(reader.snapshot, id)
    try:
        rendered = records.one(reader.snapshot, reader.archive, ISSUE, known)
    except Withdrawn as error:
        return show_gone(visit, ISSUE, known, error)
    return visit.show(
        "issue.html", lambda: _issue(visit, known, rendered), api=f"/v1/issues/{id if id == records.LATEST else known}"
    )


def _issue(visit: Visit, id: str, rendered: bytes) -> Mapping[str, Any]:
    reader = visit.reader
    body = visit.ask(lambda: records.item(rendered, ISSUE, id, reader.version))
    told = [row["id"] for headline in body["data"]["headlines"] for row in headline["developments"]]
    found = visit.ask(lambda: records.several(reader.snapshot, reader.archive, told, ()))["data"]
    return {
        "issue": body["data"],
        "developments": found,
        "names": names_in(visit, found, tuple(KEYS)),
        **_neighbours(reader.snapshot.ids(ISSUE), id),
    }


def _neighbours(ids: Sequence[str], id: str) -> Mapping[str, str | None]:
    """Return the issues before and after one, None at the ends."""
    at = list(ids).index(id)
    return {"earlier": ids[at - 1] if at else None, "later": ids[at + 1] if at + 1 < len(ids) else None}
