"""Imports: documents read into drafts, corrected, published."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api import imports
from api.editing import read_body
from api.errors import (
    AlreadyDiscarded,
    AlreadyPublished,
    BadRequest,
    CursorInvalid,
    DraftHasErrors,
    IssueExists,
    UnreadableDocument,
)
from api.models.imports import ImportRecord, Remark
from api.openapi import CHANGED, COMMON, IF_MATCH, JSON_BODY, KEY, ONE, document_body, json_body, problems
from api.params.imports import ImportListParams, ImportParams, PublishParams, ask_imports, check_fields
from api.schemas.envelopes import ItemEnvelope
from api.schemas.imports import ImportDetails, ImportList, PublishedIssue
from api.services.envelopes import Envelope, item_envelope
from api.services.records import item, one
from api.writing import EditorDep, Writer, Writing

router = APIRouter(prefix="/v1", route_class=Writing, tags=["Imports"])
ImportId = Annotated[str, Path(description="Id of an import.", examples=["imp_4f0c21aa9e"])]
PATCH_TYPES = ("application/merge-patch+json", "application/json")
CLOSED = (AlreadyPublished, AlreadyDiscarded)


class Import(ImportDetails, imports.DraftPart):
    """An import: its draft in the format of an issue file, and what is known about it."""


class ImportItem(ItemEnvelope):
    """One import with its draft."""

    data: Import


@router.post(
    "/imports",
    status_code=201,
    response_model=ImportItem,
    summary="Import a document",
    responses={
        200: {"model": ImportItem, "description": "The document has an open import already: this one."},
        **problems(*KEY, BadRequest, UnreadableDocument, *COMMON),
    },
    openapi_extra={"requestBody": document_body(ImportParams)},
)
def import_document(params: Annotated[ImportParams, Query()], writer: EditorDep) -> Response:
    """Read a document (HTML, PDF, Word, plain text) into a draft that waits for review; nothing is published.

    Send it as the part `file` of a form, or as the body itself with any Content-Type. What you know of it (`url`, `volume`,
    `number`) goes into the form or the query string. A document that has an open import is not imported twice: the answer
    is that import, with 200.
    """
    upload = imports.read_upload(writer.body, writer.request.headers.get("content-type", ""))
    known = check_fields(upload.fields, params)
    source = imports.Source(
        content=upload.content,
        file_name=known.filename or upload.file_name,
        url=known.url,
        volume=known.volume,
        number=known.number,
    )
    desk = writer.desk
    taken = imports.take(source, writer.resources.reading_words, desk.reading, desk.storing, writer.actor)
    place = {"Location": f"/v1/imports/{taken.record.id}"}
    return _answer(writer, taken.record, 201 if taken.new else 200, taken.remarks, **place)


@router.get(
    "/imports", response_model=ImportList, summary="List imports", responses=problems(*KEY, CursorInvalid, *COMMON)
)
def list_imports(params: Annotated[ImportListParams, Query()], writer: EditorDep) -> Response:
    """Imports without their drafts: open ones first, the newest first."""
    with writer.desk.reading() as session:
        return writer.answer(imports.list_imports(session, ask_imports(params), _version(writer)))


@router.get("/imports/{id}", response_model=ImportItem, summary="Get an import", responses=problems(*KEY, *ONE))
def get_import(id: ImportId, writer: EditorDep) -> Response:
    """An import with its draft, what keeps it from being published (`errors`) and what to look at (`warnings`)."""
    with writer.desk.reading() as session:
        record = imports.find_import(session, id)
    return _answer(writer, record)


@router.patch(
    "/imports/{id}",
    response_model=ImportItem,
    summary="Correct a draft",
    responses=problems(*KEY, *JSON_BODY, *CLOSED, *CHANGED, *ONE),
    openapi_extra={"parameters": [IF_MATCH], "requestBody": json_body(imports.DraftPart, *PATCH_TYPES)},
)
def correct_import(id: ImportId, writer: EditorDep) -> Response:
    """Change a draft by a JSON Merge Patch (RFC 7396): null takes a key away, a list takes the place of the one before.

    A development that leaves out `source_text` or `evidence` keeps its own; evidence follows the facts that are as they were, and
    goes with those that are not.
    """
    writer.check_type(*PATCH_TYPES)
    patch = read_body(writer.body)
    with writer.desk.storing() as session:
        record = imports.correct_import(session, id, patch, writer.conditions, writer.actor)
    return _answer(writer, record)


@router.delete(
    "/imports/{id}",
    status_code=204,
    summary="Discard an import",
    responses=problems(*KEY, *CLOSED, *CHANGED, *ONE),
    openapi_extra={"parameters": [IF_MATCH]},
)
def discard_import(id: ImportId, writer: EditorDep) -> Response:
    """Close an import without publishing it; it can still be read."""
    with writer.desk.storing() as session:
        imports.discard_import(session, id, writer.conditions, writer.actor)
    return writer.done()


@router.post(
    "/imports/{id}/publish",
    response_model=PublishedIssue,
    summary="Publish an import",
    responses={
        201: {"model": PublishedIssue, "description": "The issue is new."},
        **problems(*KEY, *CLOSED, IssueExists, DraftHasErrors, *CHANGED, *ONE),
    },
    openapi_extra={"parameters": [IF_MATCH]},
)
def publish_import(id: ImportId, params: Annotated[PublishParams, Query()], writer: EditorDep) -> Response:
    """Make a draft an issue of the archive. The answer comes when the index has taken it in.

    With `replace=true` it may take the place of an issue: records that it states as they are keep their revisions, and what it
    leaves out is withdrawn.
    """
    with writer.desk.writing() as session:
        published = imports.publish_import(
            session, id, writer.conditions, writer.actor, replacing=params.replace, note=params.note
        )
    snapshot, issue = writer.snapshot, published.issue_id
    envelope = item(one(snapshot, writer.archive, "issue", issue), "issue", issue, snapshot.data_version)
    body = dict(envelope.body)
    body["links"] = body["links"] | {"import": f"/v1/imports/{id}"}
    if published.op == "created":
        return writer.answer(Envelope(body), 201, Location=f"/v1/issues/{issue}")
    return writer.answer(Envelope(body))


def _answer(
    writer: Writer, record: ImportRecord, status: int = 200, remarks: tuple[Remark, ...] = (), **headers: str
) -> Response:
    with writer.desk.reading() as session:
        data = imports.serve_import(session, record, remarks)
    envelope = item_envelope(data, _version(writer), f"/v1/imports/{record.id}")
    return writer.answer(envelope, status, ETag=f'"{record.tag}"', **headers)


def _version(writer: Writer) -> int:
    """The data version in force, 0 where there is no index: imports need none."""
    return writer.resources.data_version or 0
