"""Withdrawing: an issue leaves the archive, on a page that asks once more."""

from fastapi import APIRouter, Response

from api.editing import issue_file, remove_issue
from api.errors import AllianceError, InvalidParameters, PreconditionFailed
from api.page_addresses import item_page
from api.pages.editing.deciding import NOTE, read_decision
from api.pages.editing.visits import Editing, EditorDep, EditorVisit

router = APIRouter(prefix="/editing/issues", route_class=Editing, include_in_schema=False)


@router.get("/{id}/withdraw")
def show_withdrawing(id: str, visit: EditorDep) -> Response:
    """What would be withdrawn."""
    return _page(visit, id)


@router.post("/{id}/withdraw")
def withdraw(id: str, visit: EditorDep) -> Response:
    """Withdraw an issue with its headlines and developments."""
    try:
        note = read_decision(visit).note
        with visit.desk.writing() as session:
            remove_issue(session, id, visit.conditions, visit.actor, note=note)
    except (InvalidParameters, PreconditionFailed) as error:
        return _page(visit, id, error)
    return visit.go("/editing", done="withdrawn")


def _page(visit: EditorVisit, id: str, error: AllianceError | None = None) -> Response:
    """Return the page that asks; after a conflict it asks about the issue as it is now. Raises NotFound, Withdrawn."""
    with visit.desk.reading() as session:
        found = issue_file(session, id)
    return visit.show(
        "withdraw.html",
        error.status if error else 200,
        issue=found.form,
        id=id,
        page=visit.links.to(item_page(f"/v1/issues/{id}")),
        tag=found.tag,
        error=error,
        note=visit.field(NOTE),
        api=f"/v1/issues/{id}/file",
    )
