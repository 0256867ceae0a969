"""Figures: what pages show is what the API says."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.pages.languages import languages
from tests.pages.records.looking import Look

ENGLISH = languages()["en"]
LISTS = ("topics", "countries", "initiatives", "organizations", "people")
FILTERS = ("", "?topic=defense", "?country=PH&date_from=2023-01-01", "?q=moon")


def get(client: TestClient, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize("room", LISTS)
def test_a_vocabulary_list_shows_the_api_s_rows(look: Look, archive: TestClient, room: str, query: str) -> None:
    body = get(archive, f"/v1/{room}{query}{'&' if query else '?'}limit=50")
    page = look(f"/{room}{query}")
    rows = page.tree.xpath("//table/tbody/tr")
    assert page.texts("//p[@class='total']")[0].startswith(f"{body['meta']['total']:,} ")
    assert len(rows) == len(body["data"])
    for row, entry in zip(rows, body["data"], strict=True):
        assert row.xpath("th/a/@href") == [entry["links"]["html"]]
        assert row.xpath("td")[0].text_content().strip() == str(entry["seen"]["count"])
        assert row.xpath(".//data/@value") == (
            [] if entry["seen"]["usd_sum"] is None else [str(entry["seen"]["usd_sum"])]
        )
        assert row.xpath(".//time/@datetime") == [d for d in (entry["seen"]["first_on"], entry["seen"]["last_on"]) if d]


@pytest.mark.parametrize(("room", "parameter"), [("topics", "topic"), ("organizations", "organization"), ("people", "person"), ("countries", "country")])  # fmt: skip
@pytest.mark.parametrize("query", ["?topic=defense", "?country=PH&volume=3"])
def test_the_number_beside_an_entry_is_what_its_link_finds(look: Look, room: str, parameter: str, query: str) -> None:
    for row in look(f"/{room}{query}").tree.xpath("//table/tbody/tr")[:6]:
        (link,) = row.xpath("td[1]/a")
        assert parameter in link.get("href")
        assert look(link.get("href")).texts("//h2[@class='total']")[0].split()[0] == link.text_content()


def test_a_list_is_leafed_through_by_cursor_to_its_end(look: Look, archive: TestClient) -> None:
    url, found = "/organizations?limit=40", []
    while url:
        page = look(url)
        found += page.tree.xpath("//table/tbody/tr/th/a/@href")
        url = next(iter(page.tree.xpath("//a[@rel='next']/@href")), None)
    assert len(found) == len(set(found)) == get(archive, "/v1/organizations")["meta"]["total"]


def test_an_issue_list_counts_developments_as_the_search_does(look: Look, archive: TestClient) -> None:
    rows = look("/issues").tree.xpath("//ul[@class='issues']/li")
    issues = get(archive, "/v1/issues?limit=200")["data"]
    assert [row.xpath("a/@href")[0] for row in rows] == [f"/issues/{issue['id']}" for issue in issues]
    for row, issue in list(zip(rows, issues, strict=True))[::6]:
        count = get(archive, f"/v1/developments?issue={issue['id']}&limit=1")["meta"]["total"]
        assert row.xpath("span[@class='quiet count']")[0].text == ENGLISH.several("facets.count", count)


def test_an_issue_shows_its_headlines_and_then_its_developments(look: Look, archive: TestClient) -> None:
    issue = get(archive, "/v1/issues/3.7")["data"]
    page = look("/issues/3.7")
    assert page.tree.xpath("//ol/li/@id") == [line["id"] for line in issue["headlines"]]
    told = [d for line in issue["headlines"] for d in line["developments"]]
    assert page.tree.xpath("//article[contains(@class, 'development')]/@id") == [d["id"] for d in told]
    assert page.texts("//article//h3") == [d["title"] for d in told]
    assert issue["source_url"] in page.tree.xpath("//a[@rel='external']/@href")
    assert page.tree.xpath("//a[@rel='prev']/@href | //a[@rel='next']/@href") == ["/issues/3.6", "/issues/3.9"]


def test_the_newest_issue_has_none_after_it_and_the_oldest_none_before(look: Look) -> None:
    assert look("/issues/latest").tree.xpath("//nav[@class='neighbours']//@rel") == ["prev"]
    assert look("/issues/1.2").tree.xpath("//nav[@class='neighbours']//@rel") == ["next"]


@pytest.mark.parametrize(("room", "id"), [("countries", "JP"), ("topics", "space"), ("initiatives", "g7"), ("organizations", "nasa"), ("people", "joe-biden")])  # fmt: skip
def test_an_entry_shows_what_the_api_has_on_it(look: Look, archive: TestClient, room: str, id: str) -> None:
    entry = get(archive, f"/v1/{room}/{id}")["data"]
    page = look(f"/{room}/{id}")
    assert page.texts("//dl[@class='figures']/div[1]/dd") == [f"{entry['seen']['count']:,}"]
    assert page.tree.xpath("//dl[@class='figures']//time/@datetime") == [
        entry["seen"]["first_on"],
        entry["seen"]["last_on"],
    ]
    bars = page.tree.xpath("//section[@data-timeline]//tbody/tr/@data-count")
    assert sum(map(int, bars)) == entry["seen"]["count"]
    if "timeline" in entry:
        shown = page.tree.xpath("//ol[@class='course']/li/a/@href")
        assert shown == [line["links"]["html"] for line in entry["timeline"]]


def test_a_country_s_pairs_are_those_of_the_whole_list(look: Look, archive: TestClient) -> None:
    pairs = get(archive, "/v1/country-pairs?limit=200")["data"]
    counts = {frozenset(pair["countries"]): str(pair["seen"]["count"]) for pair in pairs}
    rows = look("/countries/PH").tree.xpath("//section[.//h2[@id='with']]//tbody/tr")
    assert len(rows) == min(12, sum("PH" in countries for countries in counts))
    for row in rows:
        other = row.xpath("th/a/@href")[0].rpartition("/")[2]
        assert row.xpath("td")[0].text_content().strip() == counts[frozenset({"PH", other})]


def test_the_matrix_is_the_list_of_pairs_both_ways(look: Look, archive: TestClient) -> None:
    page = look("/country-pairs")
    codes = page.texts("//table[@class='matrix']/thead//abbr")
    cells = {}
    for row, line in zip(codes, page.tree.xpath("//table[@class='matrix']/tbody/tr"), strict=True):
        cells |= {
            (row, column): cell.text_content().strip() for column, cell in zip(codes, line.xpath("td"), strict=True)
        }
    for pair in get(archive, "/v1/country-pairs?limit=200")["data"]:
        first, second = pair["countries"]
        assert cells[first, second] == cells[second, first] == str(pair["seen"]["count"])
    assert all(cells[code, code] == "" for code in codes)


@pytest.mark.parametrize(
    ("url", "call", "key"),
    [
        ("/money", "/v1/aggregate?group_by=topic&has_amount=true", "topic"),
        ("/money?topic=economic", "/v1/aggregate?group_by=payer&has_amount=true&topic=economic", "payer"),
        ("/money?years=jp_fiscal_year", "/v1/aggregate?group_by=jp_fiscal_year&has_amount=true", "jp_fiscal_year"),
        ("/money?years=us_fiscal_year", "/v1/aggregate?group_by=us_fiscal_year&has_amount=true", "us_fiscal_year"),
        ("/money?in=JPY", "/v1/aggregate?group_by=year&has_amount=true&in=JPY", "year"),
    ],
)
def test_sums_of_money_are_the_api_s(look: Look, archive: TestClient, url: str, call: str, key: str) -> None:
    body = get(archive, f"{call}&metric=count&metric=usd_sum")
    page = look(url)
    rows = page.tree.xpath(f"//section[@aria-labelledby='by-{key}']//tbody/tr")
    in_yen = "JPY" in url

    def figure(row: dict[str, Any]) -> str:
        value = row["in"]["sum"] if in_yen else row["usd_sum"]
        return "" if value is None else str(value)

    shown = [("".join(row.xpath(".//data/@value")), row.xpath("td")[-1].text_content()) for row in rows]
    assert sorted(shown) == sorted((figure(row), str(row["count"])) for row in body["data"])
    total = body["meta"]["distinct_total"]
    assert page.tree.xpath("//p[@class='grand']//data/@value") == [figure(total)]
    said = page.texts(f"//section[@aria-labelledby='by-{key}']/p")[0]
    assert ("overlap" in said and "do not" not in said) == body["meta"]["overlapping"]


@pytest.mark.parametrize("key", ["topic", "payer"])
def test_behind_a_bar_are_as_many_developments_as_it_says(look: Look, key: str) -> None:
    for row in look("/money").tree.xpath(f"//section[@aria-labelledby='by-{key}']//tbody/tr")[:5]:
        found = look(row.xpath("th/a/@href")[0])
        assert found.texts("//h2[@class='total']")[0].split()[0] == row.xpath("td")[-1].text_content()


def test_the_account_of_the_archive_is_its_status(look: Look, archive: TestClient) -> None:
    status = get(archive, "/v1/status")["data"]
    page = look("/about")
    shown = dict(zip(page.texts("//dl[@class='figures']//dt"), page.texts("//dl[@class='figures']//dd"), strict=True))
    assert shown == {name: str(count) for name, count in status["counts"].items()}
    missing = ", ".join(page.texts("//section[@aria-labelledby='gaps']//dd")).split(", ")
    assert missing == status["coverage"]["issues_missing"]
    assert status["attribution"] in page.response.text.replace("&#39;", "'")
