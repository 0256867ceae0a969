"""Editing: issues put and withdrawn by editors, and the form in which they are put."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.editing import issue_file, put_issue, read_issue, remove_issue
from api.openapi import CHANGED, COMMON, IF_MATCH, IF_NONE_MATCH, JSON_BODY, KEY, RECORD, json_body, problems
from api.params import NoteParams
from api.reading import ReaderDep, Reading
from api.schemas.answers import IssueItem
from api.seeding import IssuePart, draft_of
from api.services.records import item, one
from api.writing import EditorDep, Writing

files = APIRouter(prefix="/v1", route_class=Reading, tags=["Issues"])
writes = APIRouter(prefix="/v1", route_class=Writing, tags=["Editing"])
IssueId = Annotated[str, Path(description="Volume and number.", examples=["3.7"])]


@files.get(
    "/issues/{id}/file", response_model=IssuePart, summary="Get an issue as its file", responses=problems(*RECORD)
)
def get_issue_file(id: IssueId, reader: ReaderDep) -> Response:
    """An issue in the form that `PUT` takes, as the database holds it now; the ETag is the tag for `If-Match`."""
    with reader.desk.reading() as session:
        found = issue_file(session, id)
    return reader.exact(found.form, found.tag)


@writes.put(
    "/issues/{id}",
    response_model=IssueItem,
    summary="Put an issue",
    responses={
        201: {"model": IssueItem, "description": "The issue is new."},
        **problems(*KEY, *JSON_BODY, *CHANGED, *COMMON),
    },
    openapi_extra={"parameters": [IF_MATCH, IF_NONE_MATCH], "requestBody": json_body(IssuePart)},
)
def put_whole_issue(id: IssueId, params: Annotated[NoteParams, Query()], writer: EditorDep) -> Response:
    """Create an issue, or replace the one that `If-Match` names.

    The body is an issue file as JSON, checked as `alliance load` checks a file. What it leaves out is withdrawn; a record
    that it states as it was keeps its revision. The answer comes when the index has taken the change in.
    """
    issue = read_issue(writer.json_body(), writer.desk.checker(), id)
    with writer.desk.writing() as session:
        published = put_issue(session, draft_of(issue), writer.conditions, writer.actor, note=params.note)
    snapshot = writer.snapshot
    envelope = item(one(snapshot, writer.archive, "issue", id), "issue", id, snapshot.data_version)
    if published.op == "created":
        return writer.answer(envelope, 201, Location=f"/v1/issues/{id}")
    return writer.answer(envelope)


@writes.delete(
    "/issues/{id}",
    status_code=204,
    summary="Withdraw an issue",
    responses=problems(*KEY, *CHANGED, *RECORD),
    openapi_extra={"parameters": [IF_MATCH]},
)
def withdraw_whole_issue(id: IssueId, params: Annotated[NoteParams, Query()], writer: EditorDep) -> Response:
    """Withdraw an issue with its headlines and developments: each answers 410 from then on, and no id is used again."""
    with writer.desk.writing() as session:
        remove_issue(session, id, writer.conditions, writer.actor, note=params.note)
    return writer.done()
