"""One structured log line a request; never a header or a query string, which may hold secrets."""

import logging
import sys
from time import perf_counter
from typing import Any, TextIO

import orjson
import structlog
from asgi_correlation_id import correlation_id
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import Settings

PATH_SHOWN = 1_000
TRACEBACKS = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
"""Local variables stay out of the log: they hold headers."""


def configure_logs(settings: Settings, stream: TextIO | None = None) -> None:
    """Send log events to a stream (standard output): JSON lines (control characters escaped) or readable ones."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    json = settings.log_format == "json"
    console = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    shared: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *([structlog.processors.ExceptionRenderer(TRACEBACKS)] if json else []),
    ]
    line = structlog.processors.JSONRenderer() if json else console
    _follow_logging(structlog.stdlib.ProcessorFormatter(line, foreign_pre_chain=shared), level, stream or sys.stdout)
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(serializer=orjson.dumps) if json else console],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.BytesLoggerFactory(stream.buffer if stream else None)
        if json
        else structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )


def _follow_logging(formatter: logging.Formatter, level: int, stream: TextIO) -> None:
    """Send what the service's own modules log through `logging` (the index is rebuilt, …) the same way."""
    logger = logging.getLogger("api")
    logger.setLevel(level)
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler(stream))
    logger.handlers[0].setFormatter(formatter)


class AccessLog:
    """Logs each request when its answer has been sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.log = structlog.get_logger("alliance.access").bind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and log it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            client = scope.get("client")
            self.log.info(
                "request",
                method=scope["method"],
                path=shown_path(scope),
                status=status,
                ms=round((perf_counter() - started) * 1000, 2),
                request_id=correlation_id.get(),
                client=client[0] if client else None,
            )


def shown_path(scope: Scope) -> str:
    """Return the path as it was sent, percent-encoded, so that it holds no control character; cut when very long."""
    raw = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
    path: str = raw.split(b"?")[0][:PATH_SHOWN].decode("ascii", "backslashreplace")
    if path.isprintable():
        return path
    return "".join(c if c.isprintable() else f"%{ord(c):02X}" for c in path)
