"""Lists: the envelope, its models, facets with addresses, extras and multi-get."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from api.schemas import answers

MODELS = {
    "/v1/issues": answers.IssueList,
    "/v1/issues/3.7": answers.IssueItem,
    "/v1/issues/latest": answers.IssueItem,
    "/v1/issues?q=moon&highlight=true&facet=year": answers.IssueList,
    "/v1/headlines?limit=3": answers.HeadlineList,
    "/v1/headlines/3.7-h2": answers.HeadlineItem,
    "/v1/headlines/3.10-h2": answers.HeadlineItem,
    "/v1/developments?usd_min=1&facet=topic&facet=usd_band&limit=1": answers.DevelopmentList,
    "/v1/developments?q=moom": answers.DevelopmentList,
    "/v1/developments?q=moon+china": answers.DevelopmentList,
    "/v1/developments?q=moon&highlight=true&country=JPN": answers.DevelopmentList,
    "/v1/developments?id=3.7-d2&id=9.9-d9": answers.DevelopmentList,
    "/v1/developments/3.7-d3": answers.DevelopmentItem,
    "/v1/developments/3.7-d2?revision=1": answers.DevelopmentItem,
    "/v1/developments?include=evidence&highlight=true&q=moon": answers.DevelopmentList,
    "/v1/developments?id=3.7-d2&include=evidence": answers.DevelopmentList,
    "/v1/developments/3.7-d3?include=evidence": answers.DevelopmentItem,
    "/v1/search?q=moon&include=evidence": answers.SearchList,
    "/v1/developments/3.7-d2/revisions": answers.RevisionList,
    "/v1/search?facet=kind": answers.SearchList,
    "/v1/search?q=moon&highlight=true": answers.SearchList,
    "/v1/facets": answers.FacetList,
    "/v1/topics": answers.TopicList,
    "/v1/topics/space": answers.TopicItem,
    "/v1/countries": answers.CountryList,
    "/v1/countries/FR": answers.CountryItem,
    "/v1/country-pairs": answers.CountryPairList,
    "/v1/initiatives?topic=space": answers.InitiativeList,
    "/v1/initiatives/artemis": answers.InitiativeItem,
    "/v1/initiatives/quad": answers.InitiativeItem,
    "/v1/organizations": answers.OrganizationList,
    "/v1/organizations/nasa": answers.OrganizationItem,
    "/v1/people": answers.PersonList,
    "/v1/people/joe-biden": answers.PersonItem,
    "/v1/suggest?q=k": answers.SuggestionList,
    "/v1/interpret?q=trilateral+talks+with+Korea": answers.InterpretationItem,
    "/v1/developments/3.7-d2/citation": answers.CitationItem,
    "/v1/developments/3.7-d2/citation?style=ris&revision=1": answers.CitationItem,
    "/v1/headlines/3.10-h2/citation?style=bibtex": answers.CitationItem,
    "/v1/issues/latest/citation?style=csl-json": answers.CitationItem,
    "/v1/changes?limit=3": answers.ChangeList,
    "/v1/fields": answers.CatalogueItem,
    "/v1/synonyms": answers.SynonymList,
    "/v1/status": answers.StatusItem,
}


@pytest.mark.parametrize(("url", "model"), MODELS.items(), ids=MODELS)
def test_an_answer_has_exactly_the_keys_of_its_model(client: TestClient, url: str, model: type[BaseModel]) -> None:
    response = client.get(url)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    model.model_validate_json(response.content)


def get(client: TestClient, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return response.json()


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer["data"]]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("/v1/developments?topic=space&country=JP", ["3.10-d1", "3.7-d4"]),
        ("/v1/developments?usd_min=1000000000&sort=usd_desc", ["3.7-d3"]),
        ("/v1/developments?usd_min=200000000&usd_max=900000000", ["2.24-d1"]),
        ("/v1/developments?country_all=JP&country_all=PH", ["3.7-d5"]),
        ("/v1/developments?country_not=CN&topic=defense", ["3.7-d2", "2.24-d1"]),
        ("/v1/developments?date_from=2024-04-07&date_to=2024-04-07", ["3.7-d5", "3.7-d2", "3.7-d3"]),
        ("/v1/developments?q=C2", ["3.7-d2"]),
        ("/v1/developments?q=organization:NASA", ["3.7-d4"]),
        ("/v1/issues?topic=space", ["3.10", "3.7"]),
        ("/v1/headlines?country=PH", ["3.7-h5"]),
        ("/v1/search?q=moon&kind=issue&kind=headline", ["3.7-h4", "3.7"]),
    ],
)
def test_filters_find_what_they_say(client: TestClient, url: str, found: list[str]) -> None:
    answer = get(client, url)
    assert sorted(ids(answer)) == sorted(found)
    assert answer["meta"]["total"] == len(found)


def test_headlines_without_a_development_are_left_out_with_a_warning(client: TestClient) -> None:
    assert get(client, "/v1/headlines")["meta"]["total"] == 8
    answer = get(client, "/v1/headlines?has_amount=false")
    assert "3.10-h2" not in ids(answer)
    assert [w["code"] for w in answer["meta"]["warnings"]] == ["headlines_left_out"]


def test_links_to_what_does_not_exist_are_null(client: TestClient) -> None:
    links = get(client, "/v1/aggregate?group_by=topic")["links"]
    assert links == {
        "self": "/v1/aggregate?group_by=topic",
        "next": None,
        "html": None,
        "csv": None,
        "jsonl": None,
        "atom": None,
    }


def test_an_item_of_a_list_is_the_same_as_alone(client: TestClient) -> None:
    for row in get(client, "/v1/search")["data"]:
        alone = get(client, row["links"]["self"])["data"]
        assert row == {**alone, "score": None}


def test_scores_come_with_relevance_only(client: TestClient) -> None:
    assert all(row["score"] > 0 for row in get(client, "/v1/search?q=moon")["data"])
    assert all(row["score"] is None for row in get(client, "/v1/search?q=moon&sort=date_asc")["data"])


def test_highlights_are_marked_and_escaped(client: TestClient) -> None:
    row = get(client, "/v1/developments?q=satellites&highlight=true")["data"][0]
    assert row["highlight"]["title"] == "<mark>Satellites</mark> &lt;fast &amp; small&gt;"
    assert row["title"] == "Satellites <fast & small>"
    assert get(client, "/v1/developments?highlight=true")["data"][0]["highlight"] is None


def test_fields_keep_the_keys_asked_for_and_what_names_the_item(client: TestClient) -> None:
    assert get(client, "/v1/developments?issue=3.10&fields=title")["data"] == [
        {"id": "3.10-d1", "kind": "development", "title": "Satellites <fast & small>"}
    ]
    assert list(get(client, "/v1/topics?fields=seen&limit=1")["data"][0]) == ["slug", "kind", "seen"]
    assert list(get(client, "/v1/developments?id=3.7-d2&fields=topics")["data"][0]) == ["id", "kind", "topics"]


def test_several_ids_come_in_the_order_asked_and_the_missing_are_named(client: TestClient) -> None:
    answer = get(client, "/v1/developments?id=3.7-d4&id=nope&id=2.24-d1&id=3.7-d4&id=3.7-d9")
    assert ids(answer) == ["3.7-d4", "2.24-d1"]
    assert answer["meta"]["not_found"] == ["nope", "3.7-d9"]
    assert (answer["meta"]["total"], answer["meta"]["next_cursor"]) == (2, None)


def test_a_misspelt_word_is_offered_right(client: TestClient) -> None:
    offer = get(client, "/v1/developments?q=philipines&country=JP")["meta"]["did_you_mean"]
    assert (offer["q"], offer["url"]) == ("philippines", "/v1/developments?q=philippines&country=JP")
    assert get(client, offer["url"])["meta"]["total"] == offer["total"] == 1


def test_the_relaxed_offer_finds_what_it_says(client: TestClient) -> None:
    answer = get(client, "/v1/developments?q=moon+china")
    assert answer["meta"]["total"] == 0
    relaxed = answer["meta"]["relaxed"]
    assert get(client, relaxed["url"])["meta"]["total"] == relaxed["total"] == 2


FACETS = (
    "topic",
    "country",
    "alliance_format",
    "initiative",
    "organization",
    "person",
    "payer",
    "issue",
    "year",
    "usd_band",
)


@pytest.mark.parametrize("name", FACETS)
@pytest.mark.parametrize("filter", ["", "&country=US", "&topic_not=cyber&q=headline"])
def test_a_bucket_leads_to_as_many_records_as_it_counts(client: TestClient, name: str, filter: str) -> None:
    facet = get(client, f"/v1/developments?facet={name}{filter}")["facets"][name]
    assert facet["buckets"]
    for bucket in facet["buckets"]:
        if bucket["selected"]:
            continue
        answer = get(client, bucket["url"])
        chosen = next(b for b in answer["facets"][name]["buckets"] if b["value"] == bucket["value"])
        assert chosen["selected"]
        if filter != "&country=US" or name != "country":
            assert answer["meta"]["total"] == bucket["count"]


def test_a_pair_bucket_narrows_and_its_address_switches_back(client: TestClient) -> None:
    start = "/v1/developments?facet=country_pair"
    pair = next(b for b in get(client, start)["facets"]["country_pair"]["buckets"] if b["value"] == "JP-PH")
    assert pair["url"] == "/v1/developments?country_all=JP&country_all=PH&facet=country_pair"
    answer = get(client, pair["url"])
    assert answer["meta"]["total"] == pair["count"] == 1
    again = next(b for b in answer["facets"]["country_pair"]["buckets"] if b["value"] == "JP-PH")
    assert (again["selected"], again["url"]) == (True, start)


@pytest.mark.parametrize(
    ("name", "selecting"),
    [("topic", "topic=space"), ("year", "date_from=2024-01-01&date_to=2024-12-31"), ("usd_band", "usd_max=9999999999&usd_min=1000000000")],
)  # fmt: skip
def test_a_selected_bucket_switches_off(client: TestClient, name: str, selecting: str) -> None:
    buckets = get(client, f"/v1/developments?facet={name}&{selecting}")["facets"][name]["buckets"]
    selected = [bucket for bucket in buckets if bucket["selected"]]
    assert [bucket["url"] for bucket in selected] == [f"/v1/developments?facet={name}"]


def test_a_kind_bucket_leads_to_the_search(client: TestClient) -> None:
    buckets = get(client, "/v1/search?q=moon&facet=kind")["facets"]["kind"]["buckets"]
    assert {b["value"]: (b["count"], b["selected"]) for b in buckets} == {
        "development": (1, False),
        "headline": (1, False),
        "issue": (1, False),
    }
    for bucket in buckets:
        assert get(client, bucket["url"])["meta"]["total"] == bucket["count"]
    beside = get(client, "/v1/developments?q=moon&facet=kind")["facets"]["kind"]["buckets"]
    assert all(b["url"].startswith("/v1/search?q=moon&") for b in beside)


def test_facets_alone_have_no_data_and_agree_with_the_list(client: TestClient) -> None:
    alone = get(client, "/v1/facets?country=JP&facet=topic&facet=year&facet_limit=3")
    beside = get(client, "/v1/developments?country=JP&facet=topic&facet=year&facet_limit=3")
    assert alone["data"] == []
    assert alone["meta"]["total"] == beside["meta"]["total"]
    assert alone["meta"]["next_cursor"] is None
    for name in ("topic", "year"):
        strip = [{**b, "url": None} for b in alone["facets"][name]["buckets"]]
        assert strip == [{**b, "url": None} for b in beside["facets"][name]["buckets"]]
        assert all(b["url"].startswith("/v1/facets?") for b in alone["facets"][name]["buckets"])


def test_facets_alone_give_all_when_none_is_named(client: TestClient) -> None:
    assert set(get(client, "/v1/facets")["facets"]) == {*FACETS, "country_pair"}
