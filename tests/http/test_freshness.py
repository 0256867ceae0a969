"""ETag, Last-Modified, 304, Cache-Control and Vary."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from werkzeug.http import http_date, parse_date

from api.services.freshness import CONFIGURATION_FILES, Freshness, Validators, read_configuration
from api.settings import Settings
from tests.http.apps import FakeArchive, make_app, make_backend
from tests.http.documents import VERSION

READS = ["/v1/developments?topic=space", "/v1/developments/3.7-d2", "/v1/topics", "/v1/topics/space", "/v1/search?q=moon", "/v1/issues/latest", "/v1/changes", "/v1/status"]  # fmt: skip
KEPT = {"etag", "cache-control", "vary"}


@pytest.mark.parametrize("url", READS)
def test_a_copy_that_holds_is_304_with_its_headers_and_no_body(client: TestClient, url: str) -> None:
    fresh = client.get(url)
    assert fresh.headers["etag"].startswith('W/"')
    for copy in (fresh.headers["etag"], f'"other", {fresh.headers["etag"]}', "*", fresh.headers["etag"][2:]):
        again = client.get(url, headers={"If-None-Match": copy})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == fresh.headers["etag"]
        assert again.headers["cache-control"] == fresh.headers["cache-control"]
        assert again.headers.get("last-modified") == fresh.headers.get("last-modified")
        assert set(again.headers["vary"].split(", ")) == {"Accept", "Accept-Encoding"}
        assert "content-type" not in again.headers


def test_conditions_in_several_lines_are_one_list(client: TestClient) -> None:
    fresh = client.get(READS[0])
    lines = [("If-None-Match", 'W/"other"'), ("If-None-Match", fresh.headers["etag"])]
    assert client.get(READS[0], headers=lines).status_code == 304


@pytest.mark.parametrize("url", READS)
def test_another_copy_is_answered_in_full(client: TestClient, url: str) -> None:
    assert client.get(url, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_last_modified_holds_too_but_an_etag_wins(client: TestClient) -> None:
    url = "/v1/developments"
    modified = client.get(url).headers.get("last-modified")
    if modified is None:
        pytest.skip("the code was changed within this second")
    moment = parse_date(modified)
    assert moment is not None
    assert client.get(url, headers={"If-Modified-Since": modified}).status_code == 304
    assert client.get(url, headers={"If-Modified-Since": http_date(moment - timedelta(seconds=1))}).status_code == 200
    assert client.get(url, headers={"If-Modified-Since": modified, "If-None-Match": '"x"'}).status_code == 200
    assert client.get(url, headers={"If-Modified-Since": "yesterday"}).status_code == 200


def test_a_change_within_this_second_has_no_last_modified() -> None:
    assert "Last-Modified" not in Validators("x", datetime.now(UTC)).headers
    assert not Validators("x", datetime.now(UTC)).hold({"if-modified-since": http_date(datetime.now(UTC))})
    assert "Last-Modified" in Validators("x", datetime.now(UTC) - timedelta(seconds=3)).headers


def test_parameters_and_existence_come_before_304(client: TestClient) -> None:
    anything = {"If-None-Match": "*"}
    assert client.get("/v1/developments?topic=spce", headers=anything).status_code == 422
    assert client.get("/v1/developments?cursor=x", headers=anything).status_code == 400
    assert client.get("/v1/developments/9.9-d9", headers=anything).status_code == 404
    assert client.get("/v1/developments/3.7-d9", headers=anything).status_code == 410


def test_a_304_does_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = make_backend()
    with TestClient(make_app(backend)) as client:
        etag = client.get("/v1/developments?q=moon").headers["etag"]

        def refuse(*_: object) -> None:
            raise AssertionError("searched")

        monkeypatch.setattr(type(backend.snapshot()), "search", refuse)
        assert client.get("/v1/developments?q=moon", headers={"If-None-Match": etag}).status_code == 304


def test_the_etag_follows_question_and_generation() -> None:
    backend = make_backend()
    with TestClient(make_app(backend)) as client:
        urls = ["/v1/developments", "/v1/developments?limit=2", "/v1/headlines", "/v1/developments?fields=title"]
        before = [client.get(url).headers["etag"] for url in urls]
        assert len(set(before)) == len(urls)
        backend.rebuild([], VERSION + 1)
        assert not set(before) & {client.get(url).headers["etag"] for url in urls}


def test_the_etag_follows_synonyms_rates_and_limits(tmp_path: Path) -> None:
    for name in CONFIGURATION_FILES:
        (tmp_path / name).write_text("a: 1")

    def etag(**options: int) -> str:
        settings = Settings(_env_file=None, **options)  # type: ignore[arg-type]
        freshness = Freshness(read_configuration(settings, tmp_path), FakeArchive())
        return freshness.validators(1, "/v1/developments", "application/json").etag

    first = etag()
    assert etag() == first
    assert etag(q_max_terms=3) != first
    (tmp_path / "synonyms.yaml").write_text("a: 2")
    second = etag()
    (tmp_path / "exchange_rates.yaml").write_text("a: 2")
    assert len({first, second, etag()}) == 3


@pytest.mark.parametrize(
    ("url", "cache"),
    [
        ("/v1/developments", "public, max-age=60, stale-while-revalidate=60"),
        ("/v1/developments/3.7-d2", "public, max-age=60, stale-while-revalidate=60"),
        ("/v1/topics", "public, max-age=60, stale-while-revalidate=60"),
        ("/v1/fields", "public, max-age=60, stale-while-revalidate=60"),
        ("/v1/issues/latest", "no-cache"),
        ("/v1/changes", "no-cache"),
        ("/v1/status", "no-cache"),
        ("/problems", "no-cache"),
        ("/problems/not_found", "no-cache"),
        ("/docs", "no-cache"),
        ("/openapi.json", "no-cache"),
        ("/healthz", "no-store"),
        ("/readyz", "no-store"),
        ("/metrics", "no-store"),
        ("/v1/developments/9.9-d9", "no-store"),
        ("/v1/developments?topic=spce", "no-store"),
    ],
)
def test_answers_say_how_long_they_may_be_kept(client: TestClient, url: str, cache: str) -> None:
    assert client.get(url).headers["cache-control"] == cache


@pytest.mark.parametrize("header", [{"Authorization": "Bearer x"}, {"Cookie": "a=b"}])
def test_what_is_asked_with_credentials_is_kept_nowhere(client: TestClient, header: dict[str, str]) -> None:
    response = client.get("/v1/developments", headers={**header, "If-None-Match": "*"})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "private, no-store"
    assert "etag" not in response.headers


def test_vary_names_each_header_once(client: TestClient) -> None:
    response = client.get("/v1/developments", headers={"Accept-Encoding": "gzip", "Origin": "https://a.example"})
    names = response.headers["vary"].split(", ")
    assert sorted(names) == ["Accept", "Accept-Encoding"]
