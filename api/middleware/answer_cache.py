"""The answer cache: a repeated question is answered outside the app, without routing, thread or compressing anew.

What is kept is what the app itself called public and gave both validators, by path, raw query string, `Accept`, coding and
generation. An answer without Last-Modified (made within two seconds of a change) is not kept: it would stay without.
"""

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_compress._utils import parse_accept_encoding

from api.middleware.kept_answers import Answer, KeptAnswers
from api.middleware.recording import Recording

Generation = Callable[[], int | None]
"""The data version that answers are made from now; None when there is none."""
CODINGS = ("zstd", "br", "gzip")
"""In the order in which CompressMiddleware prefers them."""
PERSONAL = frozenset({b"authorization", b"cookie"})


class AnswerCache:
    """Answers what it was asked before in this generation; at most `most` bytes are kept."""

    def __init__(self, app: ASGIApp, most: int, generation: Generation) -> None:
        self.app = app
        self.kept = KeptAnswers(most)
        self.generation = generation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass the request on and keep the answer if it may be kept."""
        generation = self.generation() if scope["type"] == "http" and scope["method"] == "GET" else None
        headers = dict(scope["headers"]) if generation is not None else {}
        if generation is None or _is_personal(headers, scope):
            await self.app(scope, receive, send)
            return
        key = (scope["path"], scope["query_string"], headers.get(b"accept", b""), chosen_coding(headers))
        answer = self.kept.get(generation, key)
        if answer is not None:
            await _send(answer, headers, scope, send)
            return
        if not self.kept.is_asked_again(generation, key):
            await self.app(scope, receive, send)
            return
        recording = Recording(send, self.kept.largest)
        await self.app(scope, receive, recording)
        made = recording.answer(scope)
        if made and self.generation() == generation:
            self.kept.keep(generation, key, made)


def chosen_coding(headers: dict[bytes, bytes]) -> str:
    """Return the coding that CompressMiddleware will choose, empty for none."""
    accepted = headers.get(b"accept-encoding")
    if not accepted:
        return ""
    codings = parse_accept_encoding(accepted.decode("latin-1"))
    return next((coding for coding in CODINGS if coding in codings), "")


def _is_personal(headers: dict[bytes, bytes], scope: Scope) -> bool:
    """Whether a request is answered by the app alone: with credentials, or with a header said twice."""
    return len(headers) != len(scope["headers"]) or not PERSONAL.isdisjoint(headers)


async def _send(answer: Answer, asked: dict[bytes, bytes], scope: Scope, send: Send) -> None:
    """Send a kept answer, or 304 when the client's copy still holds."""
    scope["route"] = answer.route
    conditions = {
        name: asked[name.encode()].decode("latin-1")
        for name in ("if-none-match", "if-modified-since")
        if name.encode() in asked
    }
    if conditions and answer.validators.hold(conditions):
        status, headers, body = 304, answer.headers_304, b""
    else:
        status, headers, body = 200, answer.headers, answer.body
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
