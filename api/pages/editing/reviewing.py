"""Reviewing: the page of a draft, where it is looked at beside its text and corrected."""

from collections.abc import Mapping
from typing import Any, get_args

from fastapi import APIRouter, Response

from api import imports
from api.errors import AllianceError, AlreadyDiscarded, AlreadyPublished, InvalidParameters, PreconditionFailed
from api.pages.editing.conflicts import differences
from api.pages.editing.reviews import Review, read_words, review
from api.pages.editing.rows import changed
from api.pages.editing.sheets import Sheet, codes_of, correction, read_sheet, sheet_of
from api.pages.editing.visits import Editing, EditorDep, EditorVisit
from api.pages.visiting import choices
from api.pages.wording import SIGNS
from api.seeding.format import AmountPart, DatePart

router = APIRouter(prefix="/editing/imports", route_class=Editing, include_in_schema=False)
DONE = ("", "read", "already_open", "saved", "published")
SAVE, SAVE_AND_PUBLISH = "save", "publish"
CHOICES = {
    "precision": get_args(DatePart.model_fields["precision"].annotation),
    "basis": get_args(DatePart.model_fields["basis"].annotation),
    "not_counted": get_args(get_args(AmountPart.model_fields["not_counted"].annotation)[0]),
}
"""Fields of facts that say one of a few words, as the format has them."""


@router.get("/{id}")
@choices(done=DONE)
def show_import(id: str, visit: EditorDep) -> Response:
    """A draft beside the text that it was read from."""
    with visit.desk.reading() as session:
        found = review(session, imports.find_import(session, id))
    return _page(visit, found)


@router.post("/{id}")
@choices(done=DONE)
def change_import(id: str, visit: EditorDep) -> Response:
    """Do what a button of the page says: keep what the form says, or add a row to it or take one away, which keeps nothing."""
    sheet, order = read_sheet(visit.fields), visit.field("do") or SAVE
    if order in (SAVE, SAVE_AND_PUBLISH):
        return _save(visit, id, sheet, order)
    with visit.desk.reading() as session:
        found = review(session, imports.find_import(session, id), changed(sheet, order))
    return _page(visit, found, tag=visit.field("tag"), unsaved=True)


def _save(visit: EditorVisit, id: str, sheet: Sheet, order: str) -> Response:
    """Keep the correction that a form asks for; what is not kept stays in the form, with the reason."""
    try:
        with visit.desk.storing() as session:
            record = imports.find_import(session, id)
            patch = correction(sheet, record.draft, codes_of(read_words(session).countries))
            imports.correct_import(session, id, patch, visit.conditions, visit.actor)
    except (InvalidParameters, PreconditionFailed, AlreadyPublished, AlreadyDiscarded) as error:
        return _not_kept(visit, id, sheet, error)
    if order == SAVE_AND_PUBLISH:
        return visit.go(f"/editing/imports/{id}/publish")
    return visit.go(f"/editing/imports/{id}", done="saved")


def _not_kept(visit: EditorVisit, id: str, sheet: Sheet, error: AllianceError) -> Response:
    """Return the page with what somebody wrote; when the draft changed meanwhile, also with what it says now."""
    with visit.desk.reading() as session:
        record = imports.find_import(session, id)
        found = review(session, record, sheet)
    if isinstance(error, InvalidParameters):
        return _page(visit, found, error.status, tag=visit.field("tag"), unsaved=True)
    theirs = sheet_of(record.draft)
    return _page(visit, found, error.status, unsaved=True, error=error, differences=differences(theirs, sheet))


def _page(
    visit: EditorVisit, found: Review, status: int = 200, *, tag: str | None = None, unsaved: bool = False, **more: Any
) -> Response:
    """Return the page of a draft; `tag` is of the state that its fields were first shown in, else that of now."""
    said: Mapping[str, Any] = {"error": None, "differences": ()} | more
    return visit.show(
        "review.html",
        status,
        review=found,
        served=found.served,
        sheet=found.sheet,
        tag=tag or found.served["revision_tag"],
        unsaved=unsaved,
        key=key_of,
        fact_choices=CHOICES,
        currencies=tuple(SIGNS),
        open=found.served["status"] == "open",
        api=f"/v1/imports/{found.served['id']}",
        **said,
    )


def key_of(pointer: str) -> str:
    """Return a field's pointer as the end of an id in the page."""
    return pointer.replace("/", "-")
