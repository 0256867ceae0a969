"""The client of the HTTP benchmark reads whole answers, however they come."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

import pytest

from bench import servers
from bench.servers import Client, unchunked

BODY = b"0123456789" * 1_000
PLAIN = b"HTTP/1.1 200 OK\r\nETag: x\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%b\r\n" % (len(BODY), BODY) * 2 + b"0\r\n\r\n"
)


@contextmanager
def sending(pieces: Sequence[bytes]) -> Iterator[Client]:
    """A client of a server that answers every request with these pieces."""
    with socket.create_server((servers.HOST, 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                while connection.recv(1 << 16):
                    for piece in pieces:
                        connection.sendall(piece)

        thread = Thread(target=answer)
        thread.start()
        with Client(listening.getsockname()[1]) as client:
            yield client
        thread.join(timeout=10)


def cut(answer: bytes, size: int) -> list[bytes]:
    """An answer in pieces."""
    return [answer[at : at + size] for at in range(0, len(answer), size)]


@pytest.mark.parametrize("size", [1 << 20, 3_000, 37])
@pytest.mark.parametrize("room", [1 << 20, 64], ids=["room", "little room"])
def test_an_answer_is_read_to_its_end(size: int, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "ROOM", room)
    with sending(cut(PLAIN, size)) as client:
        for _ in range(2):
            reply = client.get("/")
            assert (reply.status, reply.header("etag"), reply.body) == (200, "x", BODY)


@pytest.mark.parametrize("size", [1 << 20, 3_000])
def test_an_answer_in_chunks_is_read_to_the_last(size: int) -> None:
    with sending(cut(CHUNKED, size)) as client:
        for _ in range(2):
            assert unchunked(client.get("/")) == 2 * BODY


def test_an_answer_without_a_body_ends_with_its_head() -> None:
    with sending([b"HTTP/1.1 304 Not Modified\r\n\r\n"]) as client:
        assert (client.get("/").status, client.get("/").body) == (304, b"")
