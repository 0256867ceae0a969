"""Single records, vocabularies and what the service says about itself."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from search import FACETS, FIELDS
from search.fields import SCOPES


def get(client: TestClient, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize("name", ["Vol%203.7", "vol.%203.7", "VOL3.7"])
def test_an_issue_is_read_by_the_name_that_csv_has_for_it(client: TestClient, name: str) -> None:
    by_name, by_id = (get(client, f"/v1/issues/{id}") for id in (name, "3.7"))
    assert by_name["data"] == by_id["data"]
    assert by_name["links"] == by_id["links"]
    cited = get(client, f"/v1/issues/{name}/citation")
    assert cited["data"]["id"] == "3.7"
    assert cited["links"]["self"] == "/v1/issues/3.7/citation"


def test_the_latest_issue_is_the_highest_number(client: TestClient) -> None:
    answer = get(client, "/v1/issues/latest")
    assert answer["data"]["id"] == "3.10"
    assert answer["links"]["self"] == "/v1/issues/3.10"


@pytest.mark.parametrize(
    "path",
    [
        "/v1/issues/9.9",
        "/v1/headlines/3.7-h99",
        "/v1/developments/3.7",
        "/v1/developments/3.7-d99",
        "/v1/developments/3.7-d99/revisions",
        "/v1/developments/3.7-d2?revision=3",
        "/v1/topics/spce",
        "/v1/countries/jp",
        "/v1/initiatives/x",
        "/v1/organizations/x",
        "/v1/people/x",
        "/v1/developments/%00",
        "/v1/developments/%FF%FE",
        "/v1/topics/a%2Fb",
        "/v1",
        "/v2/issues",
        "/v1/developments/",
        "/nothing",
    ],
)
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "/problems/not_found"


@pytest.mark.parametrize("more", ["", "?revision=1", "/revisions"])
def test_what_was_withdrawn_is_410(client: TestClient, more: str) -> None:
    response = client.get(f"/v1/developments/3.7-d9{more}")
    assert response.status_code == 410
    assert response.json()["type"] == "/problems/withdrawn"


def test_an_earlier_revision_answers(client: TestClient) -> None:
    answer = get(client, "/v1/developments/3.7-d2?revision=1")
    assert answer["data"]["revision"] == 1
    assert answer["links"]["self"] == "/v1/developments/3.7-d2?revision=1"


def test_revisions_say_what_changed_and_lead_to_each_state(client: TestClient) -> None:
    answer = get(client, "/v1/developments/3.7-d2/revisions")
    assert [(row["revision"], row["op"], row["changed"]) for row in answer["data"]] == [
        (1, "created", []),
        (2, "updated", ["title"]),
    ]
    assert [get(client, row["links"]["self"])["data"]["revision"] for row in answer["data"]] == [1, 2]


@pytest.mark.parametrize(
    ("path", "total", "first"),
    [
        ("/v1/topics", 5, ("slug", "defense")),
        ("/v1/countries", 6, ("code", "JP")),
        ("/v1/initiatives", 3, ("slug", "artemis")),
        ("/v1/organizations", 2, ("slug", "microsoft")),
        ("/v1/people", 2, ("slug", "fumio-kishida")),
        ("/v1/country-pairs", 8, ("pair", "JP-US")),
    ],
)
def test_a_vocabulary_lists_every_entry_most_developments_first(
    client: TestClient, path: str, total: int, first: tuple[str, str]
) -> None:
    answer = get(client, path)
    assert (answer["meta"]["total"], len(answer["data"])) == (total, total)
    assert answer["data"][0][first[0]] == first[1]
    order = [(-row["seen"]["count"], row.get("name") or row["names"]) for row in answer["data"]]
    assert order == sorted(order)


def test_entries_never_seen_are_listed_without_a_filter_only(client: TestClient) -> None:
    unseen = {"count": 0, "usd_sum": None, "unconverted": 0, "first_on": None, "last_on": None}
    assert [row["seen"] for row in get(client, "/v1/topics")["data"] if row["slug"] == "cyber"] == [unseen]
    assert [row["slug"] for row in get(client, "/v1/topics?country=PH")["data"]] == ["defense"]
    assert get(client, "/v1/topics?topic=cyber")["data"] == []


def test_what_is_seen_of_an_entry_is_under_the_filters(client: TestClient) -> None:
    whole = get(client, "/v1/topics/space")["data"]["seen"]
    assert whole == {
        "count": 2,
        "usd_sum": 50_000_000,
        "unconverted": 0,
        "first_on": "2024-04-09",
        "last_on": "2024-05-20",
    }
    under = get(client, "/v1/topics?country=KR")["data"][0]["seen"]
    assert (under["count"], under["first_on"]) == (1, "2024-05-20")


@pytest.mark.parametrize("path", ["/v1/topics", "/v1/countries", "/v1/country-pairs", "/v1/initiatives?country=US"])
def test_a_walk_over_a_vocabulary_meets_every_entry_once(client: TestClient, path: str) -> None:
    whole = get(client, path)["data"]
    met, url = [], f"{path}{'&' if '?' in path else '?'}limit=2"
    while url:
        page = get(client, url)
        met += page["data"]
        url = page["links"]["next"]
    assert len(whole) > 1
    assert met == whole


def test_the_developments_of_an_entry_are_as_many_as_it_counts(client: TestClient) -> None:
    for path in ("/v1/topics", "/v1/country-pairs", "/v1/organizations"):
        for row in get(client, path)["data"]:
            assert get(client, row["links"]["developments"])["meta"]["total"] == row["seen"]["count"]


def test_a_timeline_has_the_oldest_first(client: TestClient) -> None:
    timeline = get(client, "/v1/initiatives/artemis")["data"]["timeline"]
    assert [(line["id"], line["issue"]["id"]) for line in timeline] == [("3.7-d4", "3.7"), ("3.10-d1", "3.10")]


def test_suggestions_stand_for_filters(client: TestClient) -> None:
    row = get(client, "/v1/suggest?q=nas")["data"][0]
    assert (row["kind"], row["id"], row["hint"]) == ("organization", "nasa", "NASA")
    assert row["filter"] == {"parameter": "organization", "value": "nasa"}
    assert get(client, row["url"])["meta"]["total"] == row["count"] == 1
    assert len(get(client, "/v1/suggest?q=j&limit=1")["data"]) == 1


def test_the_catalogue_tells_every_field_and_facet(client: TestClient) -> None:
    data = get(client, "/v1/fields")["data"]
    assert [row["name"] for row in data["fields"]] == [row.name for row in FIELDS]
    assert data["facets"] == list(FACETS)
    assert {row["scope"] for row in data["fields"]} == {*(f"{scope}:" for scope in SCOPES), None}
    topic = next(row for row in data["fields"] if row["name"] == "topic")
    assert topic["parameters"] == ["topic", "topic_all", "topic_not"]


def test_status_counts_and_tells_what_is_missing(client: TestClient) -> None:
    data = get(client, "/v1/status")["data"]
    assert data["counts"]["developments"] == 7
    assert data["coverage"]["issues_missing"] == ["3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.8", "3.9"]
    assert data["coverage"]["headlines_without_development"] == 1
    assert data["updated_at"] == "2026-01-05T12:00:40Z"
    assert data["licence"]["identifier"] == "CC-BY-4.0"


def test_synonyms_are_those_of_the_seed_data(client: TestClient) -> None:
    groups = {row["id"]: row for row in get(client, "/v1/synonyms")["data"]}
    assert groups["c2"]["en"] == ["command and control", "C2"]
    assert {"from": "DICAS", "to": "defense industrial forum"} in groups["dicas"]["one_way"]
