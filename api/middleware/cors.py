"""CORS preflights: any page may read, and ask as an agent at /mcp; nothing else.

That any page may read an answer is said in every answer (`headers.py`), so that shared caches need only one copy of it.
"""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import BadRequest
from api.renderers.problem import problem_response

DAY_S = 86_400


class Preflights:
    """Answers what browsers ask before a page of another origin may do more than read, by the path."""

    def __init__(self, app: ASGIApp, asked_by_post: frozenset[str]) -> None:
        self.app = app
        self.reading = Allowed(app, ("GET", "HEAD"))
        self.asking = Allowed(app, ("POST",))
        self.asked_by_post = asked_by_post

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight, or pass the request on."""
        if scope["type"] != "http" or scope["method"] != "OPTIONS":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        allowed = self.asking if scope["path"] in self.asked_by_post else self.reading
        is_preflight = "origin" in headers and "access-control-request-method" in headers
        await (allowed.preflight_response(headers) if is_preflight else self.app)(scope, receive, send)


class Allowed(CORSMiddleware):
    """Some methods for all origins, by Starlette's rules, with refusals as problems."""

    def __init__(self, app: ASGIApp, methods: tuple[str, ...]) -> None:
        self.methods = methods
        super().__init__(app, allow_origins=("*",), allow_methods=methods, allow_headers=("*",), max_age=DAY_S)

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
