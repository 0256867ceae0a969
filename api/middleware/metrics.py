"""Metrics: answers and their time by route, method and class of status, for Prometheus."""

from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

from prometheus_client import CollectorRegistry, Counter, Histogram, Summary
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NO_ROUTE = "none"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Meters(NamedTuple):
    """What counts the answers of one class of status, method and route."""

    request: Callable[[], None]
    seconds: Callable[[float], None]
    sent: Callable[[float], None]


class Instruments:
    """What is counted; made once an app."""

    def __init__(self, registry: CollectorRegistry) -> None:
        handler = ("method", "handler")
        self.requests = Counter(
            "http_requests_total",
            "Requests by method, class of status and route.",
            ("status", *handler),
            registry=registry,
        )
        self.seconds = Histogram(
            "http_request_duration_seconds",
            "Time to the end of the answer.",
            handler,
            buckets=SECONDS,
            registry=registry,
        )
        self.sent = Summary("http_response_size_bytes", "Bytes of the answers' bodies.", handler, registry=registry)
        self._meters: dict[tuple[int, str, str], Meters] = {}
        """Looked up by their labels once: the client library does so under a lock for each of the three."""

    def count(self, method: str, handler: str, status: int, seconds: float, size: int) -> None:
        """Count one answer."""
        key = (status // 100, method, handler)
        meters = self._meters.get(key)
        if meters is None:
            meters = self._meters[key] = self._of(*key)
        meters.request()
        meters.seconds(seconds)
        meters.sent(size)

    def _of(self, status: int, method: str, handler: str) -> Meters:
        return Meters(
            self.requests.labels(f"{status}xx", method, handler).inc,
            self.seconds.labels(method, handler).observe,
            self.sent.labels(method, handler).observe,
        )


class Metrics:
    """Counts each answer by the route that the app, or the answer cache, notes in the scope."""

    def __init__(self, app: ASGIApp, instruments: Instruments) -> None:
        self.app = app
        self.instruments = instruments

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and count its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = perf_counter()
        status, size = 500, 0

        async def noting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            handler = getattr(scope.get("route"), "path", NO_ROUTE)
            self.instruments.count(scope["method"], handler, status, perf_counter() - started, size)
