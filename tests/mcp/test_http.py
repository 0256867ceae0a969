"""The tools over Streamable HTTP: by the SDK's client, and what stands around them."""

import ast
import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from mcp import Client, MCPError
from mcp_types import CallToolResult
from structlog.testing import capture_logs

from api.dependencies import Resources
from api.guide import GUIDE
from api.mcp.tools import INSTRUCTIONS, TOOLS
from search import IndexUnavailable
from tests.http.apps import make_app
from tests.mcp.asking import ERAS, connected

API = Path(__file__).resolve().parents[2] / "api"
JSON = {"Content-Type": "application/json"}
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ELSEWHERE = {"Host": "rebound.example", "Origin": "https://page.example"}


def cited(id: Any) -> dict[str, Any]:
    """A call of `cite`."""
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "cite", "arguments": {"id": id}}}


@pytest.mark.parametrize("mode", ERAS)
def test_a_client_of_either_era_lists_calls_and_reads(app: FastAPI, mode: str) -> None:
    async def use(client: Client) -> None:
        assert client.server_info.name == "alliance-digest"
        assert client.instructions == INSTRUCTIONS
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == list(TOOLS)
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
        assert all(tool.output_schema for tool in tools)
        answer = await client.call_tool("search_developments", {"topic": ["space"]})
        assert answer.structured_content["total"] == 2
        assert answer.structured_content["url"] == "https://archive.example.org/v1/developments?topic=space"
        mistake = await client.call_tool("search_developments", {"topic": ["spaec"]})
        assert mistake.is_error
        assert "Use “space”." in mistake.content[0].text  # type: ignore[union-attr]

    connected(app, use, mode)


@pytest.mark.parametrize(
    ("uri", "mime_type", "begins"),
    [
        ("alliance://guide", "text/markdown", GUIDE[:40]),
        ("alliance://developments/3.7-d3", "application/json", '{"id":"3.7-d3"'),
        ("alliance://issues/3.7", "application/json", '{"id":"3.7"'),
    ],
)
def test_a_resource_is_read(app: FastAPI, uri: str, mime_type: str, begins: str) -> None:
    async def read(client: Client) -> Any:
        return (await client.read_resource(uri)).contents[0]

    found = connected(app, read)
    assert (found.uri, found.mime_type, found.text[: len(begins)]) == (uri, mime_type, begins)


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("alliance://developments/3.7-d99", "Issue 3.7 has 3.7-d1 to 3.7-d5."),
        ("alliance://people/x", "write alliance://developments/3.7-d3"),
        ("https://example.org/3.7", "write alliance://developments/3.7-d3"),
    ],
)
def test_an_unknown_resource_says_what_there_is(app: FastAPI, uri: str, told: str) -> None:
    async def read(client: Client) -> str:
        with pytest.raises(MCPError) as refused:
            await client.read_resource(uri)
        return refused.value.message

    assert told in connected(app, read)


def test_an_unknown_tool_is_told_which_there_are(app: FastAPI) -> None:
    async def use(client: Client) -> str:
        with pytest.raises(MCPError) as refused:
            await client.call_tool("search", {})
        return refused.value.message

    assert "search_developments, get_development" in connected(app, use)


def test_calls_side_by_side_have_each_their_own_answer(app: FastAPI) -> None:
    ids = [f"3.7-d{n % 5 + 1}" for n in range(20)]

    async def use(client: Client) -> list[CallToolResult]:
        return await asyncio.gather(*(client.call_tool("cite", {"id": id}) for id in ids))

    assert [answer.structured_content["id"] for answer in connected(app, use)] == ids


def test_any_host_and_origin_may_ask_since_reading_is_for_everybody(api: TestClient) -> None:
    answer = api.post("/mcp", json=cited("3.7"), headers={**JSON, **ELSEWHERE})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    found = answer.json()["result"]["structuredContent"]
    assert found["url"] == "http://rebound.example/v1/issues/3.7"


def test_the_public_address_wins_over_that_of_the_request() -> None:
    with TestClient(make_app(public_url="https://archive.example.org/")) as api:
        answer = api.post("/mcp", json=cited("3.7"), headers=ELSEWHERE)
    assert answer.json()["result"]["structuredContent"]["url"] == "https://archive.example.org/v1/issues/3.7"


def test_pages_of_other_origins_may_post_here_and_nowhere_else(api: TestClient) -> None:
    asking = {"Origin": "https://page.example", "Access-Control-Request-Method": "POST"}
    asking["Access-Control-Request-Headers"] = "content-type, mcp-protocol-version"
    assert api.options("/mcp", headers=asking).headers["access-control-allow-methods"] == "POST"
    for path in ("/v1/imports", "/mcp/", "/mcpx"):
        assert api.options(path, headers=asking).status_code == 400


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "HEAD"])
def test_there_is_no_session_to_listen_to_or_end(api: TestClient, method: str) -> None:
    answer = api.request(method, "/mcp", headers={"Accept": "text/event-stream"})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, -32700),
        (b"[]", 400, -32602),
        (orjson.dumps({**LIST, "method": "tools/burn"}), 200, -32601),
        (orjson.dumps({**LIST, "method": "tools/call", "params": {"name": 1}}), 200, -32602),
    ],
    ids=["no JSON", "no message", "no such method", "no name"],
)
def test_what_is_no_request_is_a_json_rpc_error(api: TestClient, body: bytes, status: int, code: int) -> None:
    answer = api.post("/mcp", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_limits_log_and_metrics_are_those_of_every_request() -> None:
    with TestClient(make_app(rate_limit="3/minute", body_max_bytes=500)) as api:
        answer = api.post("/mcp", json=LIST)
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-request-id"]
        assert "ratelimit" in answer.headers
        large = api.post("/mcp", json=cited("3" * 500))
        assert (large.status_code, large.json()["type"]) == (413, "/problems/body_too_large")
        api.post("/mcp", json=LIST)
        assert api.post("/mcp", json=LIST).status_code == 429
        counted = [line for line in api.get("/metrics").text.splitlines() if 'method="POST"' in line]
    assert 'http_requests_total{handler="/mcp",method="POST",status="2xx"} 2.0' in counted


class Broken:
    """An engine or a store that fails in a way of its own."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> Any:
        raise self.error


@pytest.fixture
def broken() -> Iterator[TestClient]:
    archive: Any = Broken(RuntimeError("a secret path"))
    with TestClient(make_app(archive=archive)) as api:
        yield api


def test_an_unforeseen_failure_is_logged_and_told_without_details(broken: TestClient) -> None:
    with capture_logs() as logged:
        answer = broken.post("/mcp", json=cited("9.9"))
    told = answer.json()["result"]
    assert told["isError"] is True
    assert told["content"][0]["text"].startswith("Something went wrong here (internal_error).")
    assert "secret" not in answer.text
    (row,) = [row for row in logged if row["event"] == "unhandled"]
    assert (row["asked"], row["request_id"]) == ("cite", answer.headers["x-request-id"])


def test_an_unforeseen_failure_of_a_resource_is_told_the_same_way(broken: TestClient) -> None:
    with capture_logs() as logged:
        read = {**LIST, "method": "resources/read", "params": {"uri": "alliance://issues/9.9"}}
        answer = broken.post("/mcp", json=read)
    assert answer.json()["error"]["message"].startswith("Something went wrong here")
    assert "secret" not in answer.text
    assert [row["asked"] for row in logged if row["event"] == "unhandled"] == ["alliance://issues/9.9"]


def test_a_missing_index_is_told_to_come_back() -> None:
    class Missing:
        def snapshot(self) -> Any:
            raise IndexUnavailable("none")

    backend: Any = Missing()
    with TestClient(make_app(backend)) as api:
        told = api.post("/mcp", json=cited("3.7")).json()["result"]
    assert told["isError"] is True
    assert told["content"][0]["text"].startswith("The archive is not ready (unavailable).")


def test_an_app_that_opened_its_archive_anew_answers_from_that_one() -> None:
    app = make_app()
    for base in ("https://before.example", "https://after.example"):
        with TestClient(app) as api:
            opened: Resources = app.state.resources
            settings = opened.settings.model_copy(update={"public_url": base})
            app.state.resources = replace(opened, settings=settings)
            answer = api.post("/mcp", json=cited("3.7")).json()
        assert answer["result"]["structuredContent"]["url"] == f"{base}/v1/issues/3.7"


def at_start(source: str) -> set[str]:
    """Modules that a module imports while it is loaded."""
    found = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [node.module or "" for node in found if isinstance(node, ast.ImportFrom)]
    return {*names, *(alias.name for node in found if isinstance(node, ast.Import) for alias in node.names)}


def test_commands_and_server_start_without_the_sdk() -> None:
    imported = {path: at_start(path.read_text(encoding="utf-8")) for path in API.rglob("*.py")}
    sdk = {path for path, names in imported.items() if any(n.split(".")[0] in {"mcp", "mcp_types"} for n in names)}
    assert {str(path.relative_to(API)) for path in sdk} == {"mcp/server.py"}
    assert not [path for path, names in imported.items() if "api.mcp.server" in names]
