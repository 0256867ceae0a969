"""The audit log, for admins."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.errors import CursorInvalid
from api.openapi import COMMON, KEY, problems
from api.params import AuditParams, ask_audit
from api.schemas.answers import AuditList
from api.services.audit import list_audit
from api.writing import AdminDep, Writing

router = APIRouter(prefix="/v1", route_class=Writing, tags=["Editing"])


@router.get(
    "/audit", response_model=AuditList, summary="List what was done", responses=problems(*KEY, CursorInvalid, *COMMON)
)
def list_actions(params: Annotated[AuditParams, Query()], writer: AdminDep) -> Response:
    """Every write by key or command line, the newest first: who, what, to which record, and which changes it made."""
    return writer.answer(list_audit(writer.audit_log, ask_audit(params), writer.snapshot.data_version))
