"""Rate limits per client address, said in RateLimit headers (draft-ietf-httpapi-ratelimit-headers)."""

from math import ceil

from limits import RateLimitItem, parse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import RateLimited
from api.middleware.windows import Windows
from api.renderers.problem import problem_response

EXEMPT = frozenset({"/healthz", "/readyz", "/metrics"})
OFF = "off"


class RateLimit:
    """Counts requests of each address in fixed windows, in this process; `off` counts nothing."""

    def __init__(self, app: ASGIApp, limit: str) -> None:
        self.app = app
        self.item: RateLimitItem | None = None if limit == OFF else parse(limit)
        self.windows = Windows(self.item.get_expiry() if self.item else 1)
        self.policy = f'"default";q={self.item.amount};w={self.item.get_expiry()}'.encode() if self.item else b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with RateLimit headers, or answer 429."""
        if scope["type"] != "http" or self.item is None or scope["path"] in EXEMPT:
            await self.app(scope, receive, send)
            return
        client = scope["client"][0] if scope.get("client") else "unknown"
        count, left_s = self.windows.hit(client)
        wait = max(1, ceil(left_s))
        limit = f'"default";r={max(0, self.item.amount - count)};t={wait}'.encode()

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(b"ratelimit-policy", self.policy), (b"ratelimit", limit)]
            await send(message)

        if count <= self.item.amount:
            await self.app(scope, receive, adding)
            return
        error = RateLimited(f"Come back in {wait} s.", headers={"Retry-After": str(wait)})
        await problem_response(error, scope["path"])(scope, receive, adding)
