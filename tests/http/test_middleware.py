"""What stands around every answer: ids, logs, CORS, limits, HEAD, compression, and the one shape of failures."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.schemas.problems import Problem
from tests.http.apps import make_app
from tests.http.raw import ask_raw

ORIGIN = {"Origin": "https://page.example"}


def problem(response: Any, status: int, code: str) -> Problem:
    """The problem that a response carries, checked to have the one shape."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-request-id"]
    found = Problem.model_validate_json(response.content)
    assert (found.type, found.status) == (f"/problems/{code}", status)
    assert found.request_id == response.headers["x-request-id"]
    assert ("errors" in response.json()) == (status == 422)
    return found


@pytest.fixture(scope="module")
def failing() -> Iterator[TestClient]:
    """A client of an app that has a route that fails."""
    app = make_app()

    @app.get("/fails")
    def fails() -> None:
        raise RuntimeError("secret: /etc/passwd SELECT")

    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_a_failure_is_the_500_problem_without_details_but_with_id_and_cors(
    failing: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    response = failing.get("/fails", headers={**ORIGIN, "X-Request-ID": "my-id", "Authorization": "Bearer hush"})
    problem(response, 500, "internal_error")
    assert "secret" not in response.text
    assert response.headers["x-request-id"] == "my-id"
    assert response.headers["access-control-allow-origin"] == "*"
    logged = capsys.readouterr().out
    assert "RuntimeError" in logged
    assert "hush" not in logged


def test_no_route_is_404(client: TestClient) -> None:
    assert problem(client.get("/v1/nothing?x=1"), 404, "not_found").instance == "/v1/nothing"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "FOO"])
@pytest.mark.parametrize(
    "path",
    ["/v1/developments", "/v1/headlines/3.7-h1", "/healthz", "/metrics", "/openapi.json", "/static-offline-docs/x.js"],
)
def test_a_wrong_method_is_405_and_allow_lists_all(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path)
    problem(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "GET, HEAD"


def test_allow_joins_the_methods_of_all_routes_of_a_path() -> None:
    app = make_app()
    app.add_api_route("/two", lambda: None, methods=["GET"])
    app.add_api_route("/two", lambda: None, methods=["PUT"])
    with TestClient(app) as client:
        assert client.post("/two").headers["allow"] == "GET, HEAD, PUT"


@pytest.mark.parametrize("accept", ["text/csv", "application/xml, text/html;q=0.9", "application/json;q=0", "image/*"])
def test_other_media_types_are_406(client: TestClient, accept: str) -> None:
    for path in ("/v1/developments", "/v1/topics/space", "/v1/status"):
        problem(client.get(path, headers={"Accept": accept}), 406, "not_acceptable")


@pytest.mark.parametrize(
    "accept",
    ["*/*", "application/*", "application/json", "text/html, */*;q=0.1", "APPLICATION/JSON; charset=utf-8", ""],
)
def test_json_is_given_to_whoever_takes_it(client: TestClient, accept: str) -> None:
    assert client.get("/v1/developments/3.7-d2", headers={"Accept": accept}).status_code == 200


def test_a_body_over_the_limit_is_413_said_or_not(app: FastAPI, client: TestClient) -> None:
    big = b"x" * 70_000
    problem(client.request("GET", "/v1/developments", content=big), 413, "body_too_large")
    problem(client.post("/v1/developments", content=iter([big])), 413, "body_too_large")
    chunked = [(b"transfer-encoding", b"chunked")]
    answer = ask_raw(app, "/v1/developments", headers=chunked, chunks=[b"x" * 40_000, b"x" * 40_000, b"x"])
    assert (answer.status, answer.json["type"]) == (413, "/problems/body_too_large")
    lying = ask_raw(app, "/v1/developments", headers=[(b"content-length", b"5")], chunks=[big])
    assert lying.status == 413


@pytest.mark.usefixtures("client")  # opens the app
def test_a_small_body_is_handed_on(app: FastAPI) -> None:
    chunked = [(b"transfer-encoding", b"chunked")]
    assert ask_raw(app, "/v1/developments", headers=chunked, chunks=[b"x", b"y"]).status == 200


def test_an_address_over_the_limit_is_414(client: TestClient) -> None:
    problem(client.get("/v1/developments?q=" + "a" * 16_400), 414, "uri_too_long")
    problem(client.get("/v1/" + "a" * 16_400), 414, "uri_too_long")


@pytest.mark.parametrize("path", ["/v1/developments", "/v1/developments/3.7-d3", "/v1/nothing", "/healthz", "/docs"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    same = ("content-type", "etag", "cache-control", "vary")
    assert [head.headers.get(name) for name in same] == [got.headers.get(name) for name in same]
    assert "content-length" in head.headers


def test_a_caller_s_request_id_is_taken_over_and_a_bad_one_replaced(client: TestClient) -> None:
    taken = client.get("/v1/nothing", headers={"X-Request-ID": "trace.1:A-b_c"})
    assert taken.headers["x-request-id"] == taken.json()["request_id"] == "trace.1:A-b_c"
    bad = client.get("/v1/nothing", headers={"X-Request-ID": "a b<script>"})
    assert len(bad.headers["x-request-id"]) == 32


def test_any_page_may_read_and_sees_the_useful_headers(client: TestClient) -> None:
    response = client.get("/v1/developments", headers=ORIGIN)
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers
    assert "origin" not in response.headers["vary"].lower(), "a shared cache would keep a copy a page"
    without = client.get("/v1/developments")
    for name in ("access-control-allow-origin", "access-control-expose-headers", "vary"):
        assert without.headers[name] == response.headers[name]
    exposed = set(response.headers["access-control-expose-headers"].split(", "))
    assert {"ETag", "Link", "X-Request-ID", "Retry-After", "RateLimit", "RateLimit-Policy"} <= exposed


def test_a_preflight_allows_reading_only(client: TestClient) -> None:
    asking = {**ORIGIN, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "If-None-Match"}
    allowed = client.options("/v1/developments", headers=asking)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-methods"] == "GET, HEAD"
    refused = client.options("/v1/developments", headers={**asking, "Access-Control-Request-Method": "DELETE"})
    problem(refused, 400, "bad_request")


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_answers_are_compressed_problems_too(client: TestClient, coding: str) -> None:
    for url in ("/v1/developments", "/v1/developments?" + "&".join(f"p{n}=1" for n in range(9)), "/openapi.yaml"):
        response = client.get(url, headers={"Accept-Encoding": coding})
        assert response.headers["content-encoding"] == coding


def test_types_are_never_sniffed(client: TestClient) -> None:
    for url in ("/v1/developments", "/v1/nothing", "/problems", "/metrics"):
        assert client.get(url).headers["x-content-type-options"] == "nosniff"


def test_the_rate_limit_is_said_and_held_but_not_for_health() -> None:
    with TestClient(make_app(rate_limit="3/minute")) as client:
        for left in (2, 1, 0):
            response = client.get("/v1/nothing")
            assert response.headers["ratelimit-policy"] == '"default";q=3;w=60'
            assert response.headers["ratelimit"].startswith(f'"default";r={left};t=')
        response = client.get("/v1/developments", headers=ORIGIN)
        problem(response, 429, "rate_limited")
        assert 1 <= int(response.headers["retry-after"]) <= 60
        assert response.headers["ratelimit"].startswith('"default";r=0;t=')
        assert response.headers["access-control-allow-origin"] == "*"
        for path in ("/healthz", "/readyz", "/metrics"):
            assert client.get(path).status_code == 200
            assert "ratelimit" not in client.get(path).headers


def test_each_address_has_its_own_limit() -> None:
    app = make_app(rate_limit="1/hour")
    with TestClient(app, client=("192.0.2.7", 1)) as one, TestClient(app, client=("192.0.2.8", 1)) as other:
        assert [one.get("/nothing").status_code, one.get("/nothing").status_code] == [404, 429]
        assert other.get("/nothing").status_code == 404


def test_a_request_is_one_log_line_without_secrets_and_controls(capsys: pytest.CaptureFixture[str]) -> None:
    with TestClient(make_app(log_level="info"), client=("192.0.2.9", 1)) as client:
        capsys.readouterr()
        sent = {"X-Request-ID": "log-1", "Authorization": "Bearer hush"}
        client.get("/v1/issues/a%0Ab%1B%5B31m?topic=hush", headers=sent)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    line = orjson.loads(lines[0])
    assert line["event"] == "request"
    expected = {"method": "GET", "path": "/v1/issues/a%0Ab%1B%5B31m", "status": 422, "request_id": "log-1"}
    assert {key: line[key] for key in expected} == expected
    assert line["client"] == "192.0.2.9"
    assert line["ms"] >= 0
    assert "hush" not in lines[0]


def test_console_logs_are_readable(capsys: pytest.CaptureFixture[str]) -> None:
    with TestClient(make_app(log_level="info", log_format="console")) as client:
        capsys.readouterr()
        client.get("/healthz")
    assert "request" in capsys.readouterr().out


def test_metrics_count_by_route_template(client: TestClient) -> None:
    client.get("/v1/developments/3.7-d2")
    client.get("/v1/nothing")
    text = client.get("/metrics").text
    assert 'handler="none",method="GET",status="4xx"' in text
    assert 'handler="/v1/developments/{id}",method="GET",status="2xx"' in text
    assert "process_cpu_seconds_total" in text
