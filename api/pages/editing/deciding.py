"""Deciding: a draft is published or discarded, each on a page that asks once more."""

from fastapi import APIRouter, Response

from api import imports
from api.errors import AllianceError, DraftHasErrors, InvalidParameters, IssueExists, PreconditionFailed
from api.pages.editing.visits import TAG, Editing, EditorDep, EditorVisit
from api.params.checking import check_values
from api.params.imports import PublishParams

router = APIRouter(prefix="/editing/imports", route_class=Editing, include_in_schema=False)
REPLACE, NOTE = "replace", "note"


@router.get("/{id}/publish")
def show_publishing(id: str, visit: EditorDep) -> Response:
    """What would be published, and what keeps it from that."""
    return _page(visit, id, "publish.html")


@router.post("/{id}/publish")
def publish(id: str, visit: EditorDep) -> Response:
    """Make a draft an issue of the archive."""
    try:
        params = read_decision(visit)
        with visit.desk.writing() as session:
            imports.publish_import(
                session, id, visit.conditions, visit.actor, replacing=params.replace, note=params.note
            )
    except (DraftHasErrors, InvalidParameters, IssueExists, PreconditionFailed) as error:
        return _page(visit, id, "publish.html", error)
    return visit.go(f"/editing/imports/{id}", done="published")


@router.get("/{id}/discard")
def show_discarding(id: str, visit: EditorDep) -> Response:
    """What would be discarded."""
    return _page(visit, id, "discard.html")


@router.post("/{id}/discard")
def discard(id: str, visit: EditorDep) -> Response:
    """Close an import without publishing it."""
    try:
        with visit.desk.storing() as session:
            imports.discard_import(session, id, visit.conditions, visit.actor)
    except PreconditionFailed as error:
        return _page(visit, id, "discard.html", error)
    return visit.go("/editing", done="discarded")


def read_decision(visit: EditorVisit) -> PublishParams:
    """Return the note of a form, and whether an issue may be replaced. Raises InvalidParameters."""
    said = {name: [visit.field(name).strip()] for name in (REPLACE, NOTE) if visit.field(name).strip()}
    found, faults = check_values(said, PublishParams, None)
    if not isinstance(found, PublishParams) or faults:
        raise InvalidParameters(faults)
    return found


def _page(visit: EditorVisit, id: str, template: str, error: AllianceError | None = None) -> Response:
    """Return a page that asks; after a conflict it asks about the draft as it is now."""
    with visit.desk.reading() as session:
        served = imports.serve_import(session, imports.find_import(session, id))
    kept = visit.field(TAG) if error and not isinstance(error, PreconditionFailed) else ""
    codes = {warning["code"] for warning in served["warnings"]}
    return visit.show(
        template,
        error.status if error else 200,
        served=served,
        tag=kept or served["revision_tag"],
        error=error,
        note=visit.field(NOTE),
        replace=bool(visit.field(REPLACE)),
        exists="issue_exists" in codes,
        api=f"/v1/imports/{id}",
    )
