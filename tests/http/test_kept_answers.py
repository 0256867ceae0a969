"""What the answer cache keeps, how much of it, and when it forgets."""

import asyncio
from collections.abc import Sequence

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware

from api.middleware import kept_answers
from api.middleware.answer_cache import AnswerCache, chosen_coding
from api.middleware.kept_answers import LARGEST_SHARE, OVERHEAD_BYTES, Answer, KeptAnswers, Key, size_of
from api.middleware.recording import Recording
from tests.http.raw import ask_raw

PUBLIC = {
    "cache-control": "public, max-age=60",
    "etag": 'W/"x"',
    "last-modified": "Wed, 01 Jan 2020 00:00:00 GMT",
    "vary": "Accept",
}


class Counting:
    """An app that answers always the same, in parts, and counts how often it is asked."""

    def __init__(self, headers: dict[str, str], status: int = 200, parts: Sequence[bytes] = (b"body",)) -> None:
        self.asked = 0
        self.status = status
        self.headers = [(name.encode(), value.encode()) for name, value in headers.items()]
        self.parts = parts

    async def __call__(self, _scope: Scope, _receive: Receive | None, send: Send) -> None:
        self.asked += 1
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        for at, part in enumerate(self.parts):
            more = at < len(self.parts) - 1
            await send({"type": "http.response.body", "body": part, "more_body": more})


def asked_thrice(app: ASGIApp, most: int = 1_000_000, headers: Sequence[tuple[bytes, bytes]] = ()) -> list[bytes]:
    cache = AnswerCache(app, most, lambda: 1)
    return [ask_raw(cache, "/x", headers=headers).body for _ in range(3)]


def test_a_public_answer_with_both_validators_is_kept_in_one_piece_when_it_is_asked_for_again() -> None:
    app = Counting(PUBLIC, parts=(b"a", b"b", b""))
    assert asked_thrice(app) == [b"ab"] * 3
    assert app.asked == 2


def test_what_is_asked_once_takes_the_place_of_nothing() -> None:
    kept = KeptAnswers(1_000_000)
    assert not kept.is_asked_again(1, key("a"))
    assert kept.is_asked_again(1, key("a"))
    assert not kept.is_asked_again(1, key("b"))
    assert not kept.is_asked_again(2, key("a"))


def test_questions_are_noted_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "MOST_NOTED", 2)
    kept = KeptAnswers(1_000_000)
    assert [kept.is_asked_again(1, key(name)) for name in "abc"] == [False] * 3
    assert [kept.is_asked_again(1, key(name)) for name in "ca"] == [True, False]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({**PUBLIC, "cache-control": "no-cache"}, 200),
        ({**PUBLIC, "cache-control": "private, no-store"}, 200),
        ({name: value for name, value in PUBLIC.items() if name != "cache-control"}, 200),
        ({name: value for name, value in PUBLIC.items() if name != "etag"}, 200),
        ({name: value for name, value in PUBLIC.items() if name != "last-modified"}, 200),
        ({**PUBLIC, "set-cookie": "a=b"}, 200),
        ({**PUBLIC, "vary": "Accept, Origin"}, 200),
        ({**PUBLIC, "vary": "*"}, 200),
        (PUBLIC, 203),
        (PUBLIC, 304),
        (PUBLIC, 404),
    ],
)
def test_no_other_answer_is_kept(headers: dict[str, str], status: int) -> None:
    app = Counting(headers, status)
    asked_thrice(app)
    assert app.asked == 3


def test_a_request_with_a_header_said_twice_is_the_app_s() -> None:
    app = Counting(PUBLIC)
    asked_thrice(app, headers=[(b"accept", b"text/html"), (b"accept", b"*/*")])
    assert app.asked == 3


def test_an_answer_broken_off_is_not_kept() -> None:
    class Failing(Counting):
        async def __call__(self, _scope: Scope, _receive: Receive | None, send: Send) -> None:
            self.asked += 1
            await send({"type": "http.response.start", "status": 200, "headers": list(self.headers)})
            await send({"type": "http.response.body", "body": b"a", "more_body": True})

    app = Failing(PUBLIC)
    asked_thrice(app)
    assert app.asked == 3


def test_an_answer_over_its_share_is_not_kept() -> None:
    app = Counting(PUBLIC, parts=(b"x" * 600, b"x" * 600))
    assert asked_thrice(app, most=LARGEST_SHARE * 1_000) == [b"x" * 1_200] * 3
    assert app.asked == 3


def test_neither_the_recording_nor_the_store_holds_what_is_too_large() -> None:
    async def send(_message: Message) -> None:
        """Nobody listens."""

    async def record(size: int) -> Answer | None:
        recording = Recording(send, 1_000)
        await Counting(PUBLIC, parts=(b"x" * size,))({}, None, recording)
        return recording.answer({})

    assert asyncio.run(record(1_000))
    assert asyncio.run(record(1_001)) is None
    kept = KeptAnswers(LARGEST_SHARE * 2_000)
    kept.keep(1, key("a"), answer(2_001))
    assert len(kept) == 0


def test_an_answer_of_a_generation_that_ended_meanwhile_is_not_kept() -> None:
    generations = iter([1, 1, 2, 2, 2, 2, 2])
    app = Counting(PUBLIC)
    cache = AnswerCache(app, 1_000_000, lambda: next(generations))
    ask_raw(cache, "/x")
    ask_raw(cache, "/x")
    assert len(cache.kept) == 0
    for _ in range(3):
        ask_raw(cache, "/x")
    assert app.asked == 4


def test_outer_layers_cannot_change_what_is_kept() -> None:
    cache = AnswerCache(Counting(PUBLIC), 1_000_000, lambda: 1)

    async def with_more_headers(scope: Scope, receive: Receive, send: Send) -> None:
        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-mine", b"1"))
            await send(message)

        await cache(scope, receive, adding)

    for _ in range(3):
        assert "x-mine" in ask_raw(with_more_headers, "/x").headers
    assert "x-mine" not in ask_raw(cache, "/x").headers


def answer(size: int) -> Answer:
    """An answer that takes this many bytes to keep under a key of one byte."""
    return Answer((), b"x" * (size - OVERHEAD_BYTES - 1), None)


def key(name: str) -> Key:
    return (name, b"", b"", "")


def test_the_least_recently_used_makes_room_and_the_bound_holds() -> None:
    kept = KeptAnswers(LARGEST_SHARE * 2_000)
    names = [chr(ord("a") + n) for n in range(LARGEST_SHARE)]
    for name in names:
        kept.keep(1, key(name), answer(2_000))
    assert (len(kept), kept.size) == (LARGEST_SHARE, kept.most)
    assert kept.get(1, key("a"))
    kept.keep(1, key("z"), answer(1_500))
    assert kept.size <= kept.most
    assert [name for name in [*names, "z"] if kept.get(1, key(name)) is None] == ["b"]


def test_an_answer_kept_again_is_counted_once() -> None:
    kept = KeptAnswers(100_000)
    for size in (2_000, 3_000):
        kept.keep(1, key("a"), answer(size))
    assert (len(kept), kept.size) == (1, 3_000)


def test_the_size_counts_key_headers_and_body() -> None:
    whole = Answer(((b"a", b"bc"), (b"d", b"e")), b"fgh", None)
    assert size_of(("/p", b"q=1", b"*/*", "gzip"), whole) == OVERHEAD_BYTES + 12 + 2 * 5 + 3


def test_another_generation_forgets_all() -> None:
    kept = KeptAnswers(100_000)
    kept.keep(1, key("a"), answer(2_000))
    assert kept.get(2, key("a")) is None
    assert kept.get(1, key("a")) is None
    assert (len(kept), kept.size) == (0, 0)


@pytest.mark.parametrize(
    "accepted",
    ["", "identity", "gzip", "GZIP", "br, gzip", "gzip, br, zstd", "gzip;q=1, br;q=0.1", "br;q=0, gzip", "*", "*;q=0",
     "zstd;q=0, *", "deflate", "gzip;q=x", "x-gzip", "gzip;q=0, gzip", ","],
)  # fmt: skip
def test_the_coding_foreseen_is_the_one_that_compression_chooses(accepted: str) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"x" * 1_000})

    headers = [(b"accept-encoding", accepted.encode())]
    chosen = ask_raw(CompressMiddleware(app), "/", headers=headers).headers.get("content-encoding", "")
    assert chosen_coding(dict(headers)) == chosen


def test_requests_side_by_side_each_get_their_answer() -> None:
    cache = AnswerCache(Counting(PUBLIC), 1_000_000, lambda: 1)
    bodies: list[bytes] = []

    async def one() -> None:
        async def send(message: Message) -> None:
            await asyncio.sleep(0)
            if message["type"] == "http.response.body":
                bodies.append(message["body"])

        async def receive() -> Message:
            return {"type": "http.request"}

        await cache({"type": "http", "method": "GET", "path": "/x", "query_string": b"", "headers": []}, receive, send)

    async def several() -> None:
        await asyncio.gather(*(one() for _ in range(5)))

    asyncio.run(several())
    asyncio.run(several())
    assert bodies == [b"body"] * 10
    assert len(cache.kept) == 1
