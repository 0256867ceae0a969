"""Headers that every answer has: no sniffing of types, and no caching unless the answer says so."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOSNIFF = (b"x-content-type-options", b"nosniff")
NO_STORE = (b"cache-control", b"no-store")


class DefaultHeaders:
    """Adds what an answer does not say itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                message["headers"] += [row for row in (NOSNIFF, NO_STORE) if row[0] not in names]
            await send(message)

        await self.app(scope, receive, adding if scope["type"] == "http" else send)
