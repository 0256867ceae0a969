"""CSV and JSON Lines: what stands in each line, read back."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient

from api.renderers import ALL
from api.renderers.columns import COLUMNS, amount_text
from api.renderers.csv import cell
from tests.http.apps import make_app
from tests.http.odd_archive import ODD, ODD_ID, odd_backend


@pytest.fixture(scope="module")
def odd() -> Iterator[TestClient]:
    """A client of the archive with odd texts."""
    with TestClient(make_app(odd_backend())) as client:
        yield client


def rows(client: TestClient, url: str) -> list[dict[str, str]]:
    text = client.get(url).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def json_rows(client: TestClient, url: str) -> list[Any]:
    return [orjson.loads(line) for line in client.get(url).content.splitlines()]


def listed(client: TestClient, url: str) -> list[Any]:
    found: list[Any] = client.get(url).json()["data"]
    return found


@pytest.mark.parametrize("path", ALL)
def test_json_lines_are_the_records_of_the_list_in_its_order(client: TestClient, path: str) -> None:
    whole = listed(client, f"{path}?limit=200")
    for row in whole:
        row.pop("score", None)
    assert json_rows(client, f"{path}.jsonl") == whole != []


@pytest.mark.parametrize("path", ALL)
def test_csv_has_a_line_a_record_in_the_order_of_the_list(client: TestClient, path: str) -> None:
    found = rows(client, f"{path}.csv")
    key = {"/v1/countries": "code", "/v1/country-pairs": "pair"}.get(path) or ("id" if "id" in found[0] else "slug")
    ids = [row[key].removeprefix("Vol ") for row in found]
    assert ids == [row[key] for row in listed(client, f"{path}?limit=200")]
    assert list(found[0]) == [column.name for column in COLUMNS[path]]
    assert len(set(found[0])) == len(COLUMNS[path])


@pytest.mark.parametrize(
    "query", ["topic=space&sort=date_asc", "q=moon", "usd_min=1&sort=usd_desc", "country_not=CN&sort=published_asc"]
)
def test_files_follow_q_filters_and_sort(client: TestClient, query: str) -> None:
    ids = [row["id"] for row in listed(client, f"/v1/developments?limit=200&{query}")]
    assert [row["id"] for row in rows(client, f"/v1/developments.csv?{query}")] == ids != []
    assert [row["id"] for row in json_rows(client, f"/v1/developments.jsonl?{query}")] == ids


def test_a_vocabulary_file_counts_what_matches(client: TestClient) -> None:
    found = rows(client, "/v1/topics.csv?country=PH")
    assert [(row["slug"], row["count"], row["first_on"]) for row in found] == [("defense", "1", "2024-04-07")]
    assert rows(client, "/v1/countries.csv?topic=space&q=nothing+at+all") == []


def test_a_development_has_its_facts_in_its_cells(client: TestClient) -> None:
    row = next(row for row in rows(client, "/v1/developments.csv") if row["id"] == "3.7-d1")
    assert row["topics"] == "economic"
    assert row["countries"] == "US; JP"
    assert row["people"] == "Fumio Kishida; Joe Biden"
    assert (row["sorted_on"], row["dates"]) == ("2024-04-10", "2024-04-10")
    assert (row["published_start"], row["published_end"]) == ("2024-04-01", "2024-04-15")
    assert (row["usd_sum"], row["unconverted"], row["amounts"]) == ("", "0", "")
    assert (row["issue"], row["headline_id"], row["headline"]) == ("Vol 3.7", "3.7-h1", "Headline: Official visit")
    assert row["url"] == "http://testserver/v1/developments/3.7-d1"
    assert row["partial"] == "false"


def test_sums_take_counted_amounts_with_dollars_and_say_how_many_have_none(odd: TestClient) -> None:
    row = next(row for row in rows(odd, "/v1/developments.csv") if row["id"] == ODD_ID)
    assert (row["usd_sum"], row["unconverted"], row["currencies"]) == ("2900000000", "1", "USD; JPY")
    assert row["amounts"] == (
        "USD 2,900,000,000 by microsoft; up to USD 1,000,000,000 for chips by Japan to IBM (not counted: repeat); "
        "JPY 1,000,000,000 by microsoft"
    )


def test_text_comes_back_safe_for_spreadsheets_and_otherwise_as_it_was(odd: TestClient) -> None:
    row = next(row for row in rows(odd, "/v1/developments.csv") if row["id"] == ODD_ID)
    assert row["title"] == f"'{ODD['title']}"
    assert row["summary"] == ODD["summary"].replace("\x07", "").replace("\x0b", "")
    assert row["people"] == "Smith, John"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_text_like_a_formula_gets_an_apostrophe(start: str) -> None:
    assert cell(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


@pytest.mark.parametrize(
    ("value", "written"), [(None, None), (5, 5), (-5, -5), (True, "true"), ("a=b", "a=b"), ("a\x00b\nc", "ab\nc")]
)
def test_other_values_stay_what_they_are(value: Any, written: Any) -> None:
    assert cell(value) == written


def test_csv_is_marked_utf_8_with_lines_that_end_in_cr_lf(odd: TestClient) -> None:
    content = odd.get("/v1/developments.csv").content
    assert content.startswith(b"\xef\xbb\xbfkind,id,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == 1 + len(rows(odd, "/v1/developments.csv"))
    naive = next(csv.DictReader(StringIO(content.decode())))
    assert naive["id"]


def amount(**given: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("qualifier", "purpose", "payer", "recipient", "not_counted"))
    return {**empty, "currency": "USD", "low": 10, "high": 10, **given}


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "USD 10"),
        ({"high": 1_500}, "USD 10–1,500"),
        ({"high": None}, "from USD 10"),
        ({"low": None}, "up to USD 10"),
        ({"high": None, "qualifier": "more than"}, "more than USD 10"),
    ],
)
def test_an_amount_is_told_in_words(given: dict[str, Any], text: str) -> None:
    assert amount_text(amount(**given)) == text


def test_every_column_is_described() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    names = {column.name for columns in COLUMNS.values() for column in columns}
    assert len(names) > 50
    assert [name for name in names if f"`{name}`" not in page] == []
