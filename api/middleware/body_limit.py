"""Limits the body, said beforehand or not: more than the limit is 413; some addresses take more than others."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import BodyTooLarge
from api.renderers.problem import problem_response


@dataclass(frozen=True, slots=True)
class Larger:
    """Addresses that take larger bodies: a method, how the path begins, and the bytes allowed."""

    method: str
    path: str
    most: int


class BodyLimit:
    """Reads a body of at most `most` bytes before the app sees the request, and hands it on.

    Where a larger one is allowed it is counted while the app reads it, so that the app can refuse whoever sends it before
    any of it is in memory, and says in its own way that it is too large.
    """

    def __init__(self, app: ASGIApp, most: int, larger: Sequence[Larger] = ()) -> None:
        self.app = app
        self.most = most
        self.larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 413."""
        if scope["type"] != "http" or not _has_body(scope):
            await self.app(scope, receive, send)
            return
        larger = next((row.most for row in self.larger if _is_of(row, scope)), None)
        if larger:
            await self.app(scope, _counting(receive, larger, _said(scope)), send)
            return
        read = None if _said(scope) > self.most else await self._read(receive)
        if read is None:
            await problem_response(_too_large(self.most), scope["path"])(scope, receive, send)
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


def _is_of(row: Larger, scope: Scope) -> bool:
    return bool(scope["method"] == row.method and scope["path"].startswith(row.path))


def _too_large(most: int) -> BodyTooLarge:
    return BodyTooLarge(f"A body may have {most:,} bytes here.", headers={"Connection": "close"})


def _said(scope: Scope) -> int:
    """Return how long a body says that it is, 0 where it does not say."""
    length = Headers(scope=scope).get("content-length", "")
    return int(length[:20]) if length.isdigit() else 0


def _counting(receive: Receive, most: int, said: int) -> Receive:
    """Return a receive that raises BodyTooLarge once more than `most` bytes came, or at once where more were said."""
    size = 0

    async def next_message() -> Message:
        nonlocal size
        if said > most:
            raise _too_large(most)
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise _too_large(most)
        return message

    return next_message


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
