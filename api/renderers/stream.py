"""Streams: an answer sent as it is made, in pieces, by a thread, as fast as the client takes it."""

from collections.abc import Generator, Iterable

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

HEADERS_ONLY = "alliance.headers_only"
"""Set in the scope of a request that wants no body (HEAD), so that none is made."""
FIRST_BYTES = 8_000
PIECE_BYTES = 64_000


class Stream(StreamingResponse):
    """An answer whose body is taken from an iterator in a thread, a piece after the one before was sent.

    * The server holds back while its own buffer is full, and then nothing more is made.
    * When the client is gone the iterator is closed, so that it lets go of its generation at once.
    * The first piece is made before anything is sent, so what fails at once is answered as an error.
    """

    def __init__(self, written: Iterable[bytes], headers: dict[str, str], media_type: str) -> None:
        self._pieces = pieces(written)
        super().__init__(self._pieces, headers=headers, media_type=media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer, or only its headers."""
        try:
            if scope.get(HEADERS_ONLY):
                await self._send_headers(send)
            else:
                await super().__call__(scope, receive, send)
        finally:
            self._pieces.close()

    async def _send_headers(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send(
            {"type": "http.response.body", "body": b"", "more_body": True}
        )  # a stream, so that coding is the same
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def stream_response(self, send: Send) -> None:
        """Send the first piece once it is made, then the others."""
        made = aiter(self.body_iterator)
        piece = await anext(made, b"")
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        async for piece in made:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def pieces(written: Iterable[bytes]) -> Generator[bytes, None, None]:
    """Yield what is written in pieces that are worth sending, the first one sooner."""
    parts: list[bytes] = []
    size, least = 0, FIRST_BYTES
    for part in written:
        parts.append(part)
        size += len(part)
        if size >= least:
            yield b"".join(parts)
            parts, size, least = [], 0, PIECE_BYTES
    yield b"".join(parts)
