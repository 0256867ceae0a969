"""A receiver of webhooks on a free port of this machine: it keeps what comes and answers as a test tells it."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Message:
    """One request that came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """Its `webhook-id`."""
        return self.headers["webhook-id"]

    @property
    def form(self) -> Any:
        """Its body, read."""
        return json.loads(self.body)

    @property
    def change(self) -> tuple[str, str]:
        """Type of the change that it tells, and which record of its issue it is of: `d2`, `h1`, or nothing."""
        form = self.form
        return form["type"], form["data"]["change"]["id"].partition("-")[2]


@dataclass
class Receiver:
    """What came, and the statuses of the next answers; 200 when there are none left."""

    url: str = ""
    port: int = 0
    statuses: list[int] = field(default_factory=list)
    came: list[Message] = field(default_factory=list)

    def take(self) -> list[Message]:
        """What came since the last time."""
        taken, self.came = self.came, []
        return taken


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    receiver: Receiver


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        receiver = self.server.receiver
        body = self.rfile.read(int(self.headers["content-length"]))
        receiver.came.append(Message(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        status = receiver.statuses.pop(0) if receiver.statuses else 200
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"http://127.0.0.1:{receiver.port}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def receiving(context: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Receive until the block ends; over TLS where a context is given."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.receiver = Receiver(port=server.server_port)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.receiver.url = f"http{'s' if context else ''}://127.0.0.1:{server.server_port}/hook"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
