"""Editing: what holders of keys do: issues put and withdrawn, each acknowledged when the index has taken it in."""

from api.editing.bodies import invalid_body, read_body, read_issue
from api.editing.conditions import Conditions
from api.editing.desk import Desk
from api.editing.files import IssueFile, issue_file
from api.editing.issues import put_issue, remove_issue

__all__ = [
    "Conditions",
    "Desk",
    "IssueFile",
    "invalid_body",
    "issue_file",
    "put_issue",
    "read_body",
    "read_issue",
    "remove_issue",
]
