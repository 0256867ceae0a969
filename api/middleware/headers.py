"""Headers that every answer has: any page may read it, types are not sniffed, and no caching unless the answer says so."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
READABLE = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(EXPOSED).encode()),
)
"""For pages of other origins (CORS); the same whoever asks, so no answer varies with `Origin`."""
NOSNIFF = (b"x-content-type-options", b"nosniff")
NO_STORE = (b"cache-control", b"no-store")


class DefaultHeaders:
    """Adds what all answers say, and what this one does not say itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                message["headers"] += [*READABLE, *[row for row in (NOSNIFF, NO_STORE) if row[0] not in names]]
            await send(message)

        await self.app(scope, receive, adding if scope["type"] == "http" else send)
