"""Gone: the page of a record that was withdrawn: when, why, and where to look instead."""

from fastapi import Response
from fastapi.responses import HTMLResponse

from api.errors import Withdrawn
from api.pages.visiting import HEADERS, Visit
from api.services.archive import Change
from search import ISSUE

WITHDRAWN = "withdrawn"


def show_gone(visit: Visit, kind: str, id: str, error: Withdrawn) -> Response:
    """Return the page that says what became of a record, with status 410."""
    html = visit.rendered(
        "gone.html",
        api=f"/v1/changes?kind={kind}",
        id=id,
        kind=kind,
        error=error,
        change=_withdrawal(visit, kind, id),
        issue=_its_issue(visit, id),
    )
    return HTMLResponse(html, error.status, {**HEADERS, "Cache-Control": "no-store"})


def _withdrawal(visit: Visit, kind: str, id: str) -> Change | None:
    """Return the change that withdrew a record, as far as this generation knows it."""
    changes = visit.reader.archive.history(kind, id)
    known = [row for row in changes if row.op == WITHDRAWN and row.seq <= visit.reader.version]
    return known[-1] if known else None


def _its_issue(visit: Visit, id: str) -> str | None:
    """Return the issue that a record stood in, None where that is not in the archive."""
    issue = id.partition("-")[0]
    return issue if issue != id and visit.reader.snapshot.fetch(ISSUE, [issue]) else None
