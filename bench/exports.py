"""How soon and how fast a whole list streams as a file, and what memory it takes of the server: `make bench-exports`.

One server process over a generated archive, or over a data folder that is there (`--data`). Each file is taken once in full by a
client that reads as fast as it comes, plain and compressed, then by one that stops after a megabyte while the server would go on.
Memory is RssAnon, the process's own and no file's, looked at twenty times a second, beyond what it was before; a request to
/healthz is made all the while, to see whether other answers wait.
"""

import http.client
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread

from bench.corpus import Corpus
from bench.published import data_folder
from bench.running import table
from bench.servers import ALLIANCE, HOST, settings
from tests.contract.run import wait_until_ready

SUFFIXES = (".jsonl", ".csv", ".bib", ".ris")
LOOK_S = 0.05
STOP_AFTER = 1_000_000
STOP_S = 3.0
HEAD = ("file", "coding", "first byte, ms", "all, s", "records/s", "MB", "memory, MB", "healthz meanwhile, ms")


@dataclass(slots=True)
class Watch:
    """What was seen of the server while something ran: its memory, and how long /healthz took."""

    pid: int
    port: int
    before: int = 0
    most: int = 0
    waits: list[float] = field(default_factory=list)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look until the block ends."""
        self.before = self.most = private_bytes(self.pid)
        self.waits = []
        done = Event()
        looking = Thread(target=self._look, args=(done,))
        looking.start()
        try:
            yield
        finally:
            done.set()
            looking.join()

    def _look(self, done: Event) -> None:
        connection = http.client.HTTPConnection(HOST, self.port)
        while not done.wait(LOOK_S):
            self.most = max(self.most, private_bytes(self.pid))
            started = time.perf_counter()
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            self.waits.append((time.perf_counter() - started) * 1000)
        connection.close()

    @property
    def grown_mb(self) -> float:
        """How much more private memory there was at most."""
        return (self.most - self.before) / 1e6


def private_bytes(pid: int) -> int:
    """Memory of a process that is its own and no file's (RssAnon)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=21_000, help="developments to generate")
    parser.add_argument("--data", type=Path, help="a data folder of the service instead")
    given = parser.parse_args(argv)
    with TemporaryDirectory() as folder, _serving(given.data or data_folder(Corpus(given.size), Path(folder))) as watch:
        rows = [_taken(watch, suffix, coding) for suffix in SUFFIXES for coding in ("identity", "gzip", "zstd")]
        rows += [_stopped(watch, suffix) for suffix in SUFFIXES]
    print(table(HEAD, rows))
    return 0


def _taken(watch: Watch, suffix: str, coding: str) -> tuple[object, ...]:
    """Take a whole file as fast as it comes."""
    connection = http.client.HTTPConnection(HOST, watch.port)
    size = 0
    with watch.watching():
        started = time.perf_counter()
        connection.request("GET", f"/v1/developments{suffix}", headers={"Accept-Encoding": coding})
        answer = connection.getresponse()
        size += len(answer.read(1))
        first = time.perf_counter() - started
        while part := answer.read(1 << 16):
            size += len(part)
        whole = time.perf_counter() - started
    connection.close()
    records = _total(watch.port)
    wait = median(watch.waits) if watch.waits else 0.0
    return suffix, coding, first * 1000, whole, round(records / whole), size / 1e6, watch.grown_mb, wait


def _stopped(watch: Watch, suffix: str) -> tuple[object, ...]:
    """Take the beginning of a file and stop reading for a while, then go away."""
    with watch.watching(), socket.create_connection((HOST, watch.port)) as connection:
        connection.sendall(f"GET /v1/developments{suffix} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        size = 0
        while size < STOP_AFTER:
            size += len(connection.recv(1 << 16))
        time.sleep(STOP_S)
    wait = median(watch.waits)
    return suffix, "stopped", "", STOP_S, "", size / 1e6, watch.grown_mb, wait


@cache
def _total(port: int) -> int:
    """How many records a file holds."""
    connection = http.client.HTTPConnection(HOST, port)
    connection.request("GET", "/v1/developments.jsonl")
    answer = connection.getresponse()
    count = 0
    while part := answer.read(1 << 16):
        count += part.count(b"\n")
    connection.close()
    return count


@contextmanager
def _serving(data: Path) -> Iterator[Watch]:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    null = subprocess.DEVNULL
    command = [*ALLIANCE, "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=settings(data), stdout=null, stderr=null)  # noqa: S603
    try:
        wait_until_ready(f"http://{HOST}:{port}", 300)
        yield Watch(server.pid, port)
    finally:
        server.terminate()
        server.wait(timeout=30)


if __name__ == "__main__":
    sys.exit(main())
