"""Errors of the service, one row each; no FastAPI here (`error_handlers.py` turns them into problem+json).

AllianceError
├── NotFound               404 not_found           no such record
├── Withdrawn              410 withdrawn           the record was here and was withdrawn
├── MethodNotAllowed       405 method_not_allowed
├── NotAcceptable          406 not_acceptable      no media type that was asked for
├── BadRequest             400 bad_request         the request line or a header cannot be read
├── CursorInvalid          400 cursor_invalid      a cursor of another query, or none of ours
├── CursorExpired          400 cursor_expired      a relevance walk over data that changed
├── Unauthorized           401 unauthorized        no key, or none that is valid
├── Forbidden              403 forbidden           a key whose role does not allow it
├── AlreadyPublished       409 already_published   the import was published before
├── AlreadyDiscarded       409 already_discarded   the import was discarded
├── IssueExists            409 issue_exists        an import would take the place of an issue unasked
├── PreconditionFailed     412 precondition_failed the record is not what If-Match or If-None-Match says
├── BodyTooLarge           413 body_too_large
├── UriTooLong             414 uri_too_long
├── UnsupportedMediaType   415 unsupported_media_type
├── InvalidParameters      422 invalid_parameters  one row an offending parameter or place in the body
├── UnreadableDocument     422 unreadable_document a document that nothing could be read from
├── DraftHasErrors         422 draft_has_errors    an import that is not ready to be published
├── PreconditionRequired   428 precondition_required  a change without If-Match
├── RangeNotSatisfiable    416 range_not_satisfiable  a part that the file does not have
├── RateLimited            429 rate_limited
├── InternalError          500 internal_error
├── NotInstalled           501 not_installed       a format whose library is not there
├── Unavailable            503 unavailable         the index is missing, damaged or lagging
└── InvalidFile            (command line)          issue files that cannot be loaded
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invalid:
    """One offending parameter: where, which, why, what was given and what would be right."""

    where: str
    name: str
    code: str
    message: str
    value: str | None = None
    suggestion: str | None = None
    position: int | None = None


def told(errors: Sequence[Invalid]) -> str:
    """Return what the first of some rows say, as one line."""
    return "; ".join(f"{e.name}: {e.message}" for e in errors[:3])


class AllianceError(Exception):
    """A failure with a stable code; `detail` is for the person who asked."""

    status = 500
    code = "internal_error"
    title = "Something went wrong here"
    about = "The service failed. It is logged under the request id; please report it with that id."

    def __init__(
        self, detail: str = "", *, headers: dict[str, str] | None = None, errors: Sequence[Invalid] = ()
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.headers = headers or {}
        self.errors = tuple(errors)


class InternalError(AllianceError):
    """An unexpected failure; its detail never says more than the title."""


class NotFound(AllianceError):
    """No record has this id or address."""

    status, code, title = 404, "not_found", "Nothing is here"
    about = "No record or page has this address. Ids look like 3.7 (issue), 3.7-h2 (headline) and 3.7-d2 (development)."


class Withdrawn(AllianceError):
    """The record was withdrawn; its id is never used again."""

    status, code, title = 410, "withdrawn", "This record was withdrawn"
    about = "The record was published once and then withdrawn by the editors. Its earlier revisions stay listed in /v1/changes."


class MethodNotAllowed(AllianceError):
    """The address does not take this method; `Allow` lists those it takes."""

    status, code, title = 405, "method_not_allowed", "This method is not allowed here"
    about = "The address exists but does not take this method. The Allow header lists the methods that it takes."


class NotAcceptable(AllianceError):
    """None of the media types asked for is made here."""

    status, code, title = 406, "not_acceptable", "No such media type here"
    about = "The Accept header asks for a media type that this address does not make. Leave it out, or ask for application/json."


class BadRequest(AllianceError):
    """The request cannot be read."""

    status, code, title = 400, "bad_request", "The request cannot be read"
    about = "The request line, a header or the body is not well-formed."


class CursorInvalid(AllianceError):
    """A cursor that this query did not make."""

    status, code, title = 400, "cursor_invalid", "This cursor does not belong to this query"
    about = "A cursor continues one list: the same address, q, filters and sort. Start again without a cursor."


class CursorExpired(AllianceError):
    """A relevance walk whose data version is gone."""

    status, code, title = 400, "cursor_expired", "The data changed; this relevance walk cannot go on"
    about = "Scores change with the data, so a walk sorted by relevance is bound to one data version. Start again without the cursor, or sort by date."


class Unauthorized(AllianceError):
    """No key, or one that is wrong or revoked; the answer never tells which."""

    status, code, title = 401, "unauthorized", "A valid key is needed"
    about = "Send the key as `Authorization: Bearer adk_…`. Keys come from the archive's operator; reading needs none."

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class Forbidden(AllianceError):
    """The key is valid, but its role does not allow this."""

    status, code, title = 403, "forbidden", "This key may not do that"
    about = "Editors import, correct, publish and withdraw; what is kept for admins needs a key of that role."


class AlreadyPublished(AllianceError):
    """An import that was published before."""

    status, code, title = 409, "already_published", "This import was published before"
    about = (
        "A published import is closed. Change its issue with PUT /v1/issues/{id}, or import the document again. The Link header "
        "of the answer leads to the issue."
    )


class AlreadyDiscarded(AllianceError):
    """An import that was discarded."""

    status, code, title = 409, "already_discarded", "This import was discarded"
    about = "A discarded import is closed; import the document again."


class IssueExists(AllianceError):
    """Publishing would take the place of an issue that is in the archive."""

    status, code, title = 409, "issue_exists", "This issue is in the archive"
    about = (
        "Look at the issue that the Link header leads to. Publish with replace=true to put the draft in its place: records that it "
        "states as they are keep their revisions, and what it leaves out is withdrawn."
    )


class PreconditionFailed(AllianceError):
    """The record is not in the state that the request expects."""

    status, code, title = 412, "precondition_failed", "The record is not as expected"
    about = (
        "The record changed after it was read, or it exists and If-None-Match said that it should not. Read it again, "
        "apply the change to what is there now, and send its new tag in If-Match. If-Match compares strongly: a tag that "
        "begins with W/ never matches."
    )


class BodyTooLarge(AllianceError):
    """The body is over the limit."""

    status, code, title = 413, "body_too_large", "The body is too large"
    about = "The request body is over the limit given in the detail."


class UriTooLong(AllianceError):
    """The address is over the limit."""

    status, code, title = 414, "uri_too_long", "The address is too long"
    about = "The path and query string together are over the limit given in the detail."


class UnsupportedMediaType(AllianceError):
    """The body is of a type that is not read here."""

    status, code, title = 415, "unsupported_media_type", "This type of body is not read here"
    about = "The Content-Type of the body is not one that this address reads; the detail says which are."


class RangeNotSatisfiable(AllianceError):
    """A range that begins after the end of the file."""

    status, code, title = 416, "range_not_satisfiable", "The file has no such part"
    about = "The Range header asks for bytes after the end of the file. Content-Range says how many there are."


class InvalidParameters(AllianceError):
    """Parameters that are unknown or have impossible values, or a body with such places."""

    status, code, title = 422, "invalid_parameters", "Some parameters are not valid"
    about = "Each row of errors names a parameter (in a body: a place, as a JSON pointer), says what is wrong with it and, where there is one, the nearest right name or value."

    def __init__(self, errors: list[Invalid], detail: str = "") -> None:
        super().__init__(detail or told(errors), errors=errors)


class UnreadableDocument(AllianceError):
    """A document that nothing could be read from; its row of errors says why."""

    status, code, title = 422, "unreadable_document", "This document cannot be read"
    about = (
        "The document is empty, of a type that is not read here (HTML, PDF, Word and plain text are), encrypted, damaged, "
        "without text, or no issue of the digest. The detail says what to do; the code in its row of errors says which it is."
    )


class DraftHasErrors(AllianceError):
    """A draft that cannot be published as it is."""

    status, code, title = 422, "draft_has_errors", "The draft is not ready to be published"
    about = (
        "Each row of errors names a place of the draft as a JSON pointer and says what is wrong with it or missing. Correct the "
        "draft with PATCH /v1/imports/{id}; it shows the same errors as long as there are any."
    )

    def __init__(self, errors: list[Invalid]) -> None:
        super().__init__(told(errors), errors=errors)


class PreconditionRequired(AllianceError):
    """A change that does not say which state it changes."""

    status, code, title = 428, "precondition_required", "Say which state is meant"
    about = (
        "A change of what exists needs If-Match with the record's tag, so that nobody's work is lost: for an issue its "
        "`revision_tag`, which is also the ETag of /v1/issues/{id}/file."
    )


class RateLimited(AllianceError):
    """Too many requests from one address."""

    status, code, title = 429, "rate_limited", "Too many requests"
    about = "Requests from one address are limited; RateLimit-Policy says how many, Retry-After when to come back."


class NotInstalled(AllianceError):
    """A format that needs a library which the operator did not install."""

    status, code, title = 501, "not_installed", "This server does not make this format"
    about = "The format needs an optional library that is not installed on this server. The detail names the extra that brings it."


class Unavailable(AllianceError):
    """Reading is not possible now."""

    status, code, title = 503, "unavailable", "The archive is not ready"
    about = "The index is being built or repaired. Try again after the time in Retry-After."


class InvalidFile(AllianceError):
    """Issue or vocabulary files that cannot be loaded; `problems` are lines `file:line: key: what`."""

    code, title = "invalid_file", "Some files are not valid"
    about = "Only the command line meets this: nothing was loaded."

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
