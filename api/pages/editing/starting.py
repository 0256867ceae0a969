"""Starting: what waits for an editor, what is published, and all imports and issues in lists."""

from collections.abc import Sequence
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Response

from api import imports
from api.page_addresses import item_page
from api.pages.editing.visits import Editing, EditorDep, EditorVisit
from api.pages.visiting import choices
from api.params import ListParams, ask
from api.params.imports import ImportListParams, ask_imports
from api.services.questions import ISSUES
from api.services.records import find

router = APIRouter(prefix="/editing", route_class=Editing, include_in_schema=False)
AT_START = 10
DONE = ("", "withdrawn", "discarded")
"""What an editor just did, as the address of the next page says it."""


@router.get("")
@choices(done=DONE)
def show_start(visit: EditorDep) -> Response:
    """Imports that wait for review, and the latest issues."""
    waiting = _imports(visit, ImportListParams(status="open", limit=AT_START))
    issues = _issues(visit, ListParams(limit=AT_START))
    return visit.show("start.html", waiting=waiting, issues=issues)


@router.get("/imports")
def show_imports(params: Annotated[ImportListParams, Query()], visit: EditorDep) -> Response:
    """All imports, those that wait for review first."""
    found = _imports(visit, params)
    return visit.show("imports.html", found=found, status_chosen=params.status, api=found["links"]["self"])


@router.get("/issues")
def show_issues(params: Annotated[ListParams, Query()], visit: EditorDep) -> Response:
    """All issues that are published."""
    found = _issues(visit, params)
    return visit.show("issues.html", found=found, api=found["links"]["self"])


def _imports(visit: EditorVisit, params: ImportListParams) -> dict[str, Any]:
    """Return the answer of the API to a question for imports; open ones with how much is to be looked at in them."""
    with visit.desk.reading() as session:
        found = _read_back(imports.list_imports(session, ask_imports(params), visit.version).body)
        for row in found["data"]:
            row["remarks"] = len(imports.remarks_on(session, imports.find_import(session, row["id"])))
    return _with_pages(visit, found, "/editing/imports")


def _issues(visit: EditorVisit, params: ListParams) -> dict[str, Any]:
    """Return the answer of the API to a question for issues. Raises IndexUnavailable."""
    snapshot = visit.resources.backend.snapshot()
    question = ask(params, ISSUES, visit.resources.vocabularies.of(snapshot))
    found = _with_pages(visit, _read_back(find(snapshot, question).body), "/editing/issues")
    for row in found["data"]:
        row["page"] = visit.links.to(item_page(f"/v1/issues/{row['id']}"))
    return found


def _with_pages(visit: EditorVisit, found: dict[str, Any], path: str) -> dict[str, Any]:
    """Return a list's answer with the address of its next page of ours."""
    cursor = found["meta"]["next_cursor"]
    pairs: Sequence[tuple[str, str]] = [
        row for row in visit.request.query_params.multi_items() if row[0] in ("status", "limit")
    ]
    return found | {"next": visit.links.to(path, pairs, cursor=cursor) if cursor else None}


def _read_back(body: Any) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(orjson.dumps(body))
    return found
