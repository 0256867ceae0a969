"""Issues: the numbers of the digest."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.openapi import LISTED, RECORD, problems
from api.params import ListParams
from api.reading import PUBLIC, REVALIDATED, ReaderDep, Reading
from api.schemas.answers import IssueItem, IssueList
from api.services.questions import ISSUES
from api.services.records import LATEST, find, issue_asked, item, one

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Issues"])
IssueId = Annotated[
    str, Path(description="Volume and number; `Vol 3.7`, as CSV names it; or `latest`.", examples=["3.7", "latest"])
]


@router.get("/issues", response_model=IssueList, summary="List issues", responses=problems(*LISTED))
def list_issues(params: Annotated[ListParams, Query()], reader: ReaderDep) -> Response:
    """Issues by date; an issue matches when one of its developments meets all the filters."""
    question = reader.ask(params, ISSUES)
    return reader.answer(question.self_url, lambda: find(reader.snapshot, question))


@router.get("/issues/{id}", response_model=IssueItem, summary="Get an issue", responses=problems(*RECORD))
def get_issue(id: IssueId, reader: ReaderDep) -> Response:
    """One issue with its table of contents: headlines, each with its development."""
    issue_id = issue_asked(reader.snapshot, id)
    rendered = one(reader.snapshot, reader.archive, "issue", issue_id)
    cache = REVALIDATED if id == LATEST else PUBLIC
    return reader.answer(f"/v1/issues/{id}", lambda: item(rendered, "issue", issue_id, reader.version), cache)
