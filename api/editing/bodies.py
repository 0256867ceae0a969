"""Bodies: an issue in the body of a request, read strictly and held against the format and the vocabularies."""

from collections.abc import Iterable
from typing import Any

from api.errors import BadRequest, Invalid, InvalidParameters
from api.record_ids import issue_id
from api.seeding import IssueChecker, IssuePart, Mistake, read_json


def read_body(body: bytes) -> Any:
    """Return the value of a JSON body. Raises BadRequest."""
    try:
        return read_json(body)
    except ValueError as error:
        raise BadRequest(f"The body is no JSON that is read here: {str(error)[:300]}.") from error


def read_issue(body: bytes, checker: IssueChecker, id: str) -> IssuePart:
    """Return the issue in a JSON body, which must be the issue of the address. Raises BadRequest, InvalidParameters."""
    found = checker.check_data(read_body(body))
    if isinstance(found, list):
        raise invalid_body(found)
    own = issue_id(found.volume, found.number)
    if own != id:
        message = f"The body is issue {own}; the address is that of {id[:100]}."
        raise InvalidParameters([Invalid("path", "id", "contradiction", message, value=id, suggestion=own)])
    return found


def invalid_body(mistakes: Iterable[Mistake]) -> InvalidParameters:
    """Return the error that tells mistakes in a body, each at its JSON pointer."""
    rows = [
        Invalid("body", mistake.pointer or "/", mistake.code, mistake.text, mistake.value, mistake.suggestion)
        for mistake in mistakes
    ]
    return InvalidParameters(rows)
