"""Rendering: the served JSON is what the contract shows, and earlier states are served as they were."""

from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic import BaseModel
from sqlalchemy import Engine

from api.database import read_session, write_session
from api.indexing import documents_of_issue, entry_documents, payer_documents
from api.models.facts import AmountFacts
from api.money import Rates
from api.publishing import Ledger
from api.rendering import render_revision
from api.rendering.amounts import render_amount
from api.repositories import vocabulary
from api.schemas.records import Development, Headline, Issue
from api.schemas.vocabularies import Country, Initiative, Organization, Person, Topic
from api.seeding import load
from tests.storage.issue_files import Form, changed, development, issue, write_lines

SEEN = {"count": 0, "usd_sum": None, "unconverted": 0, "first_on": None, "last_on": None}


def served(engine: Engine, rates: Rates, issue_id: str) -> dict[str, Any]:
    with read_session(engine) as session:
        return {d.id: orjson.loads(d.rendered) for d in documents_of_issue(session, issue_id, rates)}


def put(engine: Engine, folder: Path, form: Form) -> None:
    load(engine, [write_lines(folder / "x.jsonl", form)], folder=None)


def test_3_7_d3_has_the_keys_and_values_of_the_contract(seeded: Engine, rates: Rates) -> None:
    found = served(seeded, rates, "3.7")["3.7-d3"]
    assert (
        list(found)
        == (
            "id kind title summary partial topics countries alliance_format published sorted_on dates amounts organizations people "
            "initiatives issue headline revision updated_at links"
        ).split()
    )
    assert found["published"] == {
        "start": "2024-04-01",
        "end": "2024-04-15",
        "precision": "half-month",
        "basis": "inferred",
    }
    assert (found["sorted_on"], found["dates"], found["people"], found["partial"]) == ("2024-04-01", [], [], False)
    assert (found["topics"], found["countries"]) == (["economic", "technology", "energy"], ["US", "JP"])
    assert found["issue"] == {"id": "3.7", "title": "US-Japan Alliance Digest Vol 3.7"}
    assert found["headline"]["id"] == "3.7-h3"
    assert found["organizations"][0] == {"slug": "microsoft", "name": "Microsoft"}
    assert found["links"] == {
        "self": "/v1/developments/3.7-d3",
        "html": "/developments/3.7-d3",
        "issue": "/v1/issues/3.7",
        "similar": "/v1/developments/3.7-d3/similar",
        "source": "https://spfusa.org/publications/us-japan-alliance-digest-vol-3-7/",
    }
    assert found["updated_at"].endswith("Z")


def test_an_amount_has_the_keys_and_values_of_the_contract(seeded: Engine, rates: Rates) -> None:
    amounts = served(seeded, rates, "3.7")["3.7-d3"]["amounts"]
    assert [amount["low"] for amount in amounts] == [2_900_000_000, 1_000_000_000, 110_000_000]
    assert (
        list(amounts[0])
        == (
            "raw currency low high qualifier purpose payer recipient usd usd_reason counted not_counted repeat_of"
        ).split()
    )
    assert amounts[0]["usd"] == {
        "low": 2_900_000_000,
        "high": 2_900_000_000,
        "rate": 1,
        "rate_on": None,
        "rate_source": None,
        "estimated": False,
    }


@pytest.mark.parametrize(
    ("id", "index", "expected"),
    [
        ("2.10-d2", 0, {"low": 210_000_000, "high": None, "qualifier": "more than", "not_counted": "running_total"}),
        ("2.10-d2", 1, {"low": 150_000_000, "high": 150_000_000, "not_counted": None, "counted": True}),
        ("3.5-d1", 0, {"not_counted": "repeat", "repeat_of": "2.24-d1", "counted": False}),
    ],
)
def test_qualifiers_and_what_is_not_counted_are_served(
    seeded: Engine, rates: Rates, id: str, index: int, expected: dict[str, Any]
) -> None:
    amount = served(seeded, rates, id.split("-", maxsplit=1)[0])[id]["amounts"][index]
    assert {key: amount[key] for key in expected} == expected


def test_an_amount_in_another_currency_says_its_rate_or_why_there_is_none(rates: Rates) -> None:
    yen = render_amount(AmountFacts(currency="JPY", low=1_514_551, high=None), date(2024, 4, 1), rates)
    assert yen.usd is not None
    assert (yen.usd.low, yen.usd.high, yen.usd.rate, yen.usd.rate_on, yen.usd.estimated) == (
        10_000,
        None,
        151.4551,
        2024,
        False,
    )
    assert yen.usd.rate_source == "Federal Reserve Board, G.5A Foreign Exchange Rates (annual)"
    franc = render_amount(AmountFacts(currency="CHF", low=1, high=1), date(2024, 4, 1), rates)
    assert (franc.usd, franc.usd_reason) == (None, "no stored rate for CHF")


def test_every_served_record_is_valid(seeded: Engine, rates: Rates) -> None:
    models: dict[str, type[BaseModel]] = {"development": Development, "headline": Headline, "issue": Issue}
    for id in ("3.7", "1.2", "2.10"):
        for found in served(seeded, rates, id).values():
            models[found["kind"]].model_validate(found)


def test_an_issue_has_its_contents_and_a_headline_its_development(seeded: Engine, rates: Rates) -> None:
    found = served(seeded, rates, "3.7")
    assert [line["development"]["id"] for line in found["3.7"]["headlines"]] == [f"3.7-d{n}" for n in range(1, 6)]
    assert (found["3.7"]["occasion"], found["3.7"]["sorted_on"]) == ("Biden-Kishida summit", "2024-04-01")
    assert found["3.7-h4"]["sorted_on"] == found["3.7-d4"]["sorted_on"] == "2024-04-09"
    assert found["3.7-h4"]["development"] == {"id": "3.7-d4", "title": found["3.7-d4"]["title"]}
    alone = served(seeded, rates, "1.2")["1.2-h5"]
    assert (alone["development"], alone["developments"], alone["sorted_on"]) == (None, [], "2022-01-16")


@pytest.mark.parametrize(
    ("kind", "id", "model", "expected"),
    [
        ("topic", "space", Topic, {"name": "Space", "name_ja": "宇宙", "core": True}),
        ("country", "JP", Country, {"code": "JP", "alpha3": "JPN", "capital": "Tokyo", "acronyms": ["JPN"]}),
        ("organization", "amazon", Organization, {"aliases": ["Amazon.com"], "country": "US"}),
        (
            "person",
            "bill-nelson",
            Person,
            {"roles": ["Administrator of the National Aeronautics and Space Administration"]},
        ),
        ("initiative", "artemis", Initiative, {"form": "programme", "name": "Artemis program"}),
    ],
)
def test_entries_carry_every_key_but_seen(
    seeded: Engine, kind: str, id: str, model: type[BaseModel], expected: dict[str, Any]
) -> None:
    with read_session(seeded) as session:
        (document,) = entry_documents(session, kind, [id])
    found = orjson.loads(document.rendered)
    assert set(found) == set(model.model_fields) - {"seen"}
    assert {key: found[key] for key in expected} == expected
    assert found["links"]["developments"] == f"/v1/developments?{kind}={id}"
    model.model_validate(found | {"seen": SEEN})


def test_payers_are_read_from_the_words_of_amounts(seeded: Engine) -> None:
    with read_session(seeded) as session:
        found = {document.id: document.label for document in payer_documents(session)}
    assert found["microsoft"] == "Microsoft"
    assert found["consortium-of-japanese-firms"] == "consortium of Japanese firms"
    assert found["united-states"] == "United States"
    assert "us-and-japanese-technology-companies-and-universities" in found
    assert "japan-united-states-and-australia" not in found


def test_an_earlier_revision_is_served_as_it_was_then(empty: Engine, rates: Rates, tmp_path: Path) -> None:
    first = issue(developments=[development(1, "A", organizations=["NASA"], amounts=[{"value": 1, "currency": "CHF"}])])
    put(empty, tmp_path, first)
    before = served(empty, rates, "4.1")["4.1-d1"]
    second = changed(first, 0, summary="Changed.") | {"title": "New title", "headlines": ["New first", "2", "3"]}
    put(empty, tmp_path, second)
    with write_session(empty) as session:
        ledger = Ledger(session)
        (nasa,) = vocabulary.load_entries(session, "organization", ["nasa"])
        head = vocabulary.entry_heads(session, "organization", ["nasa"])["nasa"]
        renamed = type(nasa.facts)(**{**_fields(nasa.facts), "name": "Space agency"})
        ledger.put_entry("organization", "nasa", renamed, head)
        ledger.flush()
    with read_session(empty) as session:
        old = render_revision(session, "4.1-d1", 1, rates)
        new = render_revision(session, "4.1-d1", 2, rates)
        assert render_revision(session, "4.1-d1", 3, rates) is None
    assert old is not None
    assert orjson.loads(orjson.dumps(old.model_dump())) == before
    assert new is not None
    assert (new.issue.title, new.headline.text, new.summary) == ("New title", "New first", "Changed.")
    assert served(empty, rates, "4.1")["4.1-d1"]["organizations"] == [{"slug": "nasa", "name": "Space agency"}]


def _fields(facts: Any) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}
