"""Parameters: parity with the search room's fields, canonical spelling, and the query that they make."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qs

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.params import DevelopmentParams, ListParams, SearchParams, Vocabulary, VocabularyParams, ask
from api.params.models import Filtering
from api.services.questions import DEVELOPMENTS, SEARCH
from search import FIELDS, AmountFilter, Filters, Match, SearchQuery, Sort, SpanFilter, TermFilter
from tests.http.apps import make_backend
from tests.http.raw import ask_raw

VOCABULARY = Vocabulary(make_backend().snapshot())


@pytest.mark.parametrize("model", [ListParams, DevelopmentParams, SearchParams, VocabularyParams])
def test_each_filter_of_the_search_room_has_its_parameters_everywhere(model: type[Filtering]) -> None:
    wanted = {name for row in FIELDS for name in row.parameters}
    assert len(wanted) > 20
    assert wanted <= set(model.model_fields)


def test_there_are_no_filter_parameters_without_a_field() -> None:
    assert set(Filtering.model_fields) - {name for row in FIELDS for name in row.parameters} == {
        "q",
        "match",
        "synonyms",
    }


def query_of(text: str) -> SearchQuery:
    given = parse_qs(text)
    values = {k: v if k in {"topic", "topic_all", "topic_not", "country", "country_all", "country_not", "issue", "volume", "amount_currency", "facet"} else v[0] for k, v in given.items()}  # fmt: skip
    return ask(DevelopmentParams.model_validate(values), DEVELOPMENTS, VOCABULARY).query


def made(**terms: TermFilter) -> Filters:
    return Filters(terms=terms)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", SearchQuery()),
        ("q=moon", SearchQuery(q="moon", sort=Sort.RELEVANCE)),
        ("q=moon&sort=date_asc&match=any", SearchQuery(q="moon", sort=Sort.DATE_ASC, match=Match.ANY)),
        ("q=moon&synonyms=false", SearchQuery(q="moon", sort=Sort.RELEVANCE, synonyms=False)),
        ("topic=space&topic=cyber", SearchQuery(filters=made(topic=TermFilter(("cyber", "space"))))),
        ("topic_all=space&topic_not=cyber", SearchQuery(filters=made(topic=TermFilter((), ("space",), ("cyber",))))),
        ("country=JPN&country=japan", SearchQuery(filters=made(country=TermFilter(("JP",))))),
        ("country_all=jp&country_not=fr", SearchQuery(filters=made(country=TermFilter((), ("JP",), ("FR",))))),
        ("issue=Vol+3.7&issue=vol.3.7", SearchQuery(filters=made(issue=TermFilter(("3.7",))))),
        ("issue=3.7&volume=3", SearchQuery(filters=made(issue=TermFilter(("3.7",)), volume=TermFilter(("3",))))),
        ("date_from=2024-04-01", SearchQuery(filters=Filters(date=SpanFilter(date(2024, 4, 1), None)))),
        ("published_to=2024-04-01", SearchQuery(filters=Filters(published=SpanFilter(None, date(2024, 4, 1))))),
        ("usd_min=0&has_amount=true", SearchQuery(filters=Filters(amount=AmountFilter(usd_min=0, present=True)))),
        (
            "amount_max=5&amount_currency=USD&amount_currency=JPY",
            SearchQuery(filters=Filters(amount=AmountFilter(amount_max=5, currencies=("JPY", "USD")))),
        ),
        (
            "updated_since=2024-04-01",
            SearchQuery(filters=Filters(updated_since=datetime(2024, 4, 1, tzinfo=UTC))),
        ),
        (
            "updated_since=2024-04-01T09:00:00%2B09:00",
            SearchQuery(filters=Filters(updated_since=datetime(2024, 4, 1, tzinfo=UTC))),
        ),
        ("limit=3&facet=topic&facet=year&facet_limit=2", SearchQuery(limit=3, facets=("topic", "year"), facet_limit=2)),
        ("highlight=true", SearchQuery(highlight=True)),
    ],
)
def test_parameters_become_one_query(text: str, query: SearchQuery) -> None:
    assert query_of(text) == query


def test_kinds_narrow_a_search() -> None:
    asked = ask(SearchParams.model_validate({"kind": ["issue", "issue"]}), SEARCH, VOCABULARY)
    assert asked.query.kinds == ("issue",)
    assert ask(SearchParams(), SEARCH, VOCABULARY).query.kinds == ("development", "headline", "issue")


def test_two_spellings_of_one_question_have_one_canonical_address(client: TestClient) -> None:
    first = client.get("/v1/developments?country=JPN&topic=space&topic=cyber&limit=20&sort=date_asc")
    second = client.get("/v1/developments?topic=cyber&topic=space&topic=cyber&sort=date_asc&country=japan")
    address = "/v1/developments?country=JP&sort=date_asc&topic=cyber&topic=space"
    assert first.json()["links"]["self"] == second.json()["links"]["self"] == address
    assert first.headers["etag"] == second.headers["etag"]
    assert first.json()["meta"]["query"]["params"] == {
        "country": ["JP"],
        "sort": "date_asc",
        "topic": ["cyber", "space"],
    }


def test_what_was_read_as_something_else_is_said(client: TestClient) -> None:
    response = client.get("/v1/developments?country=JPN&country_not=the+Philippines&country_all=us&country=JP")
    assert response.json()["meta"]["normalized"] == [
        {"parameter": "country", "from": "JPN", "to": "JP"},
        {"parameter": "country_all", "from": "us", "to": "US"},
        {"parameter": "country_not", "from": "the Philippines", "to": "PH"},
    ]


def test_an_issue_may_be_given_by_its_name(client: TestClient) -> None:
    response = client.get("/v1/developments?issue=Vol+3.7&issue=3.7")
    assert response.json()["meta"]["normalized"] == [{"parameter": "issue", "from": "Vol 3.7", "to": "3.7"}]
    assert response.json()["links"]["self"] == "/v1/developments?issue=3.7"
    assert response.json()["meta"]["total"] == client.get("/v1/developments?issue=3.7").json()["meta"]["total"] > 0
    assert client.get("/v1/developments?issue=Vol+9.99").status_code == 422


def test_a_country_of_the_world_that_the_archive_does_not_name_is_valid(client: TestClient) -> None:
    response = client.get("/v1/developments?country=AUT")
    assert response.status_code == 200
    assert response.json()["meta"]["total"] == 0


def test_plain_utf8_in_a_query_string_is_read_as_text(app: FastAPI, client: TestClient) -> None:
    plain = ask_raw(app, "/v1/developments", query_string="q=指揮統制".encode())
    encoded = client.get("/v1/developments?q=指揮統制")
    assert plain.status == encoded.status_code == 200
    assert [d["id"] for d in plain.json["data"]] == [d["id"] for d in encoded.json()["data"]] == ["3.7-d2"]
