"""CORS: any page may read; nothing else."""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp

from api.errors import BadRequest
from api.renderers.problem import problem_response

EXPOSED = (
    "ETag",
    "Link",
    "X-Request-ID",
    "Retry-After",
    "RateLimit",
    "RateLimit-Policy",
    "Content-Disposition",
    "Repr-Digest",
    "Accept-Ranges",
    "Content-Range",
)
DAY_S = 86_400


class ReadingCors(CORSMiddleware):
    """Starlette's CORS, open for GET and HEAD, with refusals as problems."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            app,
            allow_origins=("*",),
            allow_methods=("GET", "HEAD"),
            allow_headers=("*",),
            expose_headers=EXPOSED,
            max_age=DAY_S,
        )

    def preflight_response(self, request_headers: Headers) -> Response:
        """Return the answer to a preflight request."""
        response = super().preflight_response(request_headers)
        if response.status_code < 400:
            return response
        refusal = problem_response(BadRequest("Pages of other origins may use GET and HEAD."), "*")
        headers = {k: v for k, v in response.headers.items() if k.startswith("access-control") or k == "vary"}
        refusal.headers.update(headers)
        return refusal
