"""Recording: an answer is held while it is sent, as far as it may be kept for others."""

from starlette.types import Message, Scope, Send

from api.middleware.kept_answers import Answer, Headers, by_name

VARIED = frozenset({"accept", "accept-encoding"})
"""Request headers that the key of a kept answer holds; an answer that varies with another one is not kept."""


class Recording:
    """Passes an answer on and holds it as it goes, as far as it may be kept."""

    def __init__(self, send: Send, most: int) -> None:
        self._send = send
        self._most = most
        self._headers: Headers = ()
        self._parts: list[bytes] = []
        self._whole = False

    async def __call__(self, message: Message) -> None:
        """Note a message and send it."""
        if message["type"] == "http.response.start":
            self._begin(message)
        elif message["type"] == "http.response.body" and self._headers:
            self._note(message.get("body", b""))
            self._whole = not message.get("more_body", False)
        await self._send(message)

    def _begin(self, message: Message) -> None:
        if message["status"] == 200 and may_be_kept(by_name(message["headers"])):
            self._headers = tuple(message["headers"])

    def _note(self, part: bytes) -> None:
        self._parts.append(part)
        if sum(map(len, self._parts)) > self._most:
            self._headers, self._parts = (), []

    def answer(self, scope: Scope) -> Answer | None:
        """Return the answer, None when it is not whole or may not be kept."""
        if not self._headers or not self._whole:
            return None
        return Answer(self._headers, b"".join(self._parts), scope.get("route"))


def may_be_kept(headers: dict[str, str]) -> bool:
    """Whether the app gave an answer for everybody, with both validators, and no file, which may be as large as the archive."""
    varied = {name.strip().lower() for name in headers.get("vary", "").split(",") if name.strip()}
    return (
        headers.get("cache-control", "").startswith("public")
        and "etag" in headers
        and "last-modified" in headers
        and "set-cookie" not in headers
        and "content-disposition" not in headers
        and varied <= VARIED
    )
