"""Developments like one, and what they share."""

import pytest
from fastapi.testclient import TestClient

from api.schemas.answers import SimilarList
from tests.http.test_aggregate import seed
from tests.http.test_lists import get

__all__ = ["seed"]


def test_an_answer_has_the_keys_of_its_model_and_names_what_is_shared(seed: TestClient) -> None:
    answer = seed.get("/v1/developments/3.7-d4/similar")
    SimilarList.model_validate_json(answer.content)
    rows = answer.json()["data"]
    assert 1 <= len(rows) <= 10
    assert "3.7-d4" not in [row["id"] for row in rows]
    first = rows[0]
    assert "space" in {tag["value"] for tag in first["shared"]["topics"]}
    assert "satellites" in first["shared"]["terms"]
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


def test_every_shared_tag_is_one_of_both(seed: TestClient) -> None:
    own = get(seed, "/v1/developments/2.11-d1")["data"]
    for row in get(seed, "/v1/developments/2.11-d1/similar?limit=50")["data"]:
        for tag in row["shared"]["topics"]:
            assert tag["value"] in own["topics"]
            assert tag["value"] in row["topics"]
        named = {named["slug"] for named in row["people"]} & {named["slug"] for named in own["people"]}
        assert {tag["value"] for tag in row["shared"]["people"]} == named
        assert 0 < row["score"] <= 1


def test_similarity_says_nothing_of_the_two_allies(seed: TestClient) -> None:
    for row in get(seed, "/v1/developments/3.7-d4/similar")["data"]:
        assert {tag["value"] for tag in row["shared"]["countries"]}.isdisjoint({"US", "JP"})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("9.9-d9/similar", 404),
        ("3.7-d3/similar?limit=51", 422),
        ("3.7-d3/similar?limit=0", 422),
        ("3.7-d3/similar?q=a", 422),
    ],
)
def test_what_cannot_be_asked_is_said(client: TestClient, path: str, status: int) -> None:
    assert client.get(f"/v1/developments/{path}").status_code == status


def test_the_link_of_a_development_leads_there(seed: TestClient) -> None:
    link = get(seed, "/v1/developments/3.7-d3")["data"]["links"]["similar"]
    assert get(seed, link)["links"]["self"] == link
