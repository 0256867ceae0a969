"""Asking an app in ASGI's own words, for requests that no polite client sends."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.types import ASGIApp, Message


@dataclass
class RawAnswer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    unread: int = 0
    """Chunks of the request's body that nobody asked for."""

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return orjson.loads(self.body)


def ask_raw(
    app: ASGIApp,
    path: str,
    *,
    method: str = "GET",
    query_string: bytes = b"",
    headers: Sequence[tuple[bytes, bytes]] = (),
    chunks: Sequence[bytes] = (b"",),
) -> RawAnswer:
    """Send one request, its body in these chunks, and return the answer."""
    waiting: list[Message] = [
        {"type": "http.request", "body": chunk, "more_body": at < len(chunks) - 1} for at, chunk in enumerate(chunks)
    ]
    answer = RawAnswer()

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    async def run() -> None:
        await app(
            {**_scope(path), "method": method, "query_string": query_string, "headers": list(headers)}, receive, send
        )

    asyncio.run(run())
    answer.unread = len(waiting)
    return answer


def _scope(path: str) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("ascii"),
        "root_path": "",
        "client": ("192.0.2.1", 1234),
        "server": ("testserver", 80),
    }
