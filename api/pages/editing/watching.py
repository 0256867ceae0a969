"""Watching: what was done in the archive, by whom, for admins."""

from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Response

from api.errors import Unavailable
from api.pages.editing.visits import AdminDep, Editing
from api.params import AuditParams, ask_audit
from api.services.audit import list_audit

router = APIRouter(prefix="/editing", route_class=Editing, include_in_schema=False)


@router.get("/audit")
def show_audit(params: Annotated[AuditParams, Query()], visit: AdminDep) -> Response:
    """Every write by key or command line, the newest first."""
    log = visit.resources.audit_log
    if log is None:
        raise Unavailable("No audit log is kept here.")
    found = orjson.loads(orjson.dumps(list_audit(log, ask_audit(params), visit.version).body))
    cursor = found["meta"]["next_cursor"]
    pairs = [("limit", str(params.limit))] if "limit" in visit.request.query_params else []
    next_url = visit.links.to(visit.path, pairs, cursor=cursor) if cursor else None
    return visit.show("audit.html", found=found, next_url=next_url, api=found["links"]["self"])
