"""Files are made while they are sent: in a thread, held back by the client, left when it is gone, from one generation."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message

from api.renderers import stream
from api.renderers.stream import FIRST_BYTES, PIECE_BYTES, Stream, pieces
from tests.http.apps import make_app, make_backend
from tests.http.documents import VERSION

SCOPE: dict[str, Any] = {"type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "method": "GET"}


def test_pieces_are_worth_sending_the_first_one_sooner_and_lose_nothing() -> None:
    parts = [b"%04d" % n * 100 for n in range(1_000)]
    found = list(pieces(parts))
    assert b"".join(found) == b"".join(parts)
    assert FIRST_BYTES <= len(found[0]) < FIRST_BYTES + 400
    assert all(PIECE_BYTES <= len(piece) < PIECE_BYTES + 400 for piece in found[1:-1])
    assert list(pieces([])) == [b""]


class Lines:
    """Lines that note how many were made, in which threads, and whether they were left before the end."""

    def __init__(self, count: int = 1_000) -> None:
        self.count = count
        self.made = 0
        self.left = False
        self.threads: set[Any] = set()

    def __iter__(self) -> Iterator[bytes]:
        try:
            for _ in range(self.count):
                self.made += 1
                self.threads.add(current_thread())
                yield b"x" * 1_000
        except GeneratorExit:
            self.left = True
            raise


async def forever() -> Message:
    """A client that stays."""
    await asyncio.Event().wait()
    raise AssertionError


def run(lines: Lines, send: Any, receive: Any = forever) -> None:
    asyncio.run(asyncio.wait_for(Stream(iter(lines), {}, "text/csv")(SCOPE, receive, send), 10))


def test_lines_are_made_in_a_thread_and_never_far_ahead_of_the_client() -> None:
    lines, sent, ahead = Lines(), 0, []

    async def send(message: Message) -> None:
        nonlocal sent
        await asyncio.sleep(0.0005)
        ahead.append(lines.made * 1_000 - sent)
        sent += len(message.get("body", b""))

    run(lines, send)
    assert sent == 1_000_000
    assert max(ahead) <= PIECE_BYTES + 1_000
    assert main_thread() not in lines.threads


def test_when_the_client_is_gone_nothing_more_is_made() -> None:
    lines, gone = Lines(), asyncio.Event()

    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message.get("body"):
            gone.set()
            await asyncio.sleep(1)

    run(lines, send, receive)
    assert lines.left
    assert lines.made < 100


def test_what_fails_before_the_first_piece_is_raised_before_anything_is_sent() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    def failing() -> Iterator[bytes]:
        yield b"a little"
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        asyncio.run(Stream(failing(), {}, "text/csv")(SCOPE, forever, send))
    assert sent == []


@contextmanager
def in_single_lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FastAPI, Any]]:
    """An app that sends each line as a piece, and its backend."""
    monkeypatch.setattr(stream, "FIRST_BYTES", 1)
    monkeypatch.setattr(stream, "PIECE_BYTES", 1)
    backend = make_backend()
    with TestClient(make_app(backend)) as client:
        assert isinstance(client.app, FastAPI)
        yield client.app, backend


@pytest.mark.parametrize("coding", [b"identity", b"gzip"])
def test_a_publish_in_the_middle_changes_nothing_of_a_file_under_way(
    monkeypatch: pytest.MonkeyPatch, coding: bytes
) -> None:
    with in_single_lines(monkeypatch) as (app, backend):
        messages: list[Message] = []

        async def send(message: Message) -> None:
            messages.append(message)
            if len(messages) == 2:
                backend.rebuild([], VERSION + 1)

        scope = {**SCOPE, "path": "/v1/developments.jsonl", "raw_path": b"/v1/developments.jsonl", "root_path": "", "scheme": "http",
                 "query_string": b"", "headers": [(b"host", b"a"), (b"accept-encoding", coding)], "client": ("192.0.2.1", 1), "server": ("a", 80)}  # fmt: skip
        asyncio.run(app(scope, forever, send))
        whole = b"".join(message.get("body", b"") for message in messages[1:])
        if coding == b"identity":
            assert whole.count(b"\n") == 7
            assert len(messages) > 7
        else:
            assert dict(messages[0]["headers"])[b"content-encoding"] == b"gzip"
            assert len(whole) > 500


def test_files_are_not_kept_by_the_answer_cache(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = make_backend()
    walks: list[str] = []
    engine = type(backend.snapshot().engine)  # type: ignore[attr-defined]
    walk = engine.walk
    monkeypatch.setattr(engine, "walk", lambda *given: walks.append("walk") or walk(*given))
    with TestClient(make_app(backend)) as asking:
        asking.head("/v1/developments.csv")
        for _ in range(2):
            assert asking.get("/v1/developments.csv").content
    assert len(walks) == 3
