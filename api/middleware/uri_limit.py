"""Limits the address: too long is 414; bytes that should have been percent-encoded are."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import UriTooLong
from api.renderers.problem import problem_response

PLAIN = re.compile(rb"[^\x21-\x7e]")


class UriLimit:
    """Refuses addresses of more than `most` bytes."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 414."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope.get("raw_path") or scope["path"].encode("utf-8", "surrogatepass")
        size = len(path) + len(scope["query_string"])
        if size > self.most:
            error = UriTooLong(f"The address has {size} bytes; at most {self.most} are read.")
            await problem_response(error, scope["path"][:200])(scope, receive, send)
            return
        if PLAIN.search(scope["query_string"]):
            encoded = PLAIN.sub(lambda found: b"%%%02X" % found[0][0], scope["query_string"])
            scope = {**scope, "query_string": encoded}
        await self.app(scope, receive, send)
