"""Error handlers: every error that leaves a route or the router becomes problem+json."""

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.errors import (
    AllianceError,
    BadRequest,
    InternalError,
    Invalid,
    InvalidParameters,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    Unavailable,
)
from api.renderers import forms_at
from api.renderers.problem import problem_response
from search import IndexUnavailable, QueryTooCostly

BY_STATUS: dict[int, type[AllianceError]] = {
    row.status: row for row in (BadRequest, NotFound, NotAcceptable, MethodNotAllowed, Unavailable)
}
RETRY_AFTER = {"Retry-After": "5"}


def add_error_handlers(app: FastAPI) -> None:
    """Register the handlers on an app."""
    app.add_exception_handler(AllianceError, on_alliance_error)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_exception_handler(RequestValidationError, on_validation_error)
    app.add_exception_handler(QueryTooCostly, on_search_error)
    app.add_exception_handler(IndexUnavailable, on_search_error)


async def on_alliance_error(request: Request, error: Exception) -> Response:
    """One of our own errors."""
    known = known_error(error, request)
    path = request.scope["path"]
    return problem_response(nothing_at(path, known.detail) if isinstance(known, NotFound) else known, path)


def nothing_at(path: str, detail: str) -> NotFound:
    """Return the error of an address, with the forms that there are near it."""
    forms = forms_at(path)
    return NotFound(f"{detail} {forms}" if forms else detail)


async def on_http_exception(request: Request, error: Exception) -> Response:
    """The framework's errors: no route, wrong method, unreadable body."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    path = request.scope["path"]
    if status == 405:
        allowed = ", ".join(methods_of(request))
        return problem_response(MethodNotAllowed(f"{path} takes {allowed}.", headers={"Allow": allowed}), path)
    if status == 404:
        return problem_response(nothing_at(path, f"There is nothing at {path[:200]}."), path)
    return problem_response(BY_STATUS.get(status, BadRequest if status < 500 else InternalError)(), path)


def methods_of(request: Request) -> Sequence[str]:
    """Return all methods that the path takes; what is read by GET is read by HEAD, and so are static files."""
    methods: set[str] = set()
    for context in iter_route_contexts(request.app.router.routes):
        pattern = getattr(context, "path_regex", None)
        if pattern is not None and pattern.match(request.scope["path"]):
            methods |= context.methods or set()
    return sorted(methods | ({"GET", "HEAD"} if "GET" in methods or not methods else set()))


async def on_validation_error(request: Request, error: Exception) -> Response:
    """Parameters and bodies that FastAPI refuses."""
    details = error.errors() if isinstance(error, RequestValidationError) else []
    rows = [
        Invalid(where=str(d["loc"][0]), name=".".join(map(str, d["loc"][1:])), code="invalid_value", message=d["msg"])
        for d in details
    ]
    return problem_response(InvalidParameters(rows), request.scope["path"])


async def on_search_error(request: Request, error: Exception) -> Response:
    """What the search room refuses."""
    return problem_response(known_error(error, request), request.scope["path"])


def known_error(error: Exception, request: Request) -> AllianceError:
    """Return an error of this service for what was raised: a `q` over a limit, no generation to read, or what it is itself."""
    match error:
        case AllianceError():
            return error
        case QueryTooCostly():
            q = request.query_params.get("q")
            row = Invalid("query", "q", "too_costly", error.message, value=q, position=error.position)
            return InvalidParameters([row])
        case IndexUnavailable():
            return Unavailable("The index is being built or repaired; try again soon.", headers=RETRY_AFTER)
    return InternalError()
