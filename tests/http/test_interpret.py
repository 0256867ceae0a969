"""A sentence read into filters over HTTP: counts that the list confirms, addresses, limits, freshness."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.interpreting import FILES
from api.services.freshness import read_configuration
from api.settings import SEED_DATA, Settings

SENTENCES = [
    "space with Korea",
    "over $1bn since 2024",
    "Japan and the Philippines without China",
    "Kishida and Biden",
    "Artemis or DICAS",
    "moon or control",
    "technology but not defense",
    "latest issue",
    "largest investments",
    "funded by Microsoft",
    "without NASA",
]

KOREA: dict[str, Any] = {
    "q": "space with Korea, satellites",
    "description": "Developments on Space that name South Korea, matching “satellites”, best match first.",
    "total": 1,
    "url": "/v1/developments?q=satellites&country=KR&topic=space",
    "params": {"q": "satellites", "country": ["KR"], "topic": ["space"]},
    "parts": [
        {
            "text": "space",
            "start": 0,
            "end": 5,
            "filters": [{"parameter": "topic", "values": ["space"]}],
            "label": "on Space",
            "count": 2,
            "url": "/v1/developments?topic=space",
            "applied": True,
            "alternatives": [],
        },
        {
            "text": "Korea",
            "start": 11,
            "end": 16,
            "filters": [{"parameter": "country", "values": ["KR"]}],
            "label": "that name South Korea",
            "count": 1,
            "url": "/v1/developments?country=KR",
            "applied": True,
            "alternatives": [
                {
                    "filters": [{"parameter": "country", "values": ["KP"]}],
                    "label": "that name KP",
                    "count": 0,
                    "url": "/v1/developments?country=KP",
                }
            ],
        },
    ],
    "rest": "satellites",
    "without_rest": {"total": 1, "url": "/v1/developments?country=KR&topic=space"},
    "dropped": ["with"],
    "relative_to": "2024-05-31",
}


def interpret(client: TestClient, sentence: str) -> Any:
    response = client.get("/v1/interpret", params={"q": sentence})
    assert response.status_code == 200, response.text
    return response.json()


def total(client: TestClient, url: str) -> int:
    response = client.get(url)
    assert response.status_code == 200, response.text
    found: int = response.json()["meta"]["total"]
    return found


def test_a_sentence_is_shown_as_filters_with_counts(client: TestClient) -> None:
    answer = interpret(client, "space with Korea, satellites")
    assert answer["data"] == KOREA
    assert answer["meta"]["warnings"] == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_count_is_the_total_of_its_address(client: TestClient, sentence: str) -> None:
    data = interpret(client, sentence)["data"]
    assert total(client, data["url"]) == data["total"]
    assert data["parts"] or data["rest"]
    for meaning in [*data["parts"], *(other for part in data["parts"] for other in part["alternatives"])]:
        assert total(client, meaning["url"]) == meaning["count"]


def test_words_that_find_nothing_can_be_left_out(client: TestClient) -> None:
    data = interpret(client, "trains on the moon since 2024, without China")["data"]
    assert (data["total"], data["rest"]) == (0, "trains moon")
    assert data["without_rest"]["total"] == total(client, data["without_rest"]["url"]) > 0
    assert interpret(client, "space")["data"]["without_rest"] is None


def test_either_of_two_is_enough(client: TestClient) -> None:
    assert interpret(client, "Artemis or DICAS")["data"]["total"] == 3


def test_what_contradicts_and_what_is_not_understood_is_said(client: TestClient) -> None:
    assert interpret(client, "over $5bn and under $1bn")["meta"]["warnings"] == [
        {
            "code": "contradiction",
            "message": "“under $1bn” is left out: usd_min would be beyond usd_max.",
            "parameter": "usd_min",
        }
    ]
    assert [row["code"] for row in interpret(client, "rover")["meta"]["warnings"]] == ["nothing_read"]
    assert [row["code"] for row in interpret(client, 'rover "moon')["meta"]["warnings"]] == [
        "unbalanced_quote",
        "nothing_read",
    ]


@pytest.mark.parametrize("q", ["", "  ", "x" * 301, "a* moon", "bx " * 90])
def test_a_sentence_has_limits(client: TestClient, q: str) -> None:
    response = client.get(f"/v1/interpret?q={quote(q)}")
    assert response.status_code == 422
    assert "q" in response.json()["detail"]


def test_300_characters_are_read(client: TestClient) -> None:
    assert interpret(client, ("space " * 50)[:300].strip() + "s")["data"]["total"] >= 0


@pytest.mark.parametrize("file", FILES)
def test_other_words_make_another_answer(file: str, tmp_path: Path) -> None:
    for name in SEED_DATA.glob("*.yaml"):
        (tmp_path / name.name).write_bytes(name.read_bytes())
    before = read_configuration(Settings(_env_file=None), tmp_path).fingerprint
    (tmp_path / file).write_text((tmp_path / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert read_configuration(Settings(_env_file=None), tmp_path).fingerprint != before


def test_a_copy_that_holds_is_304(client: TestClient) -> None:
    fresh = client.get("/v1/interpret?q=space")
    again = client.get("/v1/interpret?q=space", headers={"If-None-Match": fresh.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
