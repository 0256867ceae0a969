"""What the index answers quickly is answered on the event loop; what may wait or take long goes to a thread."""

from asyncio import to_thread
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

QUICK = ["/v1/developments?q=moon", "/v1/search?q=moon&highlight=true", "/v1/developments/3.7-d4",
         "/v1/topics", "/v1/suggest?q=ja", "/v1/issues/latest"]  # fmt: skip
WAITING = [
    "/v1/changes",
    "/v1/status",
    "/v1/developments/3.7-d4/revisions",
    "/v1/developments/3.7-d99",
    "/v1/issues/9.9",
    "/v1/interpret?q=space",
]


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths whose answers were made in a thread."""
    seen: list[str] = []

    async def watched(handle: Callable[..., Any], request: Any) -> Any:
        seen.append(request.url.path)
        return await to_thread(handle, request)

    monkeypatch.setattr("api.reading.to_thread", watched)
    return seen


@pytest.mark.parametrize("path", QUICK)
def test_quick_answers_from_the_index_need_no_thread(path: str, client: TestClient, threads: list[str]) -> None:
    assert client.get(path, headers={"Cookie": "not=kept"}).status_code == 200
    assert threads == []


@pytest.mark.parametrize("path", WAITING)
def test_what_asks_the_store_of_record_is_answered_in_a_thread(
    path: str, client: TestClient, threads: list[str]
) -> None:
    assert client.get(path, headers={"Cookie": "not=kept"}).status_code in {200, 404}
    assert threads == [path.partition("?")[0]]


def test_a_list_that_takes_long_is_answered_in_a_thread(
    client: TestClient, threads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.reading.AT_ONCE_MS", 0.0)
    assert client.get("/v1/developments?q=moon", headers={"Cookie": "not=kept"}).status_code == 200
    assert threads == ["/v1/developments"]
