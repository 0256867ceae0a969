"""Problems: an error as application/problem+json, the same from handlers and from middleware."""

from asgi_correlation_id import correlation_id
from starlette.responses import Response

from api.errors import AllianceError, Invalid
from api.schemas.problems import InvalidParameter, Problem

MEDIA_TYPE = "application/problem+json"
VALUE_SHOWN = 200


def problem_response(error: AllianceError, path: str) -> Response:
    """Return the answer that says an error; never cached, never more than the error's own detail."""
    rows = [_row(row) for row in error.errors]
    problem = Problem(
        type=f"/problems/{error.code}",
        title=error.title,
        status=error.status,
        detail=_writable(error.detail),
        instance=path,
        request_id=correlation_id.get() or "",
        errors=rows,
    )
    body = problem.model_dump_json(exclude=None if rows else {"errors"})
    headers = {"Cache-Control": "no-store", **error.headers}
    return Response(body, error.status, headers, MEDIA_TYPE)


def _row(row: Invalid) -> InvalidParameter:
    value = row.value if row.value is None or len(row.value) <= VALUE_SHOWN else row.value[:VALUE_SHOWN] + "…"
    value = None if value is None else _writable(value)
    return InvalidParameter.model_validate(
        {
            "in": row.where,
            "name": _writable(row.name[:VALUE_SHOWN]),
            "code": row.code,
            "message": _writable(row.message),
            "value": value,
            "suggestion": row.suggestion,
            "position": row.position,
        }
    )


def _writable(text: str) -> str:
    """Return a text with its lone surrogates, which JSON can bring and UTF-8 cannot carry, spelled out."""
    return text.encode("utf-8", "backslashreplace").decode()
