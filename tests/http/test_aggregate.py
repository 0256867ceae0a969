"""Aggregates: what developments add up to, held against adding up what the lists say."""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.schemas.aggregates import AggregateList
from api.settings import Settings
from tests.http.test_lists import get

FILTERS = {
    "topic": ["space", "defense", "economic", "trilateral"],
    "topic_not": ["cyber", "diplomacy"],
    "country": ["PH", "KR", "AU"],
    "country_all": ["JP", "US"],
    "alliance_format": ["bilateral", "trilateral", "multilateral"],
    "date_from": ["2022-06-01", "2023-03-15"],
    "date_to": ["2024-01-31"],
    "usd_min": ["1000000", "1000000000"],
    "has_amount": ["true"],
    "volume": ["1", "2", "3"],
    "q": ["japan", "missile OR moon", "organization:NASA"],
}
VALUES: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    "topic": lambda row: row["topics"],
    "country": lambda row: row["countries"],
    "alliance_format": lambda row: [row["alliance_format"]] if row["alliance_format"] else [],
    "initiative": lambda row: [named["slug"] for named in row["initiatives"]],
    "organization": lambda row: [named["slug"] for named in row["organizations"]],
    "issue": lambda row: [row["issue"]["id"]],
    "year": lambda row: [row["sorted_on"][:4]],
    "month": lambda row: [row["sorted_on"][:7]],
    "quarter": lambda row: [f"{row['sorted_on'][:4]}-Q{(int(row['sorted_on'][5:7]) + 2) // 3}"],
    "us_fiscal_year": lambda row: [f"FY{_year(row) + (_month(row) >= 10)}"],
    "jp_fiscal_year": lambda row: [f"FY{_year(row) - (_month(row) < 4)}"],
}


def _year(row: dict[str, Any]) -> int:
    return date.fromisoformat(row["sorted_on"]).year


def _month(row: dict[str, Any]) -> int:
    return date.fromisoformat(row["sorted_on"]).month


def _dollars(row: dict[str, Any]) -> list[int]:
    counted = [amount["usd"] for amount in row["amounts"] if amount["counted"]]
    return [usd["low"] if usd["low"] is not None else usd["high"] for usd in counted if usd is not None]


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the app over the seed data in Whoosh."""
    folder: Path = tmp_path_factory.mktemp("archive") / "data"
    settings = Settings(_env_file=None, data_dir=folder, rate_limit="off", log_level="error")
    with TestClient(create_app(settings)) as client:
        yield client


@pytest.mark.parametrize("seed_number", range(50))
def test_sums_are_those_of_adding_up_the_export(seed: TestClient, seed_number: int) -> None:
    chance = random.Random(seed_number)  # noqa: S311 - the same questions every time
    for _ in range(4):
        names = chance.sample(sorted(FILTERS), chance.randint(0, 3))
        filters = [(name, chance.choice(FILTERS[name])) for name in names]
        group = chance.choice(sorted(VALUES))
        answer = get(seed, "/v1/aggregate?" + urlencode(
            [*filters, ("group_by", group), *(("metric", m) for m in ("count", "usd_sum", "usd_median", "usd_max"))]
        ))  # fmt: skip
        exported = seed.get("/v1/developments.jsonl?" + urlencode(filters)).text.splitlines()
        rows = [json.loads(line) for line in exported]
        held: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            for value in VALUES[group](row):
                held[value].append(row)
        given = {row["keys"][group]: row for row in answer["data"] if row["count"]}
        assert given.keys() == held.keys()
        for value, row in given.items():
            dollars = [usd for development in held[value] for usd in _dollars(development)]
            assert (row["count"], row["usd_sum"]) == (len(held[value]), sum(dollars) if dollars else None)
            assert (row["usd_median"], row["usd_max"]) == (
                (round(median(dollars)), max(dollars)) if dollars else (None, None)
            )
        everything = [usd for row in rows for usd in _dollars(row)]
        total = answer["meta"]["distinct_total"]
        assert (total["count"], total["usd_sum"]) == (len(rows), sum(everything) if everything else None)


@pytest.mark.parametrize(
    "asked",
    [
        "group_by=topic&topic=space",
        "group_by=topic&topic=space&topic=defense&topic_all=technology",
        "group_by=country&country=PH&group_by=topic",
        "group_by=organization&organization=nasa",
        "group_by=issue&issue=3.7",
        "group_by=country_pair&country_all=PH",
        "group_by=alliance_format&alliance_format=quad",
        "group_by=payer&payer=google",
        "group_by=payer&usd_min=1000000000",
        "group_by=usd_band&usd_min=500000000&usd_max=2000000000",
        "group_by=payer&group_by=usd_band",
        "group_by=usd_band&payer=google",
    ],
)
def test_a_row_links_to_as_many_developments_as_it_counts(seed: TestClient, asked: str) -> None:
    rows = get(seed, f"/v1/aggregate?{asked}")["data"]
    linked = [row for row in rows if row["url"]]
    assert linked
    assert [get(seed, row["url"])["meta"]["total"] for row in linked] == [row["count"] for row in linked]


def test_a_row_that_no_filter_finds_has_no_link(seed: TestClient) -> None:
    rows = get(seed, "/v1/aggregate?group_by=payer&payer=google")["data"]
    assert {row["keys"]["payer"]: row["url"] for row in rows} == {
        "google": "/v1/developments?payer=google",
        "ibm": None,
    }


def test_a_payer_is_that_of_the_amount_that_is_asked_for_and_summed(seed: TestClient) -> None:
    def found(payer: str) -> list[str]:
        return [row["id"] for row in get(seed, f"/v1/developments?usd_min=2000000000&payer={payer}")["data"]]

    assert (found("microsoft"), found("google")) == (["3.7-d3"], [])
    rows = get(seed, "/v1/aggregate?group_by=payer&metric=usd_sum&issue=3.7")["data"]
    sums = {row["keys"]["payer"]: row["usd_sum"] for row in rows}
    assert (sums["microsoft"], sums["google"], sums["nvidia"]) == (3_010_000_000, 1_000_000_000, 110_000_000)


def test_an_answer_has_the_keys_of_its_model(seed: TestClient) -> None:
    for url in ("group_by=topic&in=JPY&metric=usd_sum", "group_by=month&group_by=country", "group_by=usd_band"):
        AggregateList.model_validate_json(seed.get(f"/v1/aggregate?{url}").content)


def test_metrics_that_were_not_asked_for_are_null(client: TestClient) -> None:
    row = get(client, "/v1/aggregate?group_by=topic&metric=usd_max")["data"][0]
    assert row["usd_max"] is not None or row["unconverted"] == 0
    assert (row["count"], row["usd_sum"], row["usd_median"], row["in"]) == (None, None, None, None)


def test_rows_come_with_most_developments_first_and_link_to_them(client: TestClient) -> None:
    rows = get(client, "/v1/aggregate?group_by=topic&group_by=country&country=JP")["data"]
    assert [row["keys"]["topic"] for row in rows][:1] == ["defense"]
    for row in rows:
        assert get(client, row["url"])["meta"]["total"] == row["count"]


def test_periods_have_no_gaps_and_say_what_is_covered(client: TestClient) -> None:
    rows = get(client, "/v1/aggregate?group_by=month")["data"]
    assert [row["keys"]["month"] for row in rows] == [f"2023-{12:02d}", *(f"2024-{m:02d}" for m in range(1, 6))]
    assert [row["covered"] for row in rows] == [True, False, False, False, True, True]
    assert [row["labels"]["month"] for row in rows][:2] == ["December 2023", "January 2024"]
    assert {row["url"] for row in rows} == {None}


def test_periods_end_where_the_filter_on_dates_does(client: TestClient) -> None:
    rows = get(client, "/v1/aggregate?group_by=month&date_from=2024-04-01&date_to=2024-04-30")["data"]
    assert [row["keys"]["month"] for row in rows] == ["2024-04"]


def test_a_period_beside_another_group_is_filled_in_for_each(client: TestClient) -> None:
    answer = get(client, "/v1/aggregate?group_by=topic&group_by=quarter&topic_all=space")
    assert {row["keys"]["quarter"] for row in answer["data"]} == {"2023-Q4", "2024-Q1", "2024-Q2"}
    assert len(answer["data"]) == 3 * len({row["keys"]["topic"] for row in answer["data"]}) == answer["meta"]["total"]


def test_the_order_of_groups_is_kept_in_the_address(client: TestClient) -> None:
    for pair in (("topic", "country"), ("country", "topic")):
        answer = get(client, f"/v1/aggregate?group_by={pair[0]}&group_by={pair[1]}")
        assert list(answer["data"][0]["keys"]) == list(pair)
        assert answer["links"]["self"] == f"/v1/aggregate?group_by={pair[0]}&group_by={pair[1]}"


def test_yen_stand_beside_dollars_at_the_stored_rates(client: TestClient) -> None:
    (row,) = get(client, "/v1/aggregate?group_by=topic&in=JPY&metric=usd_sum&volume=2")["data"]
    assert row["usd_sum"] == 200_000_000
    assert row["in"] == {"currency": "JPY", "sum": 28_100_020_000, "median": None, "max": None, "unconverted": 0}


def test_nothing_that_matches_is_no_row_and_a_null_sum(client: TestClient) -> None:
    answer = get(client, "/v1/aggregate?group_by=topic&topic=cyber&has_amount=true")
    assert (answer["data"], answer["meta"]["distinct_total"]["usd_sum"]) == ([], None)


BAD = [
    ("", "group_by", "missing"),
    ("group_by=topics", "group_by", "unknown_value"),
    ("group_by=topic&group_by=year&group_by=issue", "group_by", "too_many_values"),
    ("group_by=topic&group_by=topic", "group_by", "repeated"),
    ("group_by=year&group_by=month", "group_by", "contradiction"),
    ("group_by=topic&metric=sum", "metric", "unknown_value"),
    ("group_by=topic&in=XAU", "in", "no_rates"),
    ("group_by=topic&in=yen", "in", "unknown_value"),
    ("group_by=topic&limit=5", "limit", "unknown_parameter"),
    ("group_by=topic&facet_limit=100000", "facet_limit", "unknown_parameter"),
]


@pytest.mark.parametrize(("query", "name", "code"), BAD, ids=[query for query, *_ in BAD])
def test_what_cannot_be_added_up_is_422_and_says_what_can(client: TestClient, query: str, name: str, code: str) -> None:
    response = client.get(f"/v1/aggregate?{query}")
    assert response.status_code == 422
    assert [(row["name"], row["code"]) for row in response.json()["errors"]] == [(name, code)]


def test_too_many_rows_are_422_and_say_how_many(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.services.aggregates.MOST_ROWS", 3)
    response = client.get("/v1/aggregate?group_by=topic&group_by=month")
    assert (response.status_code, response.json()["errors"][0]["code"]) == (422, "too_many_groups")


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ("group_by=us_fiscal_year", "US fiscal year"),
        ("group_by=topic&group_by=jp_fiscal_year", "topic and Japanese fiscal year"),
        ("group_by=country_pair", "country pair"),
    ],
)
def test_the_sentence_names_the_groups_as_people_do(seed: TestClient, groups: str, said: str) -> None:
    answer = get(seed, f"/v1/aggregate?{groups}&topic=space")
    assert answer["meta"]["query"]["description"] == f"Developments on Space, added up by {said}."
