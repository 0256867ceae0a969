"""Every kind of bad input is a 4xx problem that names the parameter and, where there is one, the right value."""

from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

LIST = "/v1/developments"
LONG = "1" * 31


def rows(client: TestClient, url: str) -> list[dict[str, Any]]:
    """The error rows of a 422 answer."""
    response = client.get(url)
    assert response.status_code == 422, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == "/problems/invalid_parameters"
    assert problem["instance"] == url.partition("?")[0]
    found: list[dict[str, Any]] = problem["errors"]
    assert found
    keys = {"in", "name", "code", "message", "value", "suggestion", "position"}
    assert all(set(row) == keys and row["in"] == "query" and row["message"] for row in found)
    return found


@pytest.mark.parametrize(
    ("query", "name", "code", "suggestion"),
    [
        ("date_form=2024-01-01", "date_form", "unknown_parameter", "date_from"),
        ("topics=space", "topics", "unknown_parameter", "topic"),
        ("zzzzqqqq=1", "zzzzqqqq", "unknown_parameter", None),
        ("kind=issue", "kind", "unknown_parameter", None),
        ("topic=spce", "topic", "unknown_value", "space"),
        ("topic=Space", "topic", "unknown_value", "space"),
        ("topic_all=defence", "topic_all", "unknown_value", "defense"),
        ("topic_not=ciber", "topic_not", "unknown_value", "cyber"),
        ("country=Japn", "country", "unknown_value", "JP"),
        ("country=XX", "country", "unknown_value", None),
        ("country_all=Phillipines", "country_all", "unknown_value", "PH"),
        ("country_not=Chin", "country_not", "unknown_value", "CN"),
        ("initiative=artemiss", "initiative", "unknown_value", "artemis"),
        ("organization=National+Aeronautic+and+Space+Administration", "organization", "unknown_value", "nasa"),
        ("person=fumio-kishda", "person", "unknown_value", "fumio-kishida"),
        ("payer=microsft", "payer", "unknown_value", "microsoft"),
        ("issue=3.71", "issue", "unknown_value", "3.7"),
        ("volume=9", "volume", "unknown_value", None),
        ("volume=x", "volume", "invalid_number", None),
        ("facet=topics", "facet", "unknown_value", "topic"),
        ("sort=date", "sort", "unknown_value", "date_asc"),
        ("sort=-date", "sort", "unknown_value", "date_asc"),
        ("match=al", "match", "unknown_value", "all"),
        ("fields=titel", "fields", "unknown_value", "title"),
        ("sort=relevance", "sort", "needs_q", "date_desc"),
        ("date_from=0", "date_from", "invalid_date", None),
        ("date_from=1712620800", "date_from", "invalid_date", None),
        ("date_from=2024-4-1", "date_from", "invalid_date", None),
        ("date_from=2024-02-30", "date_from", "invalid_date", None),
        ("date_to=2024-04-01T00:00:00Z", "date_to", "invalid_date", None),
        ("date_to=٢٠٢٤-٠٤-٠١", "date_to", "invalid_date", None),
        ("published_from=1899-12-31", "published_from", "invalid_date", None),
        ("published_to=2101-01-01", "published_to", "invalid_date", None),
        ("updated_since=yesterday", "updated_since", "invalid_time", None),
        ("updated_since=2024-04-01T25:00:00Z", "updated_since", "invalid_time", None),
        ("updated_since=0001-01-01T00:00:00%2B23:00", "updated_since", "invalid_time", None),
        ("date_from=2024-05-02&date_to=2024-05-01", "date_from", "reversed_range", "2024-05-01"),
        ("published_from=2024-05-02&published_to=2024-05-01", "published_from", "reversed_range", "2024-05-01"),
        ("usd_min=2&usd_max=1", "usd_min", "reversed_range", "1"),
        ("amount_min=2&amount_max=1", "amount_min", "reversed_range", "1"),
        ("usd_min=-1", "usd_min", "too_small", "0"),
        ("usd_max=1000000000000001", "usd_max", "too_large", "1000000000000000"),
        (f"usd_max={LONG}", "usd_max", "invalid_number", None),
        ("amount_min=1e9", "amount_min", "invalid_number", None),
        ("amount_max=1.5", "amount_max", "invalid_number", None),
        ("amount_max=1,000", "amount_max", "invalid_number", None),
        ("amount_max=%D9%A1", "amount_max", "invalid_number", None),
        ("amount_currency=YEN", "amount_currency", "unknown_value", "JPY"),
        ("amount_currency=usd", "amount_currency", "unknown_value", "USD"),
        ("has_amount=1", "has_amount", "invalid_boolean", None),
        ("synonyms=False", "synonyms", "invalid_boolean", "false"),
        ("has_amount=false&usd_min=1", "has_amount", "contradiction", "true"),
        ("has_amount=false&payer=microsoft", "has_amount", "contradiction", "true"),
        ("limit=0", "limit", "too_small", "1"),
        ("limit=201", "limit", "too_large", "200"),
        ("limit=ten", "limit", "invalid_number", None),
        ("facet_limit=201", "facet_limit", "too_large", "200"),
        ("limit=5&limit=6", "limit", "repeated", None),
        ("q=a&q=b", "q", "repeated", None),
        ("topic=", "topic", "empty", None),
        ("q=", "q", "empty", None),
        ("q=%20", "q", "empty", None),
        ("q", "q", "empty", None),
        ("cursor=", "cursor", "empty", None),
        ("q=%00", "q", "nul", None),
        ("q=a%00b", "q", "nul", None),
        ("topic=sp%00ace", "topic", "nul", None),
        ("q=%ED%A0%80", "q", "not_utf8", None),
        ("q=%FF", "q", "not_utf8", None),
        ("q%00=1", "q␀", "nul", None),
        ("&".join(["topic=space"] * 51), "topic", "too_many_values", None),
        ("&".join(["topic=space"] * 500), "topic", "too_many_parameters", None),
        ("&".join(f"p{n}=1" for n in range(201)), "p200", "too_many_parameters", None),
        ("q=" + "a" * 10_000, "q", "too_costly", None),
        ("id=3.7-d2&topic=space", "topic", "not_with_id", None),
        ("id=3.7-d2&limit=5", "limit", "not_with_id", None),
    ],
)
def test_a_wrong_parameter_is_422_and_named_with_the_nearest_right_one(
    client: TestClient, query: str, name: str, code: str, suggestion: str | None
) -> None:
    found = [(row["name"], row["code"], row["suggestion"]) for row in rows(client, f"{LIST}?{query}")]
    assert (name, code, suggestion) in found


def test_all_faults_are_told_at_once(client: TestClient) -> None:
    query = "topik=space&topic=spce&date_from=0&limit=999&q=%FF&country=JP&country=Japn"
    found = rows(client, f"{LIST}?{query}")
    assert {row["name"] for row in found} == {"topik", "topic", "date_from", "limit", "q", "country"}
    assert len(found) == 6
    assert next(row["position"] for row in found if row["name"] == "country") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/v1/developments/3.7-d2",
        "/v1/issues/3.7",
        "/v1/issues/latest",
        "/v1/headlines/3.7-h2",
        "/v1/developments/3.7-d2/revisions",
        "/v1/topics/space",
        "/v1/initiatives/artemis",
        "/v1/fields",
        "/v1/synonyms",
        "/v1/status",
        "/v1/changes",
        "/v1/suggest",
        "/v1/interpret",
        "/v1/developments/3.7-d2/citation",
        "/v1/facets",
        "/v1/search",
        "/v1/country-pairs",
    ],
)
def test_an_unknown_parameter_is_refused_everywhere(client: TestClient, path: str) -> None:
    row = next(row for row in rows(client, f"{path}?colour=red") if row["name"] == "colour")
    assert (row["code"], row["value"]) == ("unknown_parameter", "red")


@pytest.mark.parametrize("name", ["sort=date_asc", "facet=topic", "highlight=true"])
def test_vocabularies_take_no_sort_facet_or_highlight(client: TestClient, name: str) -> None:
    assert rows(client, f"/v1/topics?{name}")[0]["code"] == "unknown_parameter"


def test_many_unknown_values_are_all_named_and_the_first_get_a_suggestion(client: TestClient) -> None:
    found = rows(client, f"{LIST}?" + "&".join(f"country=Japn{n}" for n in range(50)))
    assert [row["position"] for row in found] == list(range(50))
    assert [row["suggestion"] for row in found] == ["JP"] * 10 + [None] * 40


def test_a_long_value_is_cut_in_the_answer(client: TestClient) -> None:
    row = rows(client, f"{LIST}?topic={'x' * 5000}")[0]
    assert len(row["value"]) == 201


@pytest.mark.parametrize(
    "q",
    [
        '"open quote',
        "rover OR",
        "-",
        "-" * 200,
        "(" * 10 + "moon",
        "title:",
        "nope:moon",
        "OR OR",
        "* moon",
        "“”",
        "\\",
    ],
)
def test_a_slip_in_q_is_a_bounded_answer(client: TestClient, q: str) -> None:
    response = client.get(f"{LIST}?q={quote(q)}")
    assert response.status_code == 200
    assert response.json()["meta"]["total"] <= 7


@pytest.mark.parametrize("q", ["(" * 5000, "a " * 400, "x" * 1001])
def test_a_costly_q_is_422(client: TestClient, q: str) -> None:
    row = rows(client, f"{LIST}?q={quote(q, safe='()')}")[0]
    assert (row["name"], row["code"]) == ("q", "too_costly")


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ("since=-1", "since", "too_small"),
        ("since=x", "since", "invalid_number"),
        ("kind=developments", "kind", "unknown_value"),
        ("limit=1001", "limit", "too_large"),
    ],
)
def test_the_changes_feed_refuses_wrong_values(client: TestClient, query: str, name: str, code: str) -> None:
    row = rows(client, f"/v1/changes?{query}")[0]
    assert (row["name"], row["code"]) == (name, code)


def test_suggest_needs_q(client: TestClient) -> None:
    row = rows(client, "/v1/suggest")[0]
    assert (row["name"], row["code"]) == ("q", "missing")


@pytest.mark.parametrize("revision", ["0", "x", "1.5", "99999999999"])
def test_a_revision_is_a_whole_number(client: TestClient, revision: str) -> None:
    assert rows(client, f"/v1/developments/3.7-d2?revision={revision}")[0]["name"] == "revision"
