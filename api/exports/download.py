"""Downloads: a file that may have to be made first, in whole or in parts."""

import re
from asyncio import get_running_loop
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from api.errors import RangeNotSatisfiable
from api.exports.shelf import Made
from api.renderers.stream import HEADERS_ONLY
from api.services.freshness import Validators, not_modified

RANGE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))")
"""One range; several, or what is no range, is answered by the whole file, as RFC 9110 (14.2) allows."""


@cache
def maker() -> ThreadPoolExecutor:
    """The one thread that makes files, so that whoever waits for one holds no thread that answers others."""
    return ThreadPoolExecutor(1, "exports")


class Download(Response):
    """Sends a file with a strong ETag and its digest: 200, 206 for a part, 304 for a copy that holds, or only headers.

    Raises RangeNotSatisfiable.
    """

    def __init__(self, make: Callable[[], Made], name: str, media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(headers=dict(headers), media_type=media_type)
        self.make = make
        self.name = name
        self.given = dict(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait for the file and send it."""
        made = await get_running_loop().run_in_executor(maker(), self.make)
        asked = Headers(scope=scope)
        headers = {**self.given, "ETag": f'"{made.sha256}"', "Repr-Digest": made.digest}
        if Validators(made.sha256, made.made_at).hold(asked):
            await Response(status_code=304, headers=not_modified(headers))(scope, receive, send)
            return
        response = FileResponse(made.path, headers=headers, media_type=self.media_type, filename=self.name)
        wanted = {**scope, "headers": readable(asked, made).raw}
        if scope.get(HEADERS_ONLY):
            wanted["method"] = "HEAD"
        await response(wanted, receive, send)


def readable(asked: Headers, made: Made) -> Headers:
    """Return the headers of a request, without a Range that is not served. Raises RangeNotSatisfiable."""
    whole = Headers(raw=[row for row in asked.raw if row[0] not in {b"range", b"if-range"}])
    found = RANGE.fullmatch(asked.get("range", "").replace(" ", ""))
    if found is None or asked.get("if-range", f'"{made.sha256}"') != f'"{made.sha256}"':
        return whole
    first, last, suffix = found.groups()
    if int(first) >= made.size if first else int(suffix) == 0:
        raise RangeNotSatisfiable(f"The file has {made.size} bytes.", headers={"Content-Range": f"bytes */{made.size}"})
    backwards = first and last and int(last) < int(first)
    return whole if backwards else Headers(raw=[*whole.raw, (b"range", found[0].encode())])
