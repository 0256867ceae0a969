"""CORS: any page may read, and ask as an agent at /mcp; nothing else."""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

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


class Cors:
    """Chooses what pages of other origins may do, by the path."""

    def __init__(self, app: ASGIApp, asked_by_post: frozenset[str]) -> None:
        self.app = app
        self.reading = OpenCors(app, ("GET", "HEAD"))
        self.asking = OpenCors(app, ("POST",))
        self.asked_by_post = asked_by_post

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer a preflight."""
        asked = scope["type"] == "http" and scope["path"] in self.asked_by_post
        await (self.asking if asked else self.reading)(scope, receive, send)


class OpenCors(CORSMiddleware):
    """Starlette's CORS, open to all for some methods, with refusals as problems."""

    def __init__(self, app: ASGIApp, methods: tuple[str, ...]) -> None:
        self.methods = methods
        super().__init__(
            app,
            allow_origins=("*",),
            allow_methods=methods,
            allow_headers=("*",),
            expose_headers=EXPOSED,
            max_age=DAY_S,
        )

    def preflight_response(self, request_headers: Headers) -> Response:
        """Return the answer to a preflight request."""
        response = super().preflight_response(request_headers)
        if response.status_code < 400:
            return response
        refusal = problem_response(
            BadRequest(f"Pages of other origins may use {' and '.join(self.methods)} here."), "*"
        )
        headers = {k: v for k, v in response.headers.items() if k.startswith("access-control") or k == "vary"}
        refusal.headers.update(headers)
        return refusal
