"""Files and feeds: how an operation that reads answers in another form than JSON."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from fastapi import Request, Response

from api.reading import VARY, Reader
from api.renderers import FeedFormat, FileFormat
from api.renderers.stream import Stream
from api.services.feeds import make_feed
from api.services.questions import Question
from api.services.rows import Rows, publishers
from api.services.status import LICENCE

HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
LICENSED = f'<{LICENCE["url"]}>; rel="license"'


def send_file(
    reader: Reader, question: Question, form: FileFormat, listing: str, rendered: Iterator[bytes]
) -> Response:
    """Return every match of a question as a file that is made while it is sent, or 304.

    `rendered` is what the list serves of each, read as it is taken; `listing` is the path of the list without a suffix.
    """
    base, on = base_of(reader), datetime.now(UTC).date()
    url = f"{base}{question.self_url}"
    rows = Rows(listing=listing, rendered=rendered, publisher=publishers(reader.snapshot), base=base, on=on)
    name = file_name(listing.rpartition("/")[2], reader.version, form.suffix)

    def respond(headers: dict[str, str]) -> Response:
        more = {"Content-Disposition": f'attachment; filename="{name}"', "Link": LICENSED}
        return Stream(form.write(rows), {**headers, **more}, f"{form.media_type}; charset=utf-8")

    return reader.respond(url, form.media_type, respond, day=on if form.dated else None)


def send_feed(reader: Reader, question: Question, form: FeedFormat, listing: str) -> Response:
    """Return the newest matches of a question as a feed, or 304."""
    base = base_of(reader)

    def respond(headers: dict[str, str]) -> Response:
        changed_at = reader.archive.changed_at(reader.version)
        feed = make_feed(reader.snapshot, question, list_path=listing, base=base, changed_at=changed_at)
        links = [LICENSED, *([f'<{feed.next_url}>; rel="next"'] if feed.next_url else [])]
        if not reader.resources.settings.public_url:
            headers["Vary"] = f"{VARY}, Host"
        media_type = f"{form.media_type}; charset=utf-8"
        return Response(form.render(feed), headers={**headers, "Link": ", ".join(links)}, media_type=media_type)

    return reader.respond(base + question.self_url, form.media_type, respond)


def file_name(noun: str, version: int, suffix: str) -> str:
    """Return the name under which a file is saved: what it is of, and of which data version."""
    return f"alliance-{noun}-{version}{suffix}"


def base_of(reader: Reader) -> str:
    """Return what stands before a relative address: the setting, else where the client asked."""
    return reader.resources.settings.public_url.rstrip("/") or asked_at(reader.request)


def asked_at(request: Request) -> str:
    """Return scheme and host of a request; a Host header that cannot be one counts for nothing.

    The scheme is that of a trusted proxy where one stands before (the server sees to it); answers with the host in them are
    not kept for others.
    """
    host = request.headers.get("host", "")
    if not HOST.fullmatch(host):
        name, port = request.scope.get("server") or ("localhost", None)
        host = f"{name}:{port}" if port else name
    return f"{request.scope['scheme']}://{host}"
