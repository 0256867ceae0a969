"""The guard: whatever fails unexpectedly is logged and answered as the 500 problem, without details."""

import structlog
from asgi_correlation_id import correlation_id
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import InternalError
from api.middleware.access_log import shown_path
from api.renderers.problem import problem_response


class Guard:
    """Turns an unhandled exception into an answer; one that has begun is broken off."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception:
            structlog.get_logger("alliance.guard").exception(
                "unhandled", path=shown_path(scope), request_id=correlation_id.get()
            )
            if begun:
                raise
            await problem_response(InternalError(), scope["path"])(scope, receive, send)
