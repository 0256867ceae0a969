"""Rate limits per client address, said in RateLimit headers (draft-ietf-httpapi-ratelimit-headers)."""

from math import ceil
from time import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import RateLimited
from api.renderers.problem import problem_response

EXEMPT = frozenset({"/healthz", "/readyz", "/metrics"})
OFF = "off"


class RateLimit:
    """Counts requests of each address in fixed windows, in this process; `off` counts nothing."""

    def __init__(self, app: ASGIApp, limit: str) -> None:
        self.app = app
        self.item: RateLimitItem | None = None if limit == OFF else parse(limit)
        self.limiter = FixedWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with RateLimit headers, or answer 429."""
        if scope["type"] != "http" or self.item is None or scope["path"] in EXEMPT:
            await self.app(scope, receive, send)
            return
        client = scope["client"][0] if scope.get("client") else "unknown"
        allowed = self.limiter.hit(self.item, client)
        headers = self._headers(self.item, client)

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        if allowed:
            await self.app(scope, receive, adding)
            return
        wait = headers["RateLimit"].rpartition("=")[2]
        error = RateLimited(f"Come back in {wait} s.", headers={"Retry-After": wait})
        await problem_response(error, scope["path"])(scope, receive, adding)

    def _headers(self, item: RateLimitItem, client: str) -> dict[str, str]:
        window = self.limiter.get_window_stats(item, client)
        seconds = max(1, ceil(window.reset_time - time()))
        return {
            "RateLimit-Policy": f'"default";q={item.amount};w={item.get_expiry()}',
            "RateLimit": f'"default";r={window.remaining};t={seconds}',
        }
