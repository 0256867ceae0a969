"""Uploading: a document that an editor sends from a form becomes a draft, as one that is sent to the API does."""

from collections.abc import Mapping

from fastapi import APIRouter, Response

from api import imports
from api.errors import AllianceError, BodyTooLarge, Invalid, InvalidParameters, UnreadableDocument
from api.pages.editing.trust import TOKEN
from api.pages.editing.visits import Editing, EditorDep, EditorVisit
from api.params.imports import ImportParams, check_fields

router = APIRouter(prefix="/editing", route_class=Editing, include_in_schema=False)
ACCEPTED = ".html,.htm,.pdf,.docx,.txt,.md,text/html,text/plain,application/pdf"
GIVEN = ("url", "volume", "number")


@router.get("/upload")
def show_upload(visit: EditorDep) -> Response:
    """The form for a document."""
    return _form(visit)


@router.post("/imports")
def upload_document(visit: EditorDep) -> Response:
    """Read a document into a draft, and go to it; one that has an open import leads to that."""
    said = {name: list(values) for name, values in visit.fields.items() if name != TOKEN}
    try:
        known = check_fields(said, ImportParams())
        source = imports.Source(
            content=visit.upload.content,
            file_name=visit.upload.file_name,
            url=known.url,
            volume=known.volume,
            number=known.number,
        )
        desk = visit.desk
        taken = imports.take(source, visit.resources.reading_words, desk.reading, desk.storing, visit.actor)
    except (BodyTooLarge, InvalidParameters, UnreadableDocument) as error:
        return _form(visit, error)
    return visit.go(f"/editing/imports/{taken.record.id}", done="read" if taken.new else "already_open")


def _form(visit: EditorVisit, error: AllianceError | None = None) -> Response:
    faults: Mapping[str, Invalid] = {row.name: row for row in error.errors} if error else {}
    return visit.show(
        "upload.html",
        error.status if error else 200,
        error=error,
        faults_at=faults,
        given={name: visit.field(name) for name in GIVEN},
        accepted=ACCEPTED,
        most_bytes=visit.resources.settings.import_max_bytes,
    )
