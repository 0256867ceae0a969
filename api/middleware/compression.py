"""Compression of answers, but for those whose strong ETag names their very bytes (RFC 9110, 8.8.1)."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_compress import CompressMiddleware

AS_THEY_ARE = (
    re.compile(r"/v1/issues/[^/]+/file"),
    re.compile(r"/v1/imports(/[^/]+)?"),
    re.compile(r"/v1/exports/[^/]+"),
)
"""Paths with a strong ETag, one row a resource."""


class Compression:
    """Compresses what may be compressed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.compressed = CompressMiddleware(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        exact = scope["type"] == "http" and any(path.fullmatch(scope["path"]) for path in AS_THEY_ARE)
        await (self.app if exact else self.compressed)(scope, receive, send)
