"""Limits the body, said beforehand or not: more than the limit is 413."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import BodyTooLarge
from api.renderers.problem import problem_response


class BodyLimit:
    """Reads a body of at most `most` bytes before the app sees the request, and hands it on."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 413."""
        if scope["type"] != "http" or not _has_body(scope):
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        read = None if length.isdigit() and int(length[:20]) > self.most else await self._read(receive)
        if read is None:
            error = BodyTooLarge(f"A body may have {self.most} bytes.", headers={"Connection": "close"})
            await problem_response(error, scope["path"])(scope, receive, send)
            return
        await self.app(scope, _again(read, receive), send)

    async def _read(self, receive: Receive) -> Sequence[Message] | None:
        """Return the messages of the body, None once it is over the limit."""
        messages: list[Message] = []
        size = 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > self.most:
                return None
            if message["type"] != "http.request" or not message.get("more_body"):
                return messages


def _has_body(scope: Scope) -> bool:
    return any(
        name == b"transfer-encoding" or (name == b"content-length" and value != b"0")
        for name, value in scope["headers"]
    )


def _again(messages: Sequence[Message], receive: Receive) -> Receive:
    """Return a receive that hands out messages already read, then new ones."""
    waiting = list(messages)

    async def next_message() -> Message:
        return waiting.pop(0) if waiting else await receive()

    return next_message
