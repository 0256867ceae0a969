"""The changes feed, health and readiness."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from search import open_backend
from tests.http.apps import FakeArchive, make_app, make_backend
from tests.http.documents import VERSION


def get(client: TestClient, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return response.json()


def test_a_client_meets_every_change_once_in_order(client: TestClient) -> None:
    met, url, page = [], "/v1/changes?limit=7", None
    while url:
        page = get(client, url)
        assert page["meta"]["total"] == VERSION
        met += [row["seq"] for row in page["data"]]
        assert page["meta"]["last_seq"] == met[-1]
        url = page["links"]["next"]
    assert met == list(range(1, VERSION + 1))
    assert page is not None
    assert page["meta"]["next_cursor"] is None


def test_since_is_exclusive(client: TestClient) -> None:
    page = get(client, f"/v1/changes?since={VERSION - 1}")
    assert [row["seq"] for row in page["data"]] == [VERSION]
    page = get(client, f"/v1/changes?since={page['meta']['last_seq']}")
    assert (page["data"], page["meta"]["last_seq"]) == ([], VERSION)


def test_kinds_narrow_the_feed_and_its_end_is_still_the_end_of_the_log(client: TestClient) -> None:
    page = get(client, "/v1/changes?kind=headline")
    assert {row["kind"] for row in page["data"]} == {"headline"}
    assert page["meta"]["last_seq"] == VERSION


def test_the_feed_ends_at_the_generation_that_is_served() -> None:
    with TestClient(make_app(make_backend(version=10))) as client:
        page = get(client, "/v1/changes")
        assert page["meta"]["last_seq"] == page["meta"]["data_version"] == len(page["data"]) == 10


def test_health_is_ok_whatever_the_index() -> None:
    backend = open_backend("memory:", folder=Path("unused"), archive_id="x")
    with TestClient(make_app(backend)) as client:
        assert get(client, "/healthz") == {"status": "ok"}
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["type"] == "/problems/unavailable"
        assert response.headers["retry-after"] == "5"
        assert client.get("/v1/developments").status_code == 503


def test_readiness_is_refused_only_when_the_index_lags_too_far() -> None:
    archive = FakeArchive()
    with TestClient(make_app(make_backend(version=VERSION - 1), archive)) as client:
        assert client.get("/readyz").status_code == 503
        archive.rows[-1] = type(archive.rows[-1])(
            seq=VERSION, at=datetime.now(UTC), op="updated", kind="development", id="3.7-d2", revision=2
        )
        assert get(client, "/readyz")["status"] == "ready"


def test_readiness_names_the_version(client: TestClient) -> None:
    assert get(client, "/readyz") == {"status": "ready", "data_version": VERSION, "lag_s": 0.0}
