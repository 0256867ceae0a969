"""The whole app, opened from nothing: database, seed data, index, follower, HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from api.main import create_app
from api.schemas import answers
from api.settings import Settings
from tests.http.test_lists import MODELS


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the app over the seed data."""
    folder: Path = tmp_path_factory.mktemp("archive") / "data"
    settings = Settings(_env_file=None, data_dir=folder, index_url="memory:", rate_limit="off", log_level="error")
    with TestClient(create_app(settings)) as client:
        yield client


def get(client: TestClient, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize(
    ("url", "model"),
    [(url, model) for url, model in MODELS.items() if "revision=" not in url and "3.10-h2" not in url],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_real_answer_has_exactly_the_keys_of_its_model(real: TestClient, url: str, model: type[BaseModel]) -> None:
    url = url.replace("/quad", "/dicas")
    model.model_validate_json(real.get(url).content)


@pytest.mark.parametrize(
    ("path", "model"), [("issues", "Issue"), ("headlines", "Headline"), ("developments", "Development")]
)
def test_every_record_has_the_keys_of_its_model_and_answers_alone(real: TestClient, path: str, model: str) -> None:
    listed = real.get(f"/v1/{path}?limit=200")
    getattr(answers, f"{model}List").model_validate_json(listed.content)
    rows = listed.json()["data"]
    assert len(rows) == listed.json()["meta"]["total"] > 30
    for row in rows[::25]:
        assert get(real, row["links"]["self"])["data"] == row


def test_the_issue_s_own_questions_are_answered(real: TestClient) -> None:
    def ids(query: str) -> list[str]:
        return [row["id"] for row in get(real, f"/v1/developments?{query}")["data"]]

    assert "3.7-d3" not in ids("usd_min=200000000&usd_max=900000000")
    assert ids("date_from=2024-04-07&date_to=2024-04-07&issue=3.7") == ["3.7-d5", "3.7-d2", "3.7-d3"]
    assert "3.7-d5" in ids("country_all=JP&country_all=PH")
    assert "3.7-d2" in ids("q=指揮統制")
    assert "3.7-d2" in ids("q=C2")
    assert "3.7-d4" in ids("q=organization:NASA")


def test_an_earlier_revision_is_served_from_the_database(real: TestClient) -> None:
    assert get(real, "/v1/developments/3.7-d3?revision=1")["data"] == get(real, "/v1/developments/3.7-d3")["data"]
    assert real.get("/v1/developments/3.7-d3?revision=2").status_code == 404


def test_the_changes_feed_names_every_record(real: TestClient) -> None:
    page = get(real, "/v1/changes?limit=1000")
    assert page["meta"]["total"] == len(page["data"]) == page["meta"]["last_seq"]
    counts = get(real, "/v1/status")["data"]["counts"]
    assert sum(row["kind"] == "development" for row in page["data"]) == counts["developments"]


def test_it_is_ready(real: TestClient) -> None:
    assert get(real, "/readyz")["lag_s"] == 0
