"""What the page counts is what the API counts: totals, facets, bands of dollars and hits, for random sets of filters."""

import json
import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from lxml import html

from api.pages.searching import FACET_LIMIT, FACETS
from tests.browser.conftest import Visit

SETS = 30
SEED = 20240409
WORDS = (
    "missile",
    "japan",
    "defense exercise",
    "space OR lunar",
    '"command and control"',
    "steel -nippon",
    "cooperat*",
)
DAYS = ("2022-01-01", "2022-09-15", "2023-03-01", "2023-08-18", "2024-04-10")
DOLLARS = (1, 1_000_000, 110_000_000, 1_000_000_000, 2_900_000_000)
BOXES = ("topic", "country", "alliance_format", "initiative", "organization", "payer")
Pairs = list[tuple[str, str]]


def ask(address: str) -> bytes:
    """The body of an answer."""
    with urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
        body: bytes = answer.read()
    return body


def asked(url: str, params: Pairs) -> Any:
    """The API's answer."""
    return json.loads(ask(f"{url}/v1/developments?{urlencode(params)}"))


def filter_sets(values: dict[str, list[str]]) -> Iterator[Pairs]:
    """Random sets of filters, the same ones in every run."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    for _ in range(SETS):
        rows: Pairs = [("q", chance.choice(WORDS))] if chance.random() < 0.4 else []
        for name in chance.sample(BOXES, chance.choice((0, 1, 1, 2))):
            rows += [(name, value) for value in chance.sample(values[name], min(2, len(values[name])))]
        if chance.random() < 0.4:
            rows.append((chance.choice(("date_from", "date_to")), chance.choice(DAYS)))
        if chance.random() < 0.3:
            rows.append((chance.choice(("usd_min", "usd_max")), str(chance.choice(DOLLARS))))
        yield rows


@pytest.fixture(scope="module")
def sets(url: str) -> list[Pairs]:
    """The sets over the values that the archive has."""
    answer = asked(url, [*(("facet", name) for name in BOXES), ("facet_limit", "100"), ("limit", "1")])
    return list(
        filter_sets({name: [row["value"] for row in facet["buckets"]] for name, facet in answer["facets"].items()})
    )


def shown(page: Any) -> dict[str, Any]:
    """What a page, parsed, says of its total, its facets and its hits."""
    facets = {
        name: {
            box.get("value"): int(box.getparent().find("data").get("value"))
            for box in page.xpath(f"//fieldset[@id='facet-{name}']//input[@type='checkbox']")
        }
        for name in BOXES
    }
    years = {row.text.strip(): int(row.find("data").get("value")) for row in page.xpath("//ul[@class='years']//a")}
    bands = [int(text.rpartition(" ")[2]) for text in page.xpath("//ol[@class='bands']//span/text()")]
    total = int(re.sub(r"\D", "", page.xpath("string(//*[contains(@class, 'total')])")))
    return {"total": total, **facets, "year": years, "bands": bands, "ids": page.xpath("//li[@class='hit']/@id")}


def told(answer: Any) -> dict[str, Any]:
    """The same of the API's answer."""
    facets = {
        name: {row["value"]: row["count"] for row in facet["buckets"]} for name, facet in answer["facets"].items()
    }
    bands = facets.pop("usd_band")
    counts = [
        bands.get(name, 0) for name in ("under_1m", "1m_10m", "10m_100m", "100m_1bn", "1bn_10bn", "10bn_and_over")
    ]
    return {"total": answer["meta"]["total"], **facets, "bands": counts, "ids": [row["id"] for row in answer["data"]]}


@pytest.mark.parametrize("at", range(SETS))
def test_the_page_counts_as_the_api_does(url: str, sets: list[Pairs], at: int) -> None:
    page = html.fromstring(ask(f"{url}/?{urlencode(sets[at])}").decode())
    answer = asked(url, [*sets[at], *(("facet", name) for name in FACETS), ("facet_limit", str(FACET_LIMIT))])
    assert shown(page) == told(answer)


def test_the_sets_differ_and_most_find_something(url: str, sets: list[Pairs]) -> None:
    totals = [asked(url, [*rows, ("limit", "1")])["meta"]["total"] for rows in sets]
    assert len(set(totals)) > 8
    assert sum(total > 0 for total in totals) > SETS / 2


def test_the_browser_shows_what_the_server_sent(visit: Visit, url: str, sets: list[Pairs]) -> None:
    for rows in sets[:3]:
        address = f"/?{urlencode(rows)}"
        page = visit(address)
        assert shown(html.fromstring(page.content())) == shown(html.fromstring(ask(url + address).decode()))
