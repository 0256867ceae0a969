"""The answer cache around the whole app: what it gives is what the app would give, and only when it may."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import current_thread
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from werkzeug.http import http_date

from api.middleware.answer_cache import AnswerCache
from api.middleware.kept_answers import KeptAnswers
from api.services.freshness import Configuration, Freshness
from search import IndexUnavailable, SearchBackend
from tests.http.apps import FakeArchive, make_app, make_backend
from tests.http.documents import VERSION

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
LIST = "/v1/developments?q=moon&facet=topic&facet=year&highlight=true"
URLS = [LIST, "/v1/developments/3.7-d2", "/v1/topics/space", "/v1/issues?limit=1", "/v1/search?q=moon", "/v1/synonyms"]
OF_THE_REQUEST = {"x-request-id", "ratelimit"}


@dataclass
class Asked:
    """A client, the backend behind it, and the names of the threads that searched for it."""

    client: TestClient
    backend: SearchBackend
    searches: list[str]

    @property
    def app(self) -> FastAPI:
        assert isinstance(self.client.app, FastAPI)
        return self.client.app

    def keep(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """Ask a second time, when the answer is kept; what was searched the first time is forgotten."""
        self.client.get(url, headers=headers)
        self.searches.clear()
        return self.client.get(url, headers=headers)


class Noting:
    """A backend that notes in which thread each search ran."""

    def __init__(self) -> None:
        self.backend = make_backend()
        self.searches: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.backend, name)

    def snapshot(self) -> Any:
        snapshot = self.backend.snapshot()
        return SimpleNamespace(
            search=lambda query: self.searches.append(current_thread().name) or snapshot.search(query),
            **{
                name: getattr(snapshot, name)
                for name in ("data_version", "expected_ms", "fetch", "ids", "label", "suggest")
            },
        )


class NoIndex:
    """A backend that has nothing to open."""

    def snapshot(self) -> None:
        raise IndexUnavailable("there is none")


def made_long_ago(app: FastAPI) -> None:
    """Let the software be old, so that answers have Last-Modified whenever it was last touched."""
    freshness = Freshness(Configuration("test", LONG_AGO), FakeArchive())
    app.state.resources = replace(app.state.resources, freshness=freshness)


@contextmanager
def asking(**options: object) -> Iterator[Asked]:
    backend = Noting()
    with TestClient(make_app(backend, **options)) as client:
        made_long_ago(client.app)
        yield Asked(client, backend, backend.searches)


@pytest.fixture(scope="module")
def one_app() -> Iterator[Asked]:
    with asking() as asked:
        yield asked


@pytest.fixture
def asked(one_app: Asked) -> Iterator[Asked]:
    """An app that has kept nothing and searched nothing yet."""
    layer = one_app.app.middleware_stack
    while not isinstance(layer, AnswerCache):
        layer = layer.app
    layer.kept = KeptAnswers(layer.kept.most)
    one_app.searches.clear()
    resources = one_app.app.state.resources
    yield one_app
    one_app.app.state.resources = resources


@pytest.fixture(scope="module")
def plain() -> Iterator[TestClient]:
    """A client of the same app without the cache."""
    with TestClient(make_app(answer_cache_bytes=0)) as client:
        made_long_ago(client.app)  # type: ignore[arg-type]
        yield client


def of_the_answer(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in OF_THE_REQUEST}


@pytest.mark.parametrize("coding", ["identity", "gzip", "br", "zstd"])
@pytest.mark.parametrize("url", URLS)
def test_a_kept_answer_is_given_again(asked: Asked, plain: TestClient, url: str, coding: str) -> None:
    sent = {"Accept-Encoding": coding}
    first = asked.keep(url, sent)
    made = len(asked.searches)
    second = asked.client.get(url, headers=sent)
    assert len(asked.searches) == made
    assert (second.status_code, second.content) == (200, first.content)
    assert of_the_answer(second.headers) == of_the_answer(first.headers)
    assert second.headers["x-request-id"] != first.headers["x-request-id"]
    uncached = plain.get(url, headers=sent)
    assert set(uncached.headers) == set(second.headers)
    same = ("etag", "last-modified", "vary", "content-type", "cache-control", "link")
    assert [uncached.headers.get(name) for name in same] == [second.headers.get(name) for name in same]


def test_a_repeat_is_not_searched_and_a_fresh_answer_is_made_in_a_thread(asked: Asked) -> None:
    for _ in range(4):
        asked.client.get(LIST)
    assert len(asked.searches) == 2
    assert all(name.startswith("asyncio_") for name in asked.searches)


def test_what_it_took_is_said_as_it_was(asked: Asked) -> None:
    _, second, third = (asked.client.get(LIST).json()["meta"]["took_ms"] for _ in range(3))
    assert second == third


def conditions(etag: str, modified: str) -> list[dict[str, str]]:
    moment = datetime.now(UTC)
    before = http_date(LONG_AGO - timedelta(days=1))
    return [
        {"If-None-Match": etag},
        {"If-None-Match": etag.removeprefix("W/")},
        {"If-None-Match": f'"other", {etag}'},
        {"If-None-Match": "*"},
        {"If-None-Match": '"other"'},
        {"If-None-Match": "garbage"},
        {"If-None-Match": ""},
        {"If-Modified-Since": modified},
        {"If-Modified-Since": http_date(moment)},
        {"If-Modified-Since": before},
        {"If-Modified-Since": "yesterday"},
        {"If-None-Match": '"other"', "If-Modified-Since": modified},
        {"If-None-Match": etag, "If-Modified-Since": before},
    ]


@pytest.mark.parametrize("at", range(13))
def test_a_condition_is_met_as_the_app_meets_it(asked: Asked, plain: TestClient, at: int) -> None:
    first = asked.keep(LIST)
    condition = conditions(first.headers["etag"], first.headers["last-modified"])[at]
    kept, made = asked.client.get(LIST, headers=condition), plain.get(LIST, headers=condition)
    assert len(asked.searches) == 1
    assert kept.status_code == made.status_code
    assert set(kept.headers) == set(made.headers)
    if kept.status_code == 304:
        assert kept.content == b""
        assert of_the_answer(kept.headers) == of_the_answer(made.headers)


@pytest.mark.parametrize("header", [{"Authorization": "Bearer x"}, {"Cookie": "a=b"}])
def test_what_is_asked_with_credentials_is_neither_kept_nor_answered_from_what_is(
    asked: Asked, header: dict[str, str]
) -> None:
    asked.keep(LIST, header)
    asked.client.get(LIST)
    asked.client.get(LIST)
    assert len(asked.searches) == 3
    personal = asked.client.get(LIST, headers=header)
    assert len(asked.searches) == 4
    assert personal.headers["cache-control"] == "private, no-store"


def test_a_new_generation_is_answered_anew(asked: Asked) -> None:
    before = asked.keep(LIST)
    newer = make_backend()
    newer.rebuild([], VERSION + 1)
    asked.app.state.resources = replace(asked.app.state.resources, backend=newer)
    after = asked.client.get(LIST, headers={"If-None-Match": before.headers["etag"]})
    assert after.json()["meta"]["data_version"] == VERSION + 1
    assert after.json()["meta"]["total"] == 0
    assert after.headers["etag"] != before.headers["etag"]


def test_without_an_index_nothing_is_answered_from_what_is_kept(asked: Asked) -> None:
    asked.keep(LIST)
    asked.app.state.resources = replace(asked.app.state.resources, backend=NoIndex())
    assert asked.client.get(LIST).status_code == 503


def test_an_answer_of_the_second_of_a_change_is_not_kept(asked: Asked) -> None:
    configuration = Configuration("test", datetime.now(UTC))
    resources = replace(asked.app.state.resources, freshness=Freshness(configuration, FakeArchive()))
    asked.app.state.resources = resources
    assert "last-modified" not in asked.keep(LIST).headers
    made_long_ago(asked.app)
    assert "last-modified" in asked.client.get(LIST).headers
    assert len(asked.searches) == 2


def test_accept_coding_path_and_query_are_told_apart(asked: Asked) -> None:
    for url, accept, coding in [
        (LIST, "*/*", "gzip"),
        (LIST, "application/json", "gzip"),
        (LIST, "*/*", "br"),
        (f"{LIST}&limit=1", "*/*", "gzip"),
        (LIST.replace("developments", "headlines"), "*/*", "gzip"),
    ]:
        asked.keep(url, {"Accept": accept, "Accept-Encoding": coding})
        assert len(asked.searches) == 1
    asked.searches.clear()
    asked.client.get(LIST, headers={"Accept": "*/*", "Accept-Encoding": "deflate, gzip;q=0.5"})
    assert not asked.searches
    assert asked.client.get(LIST, headers={"Accept": "text/csv"}).status_code == 406


def test_head_and_get_answer_for_each_other(asked: Asked) -> None:
    asked.client.get(LIST)
    asked.searches.clear()
    head = asked.client.head(LIST)
    got = asked.client.get(LIST)
    again = asked.client.head(LIST)
    assert len(asked.searches) == 1
    assert (head.content, again.content) == (b"", b"")
    assert of_the_answer(head.headers) == of_the_answer(got.headers) == of_the_answer(again.headers)


def test_zero_bytes_keep_nothing() -> None:
    with asking(answer_cache_bytes=0) as asked:
        assert AnswerCache not in [layer.cls for layer in asked.app.user_middleware]
        asked.client.get(LIST)
        asked.client.get(LIST)
        assert len(asked.searches) == 2


def test_a_kept_answer_counts_for_the_rate_limit() -> None:
    with asking(rate_limit="4/minute") as asked:
        left = [asked.client.get(LIST).headers["ratelimit"].split(";")[1] for _ in range(4)]
        assert left == ["r=3", "r=2", "r=1", "r=0"]
        assert asked.client.get(LIST).status_code == 429
        assert len(asked.searches) == 2


def test_a_kept_answer_has_its_own_log_line_request_id_and_cors(capsys: pytest.CaptureFixture[str]) -> None:
    with asking(log_level="info") as asked:
        asked.keep(LIST)
        capsys.readouterr()
        sent = {"X-Request-ID": "mine", "Origin": "https://page.example"}
        answer = asked.client.get(LIST, headers=sent)
        (line,) = map(orjson.loads, capsys.readouterr().out.splitlines())
        assert (line["request_id"], line["status"], line["path"]) == ("mine", 200, "/v1/developments")
        assert answer.headers["x-request-id"] == "mine"
        assert answer.headers["access-control-allow-origin"] == "*"


def test_a_kept_answer_is_counted_under_its_route() -> None:
    with asking() as asked:
        count_under_its_route(asked)


def count_under_its_route(asked: Asked) -> None:
    url = "/v1/developments/3.7-d2"
    etag = asked.keep(url).headers["etag"]
    asked.client.get(url)
    asked.client.get(url, headers={"If-None-Match": etag})
    label = 'http_requests_total{handler="/v1/developments/{id}",method="GET",status='
    counted = [line.partition("status=")[2] for line in asked.client.get("/metrics").text.splitlines() if label in line]
    assert counted == ['"2xx"} 3.0', '"3xx"} 1.0']
