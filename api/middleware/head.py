"""HEAD on everything that GET reads: the same headers, no body."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.renderers.stream import HEADERS_ONLY


class HeadAsGet:
    """Asks the app by GET and drops the body; what is long to make is told that only its headers are wanted."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def bodiless(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET", HEADERS_ONLY: True}, receive, bodiless)
