"""The tools answer what the API answers, and say how to mend what they cannot."""

from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from api.citations import STYLES
from api.dependencies import Resources
from api.mcp.arguments import input_schema, output_schema
from api.mcp.inquiry import Inquiry
from api.mcp.tools import TOOLS
from api.params.models import Filtering
from tests.mcp.asking import BASE, ask, mistake, outcome_of

QUESTIONS: list[dict[str, Any]] = [
    {},
    {"q": "rover"},
    {"q": "missiles OR satellites", "sort": "usd_desc"},
    {"topic": ["space"], "country": ["Japan"]},
    {"topic": ["space", "defense"], "topic_not": ["technology"]},
    {"country_all": ["JP", "PH"]},
    {"usd_min": 200_000_000, "usd_max": 900_000_000},
    {"has_amount": True, "sort": "date_asc"},
    {"date_from": "2024-04-08", "date_to": "2024-04-30"},
    {"initiative": ["artemis"], "limit": 1},
    {"synonyms": False, "q": "C2", "match": "any"},
    {"volume": ["3"], "payer": ["microsoft"]},
]
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("search_developments", {"q": "philipines"}),
    ("search_developments", {"q": "rover moonbase"}),
    ("search_developments", {"country": ["JPN"], "q": '"rover'}),
    ("get_development", {"id": "3.7-d3"}),
    ("get_development", {"id": "3.7-d3", "include": ["evidence"], "revision": 1}),
    ("get_issue", {"id": "latest"}),
    ("aggregate", {"group_by": ["topic", "year"], "metric": ["count", "usd_sum"], "in": "JPY"}),
    ("vocabulary", {"kind": "country"}),
    ("vocabulary", {"kind": "topic", "name": "spa"}),
    ("initiative_timeline", {"initiative": "artemis"}),
    ("cite", {"id": "3.7-h2", "style": "csl-json"}),
]
MISTAKES: list[tuple[str, dict[str, Any], str]] = [
    ("search_developments", {"topic": ["spaec"]}, "- topic: There is no topic “spaec”. Use “space”. The tool vocabulary with kind=topic"),
    ("search_developments", {"contry": ["JP"]}, "- contry: There is no such parameter here; did you mean country?"),
    ("search_developments", {"query": "rover"}, "- query: Put the words into q."),
    ("search_developments", {"page": 2}, "- page: Lists are walked with cursor"),
    ("search_developments", {"limit": 51}, "- limit: Limit cannot be over 50. Use “50”."),
    ("search_developments", {"limit": 2.5}, "- limit: Write limit as a whole number"),
    ("search_developments", {"sort": "newest"}, "there are relevance, date_desc"),
    ("search_developments", {"sort": "relevance"}, "- sort: Relevance needs q"),
    ("search_developments", {"date_from": "2024-05-01", "date_to": "2024-04-01"}, "date_from is after date_to"),
    ("search_developments", {"q": "a*"}, "- q: “a*” is too wide; write at least 2 letters"),
    ("search_developments", {"q": "rover\0"}, "- q: It holds a NUL character"),
    ("search_developments", {"q": "\ud800"}, "- q: It is not valid UTF-8"),
    ("search_developments", {"q": ["a", "b"]}, "- q: It is given 2 times; give it once."),
    ("search_developments", {"topic": [["space"]]}, "- topic: Give a string, a number, true or false, or a list of them"),
    ("search_developments", {"topic": {"any": "space"}}, "- topic: Give a string"),
    ("search_developments", {"cursor": "2"}, "(cursor_invalid). This cursor"),
    ("get_development", {}, "- id: It is required."),
    ("get_development", {"id": "3.7-d99"}, "There is no development 3.7-d99. Issue 3.7 has 3.7-d1 to 3.7-d5."),
    ("get_development", {"id": "9.9-d1"}, "Issues go from 2.24 to 3.10."),
    ("get_development", {"id": "3.7-d9"}, "(withdrawn). The development 3.7-d9 was withdrawn."),
    ("get_development", {"id": "3.7-d3", "revision": 9}, "The development 3.7-d3 has no revision 9."),
    ("get_development", {"id": "3.7-d3", "include": ["source_text"]}, "- include: There is no include “source_text”; there are evidence."),
    ("get_issue", {"id": "3.8"}, "There is no issue 3.8. Issues go from 2.24 to 3.10."),
    ("aggregate", {}, "- group_by: It is required."),
    ("aggregate", {"group_by": ["tpoic"]}, "Use “topic”."),
    ("aggregate", {"group_by": ["topic"], "in": "XAF"}, "- in: No rate is stored for XAF; there are rates for"),
    ("vocabulary", {"kind": "orgnization"}, "Use “organization”."),
    ("vocabulary", {"kind": "topic", "name": "spa", "cursor": "x"}, "- cursor: Names are not walked"),
    ("initiative_timeline", {"initiative": "Artemis program"}, "Use “artemis”."),
    ("cite", {"id": "rover"}, "“rover” is no id. No record or page has this address. Ids look like 3.7 (issue)"),
    ("cite", {"id": "3.7", "style": "chicargo"}, "- style: There is no style “chicargo”; there are chicago"),
]  # fmt: skip


def named(rows: list[Any]) -> list[str]:
    """Test ids."""
    return [f"{n}-{row[0]}" if isinstance(row, tuple) else str(row) for n, row in enumerate(rows)]


def test_there_are_seven_tools_at_most_each_told_in_a_sentence_or_two() -> None:
    assert len(TOOLS) == 7
    for row in TOOLS.values():
        assert row.title
        assert 40 < len(row.description) < 220


@pytest.mark.parametrize("name", TOOLS)
def test_the_schema_of_arguments_is_closed_short_and_describes_each(name: str) -> None:
    schema = input_schema(TOOLS[name].takes)
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    assert all(row["description"] for row in schema["properties"].values())
    assert len(orjson.dumps(schema)) < 6_000


@pytest.mark.parametrize("name", ["search_developments", "aggregate"])
def test_filters_have_the_names_that_they_have_in_the_api(name: str) -> None:
    assert set(Filtering.model_fields) <= set(input_schema(TOOLS[name].takes)["properties"])


@pytest.mark.parametrize("question", QUESTIONS, ids=named(QUESTIONS))
def test_a_search_gives_what_the_api_gives_at_its_address(
    app: FastAPI, api: TestClient, question: dict[str, Any]
) -> None:
    answer = ask(app, "search_developments", **question)
    same = api.get(answer["url"].removeprefix(BASE)).json()
    assert answer["total"] == same["meta"]["total"]
    assert [row["id"] for row in answer["developments"]] == [row["id"] for row in same["data"]]
    assert answer["shown"] == len(answer["developments"])
    assert answer["description"] == same["meta"]["query"]["description"]
    assert answer["data_version"] == same["meta"]["data_version"]


@pytest.mark.parametrize(("name", "arguments"), CALLS, ids=named(CALLS))
def test_an_answer_fits_the_schema_that_the_tool_promises(app: FastAPI, name: str, arguments: dict[str, Any]) -> None:
    outcome = outcome_of(app, name, arguments)
    Draft202012Validator(output_schema(TOOLS[name].gives)).validate(outcome.structured)
    assert orjson.loads(outcome.text) == outcome.structured
    assert outcome.structured
    assert outcome.structured["url"].startswith(f"{BASE}/v1/")


@pytest.mark.parametrize(("name", "arguments", "told"), MISTAKES, ids=named(MISTAKES))
def test_a_mistake_is_told_with_what_would_be_right(
    app: FastAPI, name: str, arguments: dict[str, Any], told: str
) -> None:
    assert told in mistake(app, name, **arguments)


def test_all_mistakes_of_a_call_are_told_at_once(app: FastAPI) -> None:
    told = mistake(app, "search_developments", topic=["spaec"], limit=0, pgae=1)
    assert [line.split(":")[0] for line in told.splitlines()[1:]] == ["- pgae", "- topic", "- limit"]


@pytest.mark.parametrize(
    "arguments",
    [
        {"topic": "space", "usd_min": 10_000_000},
        {"topic": '["space"]', "usd_min": 1e7},
        {"topic": ["space"], "usd_min": "10000000", "q": None, "country": []},
        {"topic": ["space", None], "usd_min": 10_000_000, "has_amount": True},
    ],
    ids=["one value for a list", "a list as JSON", "null and nothing", "null in a list"],
)
def test_what_clients_write_otherwise_means_the_same(app: FastAPI, arguments: dict[str, Any]) -> None:
    assert [row["id"] for row in ask(app, "search_developments", **arguments)["developments"]] == ["3.10-d1"]


def test_pages_partition_the_result(app: FastAPI) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        page = ask(app, "search_developments", limit=3, cursor=cursor)
        assert page["total"] == 7
        seen += [row["id"] for row in page["developments"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 7


def test_a_line_of_a_search_has_its_address_slugs_and_amounts(app: FastAPI) -> None:
    (line,) = ask(app, "search_developments", payer=["microsoft"])["developments"]
    assert line["url"] == f"{BASE}/v1/developments/3.7-d3"
    assert line["resource"] == "alliance://developments/3.7-d3"
    assert line["organizations"] == ["microsoft"]
    assert [(one["usd_high"], one["counted"]) for one in line["amounts"]] == [
        (2_900_000_000, True),
        (1_000_000_000, True),
        (110_000_000, True),
    ]


def test_offers_have_whole_addresses(app: FastAPI) -> None:
    answer = ask(app, "search_developments", q="philipines")
    assert answer["total"] == 0
    assert answer["did_you_mean"] == {"q": "philippines", "total": 1, "url": f"{BASE}/v1/developments?q=philippines"}


def test_a_development_is_as_the_api_serves_it_with_whole_links(app: FastAPI, api: TestClient) -> None:
    answer = ask(app, "get_development", id="3.7-d3")
    served = api.get("/v1/developments/3.7-d3").json()["data"]
    links = answer["development"]["links"]
    assert answer["development"] == {**served, "links": links}
    assert links["issue"] == f"{BASE}/v1/issues/3.7"
    assert links["source"] == served["links"]["source"]


def test_links_to_other_sites_stay_as_they_are(app: FastAPI) -> None:
    resources: Resources = app.state.resources
    inquiry = Inquiry(resources, resources.backend.snapshot(), BASE)
    links = {"self": "/v1/issues/3.7", "source": "https://spfusa.org/publications/", "html": None}
    assert inquiry.linked(links) == {**links, "self": f"{BASE}/v1/issues/3.7"}


def test_evidence_is_there_only_when_asked_for(app: FastAPI) -> None:
    assert not {"evidence", "source_text"} & set(ask(app, "get_development", id="3.7-d3")["development"])
    asked = ask(app, "get_development", id="3.7-d3", include=["evidence"])
    assert asked["development"]["evidence"][0]["raw"] == "rover"
    assert asked["url"] == f"{BASE}/v1/developments/3.7-d3?include=evidence"


def test_rows_left_out_are_counted_and_the_whole_is_distinct(app: FastAPI, api: TestClient) -> None:
    answer = ask(app, "aggregate", group_by=["topic"], metric=["count", "usd_sum"], limit=2)
    same = api.get(answer["url"].removeprefix(BASE)).json()
    assert (answer["groups"], answer["shown"], len(answer["rows"])) == (same["meta"]["total"], 2, 2)
    assert answer["groups"] > 2
    assert [row["keys"] for row in answer["rows"]] == [row["keys"] for row in same["data"][:2]]
    assert answer["distinct_total"] == same["meta"]["distinct_total"]
    assert answer["rows"][0]["url"].startswith(f"{BASE}/v1/developments?topic=")


def test_a_vocabulary_is_walked_or_looked_up_by_alias(app: FastAPI) -> None:
    first = ask(app, "vocabulary", kind="topic", limit=3)
    assert (first["total"], first["shown"]) == (5, 3)
    rest = ask(app, "vocabulary", kind="topic", limit=3, cursor=first["next_cursor"])
    assert len({row["value"] for row in first["entries"] + rest["entries"]}) == 5
    (found,) = ask(app, "vocabulary", kind="organization", name="MSFT")["entries"]
    assert (found["value"], found["seen"]["count"]) == ("microsoft", 1)
    assert ask(app, "vocabulary", kind="initiative", name="MSFT")["total"] == 0
    assert ask(app, "vocabulary", kind="country", name="Jpaan")["nearest"] == "JP"


def test_a_timeline_is_oldest_first_and_says_how_to_read_on(app: FastAPI) -> None:
    whole = ask(app, "initiative_timeline", initiative="artemis")
    assert [line["id"] for line in whole["developments"]] == ["3.7-d4", "3.10-d1"]
    assert whole["more"] is None
    part = ask(app, "initiative_timeline", initiative="artemis", limit=1)
    assert (part["total"], part["shown"]) == (2, 1)
    assert part["more"] == "search_developments with initiative=['artemis'], sort=date_asc"


@pytest.mark.parametrize("style", STYLES)
def test_every_style_cites_every_kind_of_record(app: FastAPI, style: str) -> None:
    for id in ("3.7", "3.7-h2", "3.7-d3"):
        cited = ask(app, "cite", id=id, style=style)["citation"]
        assert id.partition("-")[0] in cited
        assert "Sasakawa" in cited


def test_csl_json_is_a_list_of_one_item(app: FastAPI) -> None:
    (item,) = orjson.loads(ask(app, "cite", id="3.7-d3", style="csl-json")["citation"])
    assert item["archive_location"] == "3.7-d3"
