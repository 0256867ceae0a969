"""Servers of the HTTP benchmark, each on a free port with its log thrown away, and a client that adds little to an answer."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bench.engines.process import ROOT, peers_python

HOST = "127.0.0.1"
ALLIANCE = (sys.executable, "-c", "from api.cli import app; app()")
READY_S = 120
IDLE_S = 2.0
"""Uvicorn closes a connection that was idle for five seconds."""
ROOM = 1 << 20
"""Bytes that a client has room for at first. It reads into the same place again: room made anew took 0.07 ms an answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered, and the seconds that it took."""

    status: int
    head: bytes
    body: bytes
    seconds: float

    def header(self, name: str) -> str:
        """A header's value, empty when it is not there."""
        for line in self.head.split(b"\r\n"):
            key, _, value = line.partition(b":")
            if key.lower() == name.lower().encode():
                return value.strip().decode()
        return ""


class Client:
    """One connection that is kept open, no more than a socket; made anew where a server may have closed an idle one."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._room = bytearray(ROOM)
        self._read_bytes = 0
        self._connect()

    def _connect(self) -> None:
        self._socket = socket.create_connection((HOST, self._port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._used = time.monotonic()

    def get(self, target: str, **headers: str) -> Reply:
        """Ask and read the whole answer."""
        lines = [
            f"GET {target} HTTP/1.1",
            f"Host: {HOST}",
            *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items()),
        ]
        request = ("\r\n".join(lines) + "\r\n\r\n").encode()
        if time.monotonic() - self._used > IDLE_S:
            self._socket.close()
            self._connect()
        started = time.perf_counter()
        self._socket.sendall(request)
        head, body = self._read()
        self._used = time.monotonic()
        return Reply(int(head[9:12]), head, body, time.perf_counter() - started)

    def _read(self) -> tuple[bytes, bytes]:
        self._read_bytes = 0
        while (end := self._room.find(b"\r\n\r\n", 0, self._read_bytes)) < 0:
            self._more()
        head, start = bytes(self._room[:end]), end + 4
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
        )
        chunked = b"transfer-encoding: chunked" in head.lower()
        while self._read_bytes < start + length or (chunked and not self._is_last_chunk(start)):
            self._more()
        with memoryview(self._room) as room:
            return head, bytes(room[start : self._read_bytes])

    def _is_last_chunk(self, start: int) -> bool:
        return self._room.endswith(b"0\r\n\r\n", start, self._read_bytes)

    def _more(self) -> None:
        if self._read_bytes == len(self._room):
            self._room.extend(bytes(len(self._room)))
        with memoryview(self._room) as room:
            count = self._socket.recv_into(room[self._read_bytes :])
        if not count:
            raise ConnectionError("the server closed the connection")
        self._read_bytes += count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()


def unchunked(reply: Reply) -> bytes:
    """The body of an answer, the sizes of its pieces taken out."""
    if "chunked" not in reply.header("transfer-encoding"):
        return reply.body
    body, rest = b"", reply.body
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        body, rest = body + rest[: int(size, 16)], rest[int(size, 16) + 2 :]
    return body


@contextmanager
def alliance(data: Path) -> Iterator[Client]:
    """The service over a data folder, one process, no rate limit."""
    with _serving([*ALLIANCE, "serve", "--port"], "/readyz", settings(data)) as client:
        yield client


@contextmanager
def datasette(database: Path) -> Iterator[Client]:
    """Datasette over a file that it is told will not change, with time for every facet and none spent on suggesting some."""
    given = {"sql_time_limit_ms": "20000", "facet_time_limit_ms": "20000", "suggest_facets": "off"}
    limits = [word for name, value in given.items() for word in ("--setting", name, value)]
    command = [str(peers_python()), "-m", "datasette", "serve", "-i", str(database), *limits, "--port"]
    with _serving(command, "/-/versions.json") as client:
        yield client


@contextmanager
def bare_route() -> Iterator[Client]:
    """The route that does nothing, and logs nothing."""
    with _serving(
        [sys.executable, "-m", "uvicorn", "bench.bare_route:app", "--no-access-log", "--port"], "/"
    ) as client:
        yield client


def settings(data: Path) -> dict[str, str]:
    """The environment in which the service has its data there and limits nobody."""
    return {**os.environ, "ALLIANCE_DATA_DIR": str(data), "ALLIANCE_RATE_LIMIT": "off"}


@contextmanager
def _serving(command: Sequence[str], ready: str, environment: Mapping[str, str] | None = None) -> Iterator[Client]:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    null = subprocess.DEVNULL
    server = subprocess.Popen([*command, str(port)], cwd=ROOT, env=environment, stdout=null, stderr=null)  # noqa: S603
    try:
        with _connected(port, ready) as client:
            yield client
    finally:
        server.terminate()
        server.wait(timeout=30)


def _connected(port: int, ready: str) -> Client:
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        try:
            client = Client(port)
            if client.get(ready).status == 200:
                return client
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError(f"nothing is ready on port {port} after {READY_S} s")
