"""Files: a stored issue in the form that editors send it back in, with the tag of its state."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from api.errors import NotFound, Withdrawn
from api.models.stored import IssueRecord
from api.rendering import revision_tag
from api.repositories import usage
from api.repositories.issues import load_issue
from api.seeding import form_of, names_in


@dataclass(frozen=True, slots=True)
class IssueFile:
    """An issue as its file holds it, and the tag that If-Match takes for it."""

    form: dict[str, Any]
    tag: str


def issue_file(session: Session, id: str) -> IssueFile:
    """Return a live issue as its file. Raises NotFound, Withdrawn."""
    issue = live_issue(session, id)
    names = names_in(session, [issue])
    return IssueFile(form_of(issue, names), revision_tag(issue, names))


def live_issue(session: Session, id: str) -> IssueRecord:
    """Return an issue that is there. Raises NotFound, Withdrawn."""
    issue = load_issue(session, id)
    if issue is not None:
        return issue
    if usage.withdrawn(session, "issue", id):
        raise Withdrawn(f"The issue {id} was withdrawn.")
    raise NotFound(f"There is no issue {id[:100]}.")


def tag_of(session: Session, id: str) -> str | None:
    """Return the tag of an issue's present state, None when it is not live."""
    issue = load_issue(session, id)
    return None if issue is None else revision_tag(issue, names_in(session, [issue]))
